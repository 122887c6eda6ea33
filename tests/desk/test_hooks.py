"""Connections out: who may make them, what they hear, what they never say."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest
from django.conf import LazySettings
from django.db import IntegrityError, connection, transaction
from tests.desk.charter_world import a_world
from tests.desk.hooks import EVERYTHING, URL, Ears, happens, plan, some_ears
from tests.desk.makers import NOON, a_brand, a_channel, a_person, an_item, created, read_all
from tests.desk.removing import carry_out

from detente.contracts.network import Change, ChangeKind
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions.close_case import close_case
from detente.desk.actions.confirm_provisional import confirm_provisional
from detente.desk.actions.hooks import make_hook, send_again, set_hook_state, try_hook, turn_hook_secret
from detente.desk.actions.plan_deliveries import plan_deliveries
from detente.desk.actions.receive import receive
from detente.desk.models import Delivery, Hook, Message
from detente.desk.ring import open_ring
from detente.journal.horizon import Horizon
from detente.journal.models import Event
from detente.rules.case import CloseReason
from detente.rules.hook_events import HEARD_AS, WITH_TEXTS, HookEvent

SECRETIVE = "Le colis 4417 de Odile est perdu, appelez le 06 12 34 56 78."


@pytest.fixture
def ears(db: None) -> Ears:
    return some_ears()


# --- Who may ---

WHO = {"stranger": (), "agent": (Role.AGENT,), "reviewer": (Role.REVIEWER,), "expert": (Role.EXPERT,),
       "auditor": (Role.AUDITOR,), "administrator": (Role.ADMINISTRATOR,), "lead": (Role.LEAD,)}  # fmt: skip
ACTS: dict[str, Callable[[int, Ears], object]] = {
    "make": lambda p, e: make_hook(p, e.brand.id, name="B", url=URL, hears=EVERYTHING, now=NOON),
    "turn": lambda p, e: turn_hook_secret(p, e.hook_id, _mark(e), now=NOON),
    "pause": lambda p, e: set_hook_state(p, e.hook_id, "paused", now=NOON),
    "remove": lambda p, e: set_hook_state(p, e.hook_id, "removed", now=NOON),
    "try": lambda p, e: try_hook(p, e.hook_id, now=NOON),
    "again": lambda p, e: send_again(p, try_hook(e.lead, e.hook_id, now=NOON), now=NOON),
}


def _mark(ears: Ears) -> str:
    return open_ring(ears.hook.secret, ears.brand.id).mark


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("who", WHO)
def test_a_lead_may_and_nobody_else(ears: Ears, who: str, act: Callable[[int, Ears], object]) -> None:
    person = a_person(ears.brand if who != "stranger" else a_brand("other"), *(WHO[who] or (Role.LEAD,))).id
    if who == "lead":
        act(person, ears)
        return
    with pytest.raises(Refused, match=r"access\."):
        act(person, ears)


def test_what_is_not_there_answers_like_what_is_not_yours(ears: Ears) -> None:
    for act in (
        lambda: set_hook_state(ears.lead, 99_999, "paused", now=NOON),
        lambda: send_again(ears.lead, 1, now=NOON),
    ):
        with pytest.raises(Refused, match=r"access\.hook"):
            act()
    set_hook_state(ears.lead, ears.hook_id, "removed", now=NOON)
    with pytest.raises(Refused, match=r"access\.hook"):
        try_hook(ears.lead, ears.hook_id, now=NOON)


# --- What may be written ---

BAD_URLS = ["", "ears.example", "http://ears.example/", "ftp://ears.example/", "https://", "https://u:p@ears.example/",
            "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.8/x", "https://169.254.169.254/latest",
            "https://[::ffff:10.0.0.1]/", "http://127.0.0.1:8001/", "https://a\u202eb.example\x00/", "https://e.example/" + "x" * 1_000]  # fmt: skip


@pytest.mark.parametrize("url", BAD_URLS)
def test_an_address_that_may_not_be_dialled_is_refused_when_it_is_written(
    ears: Ears, settings: LazySettings, url: str
) -> None:
    settings.DETENTE_ALLOWED_ORIGINS = ("http://127.0.0.1:8000",)
    with pytest.raises(Refused, match=r"input\.url"):
        make_hook(ears.lead, ears.brand.id, name="B", url=url, hears=EVERYTHING, now=NOON)


def test_a_private_address_is_taken_only_when_its_exact_origin_is_allowed(ears: Ears, settings: LazySettings) -> None:
    settings.DETENTE_ALLOWED_ORIGINS = ("http://127.0.0.1:8000",)
    make_hook(ears.lead, ears.brand.id, name="B", url="http://127.0.0.1:8000/x", hears=EVERYTHING, now=NOON)


@pytest.mark.parametrize(
    ("name", "hears", "code"),
    [(" ", EVERYTHING, "input.name"), ("Entrepôt", EVERYTHING, "input.name"), ("a\u200b", EVERYTHING, "input.name"),
     ("B", (), "input.events"), ("B", ("nothing.known", WITH_TEXTS), "input.events")],
)  # fmt: skip
def test_a_name_and_an_event_are_needed(ears: Ears, name: str, hears: tuple[str, ...], code: str) -> None:
    with pytest.raises(Refused) as refused:
        make_hook(ears.lead, ears.brand.id, name=name, url=URL, hears=hears, now=NOON)
    assert refused.value.code == code


def test_the_name_of_a_removed_connection_is_free_again(ears: Ears) -> None:
    set_hook_state(ears.lead, ears.hook_id, "removed", now=NOON)
    make_hook(ears.lead, ears.brand.id, name="Entrepôt", url=URL, hears=EVERYTHING, now=NOON)


def test_the_secret_is_nowhere_in_the_database(ears: Ears) -> None:
    row = Hook.objects.values().get()
    key = ears.secret.removeprefix("whsec_")
    assert key not in repr({**row, "secret": bytes(row["secret"])}) + repr(list(Event.objects.values()))


# --- What is heard ---


def _types(ears: Ears) -> list[str]:
    return [str(body["type"]) for body in ears.bodies()]


def test_a_case_is_told_with_ids_states_times_and_links_and_without_words(ears: Ears, settings: LazySettings) -> None:
    settings.DETENTE_PUBLIC_URL = "https://desk.example"
    case = ears.case(text=SECRETIVE)
    assert plan() == 1
    (body,) = ears.bodies()
    (made,) = ears.deliveries
    assert (body["type"], body["timestamp"], body["sequence"]) == (
        "case.opened",
        "2026-11-20T12:00:00.000Z",
        made.event_id,
    )
    data = body["data"]
    assert isinstance(data, dict)
    assert data["case"]["id"] == case.id and data["case"]["link"] == f"https://desk.example/cases/{case.id}"
    assert data["case"]["channel"] == {"id": ears.channel.id, "name": "File", "network": "files", "state": "active"}
    assert data["message"]["external_id"] == "m1"
    assert not any(word in made.body for word in ("colis", "4417", "Odile", "a1", "06 12", "whsec"))


def test_what_was_written_to_us_alone_says_so_to_whoever_hears_it(ears: Ears) -> None:
    ears.case(1)
    ears.case(2)
    Message.objects.filter(external_id="m2").update(private=True)
    plan()
    told = [body["data"]["message"] for body in map(json.loads, (one.body for one in ears.deliveries))]
    assert [(one["external_id"], one["visibility"]) for one in told] == [("m1", "public"), ("m2", "private")]


def test_words_of_others_leave_only_to_a_connection_that_was_made_with_texts(ears: Ears) -> None:
    make_hook(ears.lead, ears.brand.id, name="B", url=URL, hears=("case.opened", WITH_TEXTS), now=NOON)
    ears.case(text=SECRETIVE)
    plan()
    with_words = Delivery.objects.exclude(hook_id=ears.hook_id).get()
    assert json.loads(with_words.body)["data"]["message"]["text"] == SECRETIVE
    assert "4417" not in ears.deliveries[0].body


def test_deleted_words_do_not_leave_any_more(ears: Ears) -> None:
    make_hook(ears.lead, ears.brand.id, name="B", url=URL, hears=("case.opened", WITH_TEXTS), now=NOON)
    ears.case(text=SECRETIVE)
    receive(ears.channel.id, [Change(ChangeKind.DELETED, "m1", None, NOON)], now=NOON)
    plan()
    assert _types(ears) == ["case.opened", "message.deleted"]
    assert not any("4417" in one.body for one in Delivery.objects.all())


def test_an_edit_and_a_closing_are_heard(ears: Ears) -> None:
    case = ears.case()
    receive(ears.channel.id, created(an_item("m1", "Autre texte.", author="a1")), now=NOON)
    read_all()
    close_case(ears.lead, case.id, CloseReason.LEFT_BY_LEAD.value, "Vu.", now=NOON)
    plan()
    assert _types(ears) == ["case.opened", "message.edited", "case.closed"]


def test_a_hook_hears_only_what_was_chosen(db: None) -> None:
    ears = some_ears(hears=("case.closed", "channel.trouble"))
    case = ears.case()
    happens(ears.brand, "channel.trouble", subject=ears.channel.id)
    happens(ears.brand, "case.closed", case=case)
    plan()
    assert _types(ears) == ["channel.trouble", "case.closed"]


def test_nothing_of_another_brand_is_heard(ears: Ears) -> None:
    other = a_brand("other")
    happens(other, "channel.trouble", subject=a_channel(other).id)
    assert plan() == 0


def test_cases_of_the_past_are_not_told(ears: Ears) -> None:
    receive(ears.channel.id, created(an_item("old", author="o")), now=NOON, historical=True)
    read_all()
    assert plan() == 0


@pytest.mark.django_db
def test_a_removal_is_told_without_its_words() -> None:
    world = a_world()
    make_hook(world.id_of("lead"), world.brand.id, name="B", url=URL, hears=EVERYTHING, now=NOON)
    removal = world.hide(world.abuse(), who="second_lead")
    carry_out()
    confirm_provisional(world.id_of("lead"), removal, True, "", now=NOON)
    plan()
    told = [json.loads(one.body) for one in Delivery.objects.filter(name__startswith="removal").order_by("event_id")]
    assert [one["type"] for one in told][-1] == "removal.decided"
    assert {"id", "state", "verb", "clause", "link"} <= set(told[-1]["data"]["removal"])
    assert not {"quote", "reason", "notice"} & set(told[-1]["data"]["removal"])


def test_every_event_that_can_be_chosen_comes_from_somewhere() -> None:
    assert set(HEARD_AS.values()) == set(HookEvent)


def test_what_is_told_is_what_the_journal_records() -> None:
    from detente.desk.queries.event_words import EVENT_WORDS

    assert set(HEARD_AS) - set(EVENT_WORDS) == set()


# --- Each event once ---


def test_each_event_is_one_delivery_for_each_hook_however_often_it_is_planned(ears: Ears) -> None:
    make_hook(ears.lead, ears.brand.id, name="B", url=URL, hears=EVERYTHING, now=NOON)
    ears.case(1)
    ears.case(2)
    assert (plan(), plan()) == (4, 0)
    assert len({one.key for one in Delivery.objects.all()}) == 4
    Hook.objects.update(place=0)
    with pytest.raises(IntegrityError):
        plan()


def test_a_hook_hears_nothing_of_what_was_before_it(ears: Ears) -> None:
    ears.case(1)
    make_hook(ears.lead, ears.brand.id, name="B", url=URL, hears=EVERYTHING, now=NOON)
    plan()
    assert Delivery.objects.exclude(hook_id=ears.hook_id).count() == 0


def test_a_paused_hook_keeps_its_place_and_hears_the_rest_afterwards(ears: Ears) -> None:
    set_hook_state(ears.lead, ears.hook_id, "paused", now=NOON)
    ears.case(1)
    assert plan() == 0
    set_hook_state(ears.lead, ears.hook_id, "active", now=NOON)
    assert plan() == 1


def test_more_events_than_fit_a_page_are_all_told_in_order(ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.desk.actions.plan_deliveries.AT_ONCE", 3)
    ids = [happens(ears.brand, "channel.trouble", subject=ears.channel.id) for _ in range(8)]
    assert plan() == 8
    assert [one.event_id for one in Delivery.objects.order_by("id")] == ids


def test_an_event_committed_late_under_a_lower_number_is_told_before_the_one_that_overtook_it(fresh_desk: str) -> None:
    """Two connections: the first takes its number and waits, the second takes the next and commits."""
    ears = some_ears()
    horizon = Horizon()
    insert = (
        "INSERT INTO journal_event (at, name, actor_kind, subject_kind, subject_id, brand_id, facts) "
        "VALUES ('2026-11-20T12:00Z', 'channel.trouble', 'system', 'channel', %s, %s, '{}') RETURNING id"
    )
    with psycopg.connect(fresh_desk) as slow, psycopg.connect(fresh_desk) as quick:
        lower = slow.execute(insert, [ears.channel.id, ears.brand.id]).fetchone()
        higher = quick.execute(insert, [ears.channel.id, ears.brand.id]).fetchone()
        quick.commit()
        assert plan_deliveries(horizon.settled(), now=NOON) == 0
        slow.commit()
        assert plan_deliveries(horizon.settled(), now=NOON) == 2
    assert lower and higher and lower < higher
    assert [one.event_id for one in Delivery.objects.order_by("id")] == [lower[0], higher[0]]


def test_two_planners_at_once_make_each_delivery_once(fresh_desk: str) -> None:
    ears = some_ears()
    for _ in range(40):
        happens(ears.brand, "channel.trouble", subject=ears.channel.id)
    gate = threading.Barrier(3)
    made: list[int] = []

    def run() -> None:
        gate.wait(10)
        made.append(plan_deliveries(Horizon().settled(), now=NOON))
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sum(made) == Delivery.objects.count() == 40


def test_a_planner_that_dies_in_mid_work_repeats_nothing_and_loses_nothing(fresh_desk: str) -> None:
    ears = some_ears()
    ears.case()
    with transaction.atomic():
        assert plan() == 1
        transaction.set_rollback(True)
    assert Delivery.objects.count() == 0
    assert plan() == 1


# --- By hand ---


def test_a_new_secret_signs_beside_the_old_one_for_a_day(ears: Ears) -> None:
    newest = turn_hook_secret(ears.lead, ears.hook_id, _mark(ears), now=NOON)
    ring = open_ring(ears.hook.secret, ears.brand.id)
    assert ring.live(NOON) == (newest, ears.secret)
    assert ring.live(NOON + timedelta(days=1)) == (newest,)


def test_a_trial_is_a_delivery_that_says_so(ears: Ears) -> None:
    try_hook(ears.lead, ears.hook_id, now=NOON)
    (body,) = ears.bodies()
    assert (body["type"], body["data"]) == ("hook.test", {"hook": {"id": ears.hook_id, "name": "Entrepôt"}})


def test_a_paused_connection_is_neither_tried_nor_sent_to_again(ears: Ears) -> None:
    delivery = try_hook(ears.lead, ears.hook_id, now=NOON)
    set_hook_state(ears.lead, ears.hook_id, "paused", now=NOON)
    for act in (lambda: try_hook(ears.lead, ears.hook_id, now=NOON), lambda: send_again(ears.lead, delivery, now=NOON)):
        with pytest.raises(Refused, match=r"state\.hook"):
            act()


def test_what_waits_for_a_removed_connection_fails(ears: Ears) -> None:
    try_hook(ears.lead, ears.hook_id, now=NOON)
    set_hook_state(ears.lead, ears.hook_id, "removed", now=NOON)
    assert [(one.state, one.due_at) for one in ears.deliveries] == [("failed", None)]
    ears.case()
    assert plan() == 0
