"""What was there before us: older notifications, then the threads of our older posts. Bounded by `since`, newest first.

The cursor names the listing that is being read, the network's own cursor in it, the threads waiting and how far the
first of them was told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from detente.channels.bluesky import reads
from detente.channels.bluesky.listening import created
from detente.channels.bluesky.payloads import Reading, time_of
from detente.channels.bluesky.wire import Wire
from detente.contracts.network import Aside, Batch, Cursor, Gone, Item


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where the reading stands. `end`: the last page of the listing was read."""

    threads: bool = False
    at: str = ""
    waiting: tuple[str, ...] = ()
    skip: int = 0
    end: bool = False

    @classmethod
    def of(cls, cursor: Cursor | None) -> Bookmark:
        """The bookmark of a cursor; one that cannot be read begins anew."""
        told = cursor or {}
        threads, at, waiting, skip, end = (told.get(name) for name in ("threads", "at", "waiting", "skip", "end"))
        if not (isinstance(at, str) and isinstance(waiting, list) and isinstance(skip, int)):
            return cls()
        return cls(threads is True, at, tuple(str(each) for each in waiting), skip, end is True)

    def as_cursor(self) -> Cursor:
        """The JSON that the desk keeps."""
        listed = list(self.waiting)
        return {"threads": self.threads, "at": self.at, "waiting": [*listed], "skip": self.skip, "end": self.end}


def older(wire: Wire, us: str, cursor: Cursor | None, *, since: datetime, now: datetime, limit: int) -> Batch:
    """The next older page. Raises `NetworkError`."""
    mark = Bookmark.of(cursor)
    if not mark.threads:
        return _told_us(wire, us, mark, since, now, limit)
    if not mark.waiting and not mark.end:
        mark = _more_threads(wire, us, mark, since, now)
    if not mark.waiting:
        return Batch((), mark.as_cursor(), more=not mark.end, budget=wire.budget)
    return _thread(wire, us, mark, since, now, limit)


def _told_us(wire: Wire, us: str, mark: Bookmark, since: datetime, now: datetime, limit: int) -> Batch:
    """One page of notifications, `limit` at a time."""
    page = reads.notifications(wire, mark.at, now)
    roots = reads.posts(wire, reads.roots_of(post for post, _ in page.posts)[: reads.BATCH], now)
    items, aside = Reading(us, reads.titles_of(roots)).read(page.posts)
    fresh = _since(items, since)
    left = len(fresh) > mark.skip + limit
    if left:
        after = replace(mark, skip=mark.skip + limit)
    elif page.at and len(fresh) == len(items) and items:
        after = Bookmark(at=page.at)
    else:
        after = Bookmark(threads=True)
    return _batch(wire, fresh[mark.skip : mark.skip + limit], () if left else aside, after, now)


def _more_threads(wire: Wire, us: str, mark: Bookmark, since: datetime, now: datetime) -> Bookmark:
    """The next of our older posts that have answers."""
    found, at = reads.own_posts(wire, us, mark.at, now, roots=True)
    young = [each for each in found if (time_of(each.at) or now) >= since]
    end = not at or len(young) < len(found) or not found
    return Bookmark(True, at, tuple(each.uri for each in young if each.count), 0, end)


def _thread(wire: Wire, us: str, mark: Bookmark, since: datetime, now: datetime, limit: int) -> Batch:
    """What stands in the first waiting thread."""
    first, *others = mark.waiting
    after = replace(mark, waiting=tuple(others), skip=0)
    try:
        found = reads.thread(wire, first, now)
    except Gone:
        return _batch(wire, [], (), after, now)
    titles = reads.titles_of({first: found.posts[0]}) if found.posts else {}
    items, aside = Reading(us, titles, found.hidden).read(found.posts[1:])
    fresh = sorted(_since(items, since), key=lambda item: item.posted_at or now, reverse=True)
    if len(fresh) > mark.skip + limit:
        after = replace(mark, skip=mark.skip + limit)
    return _batch(wire, fresh[mark.skip : mark.skip + limit], aside if after.skip == 0 else (), after, now)


def _since(items: Sequence[Item], since: datetime) -> list[Item]:
    return [item for item in items if item.posted_at is None or item.posted_at >= since]


def _batch(wire: Wire, items: Sequence[Item], aside: Sequence[Aside], after: Bookmark, now: datetime) -> Batch:
    more = not (after.threads and after.end and not after.waiting)
    changes = tuple(created(item, now) for item in items)
    return Batch(changes, after.as_cursor(), more, aside=tuple(aside), budget=wire.budget)
