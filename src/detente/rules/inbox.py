"""The order of the inbox: deadline, then oldest; nothing else (mission `equal`).

Nothing about the person who wrote can enter here: the values have no field for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from detente.contracts.labelled import Labelled
from detente.rules.case import CaseState

QUARTER: Final = timedelta(minutes=15)


class Band(Labelled):
    """The bands of the inbox, in the order they are shown."""

    HOUR_OVER = "hour_over", "Heure dépassée", "Hour over"
    UNDER_A_QUARTER = "under_a_quarter", "Moins d’un quart d’heure", "Under a quarter of an hour"
    WITHIN_THE_HOUR = "within_the_hour", "Dans l’heure", "Within the hour"
    PROMISES = "promises", "Promesses à tenir", "Promises to keep"
    NO_CLOCK = "no_clock", "Sans échéance", "No clock"


OrderKey: TypeAlias = tuple[int, float, float, int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What places a case in the inbox.

    `deadline` is the due time of the first reply (`None`: historical, or already answered); `alarm_at` the moment from
    which a quarter of an hour of opening time is left (computed by `clock.alarm_at`; without it, fifteen minutes on the
    wall); `promise_due` the nearest open promise.
    """

    case_id: int
    state: CaseState
    received_at: datetime
    deadline: datetime | None = None
    alarm_at: datetime | None = None
    promise_due: datetime | None = None


def band(waiting: Waiting, now: datetime) -> Band:
    """The band of a case at `now`. A promise whose time has passed is an hour over, like any other."""
    due = waiting.deadline
    if due is None:
        return _promise_band(waiting.promise_due, now)
    if now > due:
        return Band.HOUR_OVER
    if now >= (waiting.alarm_at or due - QUARTER):
        return Band.UNDER_A_QUARTER
    return Band.WITHIN_THE_HOUR


def order_key(waiting: Waiting, now: datetime) -> OrderKey:
    """Sort by this: band, then deadline (of the reply, else of the promise), then oldest, then number."""
    due = waiting.deadline or waiting.promise_due
    place = list(Band).index(band(waiting, now))
    return (place, due.timestamp() if due else 0.0, waiting.received_at.timestamp(), waiting.case_id)


def _promise_band(promise_due: datetime | None, now: datetime) -> Band:
    if promise_due is None:
        return Band.NO_CLOCK
    return Band.HOUR_OVER if now > promise_due else Band.PROMISES
