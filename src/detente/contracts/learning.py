"""What a team teaches the reading engine: corrections, words of its own, and what was learnt from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Protocol

from detente.contracts.words import Language

DIMENSIONS: Final = (
    *("kind", "severity", "sentiment", "topic", "urgency", "toxicity"),
    *("complaint", "question", "troll", "irony", "language"),
)
"""What a person corrects in a reading, one at a time. Flags take the values "yes" and "no", severity "1" to "4"."""


@dataclass(frozen=True, slots=True)
class Taught:
    """One message with what a person said of it: `said` maps a dimension that they set to its value."""

    reference: int
    text: str
    language: Language
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of `of` held-back answers were right."""

    right: int
    of: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learnt. `weights`: the brand layer, opaque, small; `before`, `after`: by dimension, held-back texts."""

    weights: bytes
    before: Mapping[str, Share]
    after: Mapping[str, Share]


class Learner(Protocol):
    """Makes a brand layer. Pure: the same corrections give the same bytes."""

    def learn(self, taught: Sequence[Taught], held_back: Sequence[Taught]) -> Lesson:
        """Fit a layer on `taught` and measure it on `held_back`. Never raises for a text."""
        ...


@dataclass(frozen=True, slots=True)
class BrandPhrase:
    """A phrase that a brand adds to a list of the lexicon (weight above 0) or takes out of it (weight 0)."""

    list_name: str
    language: Language
    phrase: str
    weight: float


@dataclass(frozen=True, slots=True)
class BrandReading:
    """How one brand wants to be read: a version for the record, its layer (empty: none) and its phrases."""

    version: str
    layer: bytes = b""
    phrases: tuple[BrandPhrase, ...] = ()


NO_BRANDS: Final[Mapping[int, BrandReading]] = MappingProxyType({})
"""Every brand is read alike."""
