"""Listening, seen from the desk: which channel is due, what came of a poll."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from detente.desk.actions._channel_trouble import KEEPS_POLLS_OUT, into_trouble, out_of_trouble, tell_channel
from detente.desk.actions.claim import Claim, claim
from detente.desk.models import Channel

LISTENING = "state IN ('active', 'trouble') AND base_url <> ''"
_ALWAYS = 2_000_000_000
_LONGEST_WAIT: Final = timedelta(minutes=5)
_LONGEST_WITHOUT_RIGHTS: Final = timedelta(minutes=15)
_DOWN: Final = 3
_DOWN_LONG: Final = 8
"""Failures in a row after which a channel shows as in trouble, and after which the leads are told by mail."""


@transaction.atomic
def claim_channel(*, lease: timedelta, now: datetime) -> tuple[Channel, Claim] | None:
    """Take the channel that has been due for longest; polling has no cap on attempts."""
    taken = claim("desk_channel", LISTENING, limit=1, lease=lease, now=now, cap=_ALWAYS)
    if not taken:
        return None
    return Channel.objects.select_related("brand").get(id=taken[0].id), taken[0]


def still_ours(claimed: Claim) -> bool:
    """Whether the channel still is in this worker's hands, and nobody paused or removed it."""
    rows = Channel.objects.filter(id=claimed.id, attempts=claimed.attempt, state__in=["active", "trouble"])
    return rows.exists()


@transaction.atomic
def polled(channel_id: int, claimed: Claim, *, now: datetime, again_at: datetime, whole: bool = True) -> None:
    """A poll went well: set the next one. `whole`: it reached the end of what there was to tell.

    Only then is a channel's very first listing over.
    """
    channel = _mine(channel_id, claimed)
    if channel is None:
        return
    channel.due_at, channel.lease_until, channel.attempts = again_at, None, 0
    if whole or channel.last_success_at is not None:
        channel.last_success_at = now
    channel.save(update_fields=["due_at", "lease_until", "attempts", "last_success_at"])
    if channel.trouble and channel.trouble not in KEEPS_POLLS_OUT:
        out_of_trouble(channel, now=now)


@transaction.atomic
def poll_waits(channel_id: int, claimed: Claim, *, until: datetime) -> None:
    """The network said wait: not a failure, and not a success either."""
    channel = _mine(channel_id, claimed)
    if channel is not None:
        channel.due_at, channel.lease_until, channel.attempts = until, None, max(0, channel.attempts - 1)
        channel.save(update_fields=["due_at", "lease_until", "attempts"])


@transaction.atomic
def poll_failed(channel_id: int, claimed: Claim, *, trouble: str, stop: bool, now: datetime) -> None:
    """A poll failed: wait longer each time. `stop`: a person must act (rights gone, answers that break the contract).

    It is polled again in any case: a network that comes back is heard again without anybody.
    """
    channel = _mine(channel_id, claimed)
    if channel is None:
        return
    longest = _LONGEST_WITHOUT_RIGHTS if trouble.startswith("auth") else _LONGEST_WAIT
    wait = min(longest, timedelta(seconds=channel.poll_seconds * 2 ** min(channel.attempts, 12)))
    channel.lease_until, channel.due_at = None, now + wait
    channel.save(update_fields=["lease_until", "due_at"])
    if stop or channel.attempts >= _DOWN:
        fresh = channel.trouble != trouble
        into_trouble(channel, trouble, alert=(stop and fresh) or channel.attempts == _DOWN_LONG, now=now)
    elif channel.trouble != trouble:
        channel.trouble = trouble
        channel.save(update_fields=["trouble"])
        tell_channel("channel.trouble", channel, now=now, cause=trouble[:40])


def _mine(channel_id: int, claimed: Claim) -> Channel | None:
    rows = Channel.objects.select_for_update(of=("self",)).select_related("brand")
    channel = rows.get(id=channel_id)
    return channel if channel.attempts == claimed.attempt and channel.state != "removed" else None
