"""Turns sums into probabilities that mean what they say: one slope and an offset a column, from answers held out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from detente.analysis.weights import Head

Floats = npt.NDArray[np.float64]

_STEADY: Final = 0.002
"""How much offsets are held back."""


def calibrated(name: str, values: tuple[str, ...], sums: Floats, right: Sequence[str], loud: Floats) -> Head:
    """The head whose probabilities fit the held-out answers best (log loss)."""
    columns = sums.shape[1]
    truth = np.array([values.index(value) for value in right])

    def loss(given: Floats) -> float:
        head = Head(name, values, 0, float(np.exp(given[0])), tuple(given[1:]))
        chances = head.probabilities(sums.astype(np.float32))[np.arange(len(truth)), truth]
        return float(-(loud * np.log(np.maximum(chances, 1e-7))).sum() / loud.sum() + _STEADY * (given[1:] ** 2).sum())

    found = minimize(loss, np.zeros(columns + 1), method="L-BFGS-B", options={"eps": 1e-3, "maxiter": 200})
    slope, offsets = float(np.exp(found.x[0])), tuple(float(one) for one in found.x[1:])
    return Head(name, values, 0, round(slope, 5), tuple(round(one, 5) for one in offsets))
