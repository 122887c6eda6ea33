"""What one brand taught: a small layer over the shipped weights, learnt from its corrections, told apart and undone.

The layer adds to the sums of a head, for each of its columns, a constant and a little for each word (hashed into
`CELLS`), divided by the root of the number of words. It is learnt by plain gradient descent from zero, held
back towards zero: a handful of corrections moves little, a hundred of the same kind moves much. It holds numbers only,
no word of anybody. Source: analysis note §4 (labels of the brand recover what a change of domain costs).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from detente.analysis.features import masked
from detente.analysis.look import Looked, look
from detente.analysis.weights import NO, YES, Head, Row, Weights
from detente.contracts.learning import BrandReading, Lesson, Share, Taught
from detente.contracts.words import Language

if TYPE_CHECKING:
    from detente.analysis.engine import EmbeddedEngine

CELLS: Final = 1024
"""Into how many cells the words of a layer are hashed."""
_STEPS: Final = 150
_PACE: Final = 0.5
_HELD: Final = 0.02
"""How strongly a layer is held back towards zero, an example."""

_HEADS: Final[Mapping[str, str]] = {
    "kind": "kind",
    "severity": "severity",
    "sentiment": "sentiment",
    "topic": "topic",
    "urgency": "urgency",
    "complaint": "complaint",
    "question": "question",
    "irony": "irony",
}
"""Which head a dimension corrects; toxicity corrects the head of the language. Language and provocation are not learnt
(the first is told from words, the second follows the kind)."""

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Layer:
    """`heads`: by name, what is added, (1 + CELLS, columns): the constant first."""

    version: str
    heads: Mapping[str, Row]

    def add(self, sums: Row, words: Sequence[str], weights: Weights) -> None:
        """Add what was learnt to the sums of one message, in place."""
        cells = _cells(words)
        for name, learnt in self.heads.items():
            head = weights.heads.get(name)
            if head is not None and learnt.shape[1] == len(head.offsets):
                sums[head.columns] += learnt[0] + learnt[cells].sum(axis=0) / np.sqrt(max(1, len(cells)))


def _cells(words: Sequence[str]) -> Ids:
    """The rows of the words of a message, each once."""
    return np.array(sorted({1 + zlib.crc32(word.encode()) % CELLS for word in masked(words)}), dtype=np.int64)


def layer_of(brand: BrandReading | None) -> Layer | None:
    """The layer of a brand; None when it has none."""
    return _opened(brand.version, brand.layer) if brand is not None and brand.layer else None


@lru_cache(maxsize=64)
def _opened(version: str, kept: bytes) -> Layer:
    with np.load(io.BytesIO(kept), allow_pickle=False) as arrays:
        return Layer(f"brand {version}", {name: arrays[name].astype(np.float32) for name in arrays.files})


class LayerLearner:
    """Makes brand layers over an engine's shipped weights. Deterministic: the same corrections give the same bytes."""

    def __init__(self, engine: EmbeddedEngine) -> None:
        self.engine = engine

    def learn(self, taught: Sequence[Taught], held_back: Sequence[Taught]) -> Lesson:
        """Fit on `taught`, measure on `held_back`. Never raises for a text."""
        looked = [_look(one) for one in taught]
        heads: dict[str, Row] = {}
        for dimension in (*_HEADS, "toxicity"):
            for name, some in self._by_head(dimension, taught).items():
                heads[name] = self._fitted(name, dimension, [(taught[place], looked[place]) for place in some])
        layer = Layer("", {name: rows for name, rows in heads.items() if rows.any()})
        before, after = self._shares(held_back, None), self._shares(held_back, layer)
        return Lesson(_bytes(layer), before, after)

    def _by_head(self, dimension: str, taught: Sequence[Taught]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, one in enumerate(taught):
            if dimension in one.said:
                name = _HEADS.get(dimension, f"toxic_{one.language}")
                found.setdefault(name, []).append(place)
        return found

    def _fitted(self, name: str, dimension: str, some: Sequence[tuple[Taught, Looked]]) -> Row:
        head = self.engine.weights.heads[name]
        told = [(one, looked, _value(dimension, one.said[dimension])) for one, looked in some]
        told = [one for one in told if one[2] in head.values]
        if not told:
            return np.zeros((1 + CELLS, len(head.offsets)), dtype=np.float32)
        sums = np.stack([self._sums(looked, one.language)[head.columns] for one, looked, _ in told])
        right = np.array([head.values.index(value) for _, _, value in told])
        return _descend(head, sums, right, [_cells(looked.tokens.words) for _, looked, _ in told])

    def _sums(self, looked: Looked, language: Language) -> Row:
        sums: Row = self.engine.sums([looked], language).sums[0]
        return sums

    def _shares(self, held_back: Sequence[Taught], layer: Layer | None) -> dict[str, Share]:
        right: dict[str, list[bool]] = {}
        for one in held_back:
            looked = _look(one)
            sums = self._sums(looked, one.language)
            if layer is not None:
                layer.add(sums, looked.tokens.words, self.engine.weights)
            for dimension, value in one.said.items():
                name = _HEADS.get(dimension, f"toxic_{one.language}" if dimension == "toxicity" else "")
                if name:
                    said = _best(self.engine.weights.heads[name], sums)
                    right.setdefault(dimension, []).append(said == _value(dimension, value))
        return {dimension: Share(sum(answers), len(answers)) for dimension, answers in sorted(right.items())}


def _look(one: Taught) -> Looked:
    return look(one.text, one.language)


def _value(dimension: str, value: str) -> str:
    if dimension == "toxicity":
        return NO if value == "clean" else YES
    return value


def _best(head: Head, sums: Row) -> str:
    return head.values[int(head.probabilities(sums[None, head.columns])[0].argmax())]


def _descend(head: Head, sums: Row, right: Ids, cells: Sequence[Ids]) -> Row:
    """Gradient descent on the log loss of the calibrated head, from zero."""
    learnt = np.zeros((1 + CELLS, sums.shape[1]), dtype=np.float64)
    bags = np.zeros((len(cells), 1 + CELLS))
    for row, some in zip(bags, cells, strict=True):
        row[0] = 1
        row[some] = 1 / np.sqrt(max(1, len(some)))
    truth = np.eye(len(head.values))[right]
    for _ in range(_STEPS):
        chances = head.probabilities((sums + bags @ learnt).astype(np.float32))
        slope = (chances - truth)[:, -sums.shape[1] :]
        learnt -= _PACE * (bags.T @ slope / len(cells) + _HELD * learnt)
    return learnt.astype(np.float32)


def _bytes(layer: Layer) -> bytes:
    if not layer.heads:
        return b""
    kept = io.BytesIO()
    small = {name: rows.astype(np.float16) for name, rows in layer.heads.items()}
    np.savez_compressed(kept, allow_pickle=False, **small)
    return kept.getvalue()
