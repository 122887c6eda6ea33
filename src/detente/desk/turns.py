"""One sweep of one sort at a time, whatever the number of workers."""

from __future__ import annotations

from django.db import connection


def take_turn(sweep: str) -> bool:
    """True when this transaction may run the sweep; false while another one holds the turn. Ends with the transaction.

    Taken as a statement of its own, so that what the other sweep committed is seen by the statements that follow.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"detente.{sweep}"])
        row = cursor.fetchone()
    return bool(row and row[0])
