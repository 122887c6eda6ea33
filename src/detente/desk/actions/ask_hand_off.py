"""Hand a question to a department, with a clock of its own."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_case
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.queue_mail import queue_mail
from detente.desk.actions.written import written
from detente.desk.duty import department_readers
from detente.desk.hours import hours_of
from detente.desk.letters import handed_off
from detente.desk.models import Case, Department, HandOff
from detente.journal.record import Entry, record
from detente.rules.case import CaseFact, CaseState, move
from detente.rules.handoff import HandOffState
from detente.rules.opening import add_opening_time
from detente.rules.roles import Action

STILL_OPEN = (HandOffState.ASKED, HandOffState.ACCEPTED, HandOffState.OVERDUE)

_NO_DEPARTMENT = Words(
    fr="Ce service n’existe pas ou est fermé. Choisissez-en un autre.",
    en="This department does not exist or is closed. Choose another one.",
)
_ASKED_ALREADY = Words(
    fr="Ce service a déjà une question ouverte sur ce cas. Attendez sa réponse, ou relancez-le.",
    en="This department already has an open question on this case. Wait for its answer, or ask again there.",
)
_QUESTION = Words(fr="Écrivez la question au service.", en="Write the question to the department.")


@transaction.atomic
def ask_hand_off(person_id: int, case_id: int, department_id: int, question: str, *, now: datetime) -> int:
    """Ask a department and return the hand-off's id. The department's time runs in opening hours, from now.

    Raises `Refused`: `access.…`, `input.text`, `input.department`, `state.handoff`, `state.case`.
    """
    case, colleague = access_case(person_id, case_id, Action.ASK_HAND_OFF, lock=True)
    department = _department(case, department_id)
    words = written(question, _QUESTION)
    case.state = move(CaseState(case.state), CaseFact.HANDED_OFF)
    case.save(update_fields=["state"])
    hand_off = HandOff.objects.create(
        case=case,
        department=department,
        question=words,
        asked_by_id=person_id,
        asked_at=now,
        due_at=add_opening_time(hours_of(case.brand), now, timedelta(minutes=department.minutes)),
    )
    facts = {"department": department.id, "due_at": hand_off.due_at.isoformat()}
    record(Entry("hand_off.asked", colleague.actor, "hand_off", hand_off.id, case.brand_id, case.id, facts), at=now)
    queue_mail(handed_off(hand_off), department_readers(department), now=now)
    tell_screens(case.brand_id)
    return hand_off.id


def _department(case: Case, department_id: int) -> Department:
    rows = Department.objects.select_for_update(of=("self",)).select_related("brand")
    department = rows.filter(id=department_id, brand_id=case.brand_id, closed=False).first()
    if department is None:
        raise Refused("input.department", _NO_DEPARTMENT)
    if HandOff.objects.filter(case=case, department=department, state__in=STILL_OPEN).exists():
        raise Refused("state.handoff", _ASKED_ALREADY)
    return department
