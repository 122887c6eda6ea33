"""Periodic work is a row too: one row a chore, which moves itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from detente.desk.actions.claim import Claim, claim, next_due
from detente.desk.models import Chore

KEEPING = "keep."
"""Names of chores that may take long begin so: another thread takes them, so that clocks go on."""
_EVERYTHING = "name NOT LIKE 'keep.%%'"
_KEEPING = "name LIKE 'keep.%%'"
_ALWAYS = 2_000_000_000


@transaction.atomic
def plan_chore(name: str, *, every: timedelta, now: datetime) -> None:
    """Make the row of a chore if it is not there; due at once the first time."""
    seconds = int(every.total_seconds())
    Chore.objects.bulk_create([Chore(name=name, every_seconds=seconds, due_at=now)], ignore_conflicts=True)


@transaction.atomic
def take_chore(*, lease: timedelta, now: datetime, keeping: bool = False) -> tuple[str, Claim] | None:
    """Take one due chore, of those that may take long when `keeping`; None when nothing is due."""
    taken = claim("desk_chore", _KEEPING if keeping else _EVERYTHING, limit=1, lease=lease, now=now, cap=_ALWAYS)
    return (Chore.objects.get(id=taken[0].id).name, taken[0]) if taken else None


@transaction.atomic
def chore_done(claimed: Claim, *, now: datetime) -> None:
    """Set the chore's next time, unless another worker took it over meanwhile."""
    chore = Chore.objects.select_for_update().get(id=claimed.id)
    if chore.attempts == claimed.attempt:
        chore.due_at = now + timedelta(seconds=chore.every_seconds)
        chore.attempts, chore.lease_until, chore.last_done_at = 0, None, now
        chore.save(update_fields=["due_at", "attempts", "lease_until", "last_done_at"])


@transaction.atomic
def hurry_chore(name: str, *, now: datetime) -> None:
    """Make a chore due now, unless somebody is at it."""
    Chore.objects.filter(name=name, lease_until__isnull=True).update(due_at=now)


def next_chore(*, keeping: bool = False) -> datetime | None:
    """When the next chore is due."""
    return next_due("desk_chore", _KEEPING if keeping else _EVERYTHING, cap=_ALWAYS)
