"""Hints: looked at a few times, then left to the poll; deletions only of what we hold, or have just been told of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import DataError, OperationalError
from tests.desk.makers import NOON, a_brand, a_channel, an_item

from detente.contracts.network import Hint, Item, Unknown
from detente.desk.models import Channel, Message
from detente.workers.hints import FLOOD, LOOKS, Ear, Hints

pytestmark = pytest.mark.django_db

FAR = NOON + timedelta(hours=1)


class _Network:
    """Shows what it is told to show; an empty name says that it is in trouble."""

    def __init__(self) -> None:
        self.shown: dict[str, Item] = {}
        self.trouble: Exception | None = None
        self.asked = 0

    def fetch_many(self, external_ids: Sequence[str], *, now: object) -> dict[str, Item | None]:
        self.asked += 1
        if self.trouble:
            raise self.trouble
        return {each: self.shown.get(each) for each in external_ids}


class _Line:
    """One channel, its hints, and a time that passes when it is told to."""

    def __init__(self) -> None:
        self.network, self.at = _Network(), 0.0
        self.channel = a_channel(a_brand(slug="line"), "bluesky", "Line", base_url="http://127.0.0.1:1", due_at=FAR)
        self.hints = Hints(lambda: NOON, tick=lambda: self.at)

    def hear(self, *hints: Hint) -> None:
        for hint in hints:
            ear = Ear(self.channel.id, self.network, lambda _frame, hint=hint: hint)  # type: ignore[arg-type, misc]
            self.hints.hear([ear], b"")

    def pass_time(self, looks: int = 1) -> None:
        for _ in range(looks):
            self.at += max(LOOKS)
            self.hints.look()

    def is_due(self) -> bool:
        return Channel.objects.get(id=self.channel.id).due_at == NOON


def test_what_the_network_shows_a_moment_later_is_stored() -> None:
    line = _Line()
    line.hear(Hint("a"))
    line.pass_time(2)
    assert not Message.objects.exists()
    line.network.shown["a"] = an_item("a")
    line.pass_time()
    assert Message.objects.get().external_id == "a"
    asked = line.network.asked
    line.pass_time(3)
    assert (line.network.asked, line.is_due()) == (asked, False)


def test_what_cannot_be_fetched_makes_the_channel_due_at_once_and_is_not_asked_for_ever() -> None:
    line = _Line()
    line.hear(Hint("a"))
    line.pass_time(len(LOOKS) + 5)
    assert (line.network.asked, line.is_due()) == (len(LOOKS), True)


def test_a_channel_that_is_being_polled_is_left_alone() -> None:
    line = _Line()
    Channel.objects.update(lease_until=FAR)
    line.hear(Hint("a"))
    line.pass_time(len(LOOKS))
    assert not line.is_due()


def test_deletions_of_strangers_cost_no_request() -> None:
    line = _Line()
    line.hear(*(Hint(f"stranger-{number}", gone=True) for number in range(50)))
    line.pass_time(2)
    assert line.network.asked == 0


def test_a_deletion_counts_only_when_the_network_no_longer_shows_it() -> None:
    line = _Line()
    line.network.shown["a"] = an_item("a")
    line.hear(Hint("a"))
    line.pass_time()
    line.hear(Hint("a", gone=True))
    line.pass_time(2)
    assert Message.objects.get().state == "visible"
    del line.network.shown["a"]
    line.pass_time()
    assert Message.objects.get().state == "deleted"


def test_what_was_deleted_before_it_could_be_fetched_is_kept_as_the_stream_told_it() -> None:
    line = _Line()
    line.hear(Hint("a", item=an_item("a", text="Voleurs")), Hint("a", gone=True))
    line.pass_time()
    assert (Message.objects.get().state, Message.objects.get().revisions.get().text) == ("deleted", "Voleurs")


def test_what_was_left_to_the_poll_and_then_deleted_is_kept_too() -> None:
    line = _Line()
    line.hear(Hint("a", item=an_item("a")))
    line.pass_time(len(LOOKS))
    line.hear(Hint("a", gone=True))
    line.pass_time()
    assert Message.objects.get().state == "deleted"


def test_a_network_in_trouble_loses_neither_the_post_nor_its_deletion() -> None:
    line = _Line()
    line.network.trouble = Unknown("503")
    line.hear(Hint("a", item=an_item("a")), Hint("b", item=an_item("b")), Hint("a", gone=True))
    line.pass_time(len(LOOKS))
    assert line.is_due()
    assert [(each.external_id, each.state) for each in Message.objects.all()] == [("a", "deleted")]
    line.network.trouble, line.network.shown = None, {}
    line.hear(Hint("b", gone=True))
    line.pass_time()
    assert Message.objects.filter(state="deleted").count() == 2


def test_a_flood_is_left_to_the_poll_which_reads_pages() -> None:
    line = _Line()
    line.hear(*(Hint(str(number)) for number in range(FLOOD + 1)))
    line.pass_time()
    assert (line.network.asked, line.is_due()) == (0, True)


def test_a_connector_that_stumbles_holds_up_neither_the_line_nor_another_channel() -> None:
    line, other = _Line(), an_item("b")
    ear = Ear(line.channel.id, line.network, lambda _frame: [][1])  # type: ignore[arg-type]
    line.hints.hear([ear], b"{}")
    line.network.trouble = TypeError("a list was a number")
    line.hear(Hint("a"))
    line.pass_time(len(LOOKS))
    assert line.is_due()
    line.network.trouble, line.network.shown["b"] = None, other
    line.hear(Hint("b"))
    line.pass_time()
    assert Message.objects.get().external_id == "b"


def test_what_the_database_refuses_is_left_to_the_poll(monkeypatch: pytest.MonkeyPatch) -> None:
    line = _Line()
    line.network.shown["a"] = an_item("a")

    def refuse(*_: object, **__: object) -> None:
        raise DataError("no such character")

    monkeypatch.setattr("detente.workers.hints.receive", refuse)
    line.hear(Hint("a"))
    line.pass_time(3)
    assert (line.network.asked, line.is_due()) == (1, True)


def test_deletions_outlive_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    line = _Line()
    line.network.shown["a"] = an_item("a")
    line.hear(Hint("a"))
    line.pass_time()
    del line.network.shown["a"]
    line.hear(Hint("a", gone=True))
    with monkeypatch.context() as away:
        away.setattr("detente.workers.hints.known_messages", _away)
        with pytest.raises(OperationalError):
            line.pass_time()
    line.pass_time()
    assert Message.objects.get().state == "deleted"


def _away(*_: object) -> set[tuple[int, str]]:
    raise OperationalError
