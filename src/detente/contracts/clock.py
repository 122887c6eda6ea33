"""Opening hours and the face of the response clock, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from detente.contracts.labelled import Labelled
from detente.contracts.refusals import Refused
from detente.contracts.words import Words

HoursJson: TypeAlias = dict[str, str | list[str] | dict[str, list[list[str]]]]
"""`{"timezone": "Europe/Paris", "days": {"mon": [["09:00", "19:00"]]}, "closed": ["2026-12-25"]}`."""

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MINUTES: Final = 24 * 60

_BAD_ZONE = Words(
    fr="Le fuseau horaire « {zone} » est inconnu. Écrivez-le comme Europe/Paris.",
    en="The time zone “{zone}” is unknown. Write it like Europe/Paris.",
)
_BAD_HOURS = Words(
    fr="Ces heures d’ouverture ne se lisent pas : « {part} ». Écrivez par exemple 09:00 à 18:00, sans chevauchement.",
    en="These opening hours cannot be read: “{part}”. Write for example 09:00 to 18:00, without overlap.",
)
_NEVER_OPEN = Words(
    fr="Il faut au moins une heure d’ouverture par semaine : sans elle, aucun délai ne peut courir.",
    en="At least one opening hour a week is needed: without it no deadline can run.",
)


def _bad(part: object) -> Refused:
    return Refused("input.hours", _BAD_HOURS.with_(part=str(part)[:60]))


def _minutes(text: str) -> int:
    hours, colon, minutes = text.strip().partition(":")
    if not (colon and hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()):
        raise _bad(text)
    total = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or total > DAY_MINUTES:
        raise _bad(text)
    return total


def _clock_text(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Open from `opens` to `closes`, in minutes of the local day, 0 to 1440. Raises `Refused("input.hours")`."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= DAY_MINUTES:
            raise _bad(f"{_clock_text(self.opens)}-{_clock_text(self.closes)}")

    @classmethod
    def read(cls, opens: str, closes: str) -> Span:
        """A span from `"09:00"` and `"19:00"`; `"24:00"` is the end of the day."""
        return cls(_minutes(opens), _minutes(closes))

    def as_texts(self) -> list[str]:
        """`["09:00", "19:00"]`."""
        return [_clock_text(self.opens), _clock_text(self.closes)]


Week: TypeAlias = tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When a channel is open: seven days from Monday, in an IANA time zone, closed dates left out.

    Raises `Refused("input.hours")` for an unknown zone, overlapping spans or a week that never opens.
    """

    timezone: str
    week: Week
    closed: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        self.zone()
        if len(self.week) != len(DAYS) or not any(self.week):
            raise Refused("input.hours", _NEVER_OPEN)
        for spans in self.week:
            _check_apart(spans)

    def zone(self) -> ZoneInfo:
        """The time zone."""
        try:
            return ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise Refused("input.hours", _BAD_ZONE.with_(zone=self.timezone[:60])) from None

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """The spans of one local date; none on a closed date."""
        return () if day in self.closed else self.week[day.weekday()]

    @classmethod
    def always(cls, timezone: str = "UTC") -> OpeningHours:
        """Open all day, every day."""
        return cls(timezone, ((Span(0, DAY_MINUTES),),) * len(DAYS))

    @property
    def is_always(self) -> bool:
        """Whether it never closes."""
        return not self.closed and self == OpeningHours.always(self.timezone)

    def to_json(self) -> HoursJson:
        """The stored form."""
        days = {name: [span.as_texts() for span in spans] for name, spans in zip(DAYS, self.week, strict=True) if spans}
        return {"timezone": self.timezone, "days": days, "closed": sorted(day.isoformat() for day in self.closed)}

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> OpeningHours:
        """Read the stored form. Raises `Refused("input.hours")` with the part that is wrong."""
        days = stored.get("days", {})
        if not isinstance(days, Mapping) or not set(days) <= set(DAYS):
            raise _bad(days)
        week = tuple(_spans(days.get(name, [])) for name in DAYS)
        return cls(str(stored.get("timezone", "")), week, _dates(stored.get("closed", [])))


def _check_apart(spans: Sequence[Span]) -> None:
    for before, after in pairwise(spans):
        if before.closes > after.opens:
            raise _bad(f"{before.as_texts()} {after.as_texts()}")


def _spans(pairs: object) -> tuple[Span, ...]:
    if not isinstance(pairs, list):
        raise _bad(pairs)
    return tuple(sorted(_span(pair) for pair in pairs))


def _span(pair: object) -> Span:
    match pair:
        case [str(opens), str(closes)] | (str(opens), str(closes)):
            return Span.read(opens, closes)
    raise _bad(pair)


def _dates(texts: object) -> frozenset[date]:
    if not isinstance(texts, list):
        raise _bad(texts)
    try:
        return frozenset(date.fromisoformat(str(text)) for text in texts)
    except ValueError:
        raise _bad(texts) from None


class ClockState(Labelled):
    """The look of a clock."""

    CALM = "calm", "Dans l’heure", "Within the hour"
    WARN = "warn", "Peu de temps", "Time is short"
    LATE = "late", "Heure dépassée", "Hour over"
    DONE = "done", "Répondu", "Answered"


@dataclass(frozen=True, slots=True)
class ClockFace:
    """What the response clock shows at one moment.

    `seconds_left` counts opening time and is negative once late; for a stopped clock it is what was left when it
    stopped. `business` and `calendar` are the time since the start, in opening hours and on the wall.
    `running` is false while the channel is closed and after the stop. `arithmetic` says how the figures come about.
    """

    state: ClockState
    seconds_left: int
    deadline: datetime
    business: timedelta
    calendar: timedelta
    running: bool
    arithmetic: Words
