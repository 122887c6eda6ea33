"""Make a delivery of every event that a hook hears: each event once for each hook, in order, none left out.

`Hook.place` is the number of the last event that was looked at. It never passes what is settled (`journal.horizon`),
and moves in the transaction that makes the deliveries: a crash repeats nothing and loses nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Min

from detente.desk.models import Delivery, Hook
from detente.desk.queries.hook_bodies import Body, bodies
from detente.journal.models import Event
from detente.rules.hook_events import names_heard

AT_ONCE: Final = 500
_HEARING: Final = ("active", "trouble")


def anyone_hears() -> bool:
    """Whether there is a hook to plan for: without one, nobody has to know what is settled."""
    return Hook.objects.filter(state__in=_HEARING).exists()


def plan_deliveries(settled: int, *, now: datetime) -> int:
    """Bring every hook that hears up to the event number `settled`; returns how many deliveries were made."""
    behind = Hook.objects.filter(state__in=_HEARING, place__lt=settled).order_by("place", "id")
    return sum(_catch_up(hook_id, settled, now) for hook_id in behind.values_list("id", flat=True))


@transaction.atomic
def _catch_up(hook_id: int, settled: int, now: datetime) -> int:
    """One page for one hook; another process that has it in hand is left alone."""
    rows = Hook.objects.select_for_update(skip_locked=True)
    hook = rows.filter(id=hook_id, state__in=_HEARING, place__lt=settled).first()
    if hook is None:
        return 0
    heard = Event.objects.filter(brand_id=hook.brand_id, name__in=names_heard(hook.hears))
    events = list(heard.filter(id__gt=hook.place, id__lte=settled).order_by("id")[:AT_ONCE])
    due = _waits_until(hook) or now
    made = Delivery.objects.bulk_create([_row(hook, one, due, now) for one in bodies(hook, events)])
    hook.place = events[-1].id if len(events) == AT_ONCE else settled
    hook.save(update_fields=["place"])
    return len(made)


def _waits_until(hook: Hook) -> datetime | None:
    """When a receiver that failed is tried again: what is new waits with what is older."""
    failed = Delivery.objects.filter(hook=hook, state="queued", attempts__gt=0, lease_until__isnull=True)
    first: datetime | None = failed.aggregate(first=Min("due_at"))["first"]
    return first


def _row(hook: Hook, body: Body, due: datetime, now: datetime) -> Delivery:
    return Delivery(
        hook=hook, key=body.key, event_id=body.event_id, name=body.name, body=body.text, made_at=now, due_at=due
    )
