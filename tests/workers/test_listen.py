"""Listening: pages are stored with their cursor, failures wait longer, one channel never stops another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DataError, OperationalError
from tests.desk.makers import NOON, a_brand, a_channel, a_person, an_item, created
from tests.workers.networks import Pages, with_budget

from detente.contracts.network import (
    Auth,
    Batch,
    Connector,
    Contract,
    Cursor,
    Item,
    Limited,
    NetworkError,
    Probe,
    Unknown,
)
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions import receive_rows
from detente.desk.models import Channel, KeptAside, Mail, Message
from detente.journal.models import Event
from detente.workers import listen
from detente.workers.listen import LEASE, listen_work
from detente.workers.loop import Loop

pytestmark = pytest.mark.django_db


class _Pages:
    """A connector that serves pages, or fails."""

    def __init__(self, pages: Sequence[Sequence[Item]] = (), error: NetworkError | Refused | None = None) -> None:
        self.pages, self.error = list(pages), error
        self.cursors: list[Cursor | None] = []

    def poll(self, cursor: Cursor | None, *, now: object, limit: int = 100) -> Batch:
        self.cursors.append(cursor)
        if self.error:
            raise self.error
        place = int(str((cursor or {}).get("page", 0)))
        return Batch(tuple(created(*self.pages[place])), {"page": place + 1}, place + 1 < len(self.pages))

    def fetch(self, external_id: str, *, now: object) -> Item:
        raise AssertionError("listening never asks for this")

    def replies(self, external_id: str, *, now: object) -> tuple[Item, ...]:
        raise AssertionError("listening never asks for this")

    def probe(self, *, now: object) -> Probe:
        raise AssertionError("listening never asks for this")


def _listening(name: str = "Page") -> Channel:
    brand = a_brand(slug=f"b-{name.lower()}")
    return a_channel(brand, "publicpage", name, base_url="http://127.0.0.1:1", due_at=NOON)


def _drain(**connectors: Connector) -> int:
    return Loop("t", [listen_work(lambda channel: connectors[channel.name])], now=lambda: NOON).drain()


def test_every_page_is_stored_and_the_place_is_kept() -> None:
    channel = _listening()
    pages = _Pages([[an_item("a")], [an_item("b", author="paul")]])
    assert _drain(Page=pages) == 1
    channel.refresh_from_db()
    assert Message.objects.count() == 2
    assert pages.cursors == [None, {"page": 1}]
    assert (channel.cursor, channel.due_at) == ({"page": 2}, NOON + timedelta(seconds=2))


def test_a_network_that_says_wait_is_asked_again_when_it_said() -> None:
    channel = _listening()
    _drain(Page=_Pages(error=Limited("slow", until=NOON + timedelta(minutes=7))))
    channel.refresh_from_db()
    assert (channel.state, channel.due_at) == ("active", NOON + timedelta(minutes=7))


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (Unknown("reset"), "active"),
        (Auth("no", kind="revoked"), "trouble"),
        (Refused("state.channel", Words(fr="x", en="x")), "trouble"),
    ],
)
def test_trouble_is_named_on_the_channel_and_told_once(error: NetworkError | Refused, state: str) -> None:
    channel = _listening()
    _drain(Page=_Pages(error=error))
    channel.refresh_from_db()
    assert (channel.state, bool(channel.trouble)) == (state, True)
    assert channel.due_at is not None and channel.due_at > NOON
    assert Event.objects.filter(name="channel.trouble").count() == 1


def test_one_channel_in_trouble_never_stops_another() -> None:
    _listening("Bad")
    _listening("Good")
    assert _drain(Bad=_Pages(error=Unknown("reset")), Good=_Pages([[an_item("a")]])) == 2
    assert Message.objects.count() == 1


def test_a_channel_that_works_again_says_so() -> None:
    channel = _listening()
    Channel.objects.update(state="trouble", trouble="Auth")
    _drain(Page=_Pages([[]]))
    channel.refresh_from_db()
    assert (channel.state, channel.trouble) == ("active", "")
    assert Event.objects.filter(name="channel.recovered").count() == 1


def test_a_paused_channel_is_left_alone() -> None:
    _listening()
    Channel.objects.update(state="paused")
    assert _drain(Page=_Pages([[an_item("a")]])) == 0


HTML = b"<html><body>503 maintenance</body></html>"


def test_an_answer_that_breaks_the_contract_is_kept_aside_and_the_channel_is_asked_ever_less_often() -> None:
    channel = _listening()
    a_person(channel.brand, Role.LEAD)
    now, pauses = NOON, []
    for _ in range(5):
        Loop(
            "t", [listen_work(lambda _: Pages(errors=[Contract("not JSON", raw=HTML)]))], now=lambda at=now: at
        ).drain()  # type: ignore[misc]
        channel.refresh_from_db()
        assert channel.due_at is not None
        pauses.append(channel.due_at - now)
        now = channel.due_at
    assert (channel.state, channel.trouble) == ("trouble", "contract")
    assert pauses == sorted(set(pauses))
    assert (KeptAside.objects.get().times, KeptAside.objects.get().size) == (5, len(HTML))
    assert (Mail.objects.count(), Event.objects.filter(name="channel.trouble").count()) == (1, 1)
    Loop("t", [listen_work(lambda _: Pages([[an_item("a")]]))], now=lambda: now).drain()
    channel.refresh_from_db()
    assert (channel.state, Message.objects.count()) == ("active", 1)


@pytest.mark.parametrize(
    "defect", [KeyError("text"), TypeError("None"), RecursionError(), ValueError("x"), IndexError()]
)
def test_a_connector_that_stumbles_stops_its_channel_and_no_other(defect: Exception) -> None:
    _listening("Bad")
    _listening("Good")
    networks = {"Bad": Pages(errors=[defect]), "Good": Pages([[an_item("a")]])}
    Loop("t", [listen_work(lambda channel: networks[channel.name])], now=lambda: NOON).drain()
    assert Channel.objects.get(name="Bad").trouble == "contract"
    assert Message.objects.count() == 1


def test_the_first_listing_is_history_before_the_connection_and_nothing_later_is() -> None:
    channel = _listening()
    before, after = NOON - timedelta(days=3), NOON + timedelta(seconds=1)
    network = Pages([[an_item("old", posted_at=before)], [an_item("new", author="b", posted_at=after)]])
    Loop("t", [listen_work(lambda _: network)], now=lambda: NOON + timedelta(seconds=2)).drain()
    network.pages.append([an_item("backdated", author="c", posted_at=before)])
    Channel.objects.update(due_at=NOON)
    Loop("t", [listen_work(lambda _: network)], now=lambda: NOON + timedelta(seconds=9)).drain()
    told = dict(Message.objects.values_list("external_id", "historical"))
    assert told == {"old": True, "new": False, "backdated": False}
    assert channel.created_at == NOON


def test_a_first_listing_that_takes_several_turns_is_still_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.workers.listen.PAGES", 1)
    _listening()
    old = [an_item(f"o{n}", author=f"a{n}", posted_at=NOON - timedelta(days=n)) for n in range(1, 4)]
    network = Pages([[one] for one in old])
    Loop("t", [listen_work(lambda _: network)], now=lambda: NOON).drain()
    assert set(Message.objects.values_list("historical", flat=True)) == {True}
    assert Channel.objects.get().last_success_at == NOON


def test_what_may_not_be_answered_is_kept_with_the_message() -> None:
    _listening()
    Loop("t", [listen_work(lambda _: Pages([[an_item("a")]], refuses=frozenset({"a"})))], now=lambda: NOON).drain()
    assert Message.objects.get().denied["reply"]["state"] == "denied"


def test_a_turn_ends_in_time_and_the_channel_goes_to_the_end_of_the_queue() -> None:
    _listening("Flood")
    _listening("Quiet")
    Channel.objects.filter(name="Quiet").update(due_at=NOON + timedelta(microseconds=1))
    flood = Pages([[an_item(f"f{n}", author=f"a{n}")] for n in range(60)])
    quiet = Pages([[an_item("q")]])
    networks = {"Flood": flood, "Quiet": quiet}
    ticks = iter(range(10_000))
    at = NOON + timedelta(seconds=1)
    work = listen_work(lambda channel: networks[channel.name], clock=lambda: at + timedelta(seconds=4 * next(ticks)))
    assert work.step(at) + work.step(at) == 2
    assert (len(flood.asked), len(quiet.asked)) == (3, 1)
    Loop("t", [listen_work(lambda channel: networks[channel.name])], now=lambda: at).drain()
    assert Message.objects.count() == 61


def test_a_change_that_the_database_refuses_is_kept_aside_and_the_others_arrive(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    channel = _listening()
    bad = replace(an_item("bad", author="b"), posted_at=datetime(1, 1, 1, tzinfo=UTC))
    kept = receive_rows.store_items

    def store(channel, changes, arrived):
        if any(change.external_id == "bad" for change in changes):
            raise DataError
        return kept(channel, changes, arrived)

    monkeypatch.setattr(receive_rows, "store_items", store)
    Loop("t", [listen_work(lambda _: Pages([[an_item("a"), bad]]))], now=lambda: NOON).drain()
    channel.refresh_from_db()
    assert (Message.objects.get().external_id, KeptAside.objects.count()) == ("a", 1)
    assert channel.cursor == {"page": 1}


def test_a_channel_whose_page_met_a_deadlock_is_asked_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    channel, real = _listening(), listen.receive

    def deadlock(*_: object, **__: object) -> None:
        raise OperationalError("deadlock detected")

    monkeypatch.setattr(listen, "receive", deadlock)
    with pytest.raises(OperationalError):
        _drain(Page=_Pages([[an_item()]]))
    channel.refresh_from_db()
    assert (channel.due_at, channel.lease_until, channel.state) == (NOON + timedelta(seconds=1), None, "active")
    monkeypatch.setattr(listen, "receive", real)
    Channel.objects.update(due_at=NOON)
    _drain(Page=_Pages([[an_item()]]))
    assert Message.objects.count() == 1


def test_a_worker_whose_channel_was_paused_during_a_poll_stores_nothing_more() -> None:
    channel = _listening()

    def pausing(batch: Batch) -> Batch:
        Channel.objects.update(state="paused")
        return batch

    Loop("t", [listen_work(lambda _: Pages([[an_item("a")]], said=pausing))], now=lambda: NOON).drain()
    channel.refresh_from_db()
    assert (Message.objects.count(), channel.cursor, channel.state) == (0, {}, "paused")


def test_the_allowance_is_shown_even_when_nothing_is_new() -> None:
    _listening()
    Loop("t", [listen_work(lambda _: Pages([[]], said=with_budget))], now=lambda: NOON).drain()
    assert Channel.objects.get().budget["remaining"] == 99


@pytest.mark.parametrize("dies_in", ["detente.workers.listen.receive", "detente.workers.listen.polled"])
def test_a_worker_that_dies_before_or_after_the_commit_loses_and_doubles_nothing(
    monkeypatch: pytest.MonkeyPatch, dies_in: str
) -> None:
    channel = _listening()
    network = Pages([[an_item("a")], [an_item("b", author="paul")]])
    work = listen_work(lambda _: network)

    def dies(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(dies_in, dies)
        with pytest.raises(KeyboardInterrupt):
            work.step(NOON)
    assert work.step(NOON + LEASE - timedelta(seconds=1)) == 0
    assert work.step(NOON + LEASE) == 1
    channel.refresh_from_db()
    assert sorted(Message.objects.values_list("external_id", flat=True)) == ["a", "b"]
    assert (channel.cursor, channel.attempts) == ({"page": 2}, 0)
