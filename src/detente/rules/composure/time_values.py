"""What a named time means on the clock of a channel. The hypotheses stand in `times.py`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from detente.rules.composure.time_words import MONTHS, NUMBERS, PARTS, WEEKDAYS, Atom, AtomKind

_END_OF_DAY: Final = time(18)
_FRIDAY: Final = 4
_SATURDAY: Final = 5
_FARTHEST: Final = timedelta(days=366)
_DIGITS: Final = re.compile(r"\d+")
_HOURS_AS_LENGTH: Final = frozenset({1, 2, 3, 4, 5, 6, 12, 24})
_WORKING: Final = ("ouvr", "working", "business")


def due_of(atoms: Sequence[Atom], now: datetime, *, is_deadline: bool) -> datetime | None:
    """When the time is due, UTC; `None` when it is past, more than a year away or says nothing exact.

    `now` is aware and in the channel's zone.
    """
    said = {atom.kind: atom.text for atom in atoms}
    if "until" in said or "past" in said:
        return None
    length = _length(said)
    due = _after(length, now) if length else _wall(said, atoms, now, is_deadline=is_deadline)
    if due is None or due <= now or due - now > _FARTHEST:
        return None
    return due.astimezone(UTC)


def _length(said: dict[AtomKind, str]) -> str:
    """The words of a length of time ("48 h", "two working days"), empty when it is a place on the clock."""
    if "day" in said or "part" in said:
        return ""
    if "duration" in said:
        return said["duration"] if {"deadline", "lead"} & set(said) else ""
    clock = said.get("clock", "")
    digits = _DIGITS.findall(clock)
    if len(digits) != 1 or "h" not in clock:
        return ""
    deadline, hours = said.get("deadline", ""), int(digits[0])
    is_length = deadline in ("sous", "dans") or (deadline.startswith("d'ici") and hours in _HOURS_AS_LENGTH)
    return clock if is_length or hours > 24 else ""


def _after(length: str, now: datetime) -> datetime:
    count = _count(length)
    if "demi" in length or "half" in length:
        return _later(now, timedelta(minutes=30))
    if "quart" in length:
        return _later(now, timedelta(minutes=15))
    if "min" in length or "mn" in length:
        return _later(now, timedelta(minutes=count))
    if "jour" in length or "day" in length:
        return _days_later(now, count, working=any(word in length for word in _WORKING))
    if "semaine" in length or "week" in length:
        return _days_later(now, 7 * count, working=False)
    if "mois" in length or "month" in length:
        return _days_later(now, 30 * count, working=False)
    return _later(now, timedelta(hours=count))


def _count(length: str) -> int:
    digits = _DIGITS.search(length)
    if digits:
        return int(digits.group())
    return {"quarante-huit": 48, "vingt-quatre": 24}.get(length.split(" ")[0], NUMBERS.get(length.split(" ")[0], 1))


def _later(now: datetime, length: timedelta) -> datetime:
    return (now.astimezone(UTC) + length).astimezone(now.tzinfo)


def _days_later(now: datetime, days: int, *, working: bool) -> datetime:
    day = now.date()
    while days > 0:
        day += timedelta(days=1)
        days -= not (working and day.weekday() >= _SATURDAY)
    return now.replace(year=day.year, month=day.month, day=day.day)


def _wall(said: dict[AtomKind, str], atoms: Sequence[Atom], now: datetime, *, is_deadline: bool) -> datetime | None:
    hour = _hour(said)
    days = [atom.text for atom in atoms if atom.kind == "day"]
    if days:
        day = _day(max(days, key=_exactness), now, hour)
        return None if day is None else _at(day, _default_hour(said, hour), now)
    if hour is None:
        return None
    due = _at(now.date(), hour, now)
    return due + timedelta(days=1) if due <= now and is_deadline else due


def _default_hour(said: dict[AtomKind, str], hour: time | None) -> time:
    if hour is not None:
        return hour
    exclusive = said.get("deadline") in ("avant", "before") and not said["day"].startswith(("fin", "end"))
    today = said["day"] in ("aujourd'hui", "today")
    return time(0) if exclusive and not today else _END_OF_DAY


def _at(day: date, hour: time, now: datetime) -> datetime:
    return datetime.combine(day, hour, tzinfo=now.tzinfo)


def _hour(said: dict[AtomKind, str]) -> time | None:
    clock, part = said.get("clock"), said.get("part")
    if clock is None:
        return time(PARTS[part.replace("de la ", "de ")]) if part else None
    if clock in ("midi", "noon", "midday"):
        return time(12)
    if clock in ("minuit", "midnight"):
        return time(23, 59)
    return _digits_to_hour(clock, afternoon=part is not None and PARTS.get(part, 0) > 12)


def _digits_to_hour(clock: str, *, afternoon: bool) -> time | None:
    digits = [int(found) for found in _DIGITS.findall(clock)]
    hour, minute = digits[0], digits[1] if len(digits) > 1 else 0
    if "p" in clock.replace(".", "") or (afternoon and hour < 12):
        hour = hour % 12 + 12
    elif "am" in clock.replace(".", ""):
        hour %= 12
    if hour == 24:
        return time(23, 59)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _exactness(day: str) -> int:
    return any(month in day for month in MONTHS) or "/" in day


def _day(text: str, now: datetime, hour: time | None) -> date | None:
    today = now.date()
    near = {"aujourd'hui": 0, "today": 0, "demain": 1, "tomorrow": 1, "apres-demain": 2, "the day after tomorrow": 2}
    if text in near:
        return today + timedelta(days=near[text])
    for name, weekday in WEEKDAYS.items():
        if name in text:
            return _weekday(weekday, now, hour)
    return _period_end(text, today) or _date(text, today)


def _weekday(weekday: int, now: datetime, hour: time | None) -> date:
    ahead = (weekday - now.weekday()) % 7
    if ahead == 0 and (hour is None or _at(now.date(), hour, now) <= now):
        ahead = 7
    return now.date() + timedelta(days=ahead)


def _period_end(text: str, today: date) -> date | None:
    if text in ("semaine prochaine", "next week"):
        return today + timedelta(days=7 + _FRIDAY - today.weekday())
    if "semaine" in text or text.endswith(" week"):
        return today + timedelta(days=(_FRIDAY - today.weekday()) % 7)
    if "week" in text:
        return today + timedelta(days=(6 - today.weekday()) % 7)
    if text.endswith((" mois", " month")):
        return today.replace(day=monthrange(today.year, today.month)[1])
    return None


def _date(text: str, today: date) -> date | None:
    numbers = [int(found) for found in _DIGITS.findall(text)]
    month = next((number for name, number in MONTHS.items() if name in text), None)
    if month is None:
        if len(numbers) < 2:
            return None
        month = numbers.pop(1)
    year = numbers[1] if len(numbers) > 1 else today.year
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    day = numbers[0] if numbers and not text.startswith(("fin", "end")) else last
    if not 1 <= day <= last:
        return None
    found = date(year, month, day)
    return (
        found if found >= today or len(numbers) > 1 else date(year + 1, month, min(day, monthrange(year + 1, month)[1]))
    )
