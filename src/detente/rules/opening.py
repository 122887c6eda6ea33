"""Opening time: how much of it lies between two moments, and which moment lies so much of it ahead.

Moments are aware; results are UTC. Local hours that a change to summer time skips begin when the skipped hour ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from detente.contracts.clock import OpeningHours
from detente.contracts.refusals import Refused
from detente.contracts.words import Words

_DAY: Final = timedelta(days=1)
_HORIZON_DAYS: Final = 800

_TOO_FAR = Words(
    fr="Aucune heure d’ouverture dans les deux ans. Revoyez les dates de fermeture.",
    en="No opening hour within two years. Look at the closed dates again.",
)


def opening_time(hours: OpeningHours, start: datetime, end: datetime) -> timedelta:
    """How much opening time lies between `start` and `end`; zero when `end` is not after `start`."""
    total = timedelta()
    for opens, closes in _open_from(hours, start):
        if opens >= end:
            break
        total += min(closes, end) - opens
    return total


def add_opening_time(hours: OpeningHours, start: datetime, amount: timedelta) -> datetime:
    """The first moment by which `amount` of opening time has passed since `start`.

    Zero gives `start` back. Raises `Refused("input.hours")` when two years of closed dates hold it up.
    """
    if amount <= timedelta():
        return start.astimezone(UTC)
    left = amount
    for opens, closes in _open_from(hours, start):
        if closes - opens >= left:
            return opens + left
        left -= closes - opens
    raise Refused("input.hours", _TOO_FAR)


def is_open(hours: OpeningHours, at: datetime) -> bool:
    """Whether the channel is open at this moment; the closing minute itself is closed."""
    first = next(_open_from(hours, at), None)
    return first is not None and first[0] == at


def _open_from(hours: OpeningHours, start: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The open stretches from `start` on, in UTC, the first one cut at `start`; ends after two years without any."""
    zone, begin = hours.zone(), start.astimezone(UTC)
    day, quiet_days = start.astimezone(zone).date(), 0
    while quiet_days < _HORIZON_DAYS:
        quiet_days += 1
        for opens, closes in _stretches(hours, zone, day):
            if closes > begin:
                quiet_days = 0
                yield max(opens, begin), closes
        day += _DAY


def _stretches(hours: OpeningHours, zone: ZoneInfo, day: date) -> Iterator[tuple[datetime, datetime]]:
    for span in hours.spans_on(day):
        opens, closes = _moment(zone, day, span.opens), _moment(zone, day, span.closes)
        if opens < closes:
            yield opens, closes


def _moment(zone: ZoneInfo, day: date, minutes: int) -> datetime:
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    while True:
        moment = wall.replace(tzinfo=zone).astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None) == wall:
            return moment
        wall += timedelta(minutes=1)
