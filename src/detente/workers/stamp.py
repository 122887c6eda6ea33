"""Ask time-stamp authorities for what waits: one request a try, the raw answer kept before it is looked into."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from detente.desk.actions.stamps import ToStamp, claim_stamp, next_stamp, stamp_answered, stamp_failed, stamp_had
from detente.evidence.stamp.answer import NoStamp
from detente.evidence.stamp.ask import LIMITS, ask
from detente.evidence.stamp.authorities import Authority
from detente.net import AllowedOrigins, Answer, WayOut
from detente.rules.stamping import UNNAMED
from detente.workers.loop import Work

log = logging.getLogger(__name__)

LEASE: Final = timedelta(seconds=60)


@dataclass(frozen=True)
class KeepingWay(WayOut):
    """A way out that hands every answer over, with what was sent, before anybody looks into it."""

    keep: Callable[[bytes, bytes], None] = field(default=lambda _sent, _came: None)

    def request(self, method: str, url: str, headers: Sequence[tuple[str, str]] = (), body: bytes = b"") -> Answer:
        """See `WayOut`."""
        answer = super().request(method, url, headers, body)
        if answer.body:
            self.keep(body, answer.body)
        return answer


@dataclass(frozen=True, slots=True)
class Stamper:
    """Whom this worker asks, and how."""

    authorities: Sequence[Authority]
    allowed: AllowedOrigins
    clock: Callable[[], datetime]

    def step(self, now: datetime) -> int:
        """Ask for one stamp; how many were handled."""
        wanted = claim_stamp(lease=LEASE, now=now)
        if wanted is None:
            return 0
        authority = next((one for one in self.authorities if one.name == wanted.authority), None)
        why = UNNAMED if authority is None else self._ask(authority, wanted)
        if why:
            log.warning("stamp %s: %s", wanted.claim.id, why)
            stamp_failed(wanted.claim, why, now=self.clock())
        return 1

    def _ask(self, authority: Authority, wanted: ToStamp) -> str:
        """Why there is no stamp; empty when it was had."""
        way = KeepingWay(self.allowed, LIMITS, keep=lambda sent, came: stamp_answered(wanted.claim, sent, came))
        try:
            checked = ask(authority, wanted.digest, way)
        except NoStamp as none:
            return none.why.value
        stamp_had(wanted.claim, checked, now=self.clock())
        return ""


def stamp_work(stamper: Stamper) -> Work:
    """The worker that asks for stamps."""
    return Work("stamp", stamper.step, next_stamp)
