"""Engines and plug-ins that tests invent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from detente.analysis.plugins.plugin import Answer
from detente.analysis.plugins.values import Guess
from detente.contracts.analysis import MessageToRead, ReadingResult, Sentiment, Topic, Urgency
from detente.contracts.kinds import Kind
from detente.contracts.learning import NO_BRANDS, BrandReading

PLAIN = ReadingResult(
    reference=0,
    language="fr",
    kind=Kind.COMPLAINT,
    sentiment=Sentiment.NEUTRAL,
    severity=2,
    urgency=Urgency.NORMAL,
    topic=Topic.DELIVERY,
    heart="Colis jamais reçu",
    asks="",
    unsure=False,
    scores={"negative": 0.3, "neutral": 0.5, "positive": 0.2, "complaint": 0.8, "toxic": 0.2, "hateful": 0.05},
    complaint=True,
)


class Embedded:
    """An engine that says the same of every message, and raises for texts that hold `chokes_on`."""

    name = "embedded-1"

    def __init__(self, chokes_on: str = "\0", **said: object) -> None:
        self.said = replace(PLAIN, **said)  # type: ignore[arg-type]
        self.chokes_on = chokes_on
        self.brands: Mapping[int, BrandReading] = {}

    def read(
        self, messages: Sequence[MessageToRead], brands: Mapping[int, BrandReading] = NO_BRANDS
    ) -> list[ReadingResult]:
        self.brands = brands
        if any(self.chokes_on in message.text for message in messages):
            raise ValueError(messages[0].text)
        return [replace(self.said, reference=message.reference) for message in messages]


def messages(*texts: str) -> list[MessageToRead]:
    """Messages with references 1, 2, …"""
    return [MessageToRead(number, text) for number, text in enumerate(texts, start=1)]


@dataclass
class Clock:
    """Seconds that pass only when a test says so."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Scripted:
    """A plug-in that does what its script says, question by question; the last line is repeated.

    A line is what it says of every message, an `Answer`, or what it raises. Each question takes `takes` seconds.
    """

    clock: Clock
    script: list[dict[str, Guess] | Answer | Exception]
    dimensions: frozenset[str] = frozenset({"sentiment"})
    name: str = "tone"
    chunk: int = 2
    takes: float = 0.0
    asked: list[list[int]] = field(default_factory=list)
    given: list[float] = field(default_factory=list)

    def prepare(self) -> None:
        """Nothing."""

    def ask(self, asked: Sequence[MessageToRead], seconds: float) -> Answer:
        line = self.script[min(len(self.asked), len(self.script) - 1)]
        self.asked.append([message.reference for message in asked])
        self.given.append(seconds)
        self.clock.now += self.takes
        if isinstance(line, Exception):
            raise line
        return line if isinstance(line, Answer) else Answer({message.reference: line for message in asked})
