"""The response clock: the hour, counted in opening time. Not a state: computed from the start, the hours and *now*.

Source: practice, clocks. It starts when the network says the message was posted (else when it was first seen), counts
only inside the opening hours of the channel's time zone, and stops at the first public reply of a person, holding
replies included. A like, a note, an automatic text, a reply of the community or a removal never stops it. A historical
case has no clock at all: callers hold `None` instead of a `ResponseClock`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from detente.contracts.clock import ClockFace, ClockState, OpeningHours
from detente.contracts.kinds import FRIENDLY, Kind, Severity
from detente.contracts.words import Words
from detente.rules.case import CaseFact
from detente.rules.opening import add_opening_time, is_open, opening_time
from detente.rules.spoken_time import moments, spoken_duration

WARN_LEFT: Final = timedelta(minutes=30)
ALARM_LEFT: Final = timedelta(minutes=15)
REMOVAL_TARGET: Final = timedelta(minutes=60)
REMOVAL_AT_MOST: Final = timedelta(hours=12)

STOPS: Final = frozenset(
    {CaseFact.REPLY_PUBLISHED, CaseFact.HOLDING_PUBLISHED, CaseFact.REPLY_SEEN_ELSEWHERE, CaseFact.ASKED_AUTHOR}
)
"""The only facts that stop the response clock."""

_AT_RISK: Final = timedelta(minutes=15)
_GRAVE: Final = timedelta(minutes=30)
_HOUR: Final = timedelta(minutes=60)
_RAISED: Final = 2

_ANSWERED = Words(
    fr="Reçu {start}, répondu {stop}\u202f: {calendar}, dont {business} d’ouverture",
    en="Received {start}, answered {stop}: {calendar}, of which {business} in opening hours",
)
_LEFT = Words(
    fr="Reçu {start}, réponse due {stop}\u202f: il reste {left} d’ouverture",
    en="Received {start}, reply due {stop}: {left} of opening time left",
)
_OVER = Words(
    fr="Reçu {start}, réponse due {stop}\u202f: dépassé de {left} d’ouverture",
    en="Received {start}, reply due {stop}: over by {left} of opening time",
)


@dataclass(frozen=True, slots=True)
class ResponseClock:
    """The clock of one case: when it started, how long it allows, in which hours, and when it stopped if it did."""

    started_at: datetime
    allowed: timedelta
    hours: OpeningHours
    stopped_at: datetime | None = None


def effective_severity(guess: int | None, confirmed: int | None, kind: Kind) -> Severity:
    """The severity that rules use: a person's word, else the higher of the guess and 2.

    Compliments and questions keep their guess. Source: design, rules that no code path can skip, 3.
    """
    if confirmed is not None:
        return Severity(confirmed)
    if kind in FRIENDLY:
        return Severity(guess or Severity.LIGHT)
    return Severity(max(guess or _RAISED, _RAISED))


def allowed_time(severity: int, kind: Kind) -> timedelta:
    """The opening time within which a first reply is due: an hour, less for severity 4 and a person at risk."""
    if kind is Kind.PERSON_AT_RISK:
        return _AT_RISK
    return _GRAVE if severity >= Severity.GRAVE else _HOUR


def deadline(clock: ResponseClock) -> datetime:
    """When the first reply is due, UTC."""
    return add_opening_time(clock.hours, clock.started_at, clock.allowed)


def alarm_at(clock: ResponseClock) -> datetime:
    """When the people on duty are told that a quarter of an hour is left (at once when less is allowed), UTC."""
    return add_opening_time(clock.hours, clock.started_at, clock.allowed - ALARM_LEFT)


def alarm_due(face: ClockFace) -> bool:
    """Whether a quarter of an hour or less is left and nobody has replied."""
    return face.state is not ClockState.DONE and face.seconds_left <= ALARM_LEFT.total_seconds()


def reading(clock: ResponseClock, now: datetime) -> ClockFace:
    """What the clock shows at `now`."""
    at = max(clock.stopped_at or now, clock.started_at)
    business = opening_time(clock.hours, clock.started_at, at)
    due = deadline(clock)
    left = clock.allowed - business
    if left <= timedelta():
        left = -opening_time(clock.hours, due, at)
    stopped = clock.stopped_at is not None
    return ClockFace(
        state=ClockState.DONE if stopped else _state(left, late=at > due),
        seconds_left=_whole_seconds(left),
        deadline=due,
        business=business,
        calendar=at - clock.started_at,
        running=not stopped and is_open(clock.hours, at),
        arithmetic=explain(clock.started_at, at, clock.hours) if stopped else _running_words(clock, due, left, now),
    )


def explain(start: datetime, stop: datetime, hours: OpeningHours) -> Words:
    """How long an answer took, with both counts: on the wall and in opening hours."""
    return _ANSWERED.with_(
        **moments(start, stop, hours.zone()),
        calendar=spoken_duration(stop - start),
        business=spoken_duration(opening_time(hours, start, stop)),
    )


def removal_deadline(known_at: datetime, hours: OpeningHours) -> datetime:
    """By when a clear breach should be gone, from the moment somebody knew: an open hour, twelve hours at most.

    Source: practice, law in program terms, R1.
    """
    return min(add_opening_time(hours, known_at, REMOVAL_TARGET), known_at.astimezone(UTC) + REMOVAL_AT_MOST)


def _state(left: timedelta, *, late: bool) -> ClockState:
    if late:
        return ClockState.LATE
    return ClockState.WARN if left <= WARN_LEFT else ClockState.CALM


def _whole_seconds(left: timedelta) -> int:
    return int(left // timedelta(seconds=1))


def _running_words(clock: ResponseClock, due: datetime, left: timedelta, now: datetime) -> Words:
    words = _OVER if left < timedelta() else _LEFT
    return words.with_(**moments(clock.started_at, due, clock.hours.zone(), now=now), left=spoken_duration(abs(left)))
