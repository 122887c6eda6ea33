"""Rows are the queue: take due rows under a lease, at most once at a time, with a cap on attempts.

The claim moves `due_at` to the end of the lease, so that a dead worker's row is simply due again. Source: jobs note.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from psycopg import sql

ATTEMPT_CAP = 5


@dataclass(frozen=True, slots=True)
class Claim:
    """One row in one worker's hands. `attempt` fences: a result counts only while it still is the row's number."""

    id: int
    attempt: int


# A list of ids under IN may be run again for every row of the table, and then take more than the limit; a materialised
# one is run once, whatever the plan.
_CLAIM = """
WITH taken AS MATERIALIZED (
    SELECT id FROM {table} WHERE {where} AND due_at <= %(now)s AND attempts < %(cap)s
    ORDER BY due_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
)
UPDATE {table} AS row SET attempts = row.attempts + 1, lease_until = %(until)s, due_at = %(until)s
FROM taken WHERE row.id = taken.id
RETURNING row.id, row.attempts
"""


def claim(
    table: str, where: str, *, limit: int, lease: timedelta, now: datetime, cap: int = ATTEMPT_CAP
) -> list[Claim]:
    """Take up to `limit` due rows of `table` that satisfy `where` (a literal of the caller). Commit before working."""
    query = sql.SQL(_CLAIM).format(table=sql.Identifier(table), where=sql.SQL(where))
    with connection.cursor() as cursor:
        cursor.execute(query, {"until": now + lease, "now": now, "cap": cap, "limit": limit})
        return [Claim(row, attempt) for row, attempt in cursor.fetchall()]


def next_due(table: str, where: str, *, cap: int = ATTEMPT_CAP) -> datetime | None:
    """When the next row is due; None when there is none."""
    query = sql.SQL("SELECT min(due_at) FROM {table} WHERE {where} AND attempts < %s").format(
        table=sql.Identifier(table),
        where=sql.SQL(where),
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [cap])
        row = cursor.fetchone()
    return row[0] if row else None
