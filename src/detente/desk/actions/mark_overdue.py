"""Departments that let their time pass: said once, to the department and to the people on duty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from detente.contracts.actors import SYSTEM
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.queue_mail import queue_mails
from detente.desk.duty import department_readers, people_on_duty
from detente.desk.letters import overdue
from detente.desk.models import HandOff
from detente.desk.turns import take_turn
from detente.journal.record import Entry, record_many
from detente.rules.handoff import HandOffFact, HandOffState, move

_AT_ONCE = 200


@transaction.atomic
def mark_overdue(now: datetime) -> int:
    """Mark hand-offs whose time passed and mail about them; returns how many. The case goes on waiting."""
    if not take_turn("hand_offs"):
        return 0
    late = _late(now)
    for hand_off in late:
        hand_off.state = move(HandOffState(hand_off.state), HandOffFact.DEADLINE_PASSED)
    HandOff.objects.bulk_update(late, ["state"])
    record_many([_entry(hand_off) for hand_off in late], at=now)
    duty = people_on_duty({one.case.brand_id for one in late})
    queue_mails(
        [(overdue(one), (*department_readers(one.department), *duty.get(one.case.brand_id, ()))) for one in late],
        now=now,
    )
    for brand_id in {one.case.brand_id for one in late}:
        tell_screens(brand_id)
    return len(late)


def _late(now: datetime) -> Sequence[HandOff]:
    rows = HandOff.objects.select_for_update(of=("self",), skip_locked=True).select_related(
        "case__brand", "department__brand"
    )
    waiting = (HandOffState.ASKED, HandOffState.ACCEPTED)
    return list(rows.filter(state__in=waiting, due_at__lte=now).order_by("due_at", "id")[:_AT_ONCE])


def _entry(hand_off: HandOff) -> Entry:
    facts = {"department": hand_off.department_id, "due_at": hand_off.due_at.isoformat()}
    case = hand_off.case
    return Entry("hand_off.overdue", SYSTEM, "hand_off", hand_off.id, case.brand_id, case.id, facts)
