"""Hand-offs as screens show them, departments, and the holding reply that a hand-off suggests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from detente.accounts.models import Membership
from detente.contracts.kinds import Kind
from detente.contracts.people import Role
from detente.desk.actions.ask_hand_off import STILL_OPEN
from detente.desk.hours import hours_of
from detente.desk.models import Case, Department, HandOff
from detente.desk.queries.threads import public_words
from detente.drafting.holding import HoldingFacts, holding_text, next_quarter
from detente.drafting.quotes import heart_in
from detente.rules.handoff import HandOffState
from detente.rules.opening import add_opening_time

TO_REPLY: Final = timedelta(minutes=30)
"""Opening time between the department's answer and ours: to draft, have it reviewed, and publish."""


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department; `minutes` of opening time to answer. `email` is empty when there is no shared address."""

    id: int
    name: str
    email: str
    minutes: int
    closed: bool


@dataclass(frozen=True, slots=True)
class HandOffRow:
    """One question to a department. `late`: its time passed before it answered, or has passed by now."""

    id: int
    case_id: int
    department_id: int
    department: str
    state: HandOffState
    question: str
    answer: str
    asked_by: str
    answered_by: str
    asked_at: datetime
    due_at: datetime
    answered_at: datetime | None
    late: bool

    @property
    def is_open(self) -> bool:
        """Whether the department still owes an answer."""
        return self.state in STILL_OPEN


def departments(brand_id: int, *, closed: bool = False) -> tuple[DepartmentRow, ...]:
    """The brand's departments by name; closed ones only when asked for."""
    rows = Department.objects.filter(brand_id=brand_id).order_by("closed", "name")
    shown = rows if closed else rows.filter(closed=False)
    return tuple(DepartmentRow(one.id, one.name, one.email, one.minutes, one.closed) for one in shown)


def case_hand_offs(case_id: int, *, now: datetime) -> tuple[HandOffRow, ...]:
    """Every hand-off of a case, the latest first."""
    return _rows(HandOff.objects.filter(case_id=case_id).order_by("-asked_at", "-id"), now)


def waiting_hand_offs(person_id: int, *, now: datetime) -> tuple[HandOffRow, ...]:
    """What the person's departments still owe, the most urgent first; a lead sees all departments of the brand."""
    held = Membership.objects.filter(person_id=person_id, active=True, person__is_active=True)
    own = held.filter(role=Role.EXPERT, department_id__isnull=False).values("department_id")
    led = held.filter(role=Role.LEAD).values("brand_id")
    rows = HandOff.objects.filter(Q(department_id__in=own) | Q(case__brand_id__in=led), state__in=STILL_OPEN)
    return _rows(rows.order_by("due_at", "id"), now)


def suggest_holding(case: Case, hand_off: HandOff, lang: str, *, now: datetime) -> str:
    """A complete holding reply to start from: taken into account, the department, and an exact time.

    The time is the department's own, or *now* if that has passed, and half an opening hour more, on a full quarter.
    """
    hours = hours_of(case.brand)
    back_at = next_quarter(add_opening_time(hours, max(hand_off.due_at, now), TO_REPLY))
    heart = heart_in(public_words(case), case.heart)
    facts = HoldingFacts(hand_off.department.name, back_at, hours.zone(), heart=heart, kind=Kind(case.kind))
    return holding_text(facts, lang, now=now)


def _rows(rows: QuerySet[HandOff], now: datetime) -> tuple[HandOffRow, ...]:
    return tuple(_row(one, now) for one in rows.select_related("department", "asked_by", "answered_by"))


def _row(one: HandOff, now: datetime) -> HandOffRow:
    return HandOffRow(
        id=one.id,
        case_id=one.case_id,
        department_id=one.department_id,
        department=one.department.name,
        state=HandOffState(one.state),
        question=one.question,
        answer=one.answer,
        asked_by=one.asked_by.name,
        answered_by=one.answered_by.name if one.answered_by else "",
        asked_at=one.asked_at,
        due_at=one.due_at,
        answered_at=one.answered_at,
        late=(one.answered_at or now) > one.due_at,
    )
