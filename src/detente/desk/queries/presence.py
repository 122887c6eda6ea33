"""Which colleagues are on a case now."""

from __future__ import annotations

from datetime import datetime

from detente.desk.models import Presence
from detente.rules.presence import GONE, Here, here


def who_is_here(case_id: int, but: int, *, now: datetime) -> list[Here]:
    """Everybody on the case but the person `but`. No gate here: callers have one."""
    rows = Presence.objects.filter(case_id=case_id, seen_at__gt=now - GONE).exclude(person_id=but)
    found = [
        here(one.person.name, one.writing, seen_at=one.seen_at, typed_at=one.typed_at, now=now)
        for one in rows.select_related("person")
    ]
    return [one for one in found if one is not None]
