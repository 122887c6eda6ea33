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

_EVERY: Final = (
    *(ALWAYS, "flag.ironic", "flag.reported", "sum.grievance"),
    *("mark.shouting", "mark.links", "mark.figures", "length"),
    *(f"rule.{name}" for name in decide.SCORES),
)
"""The numbers that every message has."""
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


def numbers_of(seen: Seen) -> dict[str, float]:
    """Values by name, about 0 to 3 each. A name that the weights do not know is passed over."""
    return dict(zip(_EVERY, _every(seen), strict=True)) | _some(seen)


def _squeezed(value: float) -> float:
    """Growing ever more slowly, odd around 0: ten angry words are not ten times as angry."""
    return log1p(value) if value >= 0 else -log1p(-value)


def _every(seen: Seen) -> list[float]:
    """The numbers that every message has, in the order of `_EVERY`."""
    cues, signs = seen.cues, seen.signs
    return [
        1.0,
        float(cues.ironic),
        float(cues.reported),
        _squeezed(grievance_of(cues)),
        float(signs.shouting),
        log1p(signs.links),
        float(signs.figures),
        log1p(len(seen.words)) - 2.5,
        *[(value - 0.5) * 2 for value in seen.rules.values()],
    ]


def _some(seen: Seen) -> dict[str, float]:
    """The numbers that are 0 where they are not named."""
    cues = seen.cues
    kind, sure = decide.kind_of(seen.rules, cues)
    told = {f"list.{name}": _squeezed(value) for name, value in cues.sums.items()}
    told[f"guess.{kind.value}"] = sure
    told[f"guess.severity.{decide.severity_of(kind, seen.rules, cues)}"] = 1.0
    if cues.topics:
        told[f"topic.{max(cues.topics, key=cues.topics.__getitem__)}"] = 1.0
    if seen.folded.rstrip().endswith("?"):
        told["mark.ends?"] = 1.0
    counts = [(mark, seen.text.count(mark)) for mark in _MARKS if mark in seen.text]
    return told | {f"mark.{mark}": log1p(count) for mark, count in counts}


def dense_rows(several: Sequence[Seen], places: Mapping[str, int]) -> npt.NDArray[np.float32]:
    """The numbers of each message at the places that the weights give their names, (messages, numbers)."""
    rows = np.zeros((len(several), len(places)), dtype=np.float32)
    known = [number for number, name in enumerate(_EVERY) if name in places]
    rows[:, [places[_EVERY[number]] for number in known]] = np.array([_every(seen) for seen in several])[:, known]
    some = [_some(seen) for seen in several]
    told = [(row, places[name], value) for row, one in enumerate(some) for name, value in one.items() if name in places]
    if told:
        of, columns, values = zip(*told, strict=True)
        rows[of, columns] = values
    return rows
