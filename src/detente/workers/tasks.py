"""Work on channels beside their polls: ask their rights, fetch their past, look at known messages again.

Each claim is one bounded turn; the next turn goes on where it stopped, whoever takes it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from detente.config.clock import now as clock
from detente.contracts.network import (
    Affordance,
    Auth,
    Backfills,
    Capabilities,
    Connector,
    Contract,
    Item,
    Limited,
    NetworkError,
    Publishes,
    Rechecks,
    Verb,
)
from detente.contracts.refusals import Refused
from detente.desk.actions.backfill_page import keep_page
from detente.desk.actions.claim import Claim
from detente.desk.actions.claim_task import claim_task, next_task, task_again
from detente.desk.actions.probe_channel import PROBE_EVERY, probe_failed, probed
from detente.desk.actions.receive import Beside, receive
from detente.desk.actions.recheck_messages import begin_again, due_messages, keep_recheck
from detente.desk.models import Channel, ChannelTask
from detente.workers.listen import denied_of
from detente.workers.loop import Work
from detente.workers.publish import no_session
from detente.workers.trouble import DEFECTS, broken_answer, code_of, needs_person

log = logging.getLogger(__name__)

LEASE: Final = timedelta(seconds=120)
TURN: Final = timedelta(seconds=10)
PAGES: Final = 5
_NEVER: Final = timedelta(days=3650)
_SOON: Final = timedelta(seconds=1)
_FIRST_PAUSE: Final = timedelta(seconds=10)
_LONGEST: Final[Mapping[str, timedelta]] = {
    "probe": PROBE_EVERY,
    "backfill": timedelta(hours=1),
    "recheck": timedelta(hours=1),
}
_BETWEEN_ROUNDS: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Tasks:
    """How this worker reaches networks and time. `renew` tries for a younger session after `Auth(expired)`."""

    connect: Callable[[Channel], Connector]
    renew: Callable[[Channel], bool] = no_session
    clock: Callable[[], datetime] = clock

    def step(self, now: datetime) -> int:
        """Take one due task for a turn; how many were handled."""
        taken = claim_task(lease=LEASE, now=now)
        if taken is None:
            return 0
        task, claim = taken
        try:
            task_again(claim, at=self._turn(task, claim, now))
        except Limited as error:
            task_again(claim, at=max(error.until or now + _FIRST_PAUSE, now + _SOON), trouble="limited")
        except (NetworkError, Refused, *DEFECTS) as error:
            self._failed(task, claim, error, now)
        return 1

    def _turn(self, task: ChannelTask, claim: Claim, now: datetime) -> datetime:
        """When the task is due again. A session that the network calls expired is renewed once."""
        do = {"probe": self._probe, "backfill": self._backfill, "recheck": self._recheck}[task.kind]
        try:
            return do(self.connect(task.channel), task, claim, now)
        except Auth as refused:
            if refused.kind != "expired" or not self.renew(task.channel):
                raise
        task.refresh_from_db(fields=["cursor"])
        return do(self.connect(task.channel), task, claim, now)

    def _probe(self, connector: Connector, task: ChannelTask, claim: Claim, now: datetime) -> datetime:  # noqa: ARG002
        probed(task.channel_id, connector.probe(now=now), now=now)
        return now + PROBE_EVERY

    def _backfill(self, connector: Connector, task: ChannelTask, claim: Claim, now: datetime) -> datetime:
        if not isinstance(connector, Backfills) or task.since is None:
            return now + _NEVER
        begun, cursor = self.clock(), task.cursor
        for _ in range(PAGES):
            batch = connector.backfill(cursor, since=task.since, now=now, limit=100)
            if not keep_page(claim, batch, denied_of(connector, batch.changes), now=now):
                break
            cursor = batch.next_cursor
            if self.clock() - begun > TURN:
                break
        return now + _SOON

    def _recheck(self, connector: Connector, task: ChannelTask, claim: Claim, now: datetime) -> datetime:
        rule = connector.capabilities if isinstance(connector, Publishes) else None
        if rule is None or rule.recheck_every is None or not isinstance(connector, Rechecks):
            return now + _NEVER
        after = task.cursor.get("after", 0) if task.cursor else 0
        begun, place = self.clock(), after if isinstance(after, int) else 0
        for _ in range(PAGES):
            asked = due_messages(task.channel, every=rule.recheck_every, after=place, limit=rule.recheck_batch, now=now)
            if not asked:
                begin_again(claim)
                return now + _round(rule)
            answer = connector.fetch_many([one.external_id for one in asked], now=now)
            if not keep_recheck(claim, asked, answer, _denied(connector, answer), now=now):
                return now
            place = asked[-1].id
            if self.clock() - begun > TURN:
                break
        return now + _SOON

    def _failed(self, task: ChannelTask, claim: Claim, error: Exception, now: datetime) -> None:
        code = code_of(error)
        log.warning("channel %s: %s failed (%s)", task.channel_id, task.kind, type(error).__name__)
        if isinstance(error, (Contract, *DEFECTS)):
            source = "backfill" if task.kind == "backfill" else "poll"
            receive(task.channel_id, [], now=now, beside=Beside(source, aside=(broken_answer(error),)))
        if task.kind == "probe" or isinstance(error, Auth):
            probe_failed(task.channel_id, code, stop=needs_person(error), now=now)
        pause = min(_LONGEST[task.kind], _FIRST_PAUSE * 2 ** min(claim.attempt, 12))
        task_again(claim, at=now + pause, trouble=code, failed=True)


def _round(rule: Capabilities) -> timedelta:
    """The pause before the next round: short against the rhythm of the re-checks themselves."""
    return min(_BETWEEN_ROUNDS, (rule.recheck_every or _BETWEEN_ROUNDS) / 4)


def _denied(connector: Connector, answer: Mapping[str, Item | None]) -> Mapping[str, Mapping[Verb, Affordance]] | None:
    if not isinstance(connector, Publishes):
        return None
    return {key: connector.affordances(item) for key, item in answer.items() if item is not None}


def task_work(
    connect: Callable[[Channel], Connector],
    renew: Callable[[Channel], bool] = no_session,
    clock: Callable[[], datetime] = clock,
) -> Work:
    """The worker of channels' tasks."""
    tasks = Tasks(connect, renew, clock)
    return Work("tasks", tasks.step, next_task)
