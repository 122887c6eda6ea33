"""What a plug-in may say: the allowed values of each dimension, and a guess with its probability."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from detente.contracts.dimensions import DIMENSION_WORDS

YES: Final = "yes"
NO: Final = "no"

ALLOWED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {name: tuple(str(value) for value in dimension.values) for name, dimension in DIMENSION_WORDS.items()}
)
"""The values of every dimension, as words: those that a person may choose on screen."""

MARGIN: Final = 0.2
"""By how much the best value has to lead the next one; by less, it is in doubt."""


@dataclass(frozen=True, slots=True)
class Guess:
    """One value with its probability 0–1. `among`: the probabilities of every allowed value, where they are known."""

    value: str
    probability: float
    among: Mapping[str, float] | None = None

    @property
    def doubtful(self) -> bool:
        """Whether the value leads by less than the margin; unknown others may all stand on one value."""
        others = [p for value, p in self.among.items() if value != self.value] if self.among else [1 - self.probability]
        return self.probability - max(others, default=0.0) < MARGIN


def best(among: Mapping[str, float]) -> Guess:
    """The guess of a whole distribution; of equal ones the first."""
    value = max(among, key=lambda each: among[each])
    return Guess(value, among[value], among)
