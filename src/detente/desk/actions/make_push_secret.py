"""Open the door of a channel that is pushed to, or give it a new secret; the old one holds for another day."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from detente.channels.registry import NETWORKS
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_channel
from detente.desk.actions.notify import tell_screens
from detente.desk.ring import lock_ring, readable_ring
from detente.journal.record import Entry, record
from detente.rules.roles import Action

_NOT_PUSHED = Words(
    fr="Ce canal n’attend pas d’envois\u202f: il n’a pas besoin de secret.",
    en="This channel takes no pushes: it needs no secret.",
)


@transaction.atomic
def make_push_secret(person_id: int, channel_id: int, seen: str, *, now: datetime) -> str:
    """Make the channel's secret and return it, the only time it is shown. The first one also makes its address.

    `seen`: the mark of the secret that the person saw, "" for none. Raises `Refused`: `access.…`, `state.secret`.
    """
    channel, who = access_channel(person_id, channel_id, Action.CONNECT_CHANNEL, lock=True)
    line = NETWORKS.get(channel.network)
    if line is None or not line.receives:
        raise Refused("state.secret", _NOT_PUSHED)
    ring = readable_ring(channel.secret, channel.brand_id).turned(seen, now)
    channel.account_id = channel.account_id or secrets.token_hex(16)
    channel.secret = lock_ring(ring, channel.brand_id)
    channel.save(update_fields=["account_id", "secret"])
    facts = {"renewed": bool(ring.older)}
    record(Entry("channel.secret_made", who.actor, "channel", channel.id, channel.brand_id, facts=facts), at=now)
    tell_screens(channel.brand_id)
    return ring.newest
