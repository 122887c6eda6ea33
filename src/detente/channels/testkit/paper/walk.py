"""How a listing without "since id" is read to the last note: newest first, again and again, over a window of notes.

A cursor holds the window: the newest notes known, each with its version and hour. A walk goes down from the newest
until it has passed the window, one page a poll; what has a new version was edited, what is missing was deleted, and a
walk that meets nothing known leaves a hole. Ties fall between two pages, so a page begins with the instant at which
the last one ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from detente.channels.testkit.paper.book import LISTED
from detente.contracts.network import Batch, Change, ChangeKind, Contract, Coverage, Cursor, Hole, Item, Json

WINDOW: Final = 50
TICK: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Mark:
    """A note as it was last seen."""

    version: int
    at: datetime


@dataclass(slots=True)
class Walk:
    """`known`: the window of the last whole walk; `seen`: this walk so far; `before`: where its next page begins."""

    known: dict[str, Mark] = field(default_factory=dict)
    seen: dict[str, Mark] = field(default_factory=dict)
    before: datetime | None = None

    @classmethod
    def of(cls, cursor: Cursor | None) -> Walk:
        """The walk that a cursor holds. Raises `Contract` for a cursor of somebody else."""
        if not cursor:
            return cls()
        before = cursor.get("before")
        at = datetime.fromisoformat(before) if isinstance(before, str) else None
        return cls(_marks(cursor.get("known")), _marks(cursor.get("seen")), at)

    @property
    def ties(self) -> int:
        """How many notes of the boundary's instant were told already: the next page repeats them."""
        return sum(mark.at + TICK == self.before for mark in self.seen.values())

    def take(self, items: Sequence[Item], *, older: bool, limit: int, now: datetime) -> Batch:
        """What a page tells, as a batch with the cursor behind it."""
        fresh = [item for item in items if item.external_id not in self.seen]
        taken, left = fresh[:limit], fresh[limit:]
        if not taken and older and not left:
            raise Contract("the listing stands still")
        changes = [self._change(item, now) for item in taken if not self._same(item)]
        self.seen |= {item.external_id: _mark(item) for item in taken}
        if taken:
            self.before = _at(taken[-1]) + TICK
        if (older or left) and not self._passed(taken):
            return Batch(tuple(changes), self._cursor(), more=True)
        return self._end(changes, complete=not older, limit=limit, now=now)

    def _end(self, changes: list[Change], *, complete: bool, limit: int, now: datetime) -> Batch:
        missing = [key for key, mark in self.known.items() if key not in self.seen and self._covers(mark, complete)]
        hole = self._hole()
        gone = [] if hole else missing[: limit - len(changes)]
        changes += [Change(ChangeKind.DELETED, key, None, now) for key in gone]
        told_later = {} if hole else {key: self.known[key] for key in missing if key not in gone}
        newest = sorted(self.seen.items(), key=lambda pair: pair[1].at, reverse=True)[:WINDOW]
        self.known, self.seen, self.before = {**told_later, **dict(newest)}, {}, None
        coverage = Coverage.GAP if hole else Coverage.COMPLETE
        return Batch(tuple(changes), self._cursor(), bool(told_later), coverage, hole)

    def _covers(self, mark: Mark, complete: bool) -> bool:
        return complete or mark.at > min(each.at for each in self.seen.values())

    def _hole(self) -> Hole | None:
        """Where something may be missing: nothing known was met, and the listing shows no more than it must."""
        if not self.known or self.known.keys() & self.seen.keys() or len(self.seen) < LISTED:
            return None
        return Hole(max(mark.at for mark in self.known.values()), min(mark.at for mark in self.seen.values()))

    def _passed(self, taken: Sequence[Item]) -> bool:
        """Whether the page ended below everything known."""
        return bool(self.known and taken) and _at(taken[-1]) < min(mark.at for mark in self.known.values())

    def _same(self, item: Item) -> bool:
        known = self.known.get(item.external_id)
        return known is not None and known.version == item.revision

    def _change(self, item: Item, now: datetime) -> Change:
        kind = ChangeKind.EDITED if item.external_id in self.known else ChangeKind.CREATED
        return Change(kind, item.external_id, item, now, _at(item) if kind is ChangeKind.CREATED else None)

    def _cursor(self) -> Cursor:
        before = self.before.isoformat() if self.before else None
        return {"v": 1, "known": _told(self.known), "seen": _told(self.seen), "before": before}


def _mark(item: Item) -> Mark:
    return Mark(item.revision, _at(item))


def _at(item: Item) -> datetime:
    if item.posted_at is None:
        raise Contract("a note without its hour")
    return item.posted_at


def _told(marks: dict[str, Mark]) -> dict[str, Json]:
    return {key: [mark.version, mark.at.isoformat()] for key, mark in marks.items()}


def _marks(said: Json) -> dict[str, Mark]:
    if not isinstance(said, dict):
        raise Contract("a cursor of another make")
    marks = {}
    for key, value in said.items():
        if not isinstance(value, list) or len(value) != 2:
            raise Contract("a cursor of another make")
        marks[key] = Mark(int(str(value[0])), datetime.fromisoformat(str(value[1])))
    return marks
