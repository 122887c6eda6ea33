"""Lengths of time and sizes as people say them: `2,4 s`, `12 min`, `3 jours`, `18 Ko`."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from detente.contracts.words import Words

_MINUTE: Final = 60
_HOUR: Final = 3_600
_DAY: Final = 86_400
_YEAR: Final = 365


def span(length: timedelta) -> Words:
    """A length of time in its largest fitting unit, never more than two figures that matter."""
    seconds = abs(length.total_seconds())
    if seconds < 10:
        return _decimal(seconds, "s")
    if seconds < 2 * _MINUTE:
        return _same(f"{seconds:.0f} s")
    if seconds < 2 * _HOUR:
        return _same(f"{seconds / _MINUTE:.0f} min")
    if seconds < 2 * _DAY:
        return _same(f"{seconds / _HOUR:.0f} h")
    days = round(seconds / _DAY)
    if days >= 2 * _YEAR:
        return Words(fr=f"{days // _YEAR} ans", en=f"{days // _YEAR} years")
    return Words(fr=f"{days} jours", en=f"{days} days")


def milliseconds(value: int) -> Words:
    """A delay as it is measured: `240 ms`, else as a span."""
    return _same(f"{value} ms") if abs(value) < 1_000 else span(timedelta(milliseconds=value))


def count(value: int) -> Words:
    """A number with its thousands apart: `1 204`, `1,204`."""
    text = f"{value:,}"
    return Words(fr=text.replace(",", "\u202f"), en=text)


def size(value: int) -> Words:
    """A number of bytes: `512 octets`, `18 Ko`, `2,4 Mo`."""
    if value < 1_000:
        return Words(fr=f"{value} octets", en=f"{value} bytes")
    if value < 1_000_000:
        return Words(fr=f"{value / 1_000:.0f} Ko", en=f"{value / 1_000:.0f} kB")
    return Words(fr=f"{value / 1_000_000:.1f} Mo".replace(".", ","), en=f"{value / 1_000_000:.1f} MB")


def _decimal(value: float, unit: str) -> Words:
    text = f"{value:.1f}".removesuffix(".0")
    return Words(fr=f"{text} {unit}".replace(".", ","), en=f"{text} {unit}")


def _same(text: str) -> Words:
    return Words(fr=text, en=text)
