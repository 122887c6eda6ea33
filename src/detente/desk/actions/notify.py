"""Wake the workers and the screens. NOTIFY only lowers latency: with it lost, everything still happens by polling."""

from __future__ import annotations

from django.db import connection

WORK = "detente_work"
SCREENS = "detente_desk"


def wake_workers(what: str) -> None:
    """One NOTIFY at commit: `what` is the kind of work (`read`, `publish`, …). Same payloads are sent once."""
    _notify(WORK, what)


def tell_screens(brand_id: int) -> None:
    """One NOTIFY at commit: something of this brand changed on screens. Ids only, no words of anybody."""
    _notify(SCREENS, str(brand_id))


def _notify(channel: str, payload: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [channel, payload])
