"""Somebody looks at a case or writes in it. No fact of the field: it has no event, and goes when their page does."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from detente.desk.access import access_case
from detente.desk.models import Presence
from detente.rules.presence import GONE, WRITINGS
from detente.rules.roles import Action

_SEEN: Final = ("seen_at",)
_TYPED: Final = ("seen_at", "writing", "typed_at")


@transaction.atomic
def note_presence(person_id: int, case_id: int, writing: str = "", *, now: datetime) -> None:
    """Say that the person's page is open, and which text they are typing, if any; who fell silent here is forgotten.

    A text that their role does not write counts as looking. Raises `Refused("access.…")`.
    """
    case, colleague = access_case(person_id, case_id, Action.VIEW_CASE)
    types = writing in WRITINGS and colleague.may(_act(writing))
    said = Presence(case=case, person_id=colleague.id, seen_at=now)
    if types:
        said.writing, said.typed_at = writing, now
    Presence.objects.bulk_create(
        [said],
        update_conflicts=True,
        unique_fields=["case", "person"],
        update_fields=_TYPED if types else _SEEN,
    )
    Presence.objects.filter(case=case, seen_at__lt=now - GONE).delete()


@transaction.atomic
def leave_case(person_id: int, case_id: int) -> None:
    """Say that the person's page is shut. Raises `Refused("access.…")`."""
    case, colleague = access_case(person_id, case_id, Action.VIEW_CASE)
    Presence.objects.filter(case=case, person_id=colleague.id).delete()


def _act(writing: str) -> Action:
    return Action.WRITE_NOTE if writing == "note" else Action.WRITE_DRAFT
