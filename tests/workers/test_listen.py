"""Listening: pages are stored with their cursor, failures wait longer, one channel never stops another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from tests.desk.makers import NOON, a_brand, a_channel, an_item, created

from detente.contracts.network import Auth, Batch, Connector, Cursor, Item, Limited, NetworkError, Probe, Unknown
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.models import Channel, Message
from detente.journal.models import Event
from detente.workers.listen import listen_work
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
