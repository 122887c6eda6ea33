"""Listening, seen from the desk: which channel is due, what came of a poll."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from detente.contracts.actors import Actor
from detente.desk.actions.claim import Claim, claim
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Channel
from detente.journal.record import Entry, record

LISTENING = "state <> 'paused' AND base_url <> ''"
_ALWAYS = 2_000_000_000
_LONGEST_WAIT = timedelta(minutes=5)


@transaction.atomic
def claim_channel(*, lease: timedelta, now: datetime) -> tuple[Channel, Claim] | None:
    """Take one channel that is due to be polled; polling has no cap on attempts."""
    taken = claim("desk_channel", LISTENING, limit=1, lease=lease, now=now, cap=_ALWAYS)
    if not taken:
        return None
    return Channel.objects.select_related("brand").get(id=taken[0].id), taken[0]


@transaction.atomic
def polled(channel_id: int, claimed: Claim, *, now: datetime, again_at: datetime) -> None:
    """A poll went well: set the next one."""
    changed = Channel.objects.filter(id=channel_id, attempts=claimed.attempt)
    back = Channel.objects.filter(id=channel_id, state="trouble").exists()
    changed.update(due_at=again_at, lease_until=None, attempts=0, state="active", trouble="", last_success_at=now)
    if back:
        _tell("channel.recovered", channel_id, now)


@transaction.atomic
def poll_failed(channel_id: int, claimed: Claim, *, trouble: str, stop: bool, now: datetime) -> None:
    """A poll failed: wait longer each time; `stop` marks the channel in trouble (rights gone, contract broken)."""
    channel = Channel.objects.select_for_update().get(id=channel_id)
    if channel.attempts != claimed.attempt:
        return
    wait = min(_LONGEST_WAIT, timedelta(seconds=channel.poll_seconds * 2 ** min(channel.attempts, 8)))
    fresh = channel.trouble != trouble
    channel.trouble, channel.lease_until, channel.due_at = trouble, None, now + wait
    channel.state = "trouble" if stop or channel.attempts >= 3 else channel.state
    channel.save(update_fields=["trouble", "lease_until", "due_at", "state"])
    if fresh:
        _tell("channel.trouble", channel_id, now)


def _tell(name: str, channel_id: int, now: datetime) -> None:
    brand_id = Channel.objects.values_list("brand_id", flat=True).get(id=channel_id)
    record(Entry(name, Actor.connector(channel_id), "channel", channel_id, brand_id), at=now)
    tell_screens(brand_id)
