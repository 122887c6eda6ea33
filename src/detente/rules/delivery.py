"""When a delivery to somebody else's address is tried again, and when it is given up."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

GIVE_UP_AFTER: Final = timedelta(days=3)
TROUBLE_AFTER: Final = 6
"""Failed tries of one delivery, without a success meanwhile, after which the hook is *in trouble*: half an hour."""
GONE: Final = 410
_MINUTE: Final = 60
_HOUR: Final = 3_600
PAUSES: Final = tuple(
    timedelta(seconds=seconds)
    for seconds in (10, 30, 2 * _MINUTE, 10 * _MINUTE, 20 * _MINUTE, _HOUR, 2 * _HOUR, 4 * _HOUR, 8 * _HOUR, 12 * _HOUR)
)
"""The pause after the first failed try, after the second …; the last one again and again."""


def next_try(attempt: int, queued_at: datetime, now: datetime, wanted: datetime | None = None) -> datetime | None:
    """When to try again after failed try number `attempt` (from 1); None: give up.

    `wanted`: when the receiver asked for it (`Retry-After`); it may lengthen the pause, never beyond the last one.
    """
    if now >= queued_at + GIVE_UP_AFTER:
        return None
    pause = PAUSES[min(attempt, len(PAUSES)) - 1]
    asked = min(wanted, now + PAUSES[-1]) if wanted else now
    return min(max(now + pause, asked), queued_at + GIVE_UP_AFTER)
