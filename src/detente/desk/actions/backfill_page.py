"""One page of a channel's past: stored as history, with the task's place in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from detente.contracts.network import Affordance, Batch, Change, Hole, Verb
from detente.desk.actions._channel_trouble import tell_channel
from detente.desk.actions._holes import fill_holes
from detente.desk.actions.claim import Claim
from detente.desk.actions.claim_task import held_task
from detente.desk.actions.receive import Beside, receive
from detente.desk.models import ChannelTask

MOST: Final = 50_000
"""Items of the past that one request brings at most."""

_POLLED_BY_THEN: Final = timedelta(minutes=15)


def left_to_polls(task: ChannelTask) -> datetime:
    """From when on a message is news, which a poll brings with its clock: never history, though a page lists it too."""
    return max(task.channel.created_at, task.made_at - _POLLED_BY_THEN)


@transaction.atomic
def keep_page(
    claimed: Claim, batch: Batch, denied: Mapping[str, Mapping[Verb, Affordance]] | None, *, now: datetime
) -> bool:
    """Whether there is more to fetch. A worker that lost its task stores nothing."""
    task = held_task(claimed)
    if task is None:
        return False
    changes = [change for change in batch.changes if not _is_news(change, left_to_polls(task))]
    beside = Beside.of(batch, "backfill", denied=denied)
    got = receive(task.channel_id, changes, now=now, historical=True, beside=beside)
    seen = _count(task, "seen") + len(batch.changes)
    task.progress = {**task.progress, "seen": seen, "new": _count(task, "new") + got.new, **_reached(task, changes)}
    task.cursor = batch.next_cursor
    bounded = seen >= MOST and batch.more
    if not batch.more or bounded:
        _end(task, bounded, now)
    task.save(update_fields=["progress", "cursor", "state", "due_at", "lease_until", "done_at", "trouble"])
    return batch.more and not bounded


def _is_news(change: Change, since: datetime) -> bool:
    item = change.item
    return item is not None and item.posted_at is not None and item.posted_at >= since


def _count(task: ChannelTask, name: str) -> int:
    value = task.progress.get(name, 0)
    return value if isinstance(value, int) else 0


def _reached(task: ChannelTask, changes: list[Change]) -> dict[str, str]:
    times = [change.item.posted_at for change in changes if change.item is not None and change.item.posted_at]
    before = task.progress.get("reached")
    oldest = min([one.isoformat() for one in times] + ([before] if isinstance(before, str) else []), default="")
    return {"reached": oldest} if oldest else {}


def _end(task: ChannelTask, bounded: bool, now: datetime) -> None:
    """A past that was fetched whole proves every older hole in its range filled."""
    task.state, task.due_at, task.lease_until, task.done_at = "done", None, None, now
    task.trouble = "bounded" if bounded else ""
    if not bounded and task.since is not None:
        fill_holes(task.channel, [Hole(task.since, left_to_polls(task))], "backfill", now=now)
    tell_channel("backfill.done", task.channel, now=now, seen=_count(task, "seen"), new=_count(task, "new"))
