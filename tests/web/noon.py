"""A clock that stands still, for pages that count."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.desk.makers import NOON

LATER = NOON + timedelta(minutes=18)


def now() -> datetime:
    """Eighteen minutes past noon, UTC."""
    return LATER
