"""The fingerprint of a message: 64 bits of its words, the same in every process and on every machine.

A simhash (Charikar, 2002): each feature of the words votes for or against each bit, and the majority decides. Features
are the words, which weigh more when they are long, and the runs of three signs in them, so that a spelling mistake
moves a few votes only. Their order does not count. Votes of a word are worked out once and kept, so that a message is
a sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

FEWEST: Final = 4
"""Below this many words a message has no fingerprint: too short to be told from another one."""
MOST: Final = 1_800
"""How many words of a message vote."""
REMEMBERED: Final = 30_000
"""How many words keep their votes; then the memory is begun afresh."""

_BITS: Final = 64
_SHORT: Final = 3
_RUN: Final = 3


class Prints:
    """Fingerprints of many messages at once. Not for several threads at once."""

    def __init__(self) -> None:
        self._voters = _Voters()

    def of(self, texts: Sequence[Sequence[str]]) -> list[int]:
        """The fingerprint of each message, given its words, as a number ≥ 0; 0 below `FEWEST` words."""
        prints = [0] * len(texts)
        voting = [place for place, words in enumerate(texts) if len(words) >= FEWEST]
        if voting:
            majorities = self._majorities([texts[place][:MOST] for place in voting])
            for place, bits in zip(voting, majorities, strict=True):
                prints[place] = bits or 1
        return prints

    def _majorities(self, texts: Sequence[Sequence[str]]) -> list[int]:
        self._voters.make_room()
        rows = np.array(list(map(self._voters.__getitem__, chain.from_iterable(texts))))
        starts = np.cumsum([0, *map(len, texts[:-1])])
        sums = np.add.reduceat(self._voters.votes.take(rows, axis=0), starts, axis=0, dtype=np.int32)
        won = sums[:, :_BITS] > sums[:, _BITS:] // 2
        bits: list[int] = np.packbits(won, axis=1).view(">u8")[:, 0].tolist()
        return bits


def fingerprint(words: Sequence[str]) -> int:
    """The 64 bits of a message cut by `normalise.tokenise`, as a number ≥ 0; 0 below `FEWEST` words."""
    return Prints().of([words])[0]


class _Voters(dict[str, int]):
    """The row of each word in `votes`: its votes for each bit, and how many it has in all."""

    def __init__(self) -> None:
        super().__init__()
        self.votes = np.zeros((256, _BITS + 1), dtype=np.int8)

    def __missing__(self, word: str) -> int:
        row = self[word] = len(self)
        if row == len(self.votes):
            self.votes = np.concatenate([self.votes, np.zeros_like(self.votes)])
        self.votes[row, :_BITS], self.votes[row, _BITS] = _votes(word)
        return row

    def make_room(self) -> None:
        """Begin afresh when too many words are kept; only between batches, so that rows stay true within one."""
        if len(self) >= REMEMBERED:
            self.clear()


def _votes(word: str) -> tuple[npt.NDArray[np.int64], int]:
    """The votes of one word for each bit, and how many it has in all."""
    weight = 1 if len(word) <= _SHORT else 3
    framed = f"^{word[:32]}$"
    runs = [framed[start : start + _RUN] for start in range(len(framed) - _RUN + 1)] if weight > 1 else []
    digests = b"".join(map(_digest, (word, *runs)))
    spread = np.unpackbits(np.frombuffer(digests, dtype=np.uint8)).reshape(-1, _BITS).astype(np.int64)
    return spread.sum(axis=0) + (weight - 1) * spread[0], weight + len(runs)


def _digest(feature: str) -> bytes:
    """The 64 bits of a feature."""
    return blake2b(feature.encode("utf-8", "surrogatepass"), digest_size=_BITS // 8).digest()
