"""Examples as the engine sees them: one sparse row of hashed features and one row of numbers each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from detente.analysis.dense import numbers_of
from detente.analysis.features import BUCKETS, FEWEST, message_buckets
from detente.analysis.look import look_in
from detente.contracts.words import as_language
from training.sources import Example


@dataclass(frozen=True, slots=True)
class Rows:
    """A set of examples: `hashed` (examples, buckets) already divided by its root, `numbers` by name, one dict each."""

    examples: Sequence[Example]
    hashed: sparse.csr_matrix
    numbers: Sequence[dict[str, float]]

    def take(self, places: npt.NDArray[np.int64] | Sequence[int]) -> Rows:
        """Some of the rows."""
        return Rows([self.examples[i] for i in places], self.hashed[places], [self.numbers[i] for i in places])


def rows_of(examples: Sequence[Example]) -> Rows:
    """Look at every example as the engine does."""
    buckets, numbers = [], []
    for example in examples:
        language = as_language(example.language)
        seen = look_in(example.text, language).seen
        buckets.append(message_buckets(seen.words, language))
        numbers.append(dict(numbers_of(seen)))
    ends = np.cumsum([0, *map(len, buckets)])
    flat = np.concatenate([*buckets, np.zeros(0, np.int64)])
    counts = sparse.csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(examples), BUCKETS))
    roots = 1 / np.sqrt(np.maximum(np.diff(ends), FEWEST))
    counts.sum_duplicates()
    return Rows(examples, (sparse.diags(roots) @ counts).tocsr().astype(np.float32), numbers)


def joined(parts: Sequence[Rows]) -> Rows:
    """Several sets as one."""
    return Rows(
        [example for part in parts for example in part.examples],
        sparse.vstack([part.hashed for part in parts]).tocsr(),
        [numbers for part in parts for numbers in part.numbers],
    )


def dense_of(rows: Rows, names: dict[str, int]) -> npt.NDArray[np.float32]:
    """The numbers of `rows` as a matrix, (examples, names)."""
    matrix = np.zeros((len(rows.numbers), len(names)), dtype=np.float32)
    for place, numbers in enumerate(rows.numbers):
        for name, value in numbers.items():
            if name in names:
                matrix[place, names[name]] = value
    return matrix
