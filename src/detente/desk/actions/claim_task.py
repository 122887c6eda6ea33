"""Take one due task of a channel, and put it back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from detente.desk.actions._tasks import plan_tasks
from detente.desk.actions.claim import Claim, claim, next_due
from detente.desk.models import Channel, ChannelTask

_ALWAYS: Final = 2_000_000_000
# A paused or removed channel is left alone; one that is being checked is only probed; only a well one tells its past.
_DUE: Final = """state = 'waiting' AND EXISTS (SELECT 1 FROM desk_channel c WHERE c.id = channel_id
    AND (c.state = 'active' OR (c.state = 'trouble' AND kind <> 'backfill')
        OR (c.state = 'checking' AND kind = 'probe')))"""


@transaction.atomic
def claim_task(*, lease: timedelta, now: datetime) -> tuple[ChannelTask, Claim] | None:
    """The task that has been due for longest, its channel beside it; no cap on attempts: each waits longer instead."""
    taken = claim("desk_channeltask", _DUE, limit=1, lease=lease, now=now, cap=_ALWAYS)
    if not taken:
        return None
    return ChannelTask.objects.select_related("channel__brand").get(id=taken[0].id), taken[0]


def next_task() -> datetime | None:
    """When a task is next due."""
    return next_due("desk_channeltask", _DUE, cap=_ALWAYS)


def held_task(claimed: Claim) -> ChannelTask | None:
    """The task under lock while it still is this worker's and nobody stopped it; else None. The channel stays free."""
    rows = ChannelTask.objects.select_for_update(of=("self",)).select_related("channel__brand")
    return rows.filter(id=claimed.id, attempts=claimed.attempt, state="waiting").first()


@transaction.atomic
def task_again(claimed: Claim, *, at: datetime, trouble: str = "", failed: bool = False) -> None:
    """Put the task back for `at`. `failed` keeps counting its attempts, so that it waits longer each time."""
    task = held_task(claimed)
    if task is None:
        return
    task.due_at, task.lease_until, task.trouble = at, None, trouble[:200]
    task.attempts = task.attempts if failed else 0
    task.save(update_fields=["due_at", "lease_until", "trouble", "attempts"])


@transaction.atomic
def plan_all_tasks(now: datetime) -> None:
    """Make sure that every channel that is not removed has its standing tasks."""
    for channel in Channel.objects.exclude(state="removed"):
        plan_tasks(channel, now=now)
