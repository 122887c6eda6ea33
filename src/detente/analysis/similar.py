"""Whether two messages say nearly the same, by their fingerprints (`prints.py`) and their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

SURE: Final = 10
"""Up to this many different bits two messages are near, on their fingerprints alone."""
POSSIBLE: Final = 14
"""Up to this many they are near when they also share enough words."""
SHARED: Final = 0.5
"""The share of all their words that two possible ones must have in common (intersection over union)."""
_BITS: Final = 64


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
