"""What cannot wait reaches the people on duty: serious new cases, and cases with a quarter of an hour left.

Each is said once per start of a case's clock; the event that says so keeps it from being said again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from detente.accounts.models import Brand
from detente.contracts.actors import SYSTEM
from detente.contracts.kinds import Severity
from detente.desk.actions.queue_mail import queue_mails
from detente.desk.duty import people_on_duty
from detente.desk.hours import hours_of
from detente.desk.letters import Letter, serious_case, short_of_time
from detente.desk.models import Case
from detente.desk.turns import take_turn
from detente.journal.models import Event
from detente.journal.record import Entry, record_many
from detente.rules.case import CaseState
from detente.rules.clock import ALARM_LEFT
from detente.rules.opening import add_opening_time

_AT_ONCE = 200
_SERIOUS, _SHORT = "case.serious", "case.short_of_time"


@transaction.atomic
def alert_serious(now: datetime) -> int:
    """Mail about cases of severity 3 or more that nobody has answered; returns how many cases."""
    if not take_turn("serious"):
        return 0
    cases = list(_unsaid(_SERIOUS).filter(severity__gte=Severity.SERIOUS)[:_AT_ONCE])
    return _alert(cases, _SERIOUS, serious_case, now)


@transaction.atomic
def alert_short_of_time(now: datetime) -> int:
    """Mail about unanswered cases with a quarter of an hour of opening time left, or less; returns how many cases."""
    if not take_turn("short_of_time"):
        return 0
    brands = Brand.objects.filter(id__in=_waiting().values("brand_id"))
    near = [case for brand in brands for case in _near(brand, now)]
    return _alert(near, _SHORT, lambda case: short_of_time(case, now), now)


def _waiting() -> QuerySet[Case]:
    rows = Case.objects.filter(historical=False, deadline__isnull=False, first_reply_at__isnull=True)
    return rows.exclude(state__in=[CaseState.ANSWERED, CaseState.CLOSED])


def _unsaid(name: str) -> QuerySet[Case]:
    said = Event.objects.filter(case_id=OuterRef("id"), name=name, at__gte=OuterRef("clock_started_at"))
    return _waiting().filter(~Exists(said)).select_related("brand").order_by("deadline", "id")


def _near(brand: Brand, now: datetime) -> Sequence[Case]:
    horizon = add_opening_time(hours_of(brand), now, ALARM_LEFT)
    return list(_unsaid(_SHORT).filter(brand=brand, deadline__lte=horizon)[:_AT_ONCE])


def _alert(cases: Sequence[Case], name: str, letter: Callable[[Case], Letter], now: datetime) -> int:
    duty = people_on_duty({case.brand_id for case in cases})
    record_many([_entry(case, name, len(duty.get(case.brand_id, ()))) for case in cases], at=now)
    queue_mails([(letter(case), duty.get(case.brand_id, ())) for case in cases], now=now)
    return len(cases)


def _entry(case: Case, name: str, readers: int) -> Entry:
    return Entry(name, SYSTEM, "case", case.id, case.brand_id, case.id, {"readers": readers})
