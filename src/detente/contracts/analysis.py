"""What a reading engine says of one message. A later engine replaces the first one behind these values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from detente.contracts.kinds import Kind
from detente.contracts.labelled import Labelled
from detente.contracts.learning import NO_BRANDS, BrandReading
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


class Toxicity(StrEnum):
    """How the words treat people. *Hateful* attacks people for what they are and is only ever a proposal."""

    CLEAN = "clean"
    OFFENSIVE = "offensive"
    HATEFUL = "hateful"


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
    """A message as an engine sees it: its words are data, never instructions. `reference` comes back as given.

    `brand`: whose layer and phrases it is read with; 0: nobody's.
    """

    reference: int
    text: str
    language_hint: str | None = None
    brand: int = 0


@dataclass(frozen=True, slots=True)
class Weight:
    """Words that weighed, with their place in the original text (code points) and the score they pushed."""

    score: str
    words: str
    start: int
    end: int


class FactKind(Labelled):
    """What kind of fact a message names."""

    DATE = "date", "date ou heure", "date or time"
    AMOUNT = "amount", "montant", "amount"
    PLACE = "place", "lieu", "place"
    COUNT = "count", "nombre de fois", "number of times"
    NUMBER = "number", "numéro", "number"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that the author names, with its place in the original text. `words` of a number are masked."""

    kind: FactKind
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """A guess about one message; a person confirms.

    `scores`: probabilities 0–1 by name: negative, neutral, positive, complaint, toxic, hateful, irony, question, and
    `kind.…`, `topic.…`, `urgency.…` of every value (a plug-in adds `severity.…`, `language.…`). `severity` is a guess
    1–4 (practice, draft checks, `sev`).
    `unsure`: no kind stood out, a person should look first; `doubts` names the dimensions whose best value leads by
    less than its margin. `personal_data` lists the kinds of identifiers written out (`rules.personal_data`).
    `fingerprint`: 64 bits, near-equal for near-equal texts (0: too short to compare). `sources`: who decided a
    dimension, where that was not the engine itself (plug-in or brand layer).
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
    complaint: bool = False
    question: bool = False
    troll: bool = False
    irony: bool = False
    toxicity: Toxicity = Toxicity.CLEAN
    doubts: tuple[str, ...] = ()
    personal_data: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    fingerprint: int = 0
    sources: dict[str, str] = field(default_factory=dict)


class Engine(Protocol):
    """Reads messages in batches. Never raises for a message: a text it cannot read comes back `unsure`."""

    name: str

    def read(
        self, messages: Sequence[MessageToRead], brands: Mapping[int, BrandReading] = NO_BRANDS
    ) -> list[ReadingResult]:
        """One result per message, in the same order; `brands`: how each brand wants to be read."""
        ...
