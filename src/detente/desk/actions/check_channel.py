"""Have a channel's rights asked again, now."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.desk.access import access_channel
from detente.desk.actions._tasks import wake_probe
from detente.desk.actions.notify import tell_screens
from detente.journal.record import Entry, record


@transaction.atomic
def check_channel_again(person_id: int, channel_id: int, *, now: datetime) -> None:
    """A worker asks the network at once; what it finds shows on the channel. Raises `Refused("access.…")`."""
    channel, who = access_channel(person_id, channel_id, "tend_channel", lock=True)
    wake_probe(channel, now=now)
    record(Entry("channel.check_asked", who.actor, "channel", channel.id, channel.brand_id), at=now)
    tell_screens(channel.brand_id)
