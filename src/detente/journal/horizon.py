"""Up to which event everything has been written: numbers are taken before they are committed, and appear out of order.

A transaction takes its event's number first and commits later; another with a higher number may be seen before it. Who
reads "everything after the last number I saw" would lose the first one. Every writer of events holds a lock on their
table from before it takes a number until it has committed; so a number is settled once every writer that held that
lock when the number was seen has let go. Nothing is written and nobody waits: the answer only comes a moment later.
"""

from __future__ import annotations

from django.db import connection

_HIGHEST = "SELECT coalesce(max(id), 0) FROM journal_event"
# Locks that were taken by the fast path are listed as well. Our own transaction sees its own events in any case.
_WRITERS = """
SELECT virtualtransaction FROM pg_locks
WHERE locktype = 'relation' AND relation = 'journal_event'::regclass AND granted AND pid <> pg_backend_pid()
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND mode IN ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
"""


class Horizon:
    """What is settled, as far as this reader knows. Ask again and again; keep one for each reading process."""

    def __init__(self) -> None:
        self._settled = 0
        self._seen = 0
        self._writers: frozenset[str] = frozenset()

    @property
    def waits(self) -> bool:
        """Whether a higher number was seen that is not settled yet."""
        return self._seen > self._settled

    def settled(self) -> int:
        """The number up to which every event is committed or will never be. Never goes back; 0 when unknown."""
        if not self._writers & _writers():
            self._settled = max(self._settled, self._seen)
            self._look()
        return self._settled

    def _look(self) -> None:
        # The order matters: a writer with a lower number than the highest one seen holds its lock by now, or is done.
        self._seen = _highest()
        self._writers = _writers()
        if not self._writers:
            self._settled = max(self._settled, self._seen)


def _highest() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_HIGHEST)
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _writers() -> frozenset[str]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS)
        return frozenset(row[0] for row in cursor.fetchall())
