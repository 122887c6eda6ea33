"""Connect, check, change, remove: who may, what is asked, what becomes of what waited; secrets are never kept plain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest
from tests.desk.makers import NOON, a_brand, a_channel, a_person, an_item, created
from tests.desk.replies import LATER, Desk, a_desk
from tests.desk.sending import claimed

from detente.accounts.models import Brand, Person
from detente.channels.publicpage import shape
from detente.contracts.network import Aside, Coverage, Field, Hole, Registered
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions import _answers, _tasks, channels
from detente.desk.actions.accept_hole import accept_hole
from detente.desk.actions.ask_channel import ask_channel
from detente.desk.actions.backfill_channel import start_backfill, stop_backfill
from detente.desk.actions.change_channel import change_channel_answers
from detente.desk.actions.channels import connection_of, set_channel_state
from detente.desk.actions.check_channel import check_channel_again
from detente.desk.actions.forget_aside import forget_aside
from detente.desk.actions.receive import Beside, receive
from detente.desk.actions.remove_channel import remove_channel
from detente.desk.models import Channel, ChannelTask, Draft, KeptAside, Publication
from detente.desk.models import Hole as HoleRow
from detente.desk.queries.trouble_words import trouble_words

pytestmark = pytest.mark.django_db


def _field(key: str, kind: str = "text", *, required: bool = True, default: str = "") -> Field:
    words = Words(fr=key, en=key)
    return Field(key, words, words, kind, default, required)  # type: ignore[arg-type]


CAPABILITIES = replace(
    shape.CAPABILITIES,
    backfill=timedelta(days=30),
    recheck_every=timedelta(hours=6),
    poll_every=timedelta(seconds=20),
)
FIELDS = (
    _field("base_url", "address", default="https://pds.example"),
    _field("account_id"),
    _field("secret", "secret"),
    _field("site", required=False),
)
ONE = Registered(
    "one", Words(fr="Un", en="One"), CAPABILITIES, None, has_connector=True, connectable=True, fields=FIELDS
)
PUSHED = Registered("pushed", Words(fr="Deux", en="Two"), None, None, has_connector=False, connectable=True)
CLOSED = replace(ONE, network="closed", connectable=False)
ANSWERS = {"account_id": " ferrolune.example ", "secret": "app-password", "site": "3", "unasked": "x"}


@pytest.fixture(autouse=True)
def _networks(monkeypatch: pytest.MonkeyPatch) -> None:
    known = MappingProxyType({line.network: line for line in (ONE, PUSHED, CLOSED)})
    for module in (_answers, _tasks, channels):
        monkeypatch.setattr(module, "NETWORKS", known)


@pytest.fixture
def brand(db: None) -> Brand:
    return a_brand()


@pytest.fixture
def lead(brand: Brand) -> Person:
    return a_person(brand, Role.LEAD)


def _ask(brand: Brand, lead: Person, **changed: object) -> Channel:
    asked: dict[str, object] = {"network": "one", "name": "Un", "answers": ANSWERS, "backfill_days": 0, **changed}
    return Channel.objects.get(id=ask_channel(lead.id, brand.id, now=NOON, **asked))  # type: ignore[arg-type]


def _refused(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


def test_a_new_channel_is_checked_before_it_listens(brand: Brand, lead: Person) -> None:
    channel = _ask(brand, lead)
    assert (channel.state, channel.due_at, channel.poll_seconds) == ("checking", None, 20)
    assert (channel.base_url, channel.account_id, channel.settings) == (
        "https://pds.example",
        "ferrolune.example",
        {"site": "3"},
    )
    assert connection_of(channel).secret == "app-password"
    assert b"app-password" not in bytes(channel.secret or b"")
    assert set(channel.tasks.values_list("kind", flat=True)) == {"probe", "recheck"}


def test_where_no_worker_dials_the_channel_is_ready_at_once(brand: Brand, lead: Person) -> None:
    channel = _ask(brand, lead, network="pushed", answers={})
    assert (channel.state, channel.tasks.count()) == ("active", 0)


def test_the_past_is_fetched_no_further_than_the_network_tells_it(brand: Brand, lead: Person) -> None:
    channel = _ask(brand, lead, backfill_days=300)
    assert channel.tasks.get(kind="backfill").since == NOON - timedelta(days=30)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"network": "closed"}, "input.network"),
        ({"network": "nowhere"}, "input.network"),
        ({"name": "  "}, "input.name"),
        ({"answers": {"account_id": "x"}}, "input.answer"),
        ({"answers": {"secret": "x"}}, "input.answer"),
        ({"answers": {**ANSWERS, "base_url": "ftp://x"}}, "input.answer"),
        ({"answers": {**ANSWERS, "base_url": "https://me:pw@x.example"}}, "input.answer"),
        ({"answers": {**ANSWERS, "base_url": "https://[bad"}}, "input.answer"),
        ({"answers": {**ANSWERS, "account_id": "a\x00b"}}, "input.answer"),
        ({"answers": {**ANSWERS, "account_id": "a\u202eb"}}, "input.answer"),
        ({"answers": {**ANSWERS, "account_id": "a" * 201}}, "input.answer"),
        ({"backfill_days": -1}, "input.days"),
        ({"backfill_days": 9999}, "input.days"),
    ],
)
def test_answers_that_cannot_be_right_are_refused(
    brand: Brand, lead: Person, changed: dict[str, object], code: str
) -> None:
    assert _refused(lambda: _ask(brand, lead, **changed)) == code
    assert not Channel.objects.exists()


def test_two_channels_have_two_names_but_a_removed_one_gives_its_name_back(brand: Brand, lead: Person) -> None:
    first = _ask(brand, lead)
    assert _refused(lambda: _ask(brand, lead)) == "input.name"
    remove_channel(lead.id, first.id, now=NOON)
    assert _ask(brand, lead).id != first.id


def test_a_new_secret_throws_the_session_away_and_has_the_rights_asked_again(brand: Brand, lead: Person) -> None:
    channel = _ask(brand, lead)
    Channel.objects.update(
        state="trouble", trouble="auth.revoked", session=b"x", refresh_lease_until=NOON, cursor={"a": 1}
    )
    change_channel_answers(lead.id, channel.id, {**ANSWERS, "secret": "another"}, now=NOON)
    channel.refresh_from_db()
    assert (channel.state, channel.trouble, channel.session, channel.cursor) == ("checking", "", None, {"a": 1})
    assert connection_of(channel).secret == "another"
    change_channel_answers(lead.id, channel.id, {**ANSWERS, "secret": ""}, now=NOON)
    channel.refresh_from_db()
    assert connection_of(channel).secret == "another"


def test_a_channel_never_found_good_is_checked_when_it_is_resumed(brand: Brand, lead: Person) -> None:
    channel = _ask(brand, lead)
    set_channel_state(lead.id, channel.id, "paused", now=NOON)
    set_channel_state(lead.id, channel.id, "active", now=NOON)
    channel.refresh_from_db()
    assert (channel.state, channel.due_at) == ("checking", None)


def test_a_check_is_due_at_once(brand: Brand, lead: Person) -> None:
    channel = _ask(brand, lead)
    ChannelTask.objects.update(due_at=NOON + timedelta(hours=1))
    check_channel_again(lead.id, channel.id, now=LATER)
    assert channel.tasks.get(kind="probe").due_at == LATER


def test_a_removed_channel_loses_its_secret_and_keeps_its_past(brand: Brand, lead: Person) -> None:
    channel = _ask(brand, lead)
    receive(channel.id, created(an_item("a")), now=NOON)
    remove_channel(lead.id, channel.id, now=LATER)
    channel.refresh_from_db()
    assert (channel.state, channel.secret, channel.due_at, channel.removed_at) == ("removed", None, None, LATER)
    assert channel.message_set.count() == 1
    assert set(channel.tasks.values_list("state", flat=True)) == {"stopped"}
    assert _refused(lambda: check_channel_again(lead.id, channel.id, now=LATER)) == "access.channel"


def test_texts_that_waited_for_a_removed_channel_go_back_to_their_writers() -> None:
    desk = a_desk()
    desk.queued()
    remove_channel(desk.lead.id, desk.channel.id, now=LATER)
    assert (Publication.objects.get().state, Draft.objects.get().state) == ("not_published", "editing")


def test_a_channel_is_not_removed_while_a_reply_is_on_its_way() -> None:
    desk: Desk = a_desk()
    desk.queued()
    claimed()
    assert _refused(lambda: remove_channel(desk.lead.id, desk.channel.id, now=LATER)) == "state.publication"
    assert Channel.objects.get(id=desk.channel.id).state == "active"


def test_the_past_is_started_and_stopped(brand: Brand, lead: Person) -> None:
    channel = _ask(brand, lead)
    start_backfill(lead.id, channel.id, days=7, now=LATER)
    task = channel.tasks.get(kind="backfill")
    assert (task.state, task.since) == ("waiting", LATER - timedelta(days=7))
    stop_backfill(lead.id, channel.id, now=LATER)
    stop_backfill(lead.id, channel.id, now=LATER)
    task.refresh_from_db()
    assert (task.state, task.due_at) == ("stopped", None)
    assert _refused(lambda: start_backfill(lead.id, channel.id, days=0, now=LATER)) == "state.backfill"


def test_a_hole_is_accepted_once_and_a_kept_payload_forgotten(brand: Brand, lead: Person) -> None:
    channel = _ask(brand, lead)
    why = Words(fr="x", en="x")
    beside = Beside("poll", Coverage.GAP, Hole(NOON, LATER), aside=(Aside(b"<html>", why),))
    receive(channel.id, [], now=NOON, beside=beside)
    hole, aside = HoleRow.objects.get(), KeptAside.objects.get()
    accept_hole(lead.id, hole.id, now=LATER)
    assert _refused(lambda: accept_hole(lead.id, hole.id, now=LATER)) == "state.hole"
    forget_aside(lead.id, aside.id, now=LATER)
    aside.refresh_from_db()
    assert (aside.excerpt, aside.seen_at) == (None, LATER)


@pytest.mark.parametrize("role", [Role.AGENT, Role.REVIEWER, Role.AUDITOR, Role.EXPERT, None])
def test_only_leads_and_administrators_touch_a_channel(brand: Brand, lead: Person, role: Role | None) -> None:
    channel = _ask(brand, lead)
    receive(channel.id, [], now=NOON, beside=Beside("poll", Coverage.GAP, Hole(NOON, LATER)))
    who = a_person(brand, role, name="Autre") if role else a_person(a_brand("other"), Role.LEAD, name="Autre")
    acts: list[Callable[[], object]] = [
        lambda: _ask(brand, who, name="Autre"),
        lambda: change_channel_answers(who.id, channel.id, ANSWERS, now=NOON),
        lambda: check_channel_again(who.id, channel.id, now=NOON),
        lambda: remove_channel(who.id, channel.id, now=NOON),
        lambda: set_channel_state(who.id, channel.id, "paused", now=NOON),
        lambda: start_backfill(who.id, channel.id, days=3, now=NOON),
        lambda: stop_backfill(who.id, channel.id, now=NOON),
        lambda: accept_hole(who.id, HoleRow.objects.get().id, now=NOON),
    ]
    assert all(_refused(act).startswith("access.") for act in acts)


def test_the_command_line_connects_without_a_person(brand: Brand) -> None:
    assert ask_channel(None, brand.id, network="one", name="Un", answers=ANSWERS, backfill_days=0, now=NOON)


def test_every_code_of_trouble_has_a_sentence() -> None:
    assert trouble_words("") is None
    for code in ("auth.revoked", "contract", "no_answer", "limited", "state.channel", "something.else"):
        assert trouble_words(code)


def test_a_channel_of_another_brand_is_not_there(brand: Brand, lead: Person) -> None:
    other = a_channel(a_brand("other"), "one", "Autre")
    assert _refused(lambda: remove_channel(lead.id, other.id, now=NOON)) == "access.brand"
