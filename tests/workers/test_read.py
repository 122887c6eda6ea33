"""Reading goes on whatever an engine does: a message that it cannot read goes to a person, at once, and alone."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

import pytest
from tests.desk.makers import NOON, a_brand, a_channel, an_item, created

from detente.analysis.simple import SimpleEngine
from detente.contracts.analysis import MessageToRead, ReadingResult
from detente.contracts.learning import NO_BRANDS, BrandReading
from detente.desk.actions.receive import receive
from detente.desk.models import Case, Message, Reading
from detente.workers.read import read_work

HOSTILE = "mot de passe 1234, appelez le 06 12 34 56 78"


class Chokes:
    """Reads like the embedded engine, and raises for the texts that hold a certain word."""

    name = "chokes-1"

    def __init__(self, word: str) -> None:
        self.word = word
        self.batches: list[int] = []

    def read(
        self, messages: Sequence[MessageToRead], brands: Mapping[int, BrandReading] = NO_BRANDS
    ) -> list[ReadingResult]:
        self.batches.append(len(messages))
        if any(self.word in message.text for message in messages):
            raise RecursionError(messages[0].text)
        return SimpleEngine().read(messages, brands)


class Loses(Chokes):
    """Gives one result too few whenever there are several."""

    def read(
        self, messages: Sequence[MessageToRead], brands: Mapping[int, BrandReading] = NO_BRANDS
    ) -> list[ReadingResult]:
        self.batches.append(len(messages))
        return SimpleEngine().read(messages, brands)[: max(1, len(messages) - 1)]


@pytest.fixture
def arrived(db: None) -> None:
    """Three comments of three people; the second is the one that an engine may choke on."""
    items = [
        an_item("a", "Colis jamais reçu, c’est honteux.", author="ana"),
        an_item("b", HOSTILE, author="bob"),
        an_item("c", "Merci, tout est parfait !", author="cleo"),
    ]
    receive(a_channel(a_brand()).id, created(*items), now=NOON)


def _kinds() -> dict[str, str]:
    return {one.message.external_id: one.kind for one in Reading.objects.select_related("message")}


@pytest.mark.usefixtures("arrived")
def test_one_message_that_cannot_be_read_goes_to_a_person_and_never_takes_the_batch_along() -> None:
    assert read_work(Chokes("passe")).step(NOON) == 3
    assert _kinds() == {"a": "complaint", "b": "other", "c": "compliment"}
    assert not Message.objects.exclude(read_state="read").exists()
    case = Case.objects.get(author__external_id="bob")
    assert (case.kind, case.severity, case.state) == ("other", 2, "open")
    assert case.deadline is not None, "its hour runs like any other"
    assert Reading.objects.get(message__external_id="b").unsure


@pytest.mark.usefixtures("arrived")
def test_an_engine_that_can_read_nothing_sends_everything_to_people() -> None:
    assert read_work(Chokes("")).step(NOON) == 3
    assert set(_kinds().values()) == {"other"}
    assert Reading.objects.filter(unsure=True).count() == 3


@pytest.mark.usefixtures("arrived")
def test_an_engine_that_loses_a_result_is_asked_message_by_message() -> None:
    engine = Loses("")
    assert read_work(engine).step(NOON) == 3
    assert engine.batches == [3, 1, 1, 1]
    assert _kinds()["c"] == "compliment"


@pytest.mark.usefixtures("arrived")
def test_the_log_says_how_many_could_not_be_read_and_nothing_of_their_words(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        read_work(Chokes("passe")).step(NOON)
    said = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert said == ["chokes-1 could not read 1 of 3 messages (RecursionError); a person looks at them"]
    assert "1234" not in caplog.text
