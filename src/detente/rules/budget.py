"""Whether what a network still allows us is enough for one reply. Source: platforms, publish protocol, step 2."""

from __future__ import annotations

from datetime import datetime
from typing import Final

REQUESTS: Final = 6
"""What one reply takes: look at the message and its replies, send, look for it, see it, read it back."""


def wait_until(remaining: int | None, resets_at: datetime | None, *, now: datetime) -> datetime | None:
    """When a reply may be tried, where the allowance is known to be used up; None: now.

    A reply that was half dealt with would be in doubt until the network answers again.
    """
    if remaining is None or resets_at is None or resets_at <= now:
        return None
    return resets_at if remaining < REQUESTS else None
