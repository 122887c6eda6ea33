"""The file of a case is read, or leaves the desk: written down before anything is shown."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from detente.desk.access import Colleague, access_case
from detente.desk.actions._custody import Deed, case_commitments, custody_line
from detente.desk.models import Case
from detente.journal.models import Event
from detente.journal.record import Entry, record
from detente.rules.roles import Action

WRITTEN_EVERY: Final = timedelta(minutes=10)
"""How often at most one person's reading of one file makes a line; each export makes its own."""


@transaction.atomic
def read_case_file(person_id: int, case_id: int, *, now: datetime) -> Colleague:
    """Open the file of a case on the screen. Raises `Refused("access.…")`."""
    case, colleague = access_case(person_id, case_id, Action.EXPORT_CASE)
    if not _written_lately(colleague, case, now):
        _write("viewed", "case.file_read", case, colleague, now)
    return colleague


@transaction.atomic
def export_case(person_id: int, case_id: int, *, now: datetime) -> Colleague:
    """Let the file of a case leave the desk. Raises `Refused("access.…")`."""
    case, colleague = access_case(person_id, case_id, Action.EXPORT_CASE)
    _write("exported", "case.exported", case, colleague, now)
    return colleague


def _written_lately(colleague: Colleague, case: Case, now: datetime) -> bool:
    rows = Event.objects.filter(case_id=case.id, name="case.file_read", at__gt=now - WRITTEN_EVERY)
    return rows.filter(actor_kind="person", actor_id=colleague.id).exists()


def _write(deed: Deed, name: str, case: Case, colleague: Colleague, now: datetime) -> None:
    line = custody_line(deed, case_commitments(case.id), {"case": case.id, "person": colleague.id}, at=now)
    record(Entry(name, colleague.actor, "case", case.id, case.brand_id, case.id, {"ledger": line}), at=now)
