"""Look for what may or may not have left, and read back what did."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from detente.contracts.network import Conflict, Gone, NetworkError, Visibility
from detente.desk.actions._fence import Superseded
from detente.desk.actions.claim import Claim
from detente.desk.actions.claim_publication import claim_accepted, claim_doubt, next_publication_due
from detente.desk.actions.mark_visible import look_later, mark_visible
from detente.desk.actions.settle_doubt import Look, settle_doubt
from detente.desk.actions.store_own_reply import store_own_reply
from detente.desk.queries.outgoing import Outgoing, outgoing, remote_id_of
from detente.rules.publication_looks import SKEW, Seen, SlotTaken
from detente.workers.loop import Work
from detente.workers.publish import AGAIN, Outbox, Sender
from detente.workers.trouble import DEFECTS

log = logging.getLogger(__name__)

PENDING_AGAIN: Final = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Looker:
    """Looks at networks with the means of a sender."""

    sender: Sender

    def step(self, now: datetime) -> int:
        """Settle one doubt and read back one accepted reply; how many were handled."""
        return self._doubt(now) + self._accepted(now)

    def _doubt(self, now: datetime) -> int:
        claim = claim_doubt(lease=self.sender.lease, now=now)
        if claim is None:
            return 0
        out = outgoing(claim)
        if out is not None:
            self._settle(out)
        return 1

    def _settle(self, out: Outgoing) -> None:
        outbox = self._reach(out)
        if outbox is None:
            return
        seen = self._look(outbox, out)
        try:
            verdict = settle_doubt(out.claim, Look(seen, outbox.capabilities), now=self.sender.clock())
        except Superseded as lost:
            log.warning("%s", lost)
            return
        log.info("publication %s: %s", out.claim.id, verdict)

    def _reach(self, out: Outgoing) -> Outbox | None:
        """The connector; `None` when it cannot be reached now: the end of the lease brings the next look."""
        try:
            return self.sender.reach(out.channel)
        except NetworkError as error:
            log.warning("channel %s: not reached (%s)", out.channel.id, type(error).__name__)
            return None

    def _look(self, outbox: Outbox, out: Outgoing) -> Seen:
        """One look for the reply; `None` when there was nothing to look for or the look itself failed."""
        if out.frozen is None or out.attempt_at is None:
            return None
        try:
            return outbox.find(out.frozen, since=out.attempt_at - 2 * SKEW, now=self.sender.clock())
        except Conflict:
            return SlotTaken.OTHER_TEXT
        except (NetworkError, *DEFECTS) as error:
            log.warning("publication %s: the look failed (%s)", out.claim.id, type(error).__name__)
            return None

    def _accepted(self, now: datetime) -> int:
        claim = claim_accepted(lease=self.sender.lease, now=now)
        if claim is None:
            return 0
        out, remote_id = outgoing(claim), remote_id_of(claim)
        if out is not None:
            self._read_back(out, claim, remote_id)
        return 1

    def _read_back(self, out: Outgoing, claim: Claim, remote_id: str) -> None:
        outbox = self._reach(out)
        if outbox is None:
            return
        try:
            self._see(outbox, out, claim, remote_id)
        except Superseded as lost:
            log.warning("%s", lost)
        except Gone:
            self._later(claim, "gone", None)
        except (NetworkError, *DEFECTS) as error:
            log.warning("publication %s: not read back yet (%s)", claim.id, type(error).__name__)
            self._later(claim, "unread", AGAIN)

    def _see(self, outbox: Outbox, out: Outgoing, claim: Claim, remote_id: str) -> None:
        match outbox.visibility(remote_id, now=self.sender.clock()):
            case Visibility.VISIBLE:
                item = outbox.fetch(remote_id, now=self.sender.clock())
                store_own_reply(out.channel.id, item, now=self.sender.clock())
                mark_visible(claim, item, now=self.sender.clock())
            case Visibility.PENDING:
                self._later(claim, "pending", PENDING_AGAIN)
            case Visibility.REJECTED:
                self._later(claim, "rejected", None)
            case Visibility.GONE:
                self._later(claim, "gone", None)

    def _later(self, claim: Claim, trouble: str, wait: timedelta | None) -> None:
        now = self.sender.clock()
        try:
            look_later(claim, trouble, until=now + wait if wait else None, now=now)
        except Superseded as lost:
            log.warning("%s", lost)


def reconcile_work(sender: Sender) -> Work:
    """The worker that looks."""
    return Work("reconcile", Looker(sender).step, next_publication_due)
