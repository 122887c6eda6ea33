"""The worker's side of a delivery: take it, then say what became of it, or when to try again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from detente.contracts.actors import SYSTEM
from detente.contracts.refusals import Refused
from detente.desk.actions.claim import Claim, claim, next_due
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.queue_mail import queue_mail
from detente.desk.duty import leads
from detente.desk.letters import hook_in_trouble
from detente.desk.models import Delivery, Hook
from detente.desk.ring import open_ring
from detente.journal.record import Entry, record
from detente.rules.delivery import GONE, TROUBLE_AFTER, next_try

QUEUED: Final = "state = 'queued' AND hook_id IN (SELECT id FROM desk_hook WHERE state IN ('active', 'trouble'))"
KEPT: Final = timedelta(days=30)
_UNCAPPED: Final = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A delivery in one worker's hands. `secrets`: each signs it, the newest first; none: they do not open."""

    claim: Claim
    url: str
    key: str
    body: bytes
    secrets: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a try failed. `status`: the answer’s, None without one; `wanted`: when the receiver wants the next try."""

    trouble: str
    status: int | None = None
    wanted: datetime | None = None


@transaction.atomic
def claim_delivery(*, lease: timedelta, now: datetime) -> Outgoing | None:
    """Take one due delivery of a hook that is not paused; None when there is none."""
    taken = claim("desk_delivery", QUEUED, limit=1, lease=lease, now=now, cap=_UNCAPPED)
    if not taken:
        return None
    one = Delivery.objects.select_related("hook").get(id=taken[0].id)
    return Outgoing(taken[0], one.hook.url, str(one.key), one.body.encode(), _secrets(one.hook, now))


def next_delivery() -> datetime | None:
    """When the next delivery is due."""
    return next_due("desk_delivery", QUEUED, cap=_UNCAPPED)


@transaction.atomic
def delivered(claimed: Claim, status: int, *, now: datetime) -> bool:
    """The receiver took it. False when another worker has it meanwhile."""
    found = _mine(claimed)
    if found is None:
        return False
    delivery, hook = found
    delivery.state, delivery.status, delivery.delivered_at = "delivered", status, now
    delivery.due_at = delivery.lease_until = None
    delivery.trouble = ""
    delivery.save(update_fields=["state", "status", "delivered_at", "due_at", "lease_until", "trouble"])
    was = hook.state
    hook.last_success_at, hook.trouble = now, ""
    hook.state = "active" if was == "trouble" else was
    hook.save(update_fields=["last_success_at", "trouble", "state"])
    if was == "trouble":
        _tell("hook.recovered", hook, {}, now)
    return True


@transaction.atomic
def delivery_failed(claimed: Claim, failure: Failure, *, now: datetime) -> None:
    """It did not arrive: later again, and with it whatever else waits for this hook; after three days it is *failed*.

    An answer 410 pauses the hook. After many failures the hook is *in trouble* and its leads are told.
    """
    found = _mine(claimed)
    if found is None:
        return
    delivery, hook = found
    gone = failure.status == GONE
    again = None if gone else next_try(claimed.attempt, delivery.made_at, now, failure.wanted)
    delivery.state = "queued" if again else "failed"
    delivery.status, delivery.trouble = failure.status, failure.trouble[:200]
    delivery.due_at, delivery.lease_until = again, None
    delivery.save(update_fields=["state", "status", "trouble", "due_at", "lease_until"])
    if again:
        _hold_others(hook, again)
    if gone:
        _pause(hook, failure, now)
    elif claimed.attempt >= TROUBLE_AFTER or again is None:
        _trouble(hook, delivery, failure, now)


@transaction.atomic
def forget_deliveries(now: datetime) -> int:
    """Forget deliveries that arrived, or failed, long ago; returns how many."""
    return Delivery.objects.exclude(state="queued").filter(made_at__lt=now - KEPT).delete()[0]


def _secrets(hook: Hook, now: datetime) -> tuple[str, ...]:
    try:
        return open_ring(hook.secret, hook.brand_id).live(now)
    except Refused:
        return ()


def _mine(claimed: Claim) -> tuple[Delivery, Hook] | None:
    """The delivery and its hook, locked in the order that every writer takes: the hook first."""
    hook_id = Delivery.objects.filter(id=claimed.id).values_list("hook_id", flat=True).first() or 0
    hook = Hook.objects.select_for_update().filter(id=hook_id).first()
    rows = Delivery.objects.select_for_update().filter(id=claimed.id, attempts=claimed.attempt, state="queued")
    delivery = rows.first()
    return None if hook is None or delivery is None else (delivery, hook)


def _hold_others(hook: Hook, until: datetime) -> None:
    """A receiver that is away is asked once a pause, not once for everything that waits."""
    waiting = Delivery.objects.filter(hook=hook, state="queued", lease_until__isnull=True, due_at__lt=until)
    waiting.update(due_at=until)


def _pause(hook: Hook, failure: Failure, now: datetime) -> None:
    hook.state, hook.trouble = "paused", failure.trouble[:200]
    hook.save(update_fields=["state", "trouble"])
    _tell("hook.paused", hook, {"status": GONE}, now)


def _trouble(hook: Hook, delivery: Delivery, failure: Failure, now: datetime) -> None:
    if hook.state != "active" or (hook.last_success_at and hook.last_success_at > delivery.made_at):
        return
    hook.state, hook.trouble = "trouble", failure.trouble[:200]
    hook.save(update_fields=["state", "trouble"])
    event_id = _tell("hook.trouble", hook, {"status": failure.status or 0}, now)
    queue_mail(hook_in_trouble(hook, event_id), leads([hook.brand_id]).get(hook.brand_id, ()), now=now)


def _tell(name: str, hook: Hook, facts: dict[str, int], now: datetime) -> int:
    event_id = record(Entry(name, SYSTEM, "hook", hook.id, hook.brand_id, facts=facts), at=now)
    tell_screens(hook.brand_id)
    return event_id
