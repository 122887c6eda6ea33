"""Adds up what each word, pair and number says for each head. Words are worked out once and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from detente.analysis.features import BITS, BUCKETS, FEWEST, Ids, Keys, class_pairs, features_of, masked, pair_buckets
from detente.analysis.weights import Row, Weights
from detente.contracts.words import Language

MOST_WORDS: Final = 30_000
"""Words kept per language; then the memory is begun afresh."""


@dataclass(frozen=True, slots=True)
class Summed:
    """The sums of one batch of messages, whose words are `texts`.

    `words[i]` are the rows of message i in `shares`, in the order of its words; a share over `roots[i]` is what that
    word adds to the sums of the message.
    """

    language: Language
    texts: Sequence[Sequence[str]]
    sums: Row
    words: list[list[int]]
    shares: Row
    roots: Row


class _Known(dict[str, int]):
    """The row of each masked word of one language in what is known of words: their shares of every column, how many
    features, their keys. A word is worked out when it first comes."""

    def __init__(self, language: Language, weights: Weights) -> None:
        super().__init__()
        self.language = language
        self.weights = weights
        self._forget()

    def _forget(self) -> None:
        self.clear()
        columns = self.weights.table.shape[1]
        self.shares: Row = np.zeros((1024, columns), dtype=np.float32)
        self.counts: Ids = np.zeros(1024, dtype=np.int64)
        self.word_keys: Keys = np.zeros(1024, dtype=np.uint64)
        self.class_keys: Keys = np.zeros(1024, dtype=np.uint64)

    def make_room(self) -> None:
        """Begin afresh when too many words are kept; only between batches, so that places stay true within one."""
        if len(self) >= MOST_WORDS:
            self._forget()

    def __missing__(self, word: str) -> int:
        place = self[word] = len(self)
        if place == len(self.counts):
            self._grow()
        features = features_of(word, self.language)
        self.shares[place] = self.weights.table[list(features.buckets)].sum(axis=0, dtype=np.int32) * self.weights.scale
        self.counts[place] = len(features.buckets)
        self.word_keys[place], self.class_keys[place] = features.key, features.class_key
        return place

    def _grow(self) -> None:
        for name in ("shares", "counts", "word_keys", "class_keys"):
            kept = getattr(self, name)
            setattr(self, name, np.concatenate([kept, np.zeros_like(kept)]))


class Summing:
    """The sums of messages of one language at a time. Not for several threads at once."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._known: dict[Language, _Known] = {"fr": _Known("fr", weights), "en": _Known("en", weights)}

    def of(self, texts: Sequence[Sequence[str]], dense: Row, language: Language) -> Summed:
        """`texts`: the words of each message; `dense`: its numbers, (messages, numbers)."""
        known = self._known[language]
        known.make_room()
        rows = [list(map(known.__getitem__, masked(words))) for words in texts]
        alone = [list(dict.fromkeys(row)) for row in rows]
        sums, counts = _added(known, alone)
        pairs, of = _pairs(known, rows)
        sums += self._pair_sums(pairs, of, len(rows))
        counts += np.bincount(of, minlength=len(rows))
        roots = np.sqrt(np.maximum(counts, FEWEST)).astype(np.float32)
        sums /= roots[:, None]
        sums += dense @ self.weights.dense
        return Summed(language, texts, sums, rows, known.shares, roots)

    def _pair_sums(self, pairs: Ids, of: Ids, messages: int) -> Row:
        sums = np.zeros((messages, self.weights.table.shape[1]), dtype=np.float32)
        if len(pairs):
            starts = np.flatnonzero(np.diff(of, prepend=-1))
            sums[of[starts]] = np.add.reduceat(self.weights.table.take(pairs, axis=0), starts, axis=0, dtype=np.int32)
        return sums * self.weights.scale


def _added(known: _Known, rows: Sequence[Sequence[int]]) -> tuple[Row, Ids]:
    """What the words of each message say together, and how many features they have."""
    sums = np.zeros((len(rows), known.shares.shape[1]), dtype=np.float32)
    counts = np.zeros(len(rows), dtype=np.int64)
    spoken = [number for number, row in enumerate(rows) if row]
    if spoken:
        flat = np.array([place for number in spoken for place in rows[number]], dtype=np.int64)
        starts = np.cumsum([0, *(len(rows[number]) for number in spoken[:-1])])
        sums[spoken] = np.add.reduceat(known.shares.take(flat, axis=0), starts, axis=0)
        counts[spoken] = np.add.reduceat(known.counts[flat], starts)
    return sums, counts


def _pairs(known: _Known, rows: Sequence[Sequence[int]]) -> tuple[Ids, Ids]:
    """Every pair bucket once per message, sorted by message, and the message that each belongs to."""
    lengths = [len(row) for row in rows]
    flat = np.array([place for row in rows for place in row], dtype=np.int64)
    of = np.repeat(np.arange(len(rows), dtype=np.int64), lengths)
    keys, class_keys = known.word_keys[flat], known.class_keys[flat]
    found = [pair_buckets(keys[:-1], keys[1:]), *class_pairs(class_keys)]
    inside = [of[:-1] == of[1:], of[:-1] == of[1:], of[:-2] == of[2:]]
    together = np.concatenate(
        [of[: len(pair)][same] * BUCKETS + pair[same] for pair, same in zip(found, inside, strict=True)]
    )
    together.sort()  # np.unique hashes, which takes four times as long here
    once = together[np.diff(together, prepend=-1) > 0]
    return once & (BUCKETS - 1), once >> BITS
