"""Poll the channels that are due, through their connectors: the poll is the truth, whatever a stream or a push says.

Several threads take channels from one queue (the longest due first), each for a bounded turn: a flood goes to the end
of the queue after its turn, and a network that hangs holds one thread for as long as one request may last.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import DatabaseError, DataError, IntegrityError, OperationalError

from detente.config.clock import now as clock
from detente.contracts.network import (
    Affordance,
    Aside,
    Auth,
    Batch,
    Change,
    Connector,
    Contract,
    Cursor,
    Limited,
    NetworkError,
    Publishes,
    Verb,
)
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.claim import Claim, next_due
from detente.desk.actions.judge_own_posts import judge_own_posts, settle_seen
from detente.desk.actions.poll_channel import LISTENING, claim_channel, poll_failed, poll_waits, polled, still_ours
from detente.desk.actions.receive import Beside, receive
from detente.desk.models import Channel
from detente.workers.loop import Work
from detente.workers.publish import no_session
from detente.workers.trouble import DEFECTS, broken_answer, code_of, needs_person

log = logging.getLogger(__name__)

LEASE: Final = timedelta(seconds=120)
TURN: Final = timedelta(seconds=10)
PAGES: Final = 5
WAIT: Final = timedelta(seconds=60)
_AFTER_A_DEADLOCK: Final = timedelta(seconds=1)
_UNCAPPED: Final = 2_000_000_000

_UNSTORABLE: Final = Words(
    fr="La base de données refuse ce contenu.", en="The database refuses this content."
)  # fmt: skip

Connect = Callable[[Channel], Connector]
Renew = Callable[[Channel], bool]


@dataclass(frozen=True, slots=True)
class Listener:
    """How this worker reaches networks and time. `renew` tries for a younger session after `Auth(expired)`."""

    connect: Connect
    renew: Renew = no_session
    clock: Callable[[], datetime] = clock

    def step(self, now: datetime) -> int:
        """Take one due channel and poll it; how many were polled."""
        taken = claim_channel(lease=LEASE, now=now)
        if taken is None:
            return 0
        self._poll(*taken, now)
        return 1

    def _poll(self, channel: Channel, claim: Claim, now: datetime) -> None:
        try:
            whole = self._turn(channel, claim, now)
        except Limited as error:
            poll_waits(channel.id, claim, until=max(error.until or now + WAIT, now + timedelta(seconds=1)))
        except (NetworkError, Refused, *DEFECTS) as error:
            self._failed(channel, claim, error, now)
        except OperationalError:
            with suppress(DatabaseError):  # away altogether: then the lease brings the channel back
                poll_waits(channel.id, claim, until=now + _AFTER_A_DEADLOCK)
            raise
        else:
            pause = timedelta(seconds=channel.poll_seconds) if whole else timedelta()
            polled(channel.id, claim, now=now, again_at=now + pause, whole=whole)

    def _turn(self, channel: Channel, claim: Claim, now: datetime) -> bool:
        """Whether everything was read. A session that the network calls expired is renewed once."""
        try:
            return self._pages(channel, claim, self.connect(channel), now)
        except Auth as refused:
            if refused.kind != "expired" or not self.renew(channel):
                raise
        channel.refresh_from_db(fields=["cursor"])
        return self._pages(channel, claim, self.connect(channel), now)

    def _pages(self, channel: Channel, claim: Claim, connector: Connector, now: datetime) -> bool:
        cursor: Cursor | None = channel.cursor or None
        first = None if channel.last_success_at is not None else channel.created_at
        begun = self.clock()
        for _ in range(PAGES):
            batch = connector.poll(cursor, now=now, limit=100)
            if not still_ours(claim):
                return True
            take_in(channel, connector, batch, now=now, history_before=first, known_cursor=cursor)
            cursor = batch.next_cursor
            if not batch.more:
                return True
            if self.clock() - begun > TURN:
                break
        return False

    def _failed(self, channel: Channel, claim: Claim, error: Exception, now: datetime) -> None:
        log.warning("channel %s: not polled (%s)", channel.id, type(error).__name__)
        if isinstance(error, (Contract, *DEFECTS)):
            receive(channel.id, [], now=now, beside=Beside("poll", aside=(broken_answer(error),)))
        poll_failed(channel.id, claim, trouble=code_of(error), stop=needs_person(error), now=now)


def take_in(
    channel: Channel,
    connector: Connector,
    batch: Batch,
    *,
    now: datetime,
    source: str = "poll",
    history_before: datetime | None = None,
    known_cursor: Cursor | None = None,
) -> None:
    """Store one batch with its place. One change that the database refuses is kept aside, and the others go on."""
    if _says_nothing(batch, known_cursor):
        return
    denied = denied_of(connector, batch.changes)
    beside = Beside.of(batch, source, denied=denied, history_before=history_before)
    try:
        news = receive(channel.id, batch.changes, now=now, cursor=batch.next_cursor, beside=beside).new > 0
    except (DataError, IntegrityError) as error:
        log.error("channel %s: a batch cannot be stored whole (%s)", channel.id, type(error).__name__)
        _one_by_one(channel, batch, beside, now)
        news = True
    if news and any(change.item is not None and change.item.ours for change in batch.changes):
        settle_seen(now)
        judge_own_posts(now)


def _says_nothing(batch: Batch, known: Cursor | None) -> bool:
    said = batch.changes or batch.aside or batch.filled or batch.hole or batch.budget or batch.tally
    return not said and batch.coverage == "complete" and batch.next_cursor == known


def denied_of(connector: Connector, changes: Sequence[Change]) -> Mapping[str, Mapping[Verb, Affordance]] | None:
    """What the connector says may be done with each item of others; None where nothing can be published."""
    if not isinstance(connector, Publishes):
        return None
    items = [change.item for change in changes if change.item is not None and not change.item.ours]
    return {item.external_id: connector.affordances(item) for item in items}


def _one_by_one(channel: Channel, batch: Batch, beside: Beside, now: datetime) -> None:
    """The place moves on only in the last transaction, so that a crash in between repeats and loses nothing."""
    bad: list[Aside] = []
    alone = Beside(beside.source, denied=beside.denied, history_before=beside.history_before)
    for change in batch.changes:
        try:
            receive(channel.id, [change], now=now, beside=alone)
        except (DataError, IntegrityError):
            bad.append(Aside(change.item.raw if change.item else change.external_id.encode(), _UNSTORABLE))
    rest = Beside.of(Batch((), batch.next_cursor, batch.more, batch.coverage, batch.hole, batch.filled,
                           (*batch.aside, *bad), batch.budget, batch.tally), beside.source)  # fmt: skip
    receive(channel.id, [], now=now, cursor=batch.next_cursor, beside=rest)


def listen_work(connect: Connect, renew: Renew = no_session, clock: Callable[[], datetime] = clock) -> Work:
    """The listening worker. `connect` gives the connector of a channel."""
    listener = Listener(connect, renew, clock)
    return Work("listen", listener.step, lambda: next_due("desk_channel", LISTENING, cap=_UNCAPPED))
