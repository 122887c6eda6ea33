"""The inbox: the cases of a folder, band by band, in the order of `rules.inbox`, a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Final

from django.db import connection

from detente.accounts.models import Brand
from detente.contracts.clock import ClockFace, OpeningHours
from detente.contracts.kinds import Kind
from detente.desk.access import Colleague, access_brand
from detente.desk.hours import hours_of
from detente.desk.models import Case
from detente.desk.queries.case_facts import CaseFacts, case_facts
from detente.desk.queries.counts import Counts, counts
from detente.desk.queries.folders import IN_QUEUE, QUEUE, WHOLE, Folder
from detente.desk.queries.six_steps import clock_of, stations_of
from detente.rules.case import CaseState
from detente.rules.clock import ResponseClock, alarm_at, allowed_time
from detente.rules.inbox import Band, Waiting, band, order_key
from detente.rules.six_steps import Station

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One case of the list. `clock` is None when nothing is timed."""

    facts: CaseFacts
    band: Band
    clock: ClockFace | None
    stations: tuple[Station, ...]


@dataclass(frozen=True, slots=True)
class BandRows:
    """The rows of one band on this page; `total` counts the whole folder."""

    band: Band
    total: int
    rows: tuple[InboxRow, ...]


@dataclass(frozen=True, slots=True)
class InboxPage:
    """One page of a folder. `after` is the cursor of the next page, empty on the last."""

    folder: Folder
    bands: tuple[BandRows, ...]
    counts: Counts
    after: str
    hours: OpeningHours
    ever: bool

    @property
    def rows(self) -> list[InboxRow]:
        """All the rows, in order."""
        return [row for one in self.bands for row in one.rows]

    @property
    def empty_desk(self) -> bool:
        """Whether the brand has no case at all, open or not."""
        return not self.rows and not any(self.counts.folders.values()) and not self.ever


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page ends: the place of the row (see `_QUEUED`), its due time and its number."""

    group: int
    due: datetime
    id: int

    def __str__(self) -> str:
        return f"{self.group}.{int(self.due.timestamp() * 1_000_000)}.{self.id}"


_START: Final = _Place(-1, datetime(1, 1, 1, tzinfo=UTC), 0)

_QUEUED: Final = """
SELECT place, due, id FROM (
    (SELECT CASE WHEN c.deadline < %(now)s THEN 0 ELSE 1 END AS place, c.deadline AS due, c.id FROM desk_case c
     WHERE {queue} AND c.first_reply_at IS NULL AND c.deadline IS NOT NULL AND {folder}
       AND %(after)s < 2 AND (%(after)s < 0 OR (c.deadline, c.id) > (%(after_due)s, %(after_id)s))
     ORDER BY c.deadline, c.id LIMIT %(limit)s)
    UNION ALL
    (SELECT CASE WHEN min(p.due_at) < %(now)s THEN 0 ELSE 2 END, min(p.due_at), c.id
     FROM desk_promise p JOIN desk_case c ON c.id = p.case_id
     WHERE (p.state = 'open' OR (p.state = 'broken' AND p.kept_by_id IS NULL))
       AND {queue} AND (c.first_reply_at IS NOT NULL OR c.deadline IS NULL) AND {folder}
     GROUP BY c.id)
) listed
WHERE (place, due, id) > (%(after)s, %(after_due)s, %(after_id)s)
ORDER BY place, due, id LIMIT %(limit)s
"""
"""The hour running, and promises still to be kept. Places: 0 over, 1 running, 2 promised, 3 no clock, 4 behind us."""

_NO_CLOCK: Final = """
SELECT 3, c.opened_at, c.id FROM desk_case c
WHERE {queue} AND (c.first_reply_at IS NOT NULL OR c.deadline IS NULL) AND {folder}
  AND NOT EXISTS (SELECT 1 FROM desk_promise p WHERE p.case_id = c.id
                  AND (p.state = 'open' OR (p.state = 'broken' AND p.kept_by_id IS NULL)))
  AND (%(after)s < 3 OR (c.opened_at, c.id) > (%(after_due)s, %(after_id)s))
ORDER BY c.opened_at, c.id LIMIT %(limit)s
"""
"""The end of the list, asked for only when the rest does not fill the page."""

_BEHIND: Final = {
    Folder.ANSWERED: ("NOT c.historical AND c.state = 'answered'", "c.answered_at"),
    Folder.CLOSED: ("NOT c.historical AND c.state = 'closed'", "c.closed_at"),
    Folder.HISTORICAL: ("c.historical", "c.opened_at"),
}
"""Folders outside the queue: their condition and the time they are listed by, the latest first."""

_LISTED: Final = """
SELECT 4, {time}, c.id FROM desk_case c
WHERE c.brand_id = %(brand)s AND {where}
  AND (%(after)s < 0 OR ({time}, c.id) < (%(after_due)s, %(after_id)s))
ORDER BY {time} DESC, c.id DESC LIMIT %(limit)s
"""


def inbox_page(
    person_id: int, brand_id: int, folder: Folder = Folder.ALL, *, now: datetime, after: str = "", limit: int = PAGE
) -> InboxPage:
    """One page of a folder. Raises `Refused("access.…")`. An unreadable cursor starts from the top."""
    colleague = access_brand(person_id, brand_id, "view_inbox")
    hours = hours_of(Brand.objects.get(id=brand_id))
    places = _places(colleague, folder, now, _read(after), limit + 1)
    found = case_facts([place.id for place in places[:limit]])
    rows = [inbox_row(found[place.id], hours, now) for place in places[:limit] if place.id in found]
    numbers = counts(brand_id, person_id, folder, hours, now=now)
    more = str(places[limit - 1]) if len(places) > limit else ""
    ever = bool(places) or Case.objects.filter(brand_id=brand_id).exists()
    return InboxPage(folder, _banded(rows, numbers.bands, folder, now), numbers, more, hours, ever)


def _places(colleague: Colleague, folder: Folder, now: datetime, after: _Place, limit: int) -> list[_Place]:
    if folder not in IN_QUEUE:
        where, time = _BEHIND[folder]
        return _ask(_LISTED.format(where=where, time=time), colleague, now, after, limit)
    parts = {"queue": WHOLE if folder is Folder.TROUBLE else QUEUE, "folder": IN_QUEUE[folder]}
    places = _ask(_QUEUED.format(**parts), colleague, now, after, limit)
    if len(places) < limit:
        places += _ask(_NO_CLOCK.format(**parts), colleague, now, after, limit - len(places))
    return places


def _ask(query: str, colleague: Colleague, now: datetime, after: _Place, limit: int) -> list[_Place]:
    with connection.cursor() as cursor:
        cursor.execute(
            query,
            {
                "brand": colleague.brand_id,
                "me": colleague.id,
                "now": now,
                "limit": limit,
                "after": after.group,
                "after_due": after.due,
                "after_id": after.id,
            },
        )
        return [_Place(*row) for row in cursor.fetchall()]


def _read(cursor: str) -> _Place:
    parts = cursor.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return _START
    group, micro, number = (int(part) for part in parts)
    try:
        return _Place(group, datetime.fromtimestamp(micro / 1_000_000, tz=UTC), number)
    except (ValueError, OverflowError, OSError):
        return _START


def waiting_of(facts: CaseFacts, hours: OpeningHours) -> Waiting:
    """What places a case in the order of the inbox."""
    running = facts.first_reply_at is None and facts.clock_started_at is not None and not facts.historical
    return Waiting(
        case_id=facts.id,
        state=CaseState(facts.state),
        received_at=facts.clock_started_at or facts.opened_at,
        deadline=facts.deadline if running else None,
        alarm_at=_alarm(facts, hours) if running and not hours.is_always else None,
        promise_due=facts.promise_due,
    )


def _alarm(facts: CaseFacts, hours: OpeningHours) -> datetime | None:
    if facts.clock_started_at is None:
        return None
    return alarm_at(ResponseClock(facts.clock_started_at, allowed_time(facts.severity, Kind(facts.kind)), hours))


def inbox_row(facts: CaseFacts, hours: OpeningHours, now: datetime) -> InboxRow:
    """A case as a row of the list."""
    clock = clock_of(facts, hours, now)
    return InboxRow(
        facts, band(waiting_of(facts, hours), now), clock, stations_of(facts, clock.state if clock else None)
    )


def _banded(
    rows: Sequence[InboxRow], totals: Mapping[Band, int], folder: Folder, now: datetime
) -> tuple[BandRows, ...]:
    if folder not in IN_QUEUE:
        return (BandRows(Band.NO_CLOCK, len(rows), tuple(rows)),) if rows else ()
    if folder is Folder.TROUBLE:
        totals = Counter(row.band for row in rows)
    return tuple(
        BandRows(band, totals.get(band, 0), tuple(same)) for band, same in groupby(_ordered(rows, now), _band_of)
    )


def _band_of(row: InboxRow) -> Band:
    return row.band


def _ordered(rows: Iterable[InboxRow], now: datetime) -> list[InboxRow]:
    always = OpeningHours.always()
    places = list(Band)
    return sorted(rows, key=lambda row: (places.index(row.band), order_key(waiting_of(row.facts, always), now)[1:]))
