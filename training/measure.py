"""How good answers are: macro-F1 with each value, expected calibration error, Brier score, shares with an interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
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


def score(
    right: Sequence[str], probabilities: Floats, values: Sequence[str], said: Sequence[str] | None = None
) -> Score:
    """The figures of one head. `probabilities`: (examples, values); `said`: what was answered where that is not always
    the likeliest value (a rule had the last word); it is as sure as its own probability."""
    said = said or [values[place] for place in probabilities.argmax(axis=1)]
    sure = sureness(probabilities, values, said)
    present = [value for value in values if value in set(right)]
    each = {value: f1_of(right, said, value) for value in present}
    hit = np.array([a == b for a, b in zip(right, said, strict=True)])
    truth = np.array([[float(value == one) for value in values] for one in right])
    return Score(
        count=len(right),
        macro_f1=float(np.mean(list(each.values()))),
        accuracy=100 * float(hit.mean()),
        each=each,
        ece=100 * _ece(sure, hit),
        brier=float(((probabilities - truth) ** 2).sum(axis=1).mean()),
    )


def sureness(probabilities: Floats, values: Sequence[str], said: Sequence[str]) -> Floats:
    """The probability of each answer that was given."""
    places = np.array([values.index(value) for value in said], dtype=np.int64)
    return np.asarray(probabilities[np.arange(len(places)), places], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers that were about equally sure: how many, how sure on average and how often right (both × 100)."""

    count: int
    sure: float
    right: float


def bins(sure: Floats, hit: npt.NDArray[np.bool_]) -> list[Bin]:
    """The calibration table: `BINS` equal steps of sureness, the empty ones left out."""
    steps = np.minimum((sure * BINS).astype(int), BINS - 1)
    chosen = [steps == step for step in sorted(set(steps.tolist()))]
    return [Bin(int(one.sum()), 100 * float(sure[one].mean()), 100 * float(hit[one].mean())) for one in chosen]


def _ece(sure: Floats, hit: npt.NDArray[np.bool_]) -> float:
    return sum(one.count * abs(one.sure - one.right) for one in bins(sure, hit)) / (100 * max(len(sure), 1))


_NORMAL_95: Final = 1.959964


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Between which shares (× 100) the true one lies, 95 times of 100: Wilson's interval. (0, 100) of nothing."""
    if not of:
        return 0.0, 100.0
    share, z2 = hits / of, _NORMAL_95**2
    middle = share + z2 / (2 * of)
    half = _NORMAL_95 * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    low, high = (100 * (middle + sign * half) / (1 + z2 / of) for sign in (-1, 1))
    return (0.0 if hits == 0 else low), (100.0 if hits == of else high)
