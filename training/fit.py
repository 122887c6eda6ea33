"""One head: logistic regressions, one a value, on hashed features weighted by rarity and on the numbers beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import expit

from detente.analysis.weights import NO, YES
from training.seen import Rows, dense_of

Floats = npt.NDArray[np.float64]

_CONSTANT: Final = 4.0
"""The constant is hardly held back."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`cost`: how little weights are held back; `numbers`: how much more freely the numbers speak; `even`: 0 keeps the
    frequencies of the values, 1 makes rare ones as loud as frequent ones; `steps`: of the descent."""

    cost: float = 0.3
    numbers: float = 1.0
    even: float = 1.0
    steps: int = 60


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights of one head: `hashed` (columns, buckets), `dense` (columns, names), `constants` (columns)."""

    values: tuple[str, ...]
    hashed: Floats
    dense: Floats
    constants: Floats
    names: dict[str, int]

    def sums(self, rows: Rows) -> Floats:
        """What the columns say of each row, (rows, columns)."""
        return np.asarray(
            rows.hashed @ self.hashed.T + dense_of(rows, self.names) @ self.dense.T + self.constants, dtype=np.float64
        )

    def answers(self, rows: Rows) -> list[str]:
        """The value that speaks loudest."""
        return answers(self.sums(rows), self.values)


def answers(sums: Floats, values: Sequence[str]) -> list[str]:
    """The loudest value of each row; with one column, yes above 0."""
    loudest = (sums[:, 0] > 0).astype(int) if sums.shape[1] == 1 else sums.argmax(axis=1)
    return [values[place] for place in loudest]


def fit(
    rows: Rows, labels: Sequence[str], names: dict[str, int], settings: Settings, weights: Floats | None = None
) -> Fitted:
    """Learn one head. `labels`: the value of each row; `weights`: how much each row counts (default 1)."""
    given = np.array(labels)
    values = tuple(sorted(set(labels)))
    if set(values) == {NO, YES}:
        values = (NO, YES)
    asked = values[1:] if len(values) == 2 else values
    loud = np.ones(len(given)) if weights is None else weights
    rarity = _rarity(rows.hashed)
    dense = sparse.csr_matrix(dense_of(rows, names) * settings.numbers)
    constant = sparse.csr_matrix(np.full((len(given), 1), _CONSTANT))
    matrix = sparse.hstack([rows.hashed @ sparse.diags(rarity), dense, constant]).tocsr()
    learnt = _descend(matrix, np.stack([given == value for value in asked], axis=1), loud, settings)
    buckets = rows.hashed.shape[1]
    return Fitted(
        values,
        learnt[:, :buckets] * rarity,
        learnt[:, buckets:-1] * settings.numbers,
        learnt[:, -1] * _CONSTANT,
        names,
    )


def _descend(matrix: sparse.csr_matrix, true: npt.NDArray[np.bool_], loud: Floats, settings: Settings) -> Floats:
    """Logistic regressions of every column at once, (columns, features), by L-BFGS from zero: the same every time."""
    signs = np.where(true, 1.0, -1.0)
    share = (loud @ ~true) / (loud @ true)
    louder = np.where(true, share**settings.even, 1.0) * loud[:, None] * settings.cost
    back = matrix.T.tocsr()
    shape = (matrix.shape[1], true.shape[1])

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(shape)
        margins = signs * (matrix @ weights)
        slope = back @ (-signs * louder * expit(-margins))
        total = float((louder * np.logaddexp(0, -margins)).sum() + 0.5 * flat @ flat)
        return total, (slope + weights).ravel()

    start = np.zeros(shape[0] * shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": settings.steps, "maxcor": 8})
    return np.asarray(found.x, dtype=np.float64).reshape(shape).T


def _rarity(hashed: sparse.csr_matrix) -> Floats:
    held = np.asarray((hashed > 0).sum(axis=0)).ravel()
    return np.asarray(np.log((1 + hashed.shape[0]) / (1 + held)) + 1, dtype=np.float64)
