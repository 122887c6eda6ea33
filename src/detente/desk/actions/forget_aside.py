"""Something that was kept aside has been looked at: its bytes go, its reason and its size stay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.desk.access import access_channel
from detente.desk.actions.notify import tell_screens
from detente.desk.models import KeptAside
from detente.journal.record import Entry, record


@transaction.atomic
def forget_aside(person_id: int, aside_id: int, *, now: datetime) -> None:
    """Destroy the kept bytes and take the line off the channel's page. Raises `Refused("access.…")`."""
    channel_id = KeptAside.objects.filter(id=aside_id).values_list("channel_id", flat=True).first() or 0
    channel, who = access_channel(person_id, channel_id, "tend_channel", lock=True)
    if KeptAside.objects.filter(id=aside_id, seen_at__isnull=True).update(excerpt=None, seen_at=now):
        facts = {"aside": aside_id}
        record(Entry("aside.forgotten", who.actor, "channel", channel.id, channel.brand_id, facts=facts), at=now)
        tell_screens(channel.brand_id)
