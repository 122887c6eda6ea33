"""What the labels of a classifier mean, and its numbers as guesses."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.analysis.plugins.plugin import PluginTrouble, Trouble
from detente.analysis.plugins.values import ALLOWED, NO, YES, Guess, best
from detente.contracts.dimensions import FLAGS


@dataclass(frozen=True, slots=True)
class Meaning:
    """A label says a value of a dimension."""

    dimension: str
    value: str


class UnknownLabel(ValueError):
    """A label that means no value of the dimensions; its text is the label."""


def meaning_of(label: str, dimensions: Iterable[str]) -> Meaning:
    """`value`, where there is one dimension, or `dimension.value`. Raises `UnknownLabel`."""
    word = label.strip().lower()
    named, dot, value = word.partition(".")
    for dimension in dimensions:
        if dot and named == dimension and value in ALLOWED[dimension]:
            return Meaning(dimension, value)
        if not dot and len([*dimensions]) == 1 and (found := _value(dimension, word)):
            return Meaning(dimension, found)
    raise UnknownLabel(label)


def _value(dimension: str, word: str) -> str | None:
    if dimension in FLAGS and word.replace("-", "_") in (dimension, f"not_{dimension}", f"non_{dimension}"):
        return YES if word == dimension else NO
    return word if word in ALLOWED[dimension] else None


@dataclass(frozen=True, slots=True)
class Labels:
    """The meaning of each number that a classifier gives; None: it abstains. `several`: each label counts by itself."""

    meanings: tuple[Meaning | None, ...]
    several: bool

    def guesses(self, numbers: Sequence[float]) -> dict[str, Guess]:
        """One guess a dimension, none where it abstains. Raises `PluginTrouble` for numbers that are none."""
        if len(numbers) != len(self.meanings) or not all(math.isfinite(number) for number in numbers):
            raise PluginTrouble(Trouble.NONSENSE, "numbers that do not fit the labels")
        dimensions = dict.fromkeys(one.dimension for one in self.meanings if one)
        found = {each: (self._each if self.several else self._one)(each, numbers) for each in dimensions}
        return {each: best(among) for each, among in found.items() if among}

    def _one(self, dimension: str, numbers: Sequence[float]) -> Mapping[str, float] | None:
        """One label is right: softmax over those of the dimension and those that abstain."""
        held = [
            (one, n) for one, n in zip(self.meanings, numbers, strict=True) if not one or one.dimension == dimension
        ]
        top = max(n for _, n in held)
        weights = [(one.value if one else "", math.exp(n - top)) for one, n in held]
        among = dict.fromkeys(ALLOWED[dimension], 0.0)
        for value, weight in weights:
            if value:
                among[value] += weight
        silent = sum(weight for value, weight in weights if not value)
        return None if silent > max(among.values()) else _whole(among)

    def _each(self, dimension: str, numbers: Sequence[float]) -> Mapping[str, float] | None:
        """Any labels may be right: a logistic each; the one value without a label is what is left."""
        among: dict[str, float] = {}
        for one, number in zip(self.meanings, numbers, strict=True):
            if one and one.dimension == dimension:
                among[one.value] = max(among.get(one.value, 0.0), 1 / (1 + math.exp(-max(-60.0, min(60.0, number)))))
        unnamed = [value for value in ALLOWED[dimension] if value not in among]
        rest = 1 - max(among.values())
        return _whole({value: among.get(value, rest if len(unnamed) == 1 else 0.0) for value in ALLOWED[dimension]})


def _whole(among: Mapping[str, float]) -> dict[str, float]:
    total = sum(among.values())
    return {value: weight / total for value, weight in among.items()}
