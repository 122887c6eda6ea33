"""The shipped weights: one table for every head, read once.

File `weights/reading.npz` (made by `python -m training.recipe`): `table` int8 (BUCKETS, columns) and its `scale` a
column; `dense` float32 (numbers, columns) with the `numbers` they belong to; `heads`: a line of JSON with, for each
head, its values, its first column and its calibration. A binary head has one column and the values "no" and "yes".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

NO: Final = "no"
YES: Final = "yes"

Row = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Head:
    """One decision: its values in the order of its columns, and what turns its sums into probabilities.

    Calibration: a sum becomes `sum * slope + offset`, then a logistic (one column) or a softmax.
    """

    name: str
    values: tuple[str, ...]
    first: int
    slope: float
    offsets: tuple[float, ...]

    @property
    def columns(self) -> slice:
        """Its columns in the table."""
        return slice(self.first, self.first + len(self.offsets))

    def probabilities(self, sums: Row) -> Row:
        """Of each value, for rows of sums of its own columns: (messages, values)."""
        logits = sums * np.float32(self.slope) + np.array(self.offsets, dtype=np.float32)
        if len(self.offsets) == 1:
            sure = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
            return np.concatenate([1 - sure, sure], axis=1)
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Weights:
    """Every head. `numbers`: the place of each dense number by its name."""

    name: str
    table: npt.NDArray[np.int8]
    scale: Row
    dense: Row
    numbers: Mapping[str, int]
    heads: Mapping[str, Head]


def read_weights(path: Path) -> Weights:
    """The weights of one file. Raises `OSError` or `ValueError` when it is not one."""
    with np.load(path, allow_pickle=False) as kept:
        told = json.loads(str(kept["heads"]))
        names = [str(name) for name in kept["numbers"]]
        return Weights(
            name=str(told["name"]),
            table=np.ascontiguousarray(kept["table"]),
            scale=kept["scale"],
            dense=kept["dense"],
            numbers={name: place for place, name in enumerate(names)},
            heads={head["name"]: _head(head) for head in told["heads"]},
        )


def _head(told: Mapping[str, object]) -> Head:
    values, offsets = told["values"], told["offsets"]
    if not isinstance(values, list) or not isinstance(offsets, list):
        raise ValueError("a head needs its values and its calibration")
    return Head(
        str(told["name"]),
        tuple(map(str, values)),
        int(str(told["first"])),
        float(str(told["slope"])),
        tuple(map(float, offsets)),
    )


def write_weights(weights: Weights, path: Path) -> None:
    """Write a file that `read_weights` reads; the same weights give the same bytes."""
    heads = [
        {"name": h.name, "values": h.values, "first": h.first, "slope": h.slope, "offsets": h.offsets}
        for h in weights.heads.values()
    ]
    names = sorted(weights.numbers, key=lambda name: weights.numbers[name])
    told = json.dumps({"name": weights.name, "heads": heads})
    np.savez_compressed(
        path,
        table=weights.table,
        scale=weights.scale,
        dense=weights.dense,
        numbers=np.array(names),
        heads=np.array(told),
    )


@cache
def shipped() -> Weights:
    """The weights in the wheel."""
    with as_file(files("detente.analysis") / "weights" / "reading.npz") as path:
        return read_weights(path)
