"""A review is over: the text was decided on, or it changed. Nobody is waited for, and no link opens it any more."""

from __future__ import annotations

from datetime import datetime

from detente.contracts.actors import Actor
from detente.desk.actions._asks import end_asks
from detente.desk.models import Draft, ReviewLink


def review_over(draft: Draft, by: Actor, *, now: datetime) -> None:
    """End what was asked and every link that is still open, but the one that `by` came by: that one was used.

    The draft is locked by the caller.
    """
    person_id = by.id if by.kind == "person" else None
    end_asks(draft, answered_by=person_id, now=now)
    used = by.id or 0 if by.kind == "outside" else 0
    links = ReviewLink.objects.filter(draft=draft, ended_at__isnull=True, used_at__isnull=True)
    links.exclude(id=used).update(ended_at=now, ended_by_id=person_id)
