"""Whether two messages say nearly the same: a fingerprint of 64 bits, the same in every process and on every machine.

A simhash (Charikar, 2002): each feature of the words votes for or against each bit, and the majority decides. Features
are the words, which weigh more when they are long, and the runs of three signs in them, so that a spelling mistake
moves a few votes only. Their order does not count. Votes of a word are worked out once and kept as lanes of one big
number, which makes a message a sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Final

FEWEST: Final = 4
"""Below this many words a message has no fingerprint: too short to be told from another one."""
SURE: Final = 10
"""Up to this many different bits two messages are near, on their fingerprints alone."""
POSSIBLE: Final = 14
"""Up to this many they are near when they also share enough words."""
SHARED: Final = 0.5
"""The share of all their words that two possible ones must have in common (intersection over union)."""
MOST: Final = 1_800
"""How many words of a message vote; the votes of more would run over their lanes."""

_BITS: Final = 64
_LANE: Final = 16
_HEAD: Final = 1 << (_LANE - 1)
_SHORT: Final = 3
_RUN: Final = 3
_ONES: Final = sum(1 << (_LANE * bit) for bit in range(_BITS))
_LANES: Final = [
    sum((byte >> bit & 1) << (_LANE * bit) for bit in range(8)).to_bytes(_LANE, "big") for byte in range(256)
]
_WON: Final = bytes(b"01"[byte >> 7] for byte in range(256))


def fingerprint(words: Sequence[str]) -> int:
    """The 64 bits of a message cut by `normalise.tokenise`, as a number ≥ 0; 0 below `FEWEST` words."""
    if len(words) < FEWEST:
        return 0
    lanes = votes = 0
    for word in words[:MOST]:
        more, count = _votes(word)
        lanes += more
        votes += count
    # A lane holds the votes for its bit; pushed up by what is missing to a majority, its top bit tells who won.
    pushed = lanes + (_HEAD - votes // 2 - 1) * _ONES
    bits = int(pushed.to_bytes(_BITS * _LANE // 8, "big")[:: _LANE // 8].translate(_WON), 2)
    return bits or 1


def distance(a: int, b: int) -> int:
    """How many of the 64 bits differ. A signed number read from the database counts as its pattern."""
    return ((a ^ b) & ((1 << _BITS) - 1)).bit_count()


def near(a: int, b: int, words_a: Sequence[str], words_b: Sequence[str]) -> bool:
    """Whether two messages say nearly the same. Without a fingerprint (0) nothing is near."""
    if not a or not b:
        return False
    apart = distance(a, b)
    return apart <= SURE or (apart <= POSSIBLE and overlap(words_a, words_b) >= SHARED)


def overlap(words_a: Sequence[str], words_b: Sequence[str]) -> float:
    """The share of all their words that two messages have in common, 0 to 1."""
    mine, theirs = set(words_a), set(words_b)
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def signed(bits: int) -> int:
    """A 64-bit pattern as the number that a bigint column holds."""
    return bits - (1 << _BITS) if bits >> (_BITS - 1) else bits


@lru_cache(maxsize=16_384)
def _votes(word: str) -> tuple[int, int]:
    """The votes of one word for each bit, and how many it has in all."""
    weight = 1 if len(word) <= _SHORT else 3
    lanes = weight * _spread(word)
    framed = f"^{word[:32]}$"
    runs = [framed[start : start + _RUN] for start in range(len(framed) - _RUN + 1)] if weight > 1 else []
    for run in runs:
        lanes += _spread(run)
    return lanes, weight + len(runs)


@lru_cache(maxsize=16_384)
def _spread(feature: str) -> int:
    """The 64 bits of a feature's hash, each in a lane of its own."""
    digest = blake2b(feature.encode("utf-8", "surrogatepass"), digest_size=_BITS // 8).digest()
    return int.from_bytes(b"".join(map(_LANES.__getitem__, digest)), "big")
