"""Connections out and what was delivered to them, as their pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_brand
from detente.desk.models import Delivery, Hook
from detente.desk.ring import readable_ring
from detente.rules.delivery import trouble_words
from detente.rules.hook_events import TEST, WITH_TEXTS, HookEvent
from detente.rules.roles import Action

PAGE: Final = 50
STATES: Final = ("queued", "delivered", "failed")
_TRIAL = Words(fr="Essai", en="Trial")
_NO_SUCH = Words(
    fr="Cette connexion n’existe pas, ou ne vous est pas ouverte.",
    en="This connection does not exist, or is not open to you.",
)


@dataclass(frozen=True, slots=True)
class HookRow:
    """One connection. `state`: active, paused, trouble. `waiting` and `failed` count its deliveries."""

    id: int
    name: str
    url: str
    state: str
    trouble: Words | None
    events: tuple[HookEvent, ...]
    with_texts: bool
    made_at: datetime
    last_success_at: datetime | None
    waiting: int
    failed: int


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One delivery. `state`: queued, delivered, failed; `key` is its `webhook-id`; `due_at`: its next try."""

    id: int
    key: UUID
    what: Words
    type: str
    state: str
    status: int | None
    trouble: Words | None
    tries: int
    made_at: datetime
    due_at: datetime | None
    delivered_at: datetime | None


@dataclass(frozen=True, slots=True)
class HookPage:
    """One connection with its latest deliveries. `mark` names its secret; `older_until`: till then two secrets sign."""

    hook: HookRow
    mark: str
    older_until: datetime | None
    deliveries: tuple[DeliveryRow, ...]
    more: bool


def hook_rows(person_id: int, brand_id: int) -> list[HookRow]:
    """The connections of a brand, by name. Raises `Refused("access.…")`."""
    access_brand(person_id, brand_id, Action.MANAGE_HOOKS)
    return [_row(hook) for hook in _counted(Hook.objects.filter(brand_id=brand_id)).order_by("name", "id")]


def hook_page(person_id: int, hook_id: int, *, state: str = "", before: int = 0, now: datetime) -> HookPage:
    """One connection and its deliveries, the latest first: those in `state`, older than the number `before` (0: all).

    Raises `Refused("access.…")`.
    """
    hook = _counted(Hook.objects.filter(id=hook_id)).first()
    if hook is None:
        raise Refused("access.hook", _NO_SUCH)
    access_brand(person_id, hook.brand_id, Action.MANAGE_HOOKS)
    ring = readable_ring(hook.secret, hook.brand_id)
    until = ring.older_until if len(ring.live(now)) > 1 else None
    found = _deliveries(hook, state, before)
    return HookPage(_row(hook), ring.mark, until, tuple(map(_delivery, found[:PAGE])), len(found) > PAGE)


def _counted(rows: QuerySet[Hook]) -> QuerySet[Hook]:
    return rows.exclude(state="removed").annotate(
        waiting=Count("deliveries", filter=Q(deliveries__state="queued")),
        failed=Count("deliveries", filter=Q(deliveries__state="failed")),
    )


def _deliveries(hook: Hook, state: str, before: int) -> list[Delivery]:
    rows = Delivery.objects.filter(hook=hook)
    if state in STATES:
        rows = rows.filter(state=state)
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def _row(hook: Hook) -> HookRow:
    return HookRow(
        id=hook.id,
        name=hook.name,
        url=hook.url,
        state=hook.state,
        trouble=trouble_words(hook.trouble) if hook.trouble else None,
        events=tuple(event for event in HookEvent if event.value in hook.hears),
        with_texts=WITH_TEXTS in hook.hears,
        made_at=hook.made_at,
        last_success_at=hook.last_success_at,
        waiting=getattr(hook, "waiting", 0),
        failed=getattr(hook, "failed", 0),
    )


def _delivery(row: Delivery) -> DeliveryRow:
    known = row.name in list(HookEvent)
    return DeliveryRow(
        id=row.id,
        key=row.key,
        what=HookEvent(row.name).label if known else _TRIAL if row.name == TEST else Words(fr=row.name, en=row.name),
        type=row.name,
        state=row.state,
        status=row.status,
        trouble=trouble_words(row.trouble) if row.trouble else None,
        tries=row.attempts,
        made_at=row.made_at,
        due_at=row.due_at,
        delivered_at=row.delivered_at,
    )
