"""Learning from corrections: which of them are held back, how many it takes, and when what was learnt may count."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from detente.contracts.learning import Share

FEWEST: Final = 20
"""Corrected messages below which nothing is learnt: too few to fit on and to measure with."""
ONE_IN: Final = 5
"""Every fifth message is held back."""


def is_held_back(message_id: int) -> bool:
    """Whether this message is kept to measure with: the same answer for ever, so that no version has learnt it."""
    return int.from_bytes(sha256(f"detente.learn.{message_id}".encode()).digest()[:8], "big") % ONE_IN == 0


def missing(corrections: int) -> int:
    """How many corrected messages are missing before anything can be learnt."""
    return max(0, FEWEST - corrections)


def total(shares: Mapping[str, Share]) -> Share:
    """All dimensions together."""
    return Share(sum(one.right for one in shares.values()), sum(one.of for one in shares.values()))


def got_no_worse(before: Mapping[str, Share], after: Mapping[str, Share]) -> bool:
    """Whether a new layer may count: measured at all, and not fewer right answers in all than without it."""
    was, now = total(before), total(after)
    return now.of > 0 and now.of == was.of and now.right >= was.right
