"""Streams, seen from the desk: which channels may have one, since when it speaks, and what to poll at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from detente.channels.registry import NETWORKS
from detente.desk.actions.notify import wake_workers
from detente.desk.models import Channel, Message


def streaming_channels() -> list[Channel]:
    """The channels that are listened to and whose network can stream."""
    networks = [line.network for line in NETWORKS.values() if line.streams]
    rows = Channel.objects.filter(network__in=networks, state__in=["active", "trouble"]).exclude(base_url="")
    return list(rows.order_by("id"))


def stream_speaks(channel_ids: Collection[int], *, now: datetime) -> None:
    """A line carries these channels now."""
    Channel.objects.filter(id__in=channel_ids, streaming_since__isnull=True).update(streaming_since=now)


def stream_is_silent(channel_ids: Collection[int] | None) -> None:
    """No line carries these channels any more (None: none of them all)."""
    rows = Channel.objects.filter(streaming_since__isnull=False)
    (rows if channel_ids is None else rows.filter(id__in=channel_ids)).update(streaming_since=None)


def poll_at_once(channel_ids: Collection[int], *, now: datetime) -> None:
    """Make channels due: the stream spoke of something that could not be fetched. One being polled is left alone."""
    rows = Channel.objects.filter(id__in=channel_ids, lease_until__isnull=True, due_at__gt=now)
    if rows.update(due_at=now):
        wake_workers("listen")


def known_messages(channel_ids: Collection[int], external_ids: Collection[str]) -> set[tuple[int, str]]:
    """Which of these are messages that we hold and that are not deleted yet, by channel."""
    rows = Message.objects.filter(channel_id__in=channel_ids, external_id__in=external_ids).exclude(state="deleted")
    return set(rows.values_list("channel_id", "external_id"))
