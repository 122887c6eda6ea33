"""A pause after repeated trouble, so that a plug-in that does not answer never slows reading down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TROUBLES: Final = 3
"""In a row, until the first pause."""
FIRST_PAUSE: Final = 30.0
LONGEST_PAUSE: Final = 600.0


@dataclass(slots=True)
class Circuit:
    """Whether a plug-in is asked. Times in seconds of any clock that only goes forward."""

    troubles: int = 0
    paused_until: float = 0.0

    def open_at(self, now: float) -> bool:
        """Whether the plug-in rests now."""
        return now < self.paused_until

    def fine(self) -> None:
        """It answered: everything is forgotten."""
        self.troubles = 0

    def trouble(self, now: float, wait: float = 0.0) -> float:
        """It gave nothing, and asked for `wait` seconds of rest. How long it is left alone: 0 means not at all.

        After a pause one question is tried; if that fails, the pause doubles.
        """
        self.troubles += 1
        over = self.troubles - TROUBLES
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(over, 10)) if over >= 0 else 0.0
        pause = max(pause, min(wait, LONGEST_PAUSE))
        self.paused_until = now + pause
        return pause
