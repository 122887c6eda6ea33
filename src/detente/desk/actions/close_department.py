"""A department that takes nothing new."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_brand
from detente.desk.actions.ask_hand_off import STILL_OPEN
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Department, HandOff
from detente.journal.record import Entry, record
from detente.rules.roles import Action

_NO_SUCH = Words(fr="Ce service n’existe pas.", en="This department does not exist.")
_BUSY = Words(
    fr="Ce service a encore des questions ouvertes\u202f: {count}. Attendez ses réponses, puis fermez-le.",
    en="This department still has open questions: {count}. Wait for its answers, then close it.",
)


@transaction.atomic
def close_department(person_id: int, department_id: int, *, now: datetime) -> None:
    """Close a department: nothing new is handed to it. Raises `Refused`: `access.…`, `state.department`."""
    department = Department.objects.select_for_update().filter(id=department_id).first()
    if department is None:
        raise Refused("access.department", _NO_SUCH)
    colleague = access_brand(person_id, department.brand_id, Action.MAKE_DEPARTMENT)
    busy = HandOff.objects.filter(department=department, state__in=STILL_OPEN).count()
    if busy:
        raise Refused("state.department", _BUSY.with_(count=busy), count=busy)
    if department.closed:
        return
    department.closed = True
    department.save(update_fields=["closed"])
    record(Entry("department.closed", colleague.actor, "department", department.id, department.brand_id), at=now)
    tell_screens(department.brand_id)
