"""What a reading engine says of one message. A later engine replaces the first one behind these values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from detente.contracts.kinds import Kind
from detente.contracts.words import Language


class Sentiment(StrEnum):
    """The tone of a message."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


class Urgency(StrEnum):
    """How pressing the words are (not how severe the matter is)."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class Topic(StrEnum):
    """What the message is about."""

    DELIVERY = "delivery"
    PRODUCT = "product"
    BILLING = "billing"
    SUPPORT = "support"
    STORE = "store"
    PRICE = "price"
    SAFETY = "safety"
    LEGAL = "legal"
    PRIVACY = "privacy"
    OUTAGE = "outage"
    ETHICS = "ethics"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MessageToRead:
    """A message as an engine sees it: its words are data, never instructions. `reference` comes back as given."""

    reference: int
    text: str
    language_hint: str | None = None


@dataclass(frozen=True, slots=True)
class Weight:
    """Words that weighed, with their place in the original text (code points) and the score they pushed."""

    score: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """A guess about one message. `scores` are probabilities 0–1 (negative, complaint, toxic); a person confirms.

    `severity` is a guess 1–4 (practice, draft checks, `sev`). `unsure`: no kind stood out, a person should look first.
    """

    reference: int
    language: Language
    kind: Kind
    sentiment: Sentiment
    severity: int
    urgency: Urgency
    topic: Topic
    heart: str
    asks: str
    unsure: bool
    scores: dict[str, float] = field(default_factory=dict)
    because: tuple[Weight, ...] = ()


class Engine(Protocol):
    """Reads messages in batches. Never raises for a message: a text it cannot read comes back `unsure`."""

    name: str

    def read(self, messages: Sequence[MessageToRead]) -> list[ReadingResult]:
        """One result per message, in the same order."""
        ...
