"""How long an approval stands. Everything else it is bound to is in `thread.py` and in the database's own keys."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

STANDS: Final = timedelta(minutes=60)
"""The longest that an approval stands: the hour in which the reply is due."""

AT_LEAST: Final = timedelta(minutes=15)
"""The shortest, so that an approval given in the last minute can still leave, and several people can sign one text."""


def expires_at(approved_at: datetime, deadline: datetime | None) -> datetime:
    """When an approval falls if the text has not left by then.

    It ends with the case's deadline, but never sooner than a quarter of an hour nor later than an hour after it was
    given; a case without a deadline, or past it, gives the whole hour.
    """
    latest = approved_at + STANDS
    if deadline is None or deadline <= approved_at:
        return latest
    return min(latest, max(deadline, approved_at + AT_LEAST))
