"""How long evidence is kept when nobody holds it. Source: evidence note, section 9; the charter's own months."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

WITHOUT_ACTION: Final = timedelta(days=183)
"""Six months: nothing was removed, nothing is claimed."""
MONTH: Final = timedelta(days=30.5)


def kept_until(sealed_at: datetime, removed_at: datetime | None = None, kept_months: int = 12) -> datetime:
    """When evidence is to be erased: six months after it was sealed, or the clause's months after a removal."""
    usual = sealed_at + WITHOUT_ACTION
    return usual if removed_at is None else max(usual, removed_at + kept_months * MONTH)
