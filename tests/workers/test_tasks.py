"""Probe, back-fill, re-check: bounded turns that go on where they stopped, and say what they found."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.desk.makers import NOON, a_brand, a_case, a_channel, a_person, an_item, created, read_all
from tests.workers.networks import Pages

from detente.contracts.network import Auth, Contract, Coverage, Hole, Limited, Probe, Unknown
from detente.contracts.people import Role
from detente.contracts.words import Words
from detente.desk.actions._tasks import plan_tasks, wake_probe
from detente.desk.actions.receive import Beside, receive
from detente.desk.models import Case, Channel, ChannelTask, EvidenceItem, KeptAside, Mail, Message, Revision
from detente.desk.models import Hole as HoleRow
from detente.desk.queries.coverage import channel_coverage
from detente.journal.models import Event
from detente.workers.tasks import Tasks

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MISSING = Words(fr="Il manque le droit de répondre.", en="The right to reply is missing.")
EACH_HOUR = replace(Pages().capabilities, recheck_every=HOUR, recheck_batch=2)


@pytest.fixture
def channel(db: None) -> Channel:
    brand = a_brand()
    a_person(brand, Role.LEAD)
    return a_channel(brand, "publicpage", base_url="https://page.example", due_at=NOON)


def _run(network: Pages, now: datetime = NOON, *, turns: int = 30) -> int:
    tasks = Tasks(lambda _: network, clock=lambda: now)
    return sum(tasks.step(now) for _ in range(turns))


def _events(name: str) -> int:
    return Event.objects.filter(name=name).count()


def _probe(channel: Channel, found: Probe | Exception, now: datetime = NOON) -> None:
    wake_probe(channel, now=now)
    network = Pages(errors=[found]) if isinstance(found, Exception) else Pages(found=found)
    _run(network, now, turns=1)
    channel.refresh_from_db()


def test_a_channel_with_good_rights_begins_to_listen(channel: Channel) -> None:
    Channel.objects.update(state="checking", due_at=None)
    _probe(channel, Probe("did:x", "Ferrolune", frozenset(), timedelta(milliseconds=250), "pds 0.4"))
    shown = (channel.state, channel.due_at, channel.account_id, channel.account_name, channel.clock_skew_ms)
    assert shown == ("active", NOON, "did:x", "Ferrolune", 250)
    assert _events("channel.ready") == 1


def test_a_channel_whose_rights_lack_something_keeps_checking_and_says_what(channel: Channel) -> None:
    Channel.objects.update(state="checking", due_at=None)
    _probe(channel, Probe("x", "x", frozenset(), problems=(MISSING,)))
    assert (channel.state, channel.trouble) == ("checking", "problems")
    shown = channel_coverage(channel.id)
    assert shown is not None and shown.problems == (MISSING,)
    assert not Mail.objects.exists()


def test_a_problem_that_appears_later_stops_the_channel_and_alerts_once(channel: Channel) -> None:
    for minutes in (0, 10):
        _probe(channel, Probe("x", "x", frozenset(), problems=(MISSING,)), NOON + timedelta(minutes=minutes))
    assert (channel.state, Mail.objects.count(), _events("channel.trouble")) == ("trouble", 1, 1)
    _probe(channel, Probe("x", "x", frozenset()), NOON + timedelta(minutes=20))
    assert (channel.state, channel.trouble, _events("channel.recovered")) == ("active", "", 1)


def test_rights_that_are_gone_stop_the_channel_at_once(channel: Channel) -> None:
    _probe(channel, Auth("no", kind="revoked"))
    assert (channel.state, channel.trouble, Mail.objects.count()) == ("trouble", "auth.revoked", 1)


def test_a_network_that_does_not_answer_a_probe_is_left_to_the_polls(channel: Channel) -> None:
    _probe(channel, Unknown("reset"))
    assert (channel.state, Mail.objects.count()) == ("active", 0)


def test_rights_that_end_within_a_fortnight_are_told_once_for_each_end(channel: Channel) -> None:
    for day, end in ((0, 20), (7, 20), (8, 20), (9, 22)):
        _probe(channel, Probe("x", "x", frozenset(), rights_until=NOON + end * DAY), NOON + day * DAY)
    assert (_events("channel.rights_ending"), Mail.objects.count()) == (2, 2)


def test_a_paused_channel_is_not_probed(channel: Channel) -> None:
    Channel.objects.update(state="paused")
    plan_tasks(channel, now=NOON)
    assert _run(Pages(), turns=1) == 0


def _backfill(channel: Channel, since: datetime = NOON - 30 * DAY, made_at: datetime = NOON) -> ChannelTask:
    return ChannelTask.objects.create(channel=channel, kind="backfill", since=since, made_at=made_at, due_at=NOON)


def _old(n: int) -> list:
    return [an_item(f"o{n}{i}", author=f"p{n}{i}", posted_at=NOON - n * DAY) for i in range(3)]


def test_the_past_arrives_as_history_with_its_progress(channel: Channel) -> None:
    task = _backfill(channel)
    _run(Pages(past=[_old(1), _old(2), _old(9)]))
    task.refresh_from_db()
    assert (task.state, task.progress["seen"], task.progress["new"]) == ("done", 9, 9)
    assert set(Message.objects.values_list("historical", flat=True)) == {True}
    read_all()
    assert not Case.objects.filter(deadline__isnull=False).exists()
    shown = channel_coverage(channel.id)
    assert shown is not None and shown.tasks[0].reached == NOON - 9 * DAY
    channel.refresh_from_db()
    assert (channel.cursor, channel.last_item_at) == ({}, None)


def test_a_worker_that_dies_between_two_pages_loses_and_doubles_nothing(channel: Channel) -> None:
    task = _backfill(channel)
    network = Pages(past=[_old(1), _old(2)])
    dying = Tasks(lambda _: network, clock=lambda: NOON)
    kept = network.backfill

    def backfill(cursor, *, since, now, limit=100):
        if cursor:
            raise KeyboardInterrupt
        return kept(cursor, since=since, now=now)

    network.backfill = backfill  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        dying.step(NOON)
    network.backfill = kept  # type: ignore[method-assign]
    assert _run(network, NOON + timedelta(seconds=121)) > 0
    task.refresh_from_db()
    assert (task.state, task.progress["new"], Message.objects.count()) == ("done", 6, 6)


def test_what_happens_while_the_past_is_fetched_is_left_to_the_polls(channel: Channel) -> None:
    _backfill(channel)
    news = an_item("news", posted_at=NOON + timedelta(seconds=3))
    _run(Pages(past=[[news, *_old(1)]]))
    assert not Message.objects.filter(external_id="news").exists()


def test_the_past_is_bounded(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.desk.actions.backfill_page.MOST", 4)
    task = _backfill(channel)
    _run(Pages(past=[_old(n) for n in range(1, 9)]))
    task.refresh_from_db()
    assert (task.state, task.trouble, Message.objects.count()) == ("done", "bounded", 6)


def test_a_past_that_was_fetched_whole_fills_the_holes_in_it(channel: Channel) -> None:
    gap = Hole(NOON - 3 * DAY, NOON - 2 * DAY)
    receive(channel.id, [], now=NOON, beside=Beside("poll", Coverage.GAP, gap))
    _backfill(channel)
    _run(Pages(past=[_old(1)]))
    assert HoleRow.objects.get().filled_how == "backfill"


def test_a_network_that_says_wait_is_asked_for_its_past_later(channel: Channel) -> None:
    task = _backfill(channel)
    _run(Pages(past=[_old(1)], errors=[Limited("slow", until=NOON + HOUR)]), turns=1)
    task.refresh_from_db()
    assert (task.state, task.due_at, task.trouble) == ("waiting", NOON + HOUR, "limited")


def test_a_past_that_cannot_be_read_is_kept_aside_and_asked_for_ever_less_often(channel: Channel) -> None:
    task = _backfill(channel)
    pauses = []
    now = NOON
    for _ in range(4):
        _run(Pages(errors=[Contract("not JSON", raw=b"<html>")]), now, turns=1)
        task.refresh_from_db()
        assert task.due_at is not None
        pauses.append(task.due_at - now)
        now = task.due_at
    assert pauses == sorted(set(pauses))
    assert (KeptAside.objects.get().times, KeptAside.objects.get().source) == (4, "backfill")


def _recheck(channel: Channel) -> ChannelTask:
    return ChannelTask.objects.create(channel=channel, kind="recheck", made_at=NOON, due_at=NOON)


def test_what_was_deleted_edited_hidden_or_brought_back_is_found_by_id(channel: Channel) -> None:
    items = {key: an_item(key, author=key) for key in ("gone", "edited", "hidden", "back", "same", "unknown")}
    items["back"] = replace(items["back"], hidden=True)
    receive(channel.id, created(*items.values()), now=NOON)
    _recheck(channel)
    now = NOON + 2 * HOUR
    held = {
        "gone": None,
        "edited": replace(items["edited"], text="Autre."),
        "hidden": replace(items["hidden"], hidden=True),
        "back": replace(items["back"], hidden=False),
        "same": items["same"],
    }
    _run(Pages(held=held, capabilities=EACH_HOUR), now)
    states = dict(Message.objects.values_list("external_id", "state"))
    assert states == {
        "gone": "deleted", "edited": "visible", "hidden": "hidden", "back": "visible", "same": "visible",
        "unknown": "visible",
    }  # fmt: skip
    assert Revision.objects.get(message__external_id="edited", number=2).text == "Autre."
    assert EvidenceItem.objects.filter(what="deleted").count() == 1
    seen = dict(Message.objects.values_list("external_id", "checked_at"))
    assert (seen["same"], seen["unknown"]) == (now, NOON)


def test_what_a_network_could_not_show_for_a_while_comes_back(channel: Channel) -> None:
    receive(channel.id, created(an_item("back", author="a"), an_item("gone", author="b")), now=NOON)
    _recheck(channel)
    held = {"back": None, "gone": None}
    for hours in (1, 3):
        _run(Pages(held=dict(held), capabilities=EACH_HOUR), NOON + hours * HOUR)
    assert set(Message.objects.values_list("state", flat=True)) == {"deleted"}
    assert EvidenceItem.objects.filter(what="deleted").count() == 2
    _run(Pages(held=held | {"back": an_item("back", author="a")}, capabilities=EACH_HOUR), NOON + 5 * HOUR)
    assert dict(Message.objects.values_list("external_id", "state")) == {"back": "visible", "gone": "deleted"}


def test_what_was_deleted_long_ago_is_not_asked_for_any_more(channel: Channel) -> None:
    receive(channel.id, created(an_item("gone", posted_at=NOON)), now=NOON)
    _recheck(channel)
    _run(Pages(held={"gone": None}, capabilities=EACH_HOUR), NOON + HOUR)
    late = NOON + 8 * DAY
    Message.objects.update(posted_at=late)
    _run(Pages(held={"gone": an_item("gone")}, capabilities=EACH_HOUR), late)
    assert Message.objects.get().state == "deleted"


def test_only_open_cases_and_the_last_days_are_looked_at_again(channel: Channel) -> None:
    old = NOON - 60 * DAY
    a_case(channel, external_id="open", author="a", now=old)
    a_case(channel, external_id="closed", author="b", now=old)
    Case.objects.filter(conversation__external_id="closed").update(state="closed", closed_at=NOON, close_reason="spam")
    receive(channel.id, created(an_item("young", author="c", posted_at=NOON - DAY)), now=NOON)
    _recheck(channel)
    _run(Pages(held={"open": None, "closed": None, "young": None}, capabilities=EACH_HOUR), NOON + 2 * HOUR)
    assert dict(Message.objects.values_list("external_id", "state")) == {
        "open": "deleted",
        "closed": "visible",
        "young": "deleted",
    }


def test_a_round_is_made_at_the_rhythm_of_the_network_and_no_faster(channel: Channel) -> None:
    receive(channel.id, created(*(an_item(f"m{n}", author=f"a{n}") for n in range(5))), now=NOON)
    task = _recheck(channel)
    held = {f"m{n}": an_item(f"m{n}", author=f"a{n}") for n in range(5)}
    now = NOON + HOUR
    _run(Pages(held=dict(held), capabilities=EACH_HOUR), now, turns=9)
    task.refresh_from_db()
    assert (task.cursor, Message.objects.filter(checked_at=now).count()) == (None, 5)
    assert task.due_at == now + timedelta(minutes=10)
    _run(Pages(capabilities=EACH_HOUR), now + timedelta(minutes=10), turns=3)
    assert Message.objects.filter(checked_at=now).count() == 5


def test_an_answer_older_than_what_a_poll_brought_meanwhile_changes_nothing(channel: Channel) -> None:
    receive(channel.id, created(an_item("a", "Un.")), now=NOON)
    _recheck(channel)
    network = Pages(held={"a": an_item("a", "Un.")}, capabilities=EACH_HOUR)
    fetch = network.fetch_many

    def late(external_ids, *, now):
        receive(channel.id, created(an_item("a", "Deux.")), now=now)
        return fetch(external_ids, now=now)

    network.fetch_many = late  # type: ignore[method-assign]
    _run(network, NOON + HOUR, turns=1)
    message = Message.objects.get()
    assert Revision.objects.get(message=message, number=message.revision_number).text == "Deux."
