"""The reading worker: what it gives an engine, and what becomes of a message that cannot be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.desk.full_reading import FullEngine
from tests.desk.makers import NOON, a_brand, a_channel, an_item, created

from detente.contracts.analysis import MessageToRead, ReadingResult
from detente.contracts.learning import NO_BRANDS, BrandReading
from detente.contracts.network import Change, ChangeKind
from detente.desk.actions.claim import ATTEMPT_CAP
from detente.desk.actions.receive import receive
from detente.desk.models import Case, Channel, Message, Reading
from detente.desk.queries.case_facts import case_facts
from detente.journal.models import Event
from detente.workers.read import LEASE, read_work

pytestmark = pytest.mark.django_db


class Stumbling(FullEngine):
    """Gives what no column takes, for one word."""

    def read(
        self, messages: Sequence[MessageToRead], brands: Mapping[int, BrandReading] = NO_BRANDS
    ) -> list[ReadingResult]:
        """A heart that cannot be written where the word is."""
        results = super().read(messages, brands)
        return [
            replace(result, heart="\x00") if "piège" in one.text else result
            for one, result in zip(messages, results, strict=True)
        ]


@pytest.fixture
def channel() -> Channel:
    return a_channel(a_brand())


def test_an_engine_is_told_the_brand_and_its_language(channel: Channel) -> None:
    receive(channel.id, created(an_item("a", "OK")), now=NOON)
    engine = FullEngine()
    read_work(engine).step(NOON)
    assert [(one.brand, one.language_hint) for one in engine.read_messages] == [(channel.brand_id, "fr")]


def test_who_wrote_in_english_before_is_read_in_english_where_words_do_not_say(channel: Channel) -> None:
    receive(channel.id, created(an_item("a", "The parcel never came")), now=NOON)
    read_work(FullEngine(language="en")).step(NOON)
    receive(channel.id, created(an_item("b", "OK", thread="a", parent="a")), now=NOON)
    item = an_item("a", "Parcel", author="odile")
    receive(channel.id, [Change(ChangeKind.EDITED, "a", item, NOON)], now=NOON)
    engine = FullEngine()
    read_work(engine).step(NOON)
    assert [one.language_hint for one in engine.read_messages] == ["en", "en"]


def test_one_message_that_cannot_be_read_never_stops_the_others(channel: Channel) -> None:
    receive(channel.id, created(an_item("a", "Un piège"), an_item("b", "Colis", author="paul")), now=NOON)
    read_work(Stumbling()).step(NOON)
    assert list(Message.objects.order_by("external_id").values_list("read_state", flat=True)) == ["unread", "read"]


def _until_given_up(channel: Channel) -> Message:
    work, now = read_work(Stumbling()), NOON
    for _ in range(ATTEMPT_CAP):
        assert work.step(now) == 1
        now += LEASE + timedelta(seconds=1)
    assert work.step(now) == 0
    return Message.objects.get(channel=channel)


def test_a_message_that_cannot_be_read_opens_a_case_whose_clock_runs(channel: Channel) -> None:
    receive(channel.id, created(an_item("a", "Un piège")), now=NOON)
    message = _until_given_up(channel)
    case = Case.objects.get()
    assert (message.read_state, message.case_id, message.due_at) == ("failed", case.id, None)
    assert (case.kind, case.severity, case.deadline, case.language) == ("other", 2, NOON + timedelta(hours=1), "fr")
    assert Reading.objects.count() == 0
    assert Event.objects.get(name="message.reading_failed").case_id == case.id
    facts = case_facts([case.id])[case.id]
    assert (facts.read, facts.unsure) == (True, True)
