"""Provisional hides unconfirmed after their day: the lead hears of it, the register says it, nothing is undone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.actors import SYSTEM
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.queue_mail import queue_mails
from detente.desk.duty import leads
from detente.desk.letters import unconfirmed
from detente.desk.models import Removal
from detente.desk.turns import take_turn
from detente.journal.record import Entry, record_many
from detente.rules.removal import RemovalState


@transaction.atomic
def alarm_unconfirmed(now: datetime) -> int:
    """Alarm once per hide; returns how many. The state does not move: only a person confirms or restores."""
    if not take_turn("unconfirmed"):
        return 0
    rows = Removal.objects.select_for_update(of=("self",), skip_locked=True).select_related("case__brand")
    late = list(rows.filter(state=RemovalState.PROVISIONAL, confirm_by__lte=now, alarmed_at__isnull=True))
    Removal.objects.filter(id__in=[one.id for one in late]).update(alarmed_at=now)
    record_many([_entry(one) for one in late], at=now)
    readers = leads({one.brand_id for one in late})
    queue_mails([(unconfirmed(one), readers.get(one.brand_id, ())) for one in late], now=now)
    for brand_id in {one.brand_id for one in late}:
        tell_screens(brand_id)
    return len(late)


def _entry(removal: Removal) -> Entry:
    facts = {"confirm_by": removal.confirm_by.isoformat() if removal.confirm_by else None}
    return Entry("removal.unconfirmed", SYSTEM, "removal", removal.id, removal.brand_id, removal.case_id, facts)
