"""The few numbers beside n-grams that a linear head sees: sums of the lists, what rules made of them, and marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def numbers_of(seen: Seen) -> list[tuple[str, float]]:
    """Names and values, about 0 to 3 each. A name that the weights do not know is passed over."""
    return [
        (ALWAYS, 1.0),
        *((f"list.{name}", _squeezed(value)) for name, value in seen.cues.sums.items()),
        *[(f"rule.{name}", (value - 0.5) * 2) for name, value in seen.rules.items()],
        *_kinds(seen),
        *_flags(seen),
        *_marks(seen),
    ]


def _squeezed(value: float) -> float:
    """Growing ever more slowly, odd around 0: ten angry words are not ten times as angry."""
    return log1p(value) if value >= 0 else -log1p(-value)


def _kinds(seen: Seen) -> list[tuple[str, float]]:
    kind, sure = decide.kind_of(seen.rules, seen.cues)
    severity = decide.severity_of(kind, seen.rules, seen.cues)
    return [(f"guess.{kind.value}", sure), (f"guess.severity.{severity}", 1.0)]


def _flags(seen: Seen) -> list[tuple[str, float]]:
    cues = seen.cues
    told = [
        ("flag.ironic", float(cues.ironic)),
        ("flag.reported", float(cues.reported)),
        ("sum.grievance", _squeezed(grievance_of(cues))),
    ]
    if cues.topics:
        told.append((f"topic.{max(cues.topics, key=lambda name: cues.topics[name])}", 1.0))
    return told


def _marks(seen: Seen) -> list[tuple[str, float]]:
    counts = [(mark, seen.text.count(mark)) for mark in _MARKS]
    signs = seen.signs
    told = [(f"mark.{mark}", log1p(count)) for mark, count in counts if count]
    if seen.folded.rstrip().endswith("?"):
        told.append(("mark.ends?", 1.0))
    return [
        *told,
        ("mark.shouting", float(signs.shouting)),
        ("mark.links", log1p(signs.links)),
        ("mark.figures", float(signs.figures)),
        ("length", log1p(len(seen.words)) - 2.5),
    ]


def dense_rows(several: Sequence[Seen], places: Mapping[str, int]) -> npt.NDArray[np.float32]:
    """The numbers of each message at the places that the weights give their names, (messages, numbers)."""
    rows = np.zeros((len(several), len(places)), dtype=np.float32)
    cells: list[int] = []
    values: list[float] = []
    for number, seen in enumerate(several):
        for name, value in numbers_of(seen):
            place = places.get(name)
            if place is not None:
                cells.append(number * len(places) + place)
                values.append(value)
    rows.reshape(-1)[cells] = values
    return rows
