"""Somebody wants a picture of a message now: the wish goes before everything else that waits."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.capture import Stop
from detente.contracts.refusals import Refused
from detente.desk.access import access_message
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.plan_captures import has_pages, want_capture
from detente.journal.record import Entry, record
from detente.rules.capture_words import WHY_STOPPED
from detente.rules.roles import Action


@transaction.atomic
def ask_picture(person_id: int, case_id: int, message_id: int, *, now: datetime) -> bool:
    """Wish for it; False when one is waited for already. Raises `Refused`: `access.…`, `state.picture`."""
    message, case, colleague = access_message(person_id, case_id, message_id, Action.KEEP_CAPTURE, lock=True)
    if not (message.permalink and not message.private and has_pages(message.channel.network)):
        raise Refused("state.picture", WHY_STOPPED[Stop.NO_ADDRESS])
    if not want_capture(message, asked_by=colleague.id, now=now):
        return False
    record(Entry("evidence.asked", colleague.actor, "message", message.id, case.brand_id, case.id), at=now)
    tell_screens(case.brand_id)
    return True
