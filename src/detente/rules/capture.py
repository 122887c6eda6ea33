"""When a picture is tried, tried again, and looked for once more. Source: evidence note, section 8."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from detente.contracts.capture import Level, Stop

TRIES: Final = 4
"""How often a picture is tried while what stopped it may pass by itself."""
REVISITS: Final = {"hour": timedelta(hours=1), "day": timedelta(hours=24)}
"""After the first sight of a message: was it edited or deleted meanwhile?"""
_PAUSES: Final = (timedelta(seconds=20), timedelta(minutes=3), timedelta(minutes=20))


def try_again_at(stop: Stop, tries: int, now: datetime) -> datetime | None:
    """When to try once more after `tries` visits that `stop` ended; None when another visit would not help."""
    if not stop.may_pass or tries >= TRIES:
        return None
    return now + _PAUSES[min(tries, len(_PAUSES)) - 1]


def revisits(first_seen_at: datetime, now: datetime) -> dict[str, datetime]:
    """The later visits that are still ahead."""
    due = {why: first_seen_at + after for why, after in REVISITS.items()}
    return {why: at for why, at in due.items() if at > now}


def page_of(permalink: str) -> str:
    """The page on which a message stands: its address without the place on the page."""
    return permalink.split("#", 1)[0]


def better(one: Level | None, other: Level | None) -> Level | None:
    """The stronger of two levels; None is none."""
    held = [level for level in (one, other) if level is not None]
    return min(held) if held else None
