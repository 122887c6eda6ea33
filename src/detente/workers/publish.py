"""Send approved texts: look, freeze, note the attempt, send once, note what came of it. Never twice, never silently.

Every class of error asks for another act (`contracts/network_errors.py`); a write error that fits none is *unknown*,
and `reconcile.py` looks before anything leaves again. Source: platforms, publish protocol.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from detente.contracts.network import (
    Accepted,
    Auth,
    Conflict,
    Contract,
    Denied,
    Foretells,
    Frozen,
    Gone,
    Invalid,
    Limited,
    NetworkError,
    NotSent,
    Polls,
    Publishes,
)
from detente.contracts.refusals import Refused
from detente.desk.actions._fence import Superseded
from detente.desk.actions.claim import Claim
from detente.desk.actions.claim_publication import claim_publication, next_publication_due
from detente.desk.actions.confirm_publication import Proof, confirm_publication
from detente.desk.actions.expire_sending import expire_sending
from detente.desk.actions.freeze_publication import freeze_publication
from detente.desk.actions.hold_back import hold_back
from detente.desk.actions.mark_unknown import mark_unknown
from detente.desk.actions.open_attempt import Opening, open_attempt
from detente.desk.actions.postpone_publication import Outcome, postpone_publication
from detente.desk.actions.refuse_publication import refuse_publication
from detente.desk.models import Channel
from detente.desk.queries.outgoing import Outgoing, outgoing
from detente.rules.publication_looks import first_look_at
from detente.workers.loop import Work
from detente.workers.preflight import AlreadyOut, HoldBack, Wait, preflight
from detente.workers.trouble import DEFECTS, as_told

log = logging.getLogger(__name__)

LEASE: Final = timedelta(seconds=90)
AGAIN: Final = timedelta(seconds=10)
AFTER_AUTH: Final = timedelta(seconds=60)


class Outbox(Polls, Publishes, Protocol):
    """A network where replies can be published and read back."""


Dial = Callable[[Channel], Outbox]
Clock = Callable[[], datetime]


def no_session(channel: Channel) -> bool:  # noqa: ARG001 - the answer for a channel without a session
    """Nothing to renew."""
    return False


@dataclass(frozen=True, slots=True)
class Sender:
    """How this worker reaches networks and time. `lease`: after it, a silent worker counts as dead.

    `renew` tries for a younger session of a channel after `Auth(expired)`.
    """

    dial: Dial
    clock: Clock
    lease: timedelta = LEASE
    renew: Callable[[Channel], bool] = no_session

    def step(self, now: datetime) -> int:
        """Take one due publication and see it through; how many were handled."""
        expire_sending(now=now)
        claim = claim_publication(lease=self.lease, now=now)
        if claim is None:
            return 0
        try:
            self.handle(claim)
        except Superseded as lost:
            log.warning("%s", lost)
        return 1

    def handle(self, claim: Claim) -> None:
        """Send the claimed publication, or say why not. Raises `Superseded` when the row is in other hands."""
        out = outgoing(claim)
        if out is None:
            return
        try:
            outbox = self.reach(out.channel)
            if outbox is None:
                self._postpone(out, "auth", "unreachable", self.clock() + AFTER_AUTH, stop_channel=True)
                return
            ready = self._ready(outbox, out)
        except (NetworkError, *DEFECTS) as error:
            self._not_even_tried(out, as_told(error))
            return
        if ready is not None:
            self._send(outbox, out, ready)

    def reach(self, channel: Channel) -> Outbox | None:
        """The connector of the channel; `None` when its secret cannot be opened or its connector is not there.

        Raises `NetworkError` when its session cannot be renewed.
        """
        try:
            return self.dial(channel)
        except (Refused, KeyError) as error:
            log.error("channel %s cannot be reached (%s)", channel.id, type(error).__name__)
            return None

    def _ready(self, outbox: Outbox, out: Outgoing) -> Frozen | None:
        """The frozen request with its attempt open; `None` when nothing is to be sent. Raises `NetworkError`."""
        match preflight(outbox, out, now=self.clock()):
            case HoldBack(because):
                hold_back(out.claim, because, now=self.clock())
                return None
            case Wait(until):
                self._postpone(out, "limited", "limited.budget", until)
                return None
            case AlreadyOut(found):
                proof = Proof("found", found.external_id, found.permalink or "", found.posted_at or self.clock())
                confirm_publication(out.claim.id, proof, now=self.clock())
                return None
        frozen = _freeze(outbox, out, self.clock())
        if not frozen.intact():
            hold_back(out.claim, "request_damaged", now=self.clock())
            return None
        opened = open_attempt(out.claim, now=self.clock())
        return frozen if opened is Opening.OPEN else None

    def _send(self, outbox: Outbox, out: Outgoing, frozen: Frozen) -> None:
        if self._is_late(out):
            self._postpone(out, "not_sent", "slow", self.clock())
            return
        try:
            accepted = outbox.send(frozen, now=self.clock())
        except (NetworkError, *DEFECTS) as error:
            self._failed(outbox, out, as_told(error))
            return
        confirm_publication(out.claim.id, _proof(accepted, self.clock()), now=self.clock())

    def _is_late(self, out: Outgoing) -> bool:
        """Whether so much of the lease is gone that somebody might take over during the request."""
        return out.lease_until is None or self.clock() > out.lease_until - self.lease / 2

    def _not_even_tried(self, out: Outgoing, error: NetworkError) -> None:
        """Before any attempt: nothing of ours can have left, so a read error only means later."""
        now = self.clock()
        match error:
            case Invalid() | Denied() | Gone():
                self._refuse(out, error)
            case Limited(until=until):
                self._postpone(out, "limited", f"limited.{error.scope}", until or now + AGAIN)
            case Auth(kind=kind):
                self._no_right(out, kind)
            case Contract():
                self._postpone(out, "not_sent", "contract", now + AFTER_AUTH, stop_channel=True)
            case _:
                self._postpone(out, "not_sent", "not_sent", now + AGAIN)

    def _failed(self, outbox: Outbox, out: Outgoing, error: NetworkError) -> None:
        """After the attempt was opened: only what surely published nothing may end or repeat it."""
        now = self.clock()
        match error:
            case NotSent():
                self._postpone(out, "not_sent", "not_sent", now + AGAIN)
            case Limited(until=until):
                self._postpone(out, "limited", f"limited.{error.scope}", until or now + AGAIN)
            case Auth(kind=kind):
                self._no_right(out, kind)
            case Invalid() | Denied() | Gone():
                self._refuse(out, error)
            case _:
                self._lost(outbox, out, error)

    def _no_right(self, out: Outgoing, kind: str) -> None:
        """An expired session is renewed, and the text leaves in a moment; anything else stops the channel."""
        now = self.clock()
        if kind == "expired" and self._renewed(out.channel):
            self._postpone(out, "auth", "auth.expired", now + AGAIN)
            return
        self._postpone(out, "auth", f"auth.{kind}", now + AFTER_AUTH, stop_channel=True)

    def _renewed(self, channel: Channel) -> bool:
        try:
            return self.renew(channel)
        except (NetworkError, Refused) as error:
            log.warning("channel %s: the session was not renewed (%s)", channel.id, type(error).__name__)
            return False

    def _lost(self, outbox: Outbox, out: Outgoing, error: NetworkError) -> None:
        now = self.clock()
        cause = {Conflict: "conflict", Contract: "contract"}.get(type(error), "answer_lost")
        look_at = first_look_at(now, outbox.capabilities.settle)
        stop = isinstance(error, Contract)
        log.warning("publication %s: %s, looking at the network", out.claim.id, cause)
        mark_unknown(out.claim, cause, look_at=look_at, now=now, stop_channel=stop)

    def _postpone(
        self, out: Outgoing, outcome: Outcome, trouble: str, until: datetime, *, stop_channel: bool = False
    ) -> None:
        postpone_publication(out.claim, outcome, trouble, until=until, now=self.clock(), stop_channel=stop_channel)

    def _refuse(self, out: Outgoing, error: Invalid | Denied | Gone) -> None:
        match error:
            case Denied(reason=reason):
                refuse_publication(out.claim, "denied", reason.in_(out.language), now=self.clock())
            case Invalid(field=field):
                refuse_publication(out.claim, "invalid", field, now=self.clock())
            case Gone():
                refuse_publication(out.claim, "gone", now=self.clock())


def _freeze(outbox: Outbox, out: Outgoing, now: datetime) -> Frozen:
    """The stored request; with the id that the network will give it, where the connector can tell."""
    frozen = out.frozen or outbox.prepare(out.intent)
    foretold = outbox.foretell(frozen) if isinstance(outbox, Foretells) else ""
    return freeze_publication(out.claim, frozen, now=now, foretold=foretold)


def publish_work(sender: Sender) -> Work:
    """The publishing worker."""
    return Work("publish", sender.step, next_publication_due)


def _proof(accepted: Accepted, at: datetime) -> Proof:
    return Proof("accepted", accepted.external_id, accepted.permalink or "", at)
