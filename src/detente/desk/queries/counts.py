"""The numbers beside the folders, and how many cases stand in each band of the folder that is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from detente.contracts.clock import OpeningHours
from detente.desk.queries.folders import AT_DEPARTMENT, IN_QUEUE, QUEUE, TROUBLED_CASES, Folder
from detente.rules.inbox import QUARTER, Band
from detente.rules.opening import add_opening_time

CAP: Final = 2_000
"""Open cases that are counted; beyond, a screen says "2 000+"."""
_SIDE_CAP: Final = 1_000

_PROMISED: Final = (
    "(SELECT min(p.due_at) FROM desk_promise p WHERE p.case_id = c.id"
    " AND (p.state = 'open' OR (p.state = 'broken' AND p.kept_by_id IS NULL)))"
)

_COUNTS: Final = """
WITH queue AS (SELECT c.id, c.assignee_id, c.kind, c.deadline, c.first_reply_at FROM desk_case c
               WHERE {queue} ORDER BY c.deadline LIMIT %(cap)s),
c AS (SELECT c.*, CASE WHEN c.first_reply_at IS NULL THEN c.deadline ELSE {promised} END AS due FROM queue c)
SELECT count(*), count(*) FILTER (WHERE {mine}), count(*) FILTER (WHERE {nobody}), count(*) FILTER (WHERE {friendly}),
       count(*) FILTER (WHERE {department}),
       (SELECT count(DISTINCT d.case_id) FROM desk_draft d JOIN desk_case k ON k.id = d.case_id
        WHERE d.state = 'in_review' AND k.brand_id = %(brand)s),
       (SELECT count(DISTINCT p.case_id) FROM desk_publication p JOIN desk_case k ON k.id = p.case_id
        WHERE p.state = 'by_hand' AND k.brand_id = %(brand)s AND NOT k.historical
          AND k.state NOT IN ('answered', 'closed')),
       (SELECT count(*) FROM ({troubled}) troubled),
       (SELECT count(DISTINCT r.case_id) FROM desk_removal r JOIN desk_case k ON k.id = r.case_id
        WHERE r.state IN ('asked', 'approved', 'provisional', 'contested') AND k.brand_id = %(brand)s),
       (SELECT count(*) FROM (SELECT 1 FROM desk_case k WHERE k.brand_id = %(brand)s AND k.state = 'answered'
        AND NOT k.historical LIMIT %(side)s) followed),
       count(*) FILTER (WHERE {folder} AND c.due < %(now)s),
       count(*) FILTER (WHERE {folder} AND c.first_reply_at IS NULL AND c.due >= %(now)s AND c.due <= %(quarter)s),
       count(*) FILTER (WHERE {folder} AND c.first_reply_at IS NULL AND c.due >= %(now)s AND c.due > %(quarter)s),
       count(*) FILTER (WHERE {folder} AND c.first_reply_at IS NOT NULL AND c.due >= %(now)s),
       count(*) FILTER (WHERE {folder} AND c.due IS NULL)
FROM c
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases each folder holds, and each band of the open folder. At `CAP` it means "that many or more"."""

    folders: Mapping[Folder, int]
    bands: Mapping[Band, int]


def counts(brand_id: int, person_id: int, folder: Folder, hours: OpeningHours, *, now: datetime) -> Counts:
    """The numbers of the inbox, in one statement. No gate here: callers have one."""
    query = _COUNTS.format(
        queue=QUEUE,
        promised=_PROMISED,
        mine=IN_QUEUE[Folder.MINE],
        nobody=IN_QUEUE[Folder.NOBODY],
        friendly=IN_QUEUE[Folder.FRIENDLY],
        department=AT_DEPARTMENT,
        troubled=TROUBLED_CASES,
        folder=IN_QUEUE.get(folder, "false"),
    )
    quarter = add_opening_time(hours, now, QUARTER)
    limits = {"cap": CAP, "side": _SIDE_CAP}
    with connection.cursor() as cursor:
        cursor.execute(query, {"brand": brand_id, "me": person_id, "now": now, "quarter": quarter, **limits})
        row = [int(number) for number in cursor.fetchone() or ()]
    return Counts(dict(zip(_FOLDERS, row[:10], strict=True)), dict(zip(Band, row[10:], strict=True)))


_FOLDERS: Final = (
    Folder.ALL,
    Folder.MINE,
    Folder.NOBODY,
    Folder.FRIENDLY,
    Folder.DEPARTMENT,
    Folder.REVIEW,
    Folder.BY_HAND,
    Folder.TROUBLE,
    Folder.CHARTER,
    Folder.ANSWERED,
)
