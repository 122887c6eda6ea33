"""Moments and durations as a person says them, in both languages. 24-hour clock, no seconds for moments."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from typing import Final, TypedDict

from detente.contracts.words import Words

_MONTHS_FR: Final = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
_MONTHS_EN: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


class Moments(TypedDict):
    """The two ends of a stretch of time, said."""

    start: Words
    stop: Words


def spoken_date(day: date) -> Words:
    """« 20 novembre 2026 », "20 November 2026"; the first of a month is « 1er »."""
    number = "1er" if day.day == 1 else str(day.day)
    return Words(
        fr=f"{number} {_MONTHS_FR[day.month - 1]} {day.year}", en=f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"
    )


def spoken_moment(at: datetime, zone: tzinfo, *, with_date: bool) -> Words:
    """« à 13:58 », "at 13:58"; with the date « le 20 novembre 2026 à 13:58 »."""
    local = at.astimezone(zone)
    clock = f"{local:%H:%M}"
    if not with_date:
        return Words(fr=f"à {clock}", en=f"at {clock}")
    day = spoken_date(local.date())
    return Words(fr=f"le {day.fr} à {clock}", en=f"on {day.en} at {clock}")


def moments(start: datetime, stop: datetime, zone: tzinfo, now: datetime | None = None) -> Moments:
    """Both ends said, with dates as soon as they are not all on one local day."""
    days = {at.astimezone(zone).date() for at in (start, stop, now or stop)}
    several = len(days) > 1
    return {
        "start": spoken_moment(start, zone, with_date=several),
        "stop": spoken_moment(stop, zone, with_date=several),
    }


def spoken_duration(length: timedelta) -> Words:
    """« 21 min 04 s », « 1 h 02 min 04 s », « 2 j 3 h 04 min ». Parts of a second are dropped."""
    total = int(length.total_seconds())
    days, rest = divmod(total, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, seconds = divmod(rest, 60)
    if days:
        tail = f"{hours} h {minutes:02d} min"
        return Words(fr=f"{days} j {tail}", en=f"{days} d {tail}")
    if hours:
        return _same(f"{hours} h {minutes:02d} min {seconds:02d} s")
    return _same(f"{minutes} min {seconds:02d} s" if minutes else f"{seconds} s")


def _same(text: str) -> Words:
    return Words(fr=text, en=text)
