"""What the fault proxy may do to a request: the modes, the rules that choose one, and answers made for the occasion."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from enum import StrEnum
from typing import Final, Literal

OVERSIZE: Final = 9 * 1024 * 1024
"""Bytes of an oversized body: more than the way out takes."""

READS: Final = ("GET", "HEAD", "OPTIONS")
Which = Literal["writes", "reads", "all"]


class Fault(StrEnum):
    """What happens to a request. *Commit*: the server behind has done its work and answered the proxy."""

    OK = "ok"
    BEFORE_503 = "503-before"
    AFTER_503 = "503-after-commit"
    CLOSE = "close-after-read"
    CLOSE_AFTER = "close-after-commit"
    TIMEOUT_AFTER = "timeout-after-commit"
    SLOW_DRIP = "slow-drip"
    CUT = "cut-in-the-middle"
    TRUNCATED = "truncated-json"
    HTML = "html-error-page"
    REDIRECT = "redirect"
    LIMITED = "429"
    EXPIRED = "401"
    OVERSIZED = "oversized"
    SKEWED = "clock-skew"
    ALTERED = "altered"
    HOLD_BEFORE = "hold-before"
    HOLD_AFTER = "hold-after-commit"

    @property
    def commits(self) -> bool:
        """Whether the server behind gets the request at once (a held one gets it when it is released)."""
        return self not in _BEFORE


_BEFORE: Final = frozenset(
    {Fault.BEFORE_503, Fault.CLOSE, Fault.REDIRECT, Fault.LIMITED, Fault.EXPIRED, Fault.HOLD_BEFORE}
)


class Wait(StrEnum):
    """The dialects in which a network says until when to wait."""

    SECONDS = "Retry-After in seconds"
    DATE = "Retry-After as a date"
    EPOCH = "RateLimit-Reset since 1970"
    ISO = "X-RateLimit-Reset in ISO 8601"
    NONE = "nothing"

    def headers(self, until: datetime, now: datetime) -> Mapping[str, str]:
        """The header that says `until` in this dialect."""
        return {
            Wait.SECONDS: {"Retry-After": str(int((until - now).total_seconds()))},
            Wait.DATE: {"Retry-After": format_datetime(until.astimezone(UTC), usegmt=True)},
            Wait.EPOCH: {"RateLimit-Reset": str(int(until.timestamp()))},
            Wait.ISO: {"X-RateLimit-Reset": until.astimezone(UTC).isoformat().replace("+00:00", "Z")},
            Wait.NONE: {},
        }[self]


@dataclass(frozen=True, slots=True)
class Canned:
    """An answer made by hand, or one of the server behind on its way through."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    def with_headers(self, headers: Mapping[str, str]) -> Canned:
        """The same answer with more headers."""
        return replace(self, headers={**self.headers, **headers})


Change = Callable[[Canned], Canned]

PAGE: Final = Canned(200, b"<!doctype html><title>Back soon</title><h1>We are down</h1>", {"Content-Type": "text/html"})
USUAL: Final = {
    Fault.BEFORE_503: Canned(503),
    Fault.HTML: PAGE,
    Fault.REDIRECT: Canned(307, b"", {"Location": "/elsewhere"}),
    Fault.LIMITED: Canned(429, b"{}", {"Content-Type": "application/json"}),
    Fault.EXPIRED: Canned(401, b"{}", {"Content-Type": "application/json"}),
}


def skewed(by: timedelta) -> Change:
    """Shift the `Date` header of an answer."""

    def change(answer: Canned) -> Canned:
        dates = {name: said for name, said in answer.headers.items() if name.lower() == "date"}
        shifted = {name: format_datetime(parsedate_to_datetime(said) + by, usegmt=True) for name, said in dates.items()}
        return answer.with_headers(shifted)

    return change


@dataclass(slots=True)
class Rule:
    """Which requests are treated how. `times` -1: every one; `after`: so many are let through first."""

    fault: Fault
    times: int = -1
    on: Which = "writes"
    path: str = ""
    after: int = 0
    answer: Canned | None = None
    change: Change | None = None

    def takes(self, method: str, path: str) -> bool:
        """Whether this request is meant; counts down."""
        kind = "reads" if method in READS else "writes"
        if self.times == 0 or self.on not in (kind, "all") or not re.search(self.path, path):
            return False
        if self.after:
            self.after -= 1
            return False
        self.times -= self.times > 0
        return True

    def canned(self) -> Canned:
        """The answer that stands in for the server's."""
        return self.answer or USUAL.get(self.fault, Canned(503))
