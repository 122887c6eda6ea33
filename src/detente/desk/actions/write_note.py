"""A word for colleagues on a case. It is never sent anywhere."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.desk.access import access_case
from detente.desk.actions._replies import check_words, tell_case
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Note
from detente.rules.roles import Action


@transaction.atomic
def write_note(person_id: int, case_id: int, text: str, *, now: datetime) -> int:
    """Keep the note and return its id. Raises `Refused`: `access.…`, `input.text`."""
    case, colleague = access_case(person_id, case_id, Action.WRITE_NOTE)
    check_words(text)
    note = Note.objects.create(case=case, person_id=colleague.id, text=text.strip(), at=now)
    tell_case("note.written", colleague.actor, case, {"note": note.id}, now=now)
    tell_screens(case.brand_id)
    return note.id
