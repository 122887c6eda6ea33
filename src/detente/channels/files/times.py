"""Dates as people and programs write them in files, read one way for the whole file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from detente.contracts.labelled import Labelled


class DateForm(Labelled):
    """How the dates of a file are written."""

    ISO = "iso", "2026-11-21 14:05, ou secondes", "2026-11-21 14:05, or seconds"
    DMY = "dmy", "21/11/2026 14:05 (jour, mois)", "21/11/2026 14:05 (day, month)"
    MDY = "mdy", "11/21/2026 14:05 (mois, jour)", "11/21/2026 14:05 (month, day)"
    YMD = "ymd", "2026/11/21 14:05", "2026/11/21 14:05"


_PARTS: Final = re.compile(
    r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})"
    r"(?:[ T,à]+(\d{1,2})[:h.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)? ?(am|pm)?)?\s*(z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_ORDER: Final = {DateForm.DMY: (2, 1, 0), DateForm.MDY: (2, 0, 1), DateForm.YMD: (0, 1, 2)}
_NOON: Final = 12
_MILLISECONDS: Final = 12
_SECONDS: Final = 9


def moment(value: str, form: DateForm, zone: ZoneInfo) -> datetime | None:
    """The instant a cell holds, aware; None for an empty one. `zone`: where none is written. Raises `ValueError`."""
    text = " ".join(value.split())
    if not text:
        return None
    found = _number(text) or (_iso(text) if form is DateForm.ISO else _written(text, form))
    return found.replace(tzinfo=zone) if found.tzinfo is None else found


def guess_form(values: Iterable[str], *, french: bool) -> DateForm:
    """The form that reads most of these cells; between day first and month first the cells decide, else day first
    (month first where nothing decides and the file is not French).
    """
    cells = [value for value in values if value.strip()]
    forms = [DateForm.ISO, DateForm.DMY, DateForm.MDY, DateForm.YMD]
    if not french:
        forms = [DateForm.ISO, DateForm.MDY, DateForm.DMY, DateForm.YMD]
    return max(forms, key=lambda form: (sum(_reads(cell, form) for cell in cells), -forms.index(form)))


def _reads(cell: str, form: DateForm) -> bool:
    try:
        return moment(cell, form, ZoneInfo("UTC")) is not None
    except ValueError:
        return False


def _number(text: str) -> datetime | None:
    whole = text.split(".")[0]
    if not text.replace(".", "", 1).isdigit() or len(whole) < _SECONDS:
        return None
    seconds = float(text) / (1000 if len(whole) > _MILLISECONDS else 1)
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError) as error:
        raise ValueError(text) from error


def _iso(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _written(text: str, form: DateForm) -> datetime:
    parts = _PARTS.fullmatch(text)
    if parts is None:
        raise ValueError(text)
    numbers = [int(parts[place + 1]) for place in _ORDER[form]]
    year = numbers[0] + 2000 if len(parts[_ORDER[form][0] + 1]) == 2 else numbers[0]
    hour = _hour(int(parts[4] or 0), (parts[7] or "").lower())
    day = f"{year:04}-{numbers[1]:02}-{numbers[2]:02}"
    return datetime.fromisoformat(f"{day}T{hour:02}:{parts[5] or '00'}:{parts[6] or '00'}{(parts[8] or '').upper()}")


def _hour(hour: int, half: str) -> int:
    if not half:
        return hour
    return hour % _NOON + (_NOON if half == "pm" else 0)
