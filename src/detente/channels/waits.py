"""How long a network asks us to wait, in every dialect of headers that networks use. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

LONGEST: Final = timedelta(days=1)
"""A wait longer than this is cut: a wrong clock there must not silence a channel here for years."""

_EPOCH: Final = 10**8
_NAMES: Final = ("retry-after", "ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset")


def until_of(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """The instant named by an answer's headers (names in lower case), never before `now`; None: it named none.

    Read are `Retry-After` (seconds or an HTTP date) and `RateLimit-Reset` with its older spellings (seconds left,
    seconds since 1970, or an ISO 8601 time). Source: platforms, conformance kit, limits.
    """
    for name in _NAMES:
        until = _instant(headers.get(name, "").strip(), now)
        if until is not None:
            return max(now, min(until, now + LONGEST))
    return None


def _instant(said: str, now: datetime) -> datetime | None:
    number = _seconds(said)
    if number is not None:
        return _at_epoch(number, now) if number >= _EPOCH else now + timedelta(seconds=number)
    return _iso(said) or _http_date(said)


def _seconds(said: str) -> float | None:
    whole, _, part = said.partition(".")
    plain = said.isascii() and whole.isdigit() and len(whole) <= 13 and (part == "" or part.isdigit())
    return float(said) if plain else None


def _at_epoch(number: float, now: datetime) -> datetime:
    # Thirteen digits are milliseconds.
    seconds = number / 1000 if number >= 10**12 else number
    latest = (now + LONGEST).timestamp()
    return datetime.fromtimestamp(min(seconds, latest), UTC)


def _iso(said: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _http_date(said: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(said)
    except (ValueError, TypeError, OverflowError):
        return None
    return at if at.tzinfo else None
