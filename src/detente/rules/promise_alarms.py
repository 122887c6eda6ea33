"""When a promise that nears its due time is spoken of. Source: practice, clocks: at 75 % and 15 minutes before."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from detente.contracts.labelled import Labelled

LAST_CALL: Final = timedelta(minutes=15)
_PART: Final = 0.75


class PromiseAlarm(Labelled):
    """The two alarms of a promise, the milder first; the values are stored in events."""

    THREE_QUARTERS = "three_quarters", "Trois quarts du temps passés", "Three quarters of the time gone"
    LAST_QUARTER_HOUR = "last_quarter_hour", "Un quart d’heure reste", "A quarter of an hour left"


def alarms_rung(made_at: datetime, due_at: datetime, now: datetime) -> tuple[PromiseAlarm, ...]:
    """The alarms whose moment has come, the milder first. Time on the wall: the author counts it so."""
    moments = {
        PromiseAlarm.THREE_QUARTERS: made_at + (due_at - made_at) * _PART,
        PromiseAlarm.LAST_QUARTER_HOUR: due_at - LAST_CALL,
    }
    return tuple(alarm for alarm, moment in moments.items() if moment <= now)
