"""The few numbers beside n-grams that a linear head sees: sums of the lists, what rules made of them, and marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from typing import Final

import numpy as np
import numpy.typing as npt

from detente.analysis import decide
from detente.analysis.cues import Cues, grievance_of

ALWAYS: Final = "always"
"""The name of the number that is always 1: a head's constant."""

_MARKS: Final = ("?", "!", "…", "«", '"', "#", "@", "/")


@dataclass(frozen=True, slots=True)
class Seen:
    """One message as the lists, the rules and the eye see it. `text` is as written, `folded` for matching."""

    text: str
    folded: str
    words: Sequence[str]
    cues: Cues
    signs: decide.Signs
    rules: Mapping[str, float]


def numbers_of(seen: Seen) -> Iterator[tuple[str, float]]:
    """Names and values, about 0 to 3 each. A name that the weights do not know is passed over."""
    yield ALWAYS, 1.0
    yield from ((f"list.{name}", _squeezed(value)) for name, value in seen.cues.sums.items())
    yield from ((f"rule.{name}", (value - 0.5) * 2) for name, value in seen.rules.items())
    yield from _kinds(seen)
    yield from _flags(seen)
    yield from _marks(seen)


def _squeezed(value: float) -> float:
    """Growing ever more slowly, odd around 0: ten angry words are not ten times as angry."""
    return log1p(value) if value >= 0 else -log1p(-value)


def _kinds(seen: Seen) -> Iterator[tuple[str, float]]:
    kind, sure = decide.kind_of(dict(seen.rules), seen.cues)
    yield f"guess.{kind.value}", sure
    yield f"guess.severity.{decide.severity_of(kind, dict(seen.rules), seen.cues)}", 1.0


def _flags(seen: Seen) -> Iterator[tuple[str, float]]:
    cues = seen.cues
    yield "flag.ironic", float(cues.ironic)
    yield "flag.reported", float(cues.reported)
    yield "sum.grievance", _squeezed(grievance_of(cues))
    if cues.topics:
        yield f"topic.{max(cues.topics, key=lambda name: cues.topics[name])}", 1.0


def _marks(seen: Seen) -> Iterator[tuple[str, float]]:
    for mark in _MARKS:
        count = seen.text.count(mark)
        if count:
            yield f"mark.{mark}", log1p(count)
    signs = seen.signs
    if seen.folded.rstrip().endswith("?"):
        yield "mark.ends?", 1.0
    yield "mark.shouting", float(signs.shouting)
    yield "mark.links", log1p(signs.links)
    yield "mark.figures", float(signs.figures)
    yield "length", log1p(len(seen.words)) - 2.5


def dense_row(seen: Seen, places: Mapping[str, int]) -> npt.NDArray[np.float32]:
    """The numbers at the places that the weights give their names."""
    row = np.zeros(len(places), dtype=np.float32)
    for name, value in numbers_of(seen):
        place = places.get(name)
        if place is not None:
            row[place] = value
    return row
