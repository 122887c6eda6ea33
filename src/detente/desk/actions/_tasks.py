"""The rows of work beside a channel's polls: make them, wake them, stop them."""

from __future__ import annotations

from datetime import datetime, timedelta

from detente.channels.registry import NETWORKS
from detente.desk.actions.notify import wake_workers
from detente.desk.models import Channel, ChannelTask


def plan_tasks(channel: Channel, *, now: datetime) -> None:
    """Make sure that the channel’s standing tasks have rows: `probe`, and `recheck` where the network needs it."""
    line = NETWORKS.get(channel.network)
    if line is None or not line.has_connector:
        return
    kinds = ["probe"]
    if line.capabilities is not None and line.capabilities.recheck_every is not None:
        kinds.append("recheck")
    rows = [ChannelTask(channel=channel, kind=kind, made_at=now, due_at=now) for kind in kinds]
    ChannelTask.objects.bulk_create(rows, ignore_conflicts=True)


def plan_backfill(channel: Channel, days: int, *, now: datetime) -> bool:
    """Have the channel's past fetched, at most as far back as its network tells; whether it tells at all."""
    line = NETWORKS.get(channel.network)
    reach = line.capabilities.backfill if line is not None and line.capabilities is not None else None
    if reach is None or days <= 0:
        return False
    since = now - min(reach, timedelta(days=days))
    fresh = {
        "state": "waiting", "since": since, "cursor": None, "progress": {"since": since.isoformat()}, "trouble": "",
        "made_at": now, "due_at": now, "done_at": None, "attempts": 0, "lease_until": None,
    }  # fmt: skip
    ChannelTask.objects.update_or_create(channel=channel, kind="backfill", defaults=fresh)
    wake_workers("tasks")
    return True


def wake_probe(channel: Channel, *, now: datetime) -> None:
    """Have the channel's rights asked at once."""
    plan_tasks(channel, now=now)
    rows = ChannelTask.objects.filter(channel=channel, kind="probe")
    rows.update(state="waiting", due_at=now, lease_until=None, attempts=0)
    wake_workers("tasks")


def stop_tasks(channel: Channel, *kinds: str, now: datetime) -> int:
    """Stop the waiting tasks of these kinds (none named: all); how many there were."""
    rows = ChannelTask.objects.filter(channel=channel, state="waiting")
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return rows.update(state="stopped", due_at=None, lease_until=None, done_at=now)
