"""What a stream hinted at, fetched: the network shows a post a moment after its stream spoke of it.

Nothing here is proof: what cannot be fetched after a few looks makes the channel due for a poll at once, and the poll
finds it. A flood of hints does the same. One case cannot be proved any more: a post that was deleted before the network
showed it to us. Its words are kept as the stream told them, with the frame as their evidence.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import DataError, IntegrityError

from detente.contracts.network import (
    Change,
    ChangeKind,
    Connector,
    Gone,
    Hint,
    Item,
    NetworkError,
    Rechecks,
)
from detente.contracts.refusals import Refused
from detente.desk.actions.judge_own_posts import judge_own_posts, settle_seen
from detente.desk.actions.receive import Beside, receive
from detente.desk.actions.stream_channels import known_messages, poll_at_once
from detente.workers.listen import denied_of
from detente.workers.trouble import DEFECTS

log = logging.getLogger(__name__)

LOOKS: Final = (0.1, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.9, 1.3)
"""Seconds to the first look at a hint and from each to the next: what is deleted soon must be seen before."""
LAST_LOOKS: Final = 4
"""Looks that are left at least after a deletion was told."""
BATCH: Final = 25
REMEMBERED: Final = 5_000
"""Posts left to the poll that are remembered, the youngest: one may be deleted before the poll comes to it."""
FLOOD: Final = 250
"""Hints of one channel waiting at once: beyond, the poll reads them in pages."""


@dataclass(frozen=True, slots=True)
class Ear:
    """One channel that listens on a line, with its connector, signed in."""

    channel_id: int
    connector: Connector
    hint: Callable[[bytes], Hint | None]


@dataclass(slots=True)
class _Waiting:
    ear: Ear
    hint: Hint
    due: float
    looks: int = 0
    deleted: Hint | None = None


@dataclass(slots=True)
class Hints:
    """The hints of one line that were not fetched yet. One thread."""

    clock: Callable[[], datetime]
    tick: Callable[[], float] = time.monotonic
    _waiting: dict[tuple[int, str], _Waiting] = field(default_factory=dict)
    _left: dict[tuple[int, str], _Waiting] = field(default_factory=dict)
    _deleted: list[_Waiting] = field(default_factory=list)

    def hear(self, ears: Sequence[Ear], frame: bytes) -> None:
        """Take the hints of one frame."""
        for ear in ears:
            hint = _hint(ear, frame)
            if hint is None:
                continue
            waiting = _Waiting(ear, hint, self.tick() + LOOKS[0])
            if hint.gone:
                self._deleted.append(waiting)
            else:
                self._waiting.setdefault((ear.channel_id, hint.external_id), waiting)

    def pause(self, longest: float) -> float:
        """Seconds until the next look, at most `longest`."""
        if self._deleted:
            return 0.02
        dues = [each.due for each in self._waiting.values()]
        return max(0.0, min([longest, *(due - self.tick() for due in dues)]))

    def look(self) -> None:
        """Fetch what is due, and store what the network shows."""
        self._sort_deletions()
        due = [each for each in self._waiting.values() if each.due <= self.tick()]
        for ear in {each.ear.channel_id: each.ear for each in due}.values():
            mine = [each for each in due if each.ear.channel_id == ear.channel_id]
            if len(mine) > FLOOD:
                self._leave_to_the_poll(mine)
                continue
            for start in range(0, len(mine), BATCH):
                self._fetch(ear, mine[start : start + BATCH])

    def _sort_deletions(self) -> None:
        """Streams tell of every deletion there is: only those of messages that we hold are looked at."""
        if not self._deleted:
            return
        told = self._deleted
        held = known_messages({each.ear.channel_id for each in told}, {each.hint.external_id for each in told})
        self._deleted = []
        for each in told:
            key = (each.ear.channel_id, each.hint.external_id)
            created = self._waiting.get(key) or self._left.pop(key, None)
            if key in held and key not in self._waiting:
                self._waiting[key] = each
            elif created is not None and not created.hint.gone:
                created.deleted, created.due = each.hint, self.tick()
                created.looks = min(created.looks, len(LOOKS) - LAST_LOOKS)
                self._waiting[key] = created

    def _fetch(self, ear: Ear, waiting: list[_Waiting]) -> None:
        now = self.clock()
        try:
            seen = fetched(ear.connector, [each.hint.external_id for each in waiting], now)
        except (NetworkError, Refused, *DEFECTS) as error:
            log.warning("channel %s: hints not fetched (%s)", ear.channel_id, type(error).__name__)
            self._not_answered(ear, waiting, now)
            return
        self._store(ear, [change for each in waiting if (change := _change(each, seen, now))], now)
        # A deletion that the network confirms, of what it never showed us or showed a moment ago.
        after = [_deletion(each, now) for each in waiting if _is_over(each, seen)]
        self._store(ear, after, now)
        settled = {each.hint.external_id for each in waiting if _is_over(each, seen) or _is_there(each, seen)}
        for each in waiting:
            self._again(each, settled=each.hint.external_id in settled)

    def _store(self, ear: Ear, changes: list[Change], now: datetime) -> None:
        """Store them. What the database refuses is left to the poll, which keeps it aside."""
        if not changes:
            return
        beside = Beside("stream", denied=denied_of(ear.connector, changes))
        try:
            receive(ear.channel_id, changes, now=now, beside=beside)
        except (DataError, IntegrityError) as error:
            log.error("channel %s: hints cannot be stored (%s)", ear.channel_id, type(error).__name__)
            poll_at_once({ear.channel_id}, now=now)
        if any(change.item is not None and change.item.ours for change in changes):
            settle_seen(now)
            judge_own_posts(now)

    def _not_answered(self, ear: Ear, waiting: list[_Waiting], now: datetime) -> None:
        """The network could not be asked. What was deleted meanwhile will not wait for it: its words are kept."""
        last = [each for each in waiting if each.deleted and each.looks + 1 >= len(LOOKS)]
        told = [each.hint.item for each in last if each.hint.item]
        self._store(ear, [Change(ChangeKind.CREATED, one.external_id, one, now, one.posted_at) for one in told], now)
        self._store(ear, [Change(ChangeKind.DELETED, one.external_id, None, now) for one in told], now)
        for each in waiting:
            self._again(each, settled=each in last)

    def _again(self, each: _Waiting, *, settled: bool) -> None:
        each.looks += 1
        if settled:
            self._forget([each])
        elif each.looks >= len(LOOKS):
            self._leave_to_the_poll([each])
        else:
            each.due = self.tick() + LOOKS[each.looks]

    def _leave_to_the_poll(self, waiting: list[_Waiting]) -> None:
        self._forget(waiting)
        self._left |= {(each.ear.channel_id, each.hint.external_id): each for each in waiting if not each.hint.gone}
        for key in list(self._left)[: max(0, len(self._left) - REMEMBERED)]:
            del self._left[key]
        if any(not each.hint.gone for each in waiting):
            poll_at_once({each.ear.channel_id for each in waiting}, now=self.clock())

    def _forget(self, waiting: list[_Waiting]) -> None:
        for each in waiting:
            self._waiting.pop((each.ear.channel_id, each.hint.external_id), None)


def _hint(ear: Ear, frame: bytes) -> Hint | None:
    """What the frame says to this channel. A connector that stumbles over it loses the frame, never the line."""
    try:
        return ear.hint(frame)
    except DEFECTS as error:
        log.warning("channel %s: a frame was not understood (%s)", ear.channel_id, type(error).__name__)
        return None


def fetched(connector: Connector, external_ids: Sequence[str], now: datetime) -> dict[str, Item | None]:
    """Each item as the network shows it now; None: not there (any more, or yet). Raises `NetworkError`."""
    if isinstance(connector, Rechecks):
        return dict(connector.fetch_many(external_ids, now=now))
    found: dict[str, Item | None] = {}
    for external_id in external_ids:
        try:
            found[external_id] = connector.fetch(external_id, now=now)
        except Gone:
            found[external_id] = None
    return found


def _is_there(each: _Waiting, seen: dict[str, Item | None]) -> bool:
    """A post that the stream calls written and the network shows, with no deletion told since."""
    return not each.hint.gone and each.deleted is None and seen.get(each.hint.external_id) is not None


def _is_over(each: _Waiting, seen: dict[str, Item | None]) -> bool:
    """A post that the stream calls deleted and that the network no longer shows."""
    told = each.hint.gone or each.deleted is not None
    return told and each.hint.external_id in seen and seen[each.hint.external_id] is None


def _change(each: _Waiting, seen: dict[str, Item | None], now: datetime) -> Change | None:
    """What is there to be stored: as the network shows it, or, when it is over, as the stream told it."""
    if each.hint.gone:
        return None
    item = seen.get(each.hint.external_id) or (each.hint.item if _is_over(each, seen) else None)
    return Change(ChangeKind.CREATED, item.external_id, item, now, item.posted_at) if item else None


def _deletion(each: _Waiting, now: datetime) -> Change:
    return Change(ChangeKind.DELETED, each.hint.external_id, None, now)
