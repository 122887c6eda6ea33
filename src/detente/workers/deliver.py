"""Tell others what happened here: signed, one request a try, later each time when it does not arrive.

A delivery arrives at least once and always with the same `webhook-id`: who was told twice can know it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

from django.conf import settings

from detente import __version__
from detente.channels.waits import until_of
from detente.channels.webhook.signature import ID, SIGNATURE, TIMESTAMP, sign
from detente.contracts.network import NetworkError, NotSent
from detente.desk.actions.plan_deliveries import anyone_hears, plan_deliveries
from detente.desk.actions.send_delivery import (
    Failure,
    Outgoing,
    claim_delivery,
    delivered,
    delivery_failed,
    next_delivery,
)
from detente.journal.horizon import Horizon
from detente.net import AddressRefused, AllowedOrigins, Answer, Limits, WayOut
from detente.workers.loop import Work

log = logging.getLogger(__name__)

LEASE: Final = timedelta(seconds=60)
LIMITS: Final = Limits(connect=5, read=10, total=15, body=64 * 1024)
LOOK_AGAIN: Final = timedelta(milliseconds=200)


@dataclass(slots=True)
class Teller:
    """One process's part in telling others: what it knows to be settled, and its way out."""

    way_out: WayOut
    clock: Callable[[], datetime]
    horizon: Horizon = field(default_factory=Horizon)

    def step(self, now: datetime) -> int:
        """Make the deliveries that are due to be made, then send one; how much was done."""
        if not anyone_hears():
            return 0
        return plan_deliveries(self.horizon.settled(), now=now) + self.send_one(now)

    def next_due(self) -> datetime | None:
        """When to look again: at once while something written is not settled yet."""
        soon = self.clock() + LOOK_AGAIN if self.horizon.waits else None
        return min((due for due in (soon, next_delivery()) if due is not None), default=None)

    def send_one(self, now: datetime) -> int:
        """Send one due delivery; how many were handled."""
        out = claim_delivery(lease=LEASE, now=now)
        if out is None:
            return 0
        failure = self._send(out)
        if failure is not None:
            log.warning("delivery %s: %s", out.claim.id, failure.trouble)
            delivery_failed(out.claim, failure, now=self.clock())
        return 1

    def _send(self, out: Outgoing) -> Failure | None:
        if not out.secrets:
            return Failure("secret")
        try:
            answer = self.way_out.request("POST", out.url, _headers(out, self.clock()), out.body)
        except NetworkError as error:
            return Failure(_told(error))
        if not HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
            return _not_taken(answer, self.clock())
        delivered(out.claim, answer.status, now=self.clock())
        return None


def deliver_work(clock: Callable[[], datetime]) -> Work:
    """The worker that tells others, with this desk's allowed origins."""
    teller = Teller(WayOut(AllowedOrigins(settings.DETENTE_ALLOWED_ORIGINS), LIMITS), clock)
    return Work("deliver", teller.step, teller.next_due)


def _headers(out: Outgoing, at: datetime) -> list[tuple[str, str]]:
    return [
        ("content-type", "application/json"),
        ("user-agent", f"Detente/{__version__}"),
        (ID, out.key),
        (TIMESTAMP, str(int(at.timestamp()))),
        (SIGNATURE, " ".join(sign(secret, out.key, at, out.body) for secret in out.secrets)),
    ]


def _not_taken(answer: Answer, now: datetime) -> Failure:
    redirect = HTTPStatus.MULTIPLE_CHOICES <= answer.status < HTTPStatus.BAD_REQUEST
    trouble = "redirect" if redirect else f"status.{answer.status}"
    return Failure(trouble, answer.status, until_of(answer.headers, now))


def _told(error: NetworkError) -> str:
    """What went wrong, as a code of `detente.rules.delivery`: never a word of an answer."""
    match error:
        case AddressRefused():
            return "not_allowed"
        case NotSent():
            return "not_reached"
        case _:
            return "no_answer"
