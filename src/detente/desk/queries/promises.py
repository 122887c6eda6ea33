"""Promises as screens show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from detente.desk.models import Promise
from detente.rules.promise import PromiseState


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One "we will come back at…". `quote` is our own words; `left` is negative once past due, zero when settled.

    `kept_late`: broken, and we came back afterwards.
    """

    id: int
    case_id: int
    state: PromiseState
    quote: str
    made_at: datetime
    due_at: datetime
    settled_at: datetime | None
    left: timedelta
    kept_late: bool


def case_promises(case_id: int, *, now: datetime) -> tuple[PromiseRow, ...]:
    """Every promise of a case, the latest first."""
    return _rows(Promise.objects.filter(case_id=case_id).order_by("-due_at", "-id"), now)


def open_promises(brand_id: int, *, now: datetime, limit: int = 100) -> tuple[PromiseRow, ...]:
    """The brand's open promises, the soonest first."""
    rows = Promise.objects.filter(case__brand_id=brand_id, state=PromiseState.OPEN).order_by("due_at", "id")
    return _rows(rows[:limit], now)


def _rows(rows: QuerySet[Promise], now: datetime) -> tuple[PromiseRow, ...]:
    return tuple(_row(one, now) for one in rows)


def _row(one: Promise, now: datetime) -> PromiseRow:
    state = PromiseState(one.state)
    return PromiseRow(
        id=one.id,
        case_id=one.case_id,
        state=state,
        quote=one.quote,
        made_at=one.made_at,
        due_at=one.due_at,
        settled_at=one.settled_at,
        left=one.due_at - now if state is PromiseState.OPEN else timedelta(),
        kept_late=state is PromiseState.BROKEN and one.kept_by_id is not None,
    )
