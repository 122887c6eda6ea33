"""How good answers are: macro-F1 with each value, expected calibration error, Brier score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Score:
    """Figures × 100 except `brier`. `each`: F1 of every value; `ece`: over `BINS` bins of the surest value."""

    count: int
    macro_f1: float
    accuracy: float
    each: dict[str, float]
    ece: float
    brier: float


def f1_of(right: Sequence[str], said: Sequence[str], value: str) -> float:
    """F1 × 100 of one value; 0 when it never was right."""
    hits = sum(a == b == value for a, b in zip(right, said, strict=True))
    named = list(right).count(value) + list(said).count(value)
    return 200 * hits / named if named else 0.0


def score(right: Sequence[str], probabilities: Floats, values: Sequence[str]) -> Score:
    """The figures of one head. `probabilities`: (examples, values)."""
    said = [values[place] for place in probabilities.argmax(axis=1)]
    present = [value for value in values if value in set(right)]
    each = {value: f1_of(right, said, value) for value in present}
    hit = np.array([a == b for a, b in zip(right, said, strict=True)])
    truth = np.array([[float(value == one) for value in values] for one in right])
    return Score(
        count=len(right),
        macro_f1=float(np.mean(list(each.values()))),
        accuracy=100 * float(hit.mean()),
        each=each,
        ece=100 * _ece(probabilities.max(axis=1), hit),
        brier=float(((probabilities - truth) ** 2).sum(axis=1).mean()),
    )


def _ece(sure: Floats, hit: npt.NDArray[np.bool_]) -> float:
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [abs(sure[bins == one].mean() - hit[bins == one].mean()) * (bins == one).mean() for one in set(bins)]
    return float(sum(gaps))
