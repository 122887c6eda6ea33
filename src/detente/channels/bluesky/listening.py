"""One turn of listening: notifications back to known ones, then the threads that they do not explain.

The notifications alone lose answers: one written within a moment of its root may never be told, a backdated one sorts
below what was read, and equal times are lost between two pages. So every turn compares the network's own count of
replies under our recent posts with what it was told, and reads the threads that differ; each recent thread is read
whole again every ten minutes whatever the counts say. Source: real servers, section 1, observations 1 to 3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from detente.channels.bluesky import reads
from detente.channels.bluesky.payloads import Payload, Reading, key_of, owner, stamp
from detente.channels.bluesky.place import Own, Place, Walk, mark, total
from detente.channels.bluesky.reads import Page, Watched
from detente.channels.bluesky.wire import Wire
from detente.contracts.network import (
    Aside,
    Batch,
    Change,
    ChangeKind,
    Contract,
    Coverage,
    Cursor,
    Gone,
    Hole,
    Item,
    Unknown,
)

DEEPEST: Final = 50
THREADS: Final = 5
WHOLE_EVERY: Final = timedelta(minutes=10)


class Turn:
    """One poll. Made anew each time; what it learnt leaves in the batch's cursor."""

    def __init__(self, wire: Wire, us: str, cursor: Cursor | None, *, now: datetime, limit: int) -> None:
        self._wire, self._us, self._now, self._limit = wire, us, now, limit
        self._place = Place.of(cursor)
        self._seconds = int(now.timestamp())
        self._seen = {*self._place.known, *self._place.told}
        self._told: list[Item] = []
        self._aside: list[Aside] = []
        self._titles: dict[str, str] = {}
        self._hole: Hole | None = None
        self._gap = self._place.lost

    def run(self) -> Batch:
        """The next batch. Raises `NetworkError`."""
        roots, _ = reads.own_posts(self._wire, self._us, "", self._now, roots=True)
        answers, _ = reads.own_posts(self._wire, self._us, "", self._now, roots=False)
        self._titles = reads.titles_of({each.uri: (each.post, each.raw) for each in roots})
        watched = {reads.key(each): each for each in [*roots, *answers]}
        page, pages = self._page()
        if not self._tell(self._read(page, oldest_first=True)):
            return self._batch(self._unfinished(), more=True)
        walk = self._walk_on(page, pages)
        if walk:
            return self._batch(replace(self._unfinished(), walk=walk), more=True)
        self._place = self._at_the_top(page)
        # The newest of our own answers: a colleague's, written on the network itself, arrives like any other item.
        mine = [each for each in watched.values() if not each.is_root and reads.key(each) not in self._place.own]
        if not self._tell(self._items([(each.post, each.raw) for each in reversed(mine)])):
            return self._batch(self._unfinished(), more=True)
        return self._sweep(watched)

    # Notifications

    def _page(self) -> tuple[Page, int]:
        """The page to read now, and how many were read of this walk. A cursor that the server no longer takes (some
        answer it like a fault of their own) begins the walk anew."""
        walk = self._place.walk
        if walk is None:
            return reads.notifications(self._wire, "", self._now), 0
        try:
            return reads.notifications(self._wire, walk.at, self._now), walk.pages
        except (Unknown, Contract):
            page = reads.notifications(self._wire, "", self._now)
            self._place = replace(self._place, walk=None)
            return page, walk.pages

    def _walk_on(self, page: Page, pages: int) -> Walk | None:
        """Where to read on; None when what was known is reached, or the walk has to end with a hole."""
        if not page.at or not page.posts or not self._place.top or self._joins(page):
            return None
        if pages >= DEEPEST:
            self._give_up(page)
            return None
        begun = self._place.walk or Walk("", _marks(page), _newest(page), 0)
        return replace(begun, at=page.at, pages=pages + 1)

    def _joins(self, page: Page) -> bool:
        """Whether the page reaches what was known: by several marks, or, if they were all deleted, by its time."""
        known = set(self._place.known)
        oldest = _time(page.posts[-1][0])
        return any(each in known for each in _marks(page)) or oldest < self._place.top

    def _give_up(self, page: Page) -> None:
        self._gap = True
        since, until = self._place.top_at, Place(top=_time(page.posts[-1][0])).top_at
        self._hole = Hole(since, until) if since and until and since < until else None

    def _at_the_top(self, page: Page) -> Place:
        walk = self._place.walk
        marks, top = (walk.marks, walk.top) if walk else (_marks(page), _newest(page))
        return replace(self._place, known=marks, top=top or self._place.top or stamp(self._now), walk=None)

    # Threads

    def _sweep(self, watched: dict[str, Watched]) -> Batch:
        """Read the threads that the count of replies, or the time, asks for; at most `THREADS` a turn."""
        explained = Counter(item.parent_external_id for item in self._told)
        own: dict[str, Own] = {}
        unexplained: list[str] = []
        for key, each in watched.items():
            before = self._place.own.get(key)
            if each.count == (before.count if before else 0) + explained[each.uri]:
                base = before or Own(0, self._seconds, 0)
                own[key] = replace(base, count=each.count)
            else:
                unexplained.append(key)
                own |= {key: before} if before else {}
        done: set[str] = set()
        for key in (unexplained + self._stale(own, watched))[:THREADS]:
            if not self._read_thread(key, watched[key], own):
                return self._batch(replace(self._unfinished(), own=self._summed(own, done)), more=True)
            done.add(key)
        left = bool(set(unexplained) - done)
        told = self._marks_told() if left else ()
        return self._batch(replace(self._place, own=self._summed(own, done), told=told), more=left)

    def _stale(self, own: dict[str, Own], watched: dict[str, Watched]) -> list[str]:
        """Threads of ours with answers that were not read whole for a while, the longest first."""
        before = self._seconds - int(WHOLE_EVERY.total_seconds())
        old = [key for key, each in own.items() if each.swept <= before and watched[key].is_root and each.count]
        return sorted(old, key=lambda key: own[key].swept)

    def _read_thread(self, key: str, each: Watched, own: dict[str, Own]) -> bool:
        """Tell what is new in one thread; False when not all of it had room."""
        try:
            found = reads.thread(self._wire, each.uri, self._now)
        except Gone:
            own[key] = Own(each.count, self._seconds, 0)
            return True
        items, aside = Reading(self._us, self._titles, found.hidden).read(found.posts[1:])
        self._keep(aside)
        sum_ = total(items)
        before = own.get(key)
        changed = before is None or not each.is_root or sum_ != before.total
        if changed and not self._tell(items):
            return False
        own[key] = Own(each.count, self._seconds, sum_)
        return True

    def _summed(self, own: dict[str, Own], read_whole: set[str]) -> dict[str, Own]:
        """With what was told of threads that were not read whole in this turn."""
        for item in self._told:
            if owner(item.conversation_external_id) != self._us:
                continue
            key = key_of(item.conversation_external_id)
            if key in own and key not in read_whole:
                own[key] = own[key].with_(item)
        return own

    # What is told

    def _read(self, page: Page, *, oldest_first: bool) -> list[Item]:
        return self._items(list(reversed(page.posts)) if oldest_first else page.posts)

    def _items(self, posts: reads.Posts) -> list[Item]:
        new = [(post, raw) for post, raw in posts if mark(str(post.get("uri"))) not in self._seen]
        unknown = [uri for uri in reads.roots_of(post for post, _ in new) if uri not in self._titles]
        self._titles |= reads.titles_of(reads.posts(self._wire, unknown[: reads.BATCH], self._now))
        items, aside = Reading(self._us, self._titles).read(new)
        self._keep(aside)
        return items

    def _keep(self, aside: Iterable[Aside]) -> None:
        held = {each.raw for each in self._aside}
        self._aside += [each for each in aside if each.raw not in held]

    def _tell(self, items: Sequence[Item]) -> bool:
        """Tell what was not told yet, as far as there is room; whether all of it had room."""
        new = {item.external_id: item for item in items if mark(item.external_id) not in self._seen}
        fitting = list(new.values())[: self._limit - len(self._told)]
        self._told += fitting
        self._seen |= {mark(item.external_id) for item in fitting}
        return len(fitting) == len(new)

    def _marks_told(self) -> tuple[str, ...]:
        fresh = [mark(item.external_id) for item in self._told]
        return tuple(dict.fromkeys([*self._place.told, *fresh]))

    def _unfinished(self) -> Place:
        return replace(self._place, told=self._marks_told(), own=self._summed(dict(self._place.own), set()))

    def _batch(self, place: Place, *, more: bool) -> Batch:
        return Batch(
            tuple(created(item, self._now) for item in self._told),
            place.as_cursor(),
            more,
            Coverage.GAP if self._gap else Coverage.COMPLETE,
            self._hole,
            aside=tuple(self._aside),
            budget=self._wire.budget,
        )


def created(item: Item, now: datetime) -> Change:
    """The change that a post seen for the first time is."""
    return Change(ChangeKind.CREATED, item.external_id, item, now, item.posted_at)


def _marks(page: Page) -> tuple[str, ...]:
    return tuple(mark(str(post.get("uri"))) for post, _ in page.posts)


def _newest(page: Page) -> str:
    return _time(page.posts[0][0]) if page.posts else ""


def _time(post: Payload) -> str:
    said = post.get("indexedAt")
    return said if isinstance(said, str) else ""
