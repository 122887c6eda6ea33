"""What the decisions on a removal share: what a worker is to do next, and what is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from detente.contracts.actors import Actor
from detente.desk.actions.notify import tell_screens, wake_workers
from detente.desk.models import Removal
from detente.journal.record import Entry, record

WORKED = ["wanted", "due_at", "attempts", "trouble"]


def want(removal: Removal, verb: str, *, now: datetime) -> None:
    """Set what a worker is to carry out (`hide`, `delete`, `restore`). The row is locked; the caller saves it.

    While another order of this removal may still be on its way, the new one waits for the end of that lease: orders
    never overtake each other.
    """
    removal.wanted, removal.trouble = verb, ""
    if removal.lease_until is not None and removal.lease_until > now:
        removal.due_at = removal.lease_until
        return
    removal.due_at, removal.attempts = now, 0


def tell_removal(name: str, actor: Actor, removal: Removal, facts: Mapping[str, object], *, now: datetime) -> None:
    """Record an event about a removal, wake who carries it out and tell the screens."""
    record(Entry(name, actor, "removal", removal.id, removal.brand_id, removal.case_id, facts), at=now)
    wake_workers("moderate")
    tell_screens(removal.brand_id)
