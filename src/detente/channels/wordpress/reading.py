"""Reading a site: the newest comments against what is remembered, what is older, and what surrounds a comment."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import unquote

from detente.channels.wordpress import payloads, watch
from detente.channels.wordpress.payloads import Around, Post, Seen
from detente.channels.wordpress.rest import COMMENTS, Page, Rest
from detente.channels.wordpress.shape import PAGE
from detente.channels.wordpress.watch import Place, Told, Whereabouts
from detente.contracts.network import (
    Aside,
    Auth,
    Batch,
    Change,
    ChangeKind,
    Contract,
    Coverage,
    Cursor,
    Gone,
    Hole,
    Item,
    Tally,
    Unknown,
)

FIRST: Final = 1_000
"""How many of the newest comments a first listing tells; what is older is back-fill's, except what is still held."""

SWEEP: Final = 10_000
"""How deep a sweep goes, in comments."""

_TRIES: Final = 40
_JOINED: Final = 2
_UNTOLD: Final = (Auth, Contract, Gone)
_UP: Final = re.compile(r"(/wp/v2/[a-z0-9_-]+)/(\d+)")


class Reader:
    """Reads one site as one account. `colleagues`: accounts named as ours when the channel was connected."""

    def __init__(self, rest: Rest, me: int, colleagues: frozenset[int]) -> None:
        self._rest = rest
        self._me = me
        self._colleagues = colleagues

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int) -> Batch:
        """The next changes, oldest comment first, at most `limit` (a comment's own changes stay together)."""
        place = Place.of(cursor) if cursor else self._beginning(now)
        page, offset = self._next_page(place, now)
        hole, gap = None, offset == 0 and place.is_another_past(page.seen)
        if gap:
            hole = Hole(place.at, now) if place.at and place.at < now else None
            place.start_again(page.seen)
        to_the_end = _ends(page, offset)
        lost = self.whereabouts(place.vanished(page.seen, to_the_end=to_the_end), now)
        news = place.news(page.seen, lost, to_the_end=to_the_end)
        told = _first(news, limit)
        place.take(told)
        if told == news:
            place.passed(page.seen)
            place.offset = max(0, offset - (min(page.rows, PAGE) - 1))
        joined = told == news and offset == 0
        if joined:
            told = [*told, *self._rest_of_the_look(place, page, limit - _count(told), now)]
        fresh = place.note_aside([_digest(each) for each in page.aside])
        tally = self._tally(place, now) if joined else None
        return Batch(
            self._changes(told, now),
            place.cursor(),
            more=not joined or place.sweep is not None,
            coverage=Coverage.GAP if gap else Coverage.COMPLETE,
            hole=hole,
            aside=tuple(each for each in page.aside if _digest(each) in fresh),
            tally=tally,
        )

    def backfill(self, cursor: Cursor | None, since: datetime, now: datetime, limit: int) -> Batch:
        """The next older page by date, newest first. One row is read twice, so that a deletion shifts nothing away."""
        offset, last = _older(cursor)
        rows = max(2, min(PAGE, limit))
        page = self._by_date(offset, rows, since, now)
        while offset and last and page.seen and _key(page.seen[0]) < last:
            offset = max(0, offset - (rows - 1))
            page = self._by_date(offset, rows, since, now)
        fresh = [seen for seen in page.seen if not last or _key(seen) < last]
        ends = offset + page.rows >= page.total
        lowest = _key(page.seen[-1]) if page.seen else last
        told = [Told(seen.id, (ChangeKind.CREATED,), seen, seen.mark) for seen in fresh]
        place: Cursor = {"v": 1, "offset": offset + page.rows - 1, "last": lowest}
        return Batch(self._changes(told, now), place, more=not ends, aside=page.aside)

    def items(self, seen: Sequence[Seen], now: datetime) -> tuple[Item, ...]:
        """The comments with what surrounds them."""
        around = self._around(seen, now)
        return tuple(payloads.item_of(each, around) for each in seen)

    def whereabouts(self, ids: Sequence[int], now: datetime) -> Whereabouts:
        """Comments by id, whatever their state. Where the site counts more than it shows, the rest is not known."""
        found: dict[int, Seen | None] = {}
        for start in range(0, len(ids), PAGE):
            found |= self._some(ids[start : start + PAGE], now)
        return found

    def under(self, external_id: str, wanted: Mapping[str, object], now: datetime) -> list[Seen]:
        """What stands directly under a comment, oldest first, page by page."""
        found: list[Seen] = []
        asked = {"parent": external_id, "orderby": "id", "order": "asc", **wanted}
        while True:
            page = self._rest.comments({**asked, "offset": len(found)}, now=now)
            found += page.seen
            if not page.seen or len(found) >= page.total:
                return found

    def exists(self, external_id: str, now: datetime) -> None:
        """Raises `Gone` when there is no such comment."""
        self._rest.comment(external_id, now=now)

    def _some(self, ids: Sequence[int], now: datetime) -> dict[int, Seen | None]:
        if not ids:
            return {}
        asked = ",".join(str(key) for key in ids)
        page = self._rest.comments({"include": asked, "status": "any", "orderby": "id"}, now=now)
        shown: dict[int, Seen | None] = {seen.id: seen for seen in page.seen}
        if len(shown) < page.total:
            return shown
        return {key: shown.get(key) for key in ids}

    def _beginning(self, now: datetime) -> Place:
        """Where a first listing starts: so many of the newest, and every older one that is still held."""
        newest = self._listing(0, now)
        wanted = min(newest.total, FIRST)
        place = Place(total=newest.total - wanted, offset=max(0, wanted - newest.rows))
        if newest.total <= FIRST:
            return place
        page = self._listing(place.offset, now)
        place.high = min((seen.id for seen in page.seen), default=1) - 1
        # One row further down, so that the page to read next shows where it joins.
        place.offset += 1
        place.since = next((at for seen in reversed(page.seen) if (at := payloads.posted_at(seen))), None)
        held = self._rest.comments({"status": "hold", "orderby": "id", "order": "desc"}, now=now)
        place.held = {seen.id: "" for seen in reversed(held.seen) if seen.id <= place.high}
        return place

    def _listing(self, offset: int, now: datetime) -> Page:
        return self._rest.comments({"status": "all", "orderby": "id", "order": "desc", "offset": offset}, now=now)

    def _next_page(self, place: Place, now: datetime) -> tuple[Page, int]:
        """What follows what was told, joined to it, and where it begins in the listing.

        Pages shift while they are read. A page that does not reach down to what was told is joined to the next ones;
        when these do not reach either, the place is found by leaps and halves.
        """
        offset, newer, older, above = place.offset, -1, None, list[Page]()
        for _ in range(_TRIES):
            page = self._listing(offset, now)
            ids = [seen.id for seen in page.seen]
            if ids and min(ids) > place.high and not _ends(page, offset):
                newer, above = offset, [*above, page]
                if older is None and len(above) <= _JOINED:
                    offset += page.rows - 1
                    continue
                above = []
                offset = max(2 * offset, page.rows - 1) if older is None else (offset + older) // 2
                offset = min(offset, max(newer + 1, page.total - page.rows))
            elif offset and (not ids or max(ids) <= place.high):
                older, above = offset, []
                offset = max(0, (newer + older) // 2 if newer >= 0 else offset - (page.rows - 1))
            else:
                return _joined(above, page, offset)
        raise Unknown("the listing moves faster than it can be read")

    def _rest_of_the_look(self, place: Place, page: Page, room: int, now: datetime) -> list[Told]:
        """When the newest page has been told: what is held further down, and a sweep when something came back."""
        if page.total > place.total and not _ends(page, 0) and place.sweep is None:
            place.sweep = page.rows - 1
        place.at, place.total = now, page.total
        asked = list(place.held)[:PAGE]
        held = _first(place.held_news(self.whereabouts(asked, now)), room)
        place.take(held)
        place.rotate(asked)
        room -= _count(held)
        return [*held, *self._swept(place, room, now)]

    def _swept(self, place: Place, room: int, now: datetime) -> list[Told]:
        if place.sweep is None or room < 2:
            return []
        page = self._rest.comments(
            {"status": "all", "orderby": "id", "order": "desc", "offset": place.sweep}, now=now, rows=min(PAGE, room)
        )
        place.sweep += page.rows - 1
        if place.sweep >= min(page.total, SWEEP) - 1:
            place.sweep = None
        return watch.swept(seen for seen in page.seen if seen.id not in place.seen)

    def _changes(self, told: Sequence[Told], now: datetime) -> tuple[Change, ...]:
        around = self._around([each.seen for each in told if each.seen], now)
        return tuple(_change(each, kind, around, now) for each in told for kind in each.kinds)

    def _around(self, seen: Sequence[Seen], now: datetime) -> Around:
        return Around(self._me, self._colleagues_among(seen, now), self._posts(seen, now))

    def _posts(self, seen: Sequence[Seen], now: datetime) -> dict[int, Post]:
        """What these comments stand under: mostly posts; for the others the site is asked what kind they are."""
        some = {each.post: each.id for each in seen if each.post}
        found = self._posts_of("/wp/v2/posts", some, now) if some else {}
        others = [comment for post, comment in some.items() if post not in found]
        for route, ids in self._kinds_of(others, now).items():
            found |= self._posts_of(route, ids, now)
        return found

    def _kinds_of(self, comments: Sequence[int], now: datetime) -> dict[str, list[str]]:
        """The posts of these comments by the route that tells of their kind."""
        wanted: dict[str, list[str]] = defaultdict(list)
        if not comments:
            return wanted
        asked = {"include": ",".join(map(str, comments)), "status": "any", "per_page": PAGE, "_fields": "_links.up"}
        for up in payloads.ups_in(self._rest.read(COMMENTS, asked, now=now).body):
            named = _UP.search(unquote(up))
            if named:
                wanted[named[1]].append(named[2])
        return wanted

    def _posts_of(self, route: str, ids: Iterable[object], now: datetime) -> dict[int, Post]:
        asked = {"include": ",".join(map(str, ids)), "per_page": PAGE, "_fields": "id,title,link,comment_status"}
        try:
            return payloads.posts_in(self._rest.read(route, {**asked, "context": "view"}, now=now).body)
        except _UNTOLD:
            # A kind of post that the site does not tell about: the comment does without its title.
            return {}

    def _colleagues_among(self, seen: Sequence[Seen], now: datetime) -> frozenset[int]:
        """Accounts that publish on this site; visitors with an account (customers, subscribers) do not."""
        asked = {each.author for each in seen} - {0, self._me} - self._colleagues
        if not asked:
            return self._colleagues
        return self._colleagues | self._publishers({"include": ",".join(map(str, sorted(asked)))}, now)

    def _publishers(self, wanted: Mapping[str, object], now: datetime) -> frozenset[int]:
        """Accounts that have published a post or a page here, a page of them: not the sellers of a market place."""
        told = {**wanted, "per_page": PAGE, "_fields": "id", "has_published_posts": "post,page", "context": "view"}
        try:
            return payloads.ids_in(self._rest.read("/wp/v2/users", told, now=now).body)
        except _UNTOLD:
            # Many sites close this door to everybody; the named colleagues stay known.
            return frozenset()

    def _by_date(self, offset: int, rows: int, since: datetime, now: datetime) -> Page:
        asked = {"status": "all", "orderby": "date_gmt", "order": "desc", "offset": offset, "after": _before(since)}
        return self._rest.comments(asked, now=now, rows=rows)

    def _tally(self, place: Place, now: datetime) -> Tally | None:
        """How many comments of others the site counts, asked only when its total moved."""
        if place.tallied == place.total:
            return None
        ours = {self._me, *self._colleagues, *self._publishers({}, now)}
        asked: dict[str, object] = {"status": "all", "author_exclude": ",".join(map(str, sorted(ours)))}
        if place.since:
            asked["after"] = _before(place.since)
        counted = self._rest.comments(asked, now=now, rows=1).total
        place.tallied = place.total
        return Tally(counted, place.since)


def _change(told: Told, kind: ChangeKind, around: Around, now: datetime) -> Change:
    item = payloads.item_of(told.seen, around) if told.seen else None
    at = item.posted_at if item and kind is ChangeKind.CREATED else None
    return Change(kind, str(told.id), item, observed_at=now, occurred_at=at)


def _first(news: Sequence[Told], limit: int) -> list[Told]:
    """As many as fit, and at least one where there is room for any."""
    taken: list[Told] = []
    for told in news:
        if limit < 1 or (taken and _count(taken) + len(told.kinds) > limit):
            break
        taken.append(told)
    return taken


def _count(told: Iterable[Told]) -> int:
    return sum(len(each.kinds) for each in told)


def _joined(above: Sequence[Page], page: Page, offset: int) -> tuple[Page, int]:
    """One page out of several that follow each other, and where it begins. Where they do not overlap, the last only."""
    rows = [*page.seen]
    for newer in reversed(above):
        if not rows or newer.seen[-1].id > rows[0].id:
            break
        known = {seen.id for seen in rows}
        rows = [*(seen for seen in newer.seen if seen.id not in known), *rows]
        offset -= newer.rows - 1
        page = Page(tuple(rows), (*newer.aside, *page.aside), page.total, page.rows + newer.rows - 1)
    return page, offset


def _ends(page: Page, offset: int) -> bool:
    return offset + page.rows >= page.total


def _older(cursor: Cursor | None) -> tuple[int, str]:
    if not cursor:
        return 0, ""
    try:
        return int(str(cursor["offset"])), str(cursor["last"])
    except (KeyError, ValueError) as error:
        raise Contract("this is not a place in a WordPress listing") from error


def _key(seen: Seen) -> str:
    """The place of a comment in a listing by date, as a text that sorts."""
    at = payloads.posted_at(seen)
    return f"{at.isoformat() if at else ''} {seen.id:020d}"


def _before(since: datetime) -> str:
    """A second earlier: WordPress's `after` leaves out the second itself."""
    return (since.astimezone(UTC) - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _digest(aside: Aside) -> str:
    return hashlib.sha256(aside.raw).hexdigest()[:16]
