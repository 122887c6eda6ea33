"""Tell the open screens of a brand that something changed. Only lowers latency: screens also look by themselves."""

from __future__ import annotations

from typing import Final

from django.db import connection

CHANNEL: Final = "detente_desk"


def tell_screens(brand_id: int) -> None:
    """Send the brand's id to every listening screen when the transaction commits (PostgreSQL folds repeats into one)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(brand_id)])
