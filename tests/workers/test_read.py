"""Reading goes on whatever an engine does: a message that it cannot read goes to a person, at once, and alone."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.analysis.plugins.readings import Clock, Scripted
from tests.desk.makers import NOON, a_brand, a_channel, an_item, created
from tests.helpers.tiny_model import onnx_folder

from detente.analysis.engine import EmbeddedEngine
from detente.analysis.plugins.asked import FolderAsked, ReadingAsked
from detente.analysis.plugins.overridden import Overridden
from detente.analysis.plugins.values import Guess
from detente.contracts.analysis import MessageToRead, ReadingResult
from detente.contracts.learning import NO_BRANDS, BrandReading
from detente.desk.actions.receive import receive
from detente.desk.models import Case, Message, Reading, Removal
from detente.journal.models import Event
from detente.workers.main import reading_engine
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
        return EmbeddedEngine().read(messages, brands)


class Loses(Chokes):
    """Gives one result too few whenever there are several."""

    def read(
        self, messages: Sequence[MessageToRead], brands: Mapping[int, BrandReading] = NO_BRANDS
    ) -> list[ReadingResult]:
        self.batches.append(len(messages))
        return EmbeddedEngine().read(messages, brands)[: max(1, len(messages) - 1)]


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


@pytest.mark.usefixtures("arrived")
def test_a_plug_in_that_says_hateful_of_everything_proposes_and_nothing_else_happens() -> None:
    said = {"toxicity": Guess("hateful", 1.0), "kind": Guess("abuse", 1.0)}
    plugin = Scripted(Clock(), [said], frozenset(said), name="./severe", chunk=20)
    assert read_work(Overridden(EmbeddedEngine(), [plugin])).step(NOON) == 3
    assert set(Reading.objects.values_list("toxicity", "engine")) == {("hateful", "embedded-1")}
    assert Reading.objects.first().sources == {"kind": "./severe", "toxicity": "./severe"}  # type: ignore[union-attr]
    assert not Removal.objects.exists()
    assert {*Message.objects.values_list("state", flat=True)} == {"visible"}, "everybody still sees them"
    assert {*Event.objects.values_list("name", flat=True)} == {"messages.received", "case.opened"}


def test_the_engine_of_the_desk_is_the_embedded_one_and_what_was_put_beside_it(settings: Any, tmp_path: Path) -> None:
    assert isinstance(reading_engine(), EmbeddedEngine)
    settings.DETENTE_READING = ReadingAsked((FolderAsked(onnx_folder(tmp_path / "tone"), frozenset({"sentiment"})),))
    (result,) = reading_engine().read([MessageToRead(1, "mardi")])
    assert (result.sentiment.value, result.sources) == ("neutral", {"sentiment": "./tone"})
