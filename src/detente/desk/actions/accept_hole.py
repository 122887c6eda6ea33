"""A person saw that a stretch of time may be missing, and lets it be."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_channel
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Hole
from detente.journal.record import Entry, record

_NO_SUCH = Words(fr="Ce trou n’existe pas, ou est déjà réglé.", en="This hole does not exist, or is settled already.")


@transaction.atomic
def accept_hole(person_id: int, hole_id: int, *, now: datetime) -> None:
    """Close the hole as accepted; its range stays in the record. Raises `Refused`: `access.…`, `state.hole`."""
    channel_id = Hole.objects.filter(id=hole_id).values_list("channel_id", flat=True).first() or 0
    channel, who = access_channel(person_id, channel_id, "tend_channel", lock=True)
    if not Hole.objects.filter(id=hole_id, filled_at__isnull=True).update(filled_at=now, filled_how="accepted"):
        raise Refused("state.hole", _NO_SUCH)
    facts = {"hole": hole_id}
    record(Entry("hole.accepted", who.actor, "channel", channel.id, channel.brand_id, facts=facts), at=now)
    tell_screens(channel.brand_id)
