"""A moment after which nobody waits any longer."""

from __future__ import annotations

import time
from dataclasses import dataclass


class TooLate(Exception):
    """The deadline passed before the answer came."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """`end` on the monotonic clock, in seconds."""

    end: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """That many seconds from now."""
        return cls(time.monotonic() + seconds)

    @property
    def left(self) -> float:
        """Seconds left, never below zero."""
        return max(0.0, self.end - time.monotonic())

    @property
    def passed(self) -> bool:
        """Whether it is over."""
        return self.left == 0.0

    def within(self, seconds: float) -> Deadline:
        """The earlier of this one and `seconds` from now."""
        return Deadline(min(self.end, time.monotonic() + seconds))
