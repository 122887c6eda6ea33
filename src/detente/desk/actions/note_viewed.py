"""The lines of custody: who saw a kept picture, who took a sealed folder away. Ids only, as a line and as an event."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from detente.desk.access import Colleague
from detente.desk.actions._custody import custody_line
from detente.desk.models import Bundle, Case, EvidenceItem
from detente.journal.models import Event, LedgerHead
from detente.journal.record import Entry, record


@transaction.atomic
def note_viewed(colleague: Colleague, case: Case, item: EvidenceItem, *, now: datetime) -> int | None:
    """Write that this person saw the item: one line a person, item and day of the brand. None when it stands already.

    The caller has passed the case's gate, and shows the item right after.
    """
    since = _day_begins(case, now)
    if _stands(colleague, item, since):
        return None
    LedgerHead.objects.select_for_update().get(id=1)
    if _stands(colleague, item, since):
        return None
    facts = {"item": item.id, "person": colleague.id}
    line = custody_line("viewed", [bytes(item.commitment)], facts, at=now)
    said = {"ledger": line, "message": item.message_id}
    record(Entry("evidence.viewed", colleague.actor, "evidence", item.id, case.brand_id, case.id, said), at=now)
    return line


@transaction.atomic
def note_exported(colleague: Colleague, case: Case, bundle: Bundle, *, now: datetime) -> int:
    """Write that this person takes the sealed folder away, each time. The caller has passed the case's gate."""
    facts = {"bundle": bundle.id, "person": colleague.id}
    line = custody_line("exported", [bytes(bundle.commitment)], facts, at=now)
    entry = Entry("evidence.exported", colleague.actor, "bundle", bundle.id, case.brand_id, case.id, {"ledger": line})
    record(entry, at=now)
    return line


def _stands(colleague: Colleague, item: EvidenceItem, since: datetime) -> bool:
    rows = Event.objects.filter(subject_kind="evidence", subject_id=item.id, name="evidence.viewed", at__gte=since)
    return rows.filter(actor_kind="person", actor_id=colleague.id).exists()


def _day_begins(case: Case, now: datetime) -> datetime:
    local = now.astimezone(ZoneInfo(case.brand.time_zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)
