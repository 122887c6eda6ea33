"""Time zones a person may choose."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

_NOT_PLACES = ("Etc/", "SystemV/", "posix/", "right/")


@cache
def zone_names() -> tuple[str, ...]:
    """IANA zones that are places, and UTC, by name."""
    places = {zone for zone in available_timezones() if "/" in zone and not zone.startswith(_NOT_PLACES)}
    return ("UTC", *sorted(places))
