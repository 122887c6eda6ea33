"""Look at known messages again by id: what was edited, hidden or deleted since, where no network event said so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from detente.contracts.network import Affordance, Change, ChangeKind, Item, Verb
from detente.desk.actions._versions import text_hash
from detente.desk.actions.claim import Claim
from detente.desk.actions.claim_task import held_task
from detente.desk.actions.receive import Beside, receive, take_channel
from detente.desk.models import Channel, Message, Revision

YOUNG: Final = timedelta(days=7)
"""Messages of open cases are looked at again, and every other one for so long after it was posted; what is deleted for
so long after that, for a network leaves out what it cannot show for a while (a closed account that comes back)."""


@dataclass(frozen=True, slots=True)
class Due:
    """One message to look at, as it was when it was chosen."""

    id: int
    external_id: str
    revision_number: int
    state: str


def due_messages(channel: Channel, *, every: timedelta, after: int, limit: int, now: datetime) -> tuple[Due, ...]:
    """The next messages to look at, by id after `after`: last seen longer ago than `every`."""
    rows = _watched(channel, now).filter(Q(checked_at__isnull=True) | Q(checked_at__lte=now - every), id__gt=after)
    found = rows.order_by("id").values_list("id", "external_id", "revision_number", "state")[:limit]
    return tuple(Due(*row) for row in found)


def _watched(channel: Channel, now: datetime) -> QuerySet[Message]:
    there = Q(state__in=["visible", "hidden"]) | Q(state="deleted", state_at__gte=now - YOUNG)
    rows = Message.objects.filter(there, channel=channel, ours=False)
    open_case = Q(case__isnull=False) & ~Q(case__state="closed")
    return rows.filter(open_case | Q(posted_at__gte=now - YOUNG))


@transaction.atomic
def keep_recheck(
    claimed: Claim,
    asked: Sequence[Due],
    answer: Mapping[str, Item | None],
    denied: Mapping[str, Mapping[Verb, Affordance]] | None,
    *,
    now: datetime,
) -> bool:
    """Store what changed, and that the rest was seen. An id that is not answered stays as it was.

    A message that a poll brought forward meanwhile is left to the next look. False: the task is in other hands.
    """
    task = held_task(claimed)
    if task is None:
        return False
    take_channel(task.channel_id, alone=True)
    hashes = _hashes([one.id for one in asked])
    changes = [
        change
        for one in asked
        if one.external_id in answer and hashes.get(one.id, (0, b""))[0] == one.revision_number
        for change in _changes(one, answer[one.external_id], hashes[one.id][1], now)
    ]
    receive(task.channel_id, changes, now=now, beside=Beside("poll", denied=denied))
    there = [one.id for one in asked if answer.get(one.external_id) is not None]
    still_gone = [one.id for one in asked if one.state == "deleted" and one.external_id in answer]
    Message.objects.filter(id__in=there + still_gone).update(checked_at=now)
    task.cursor = {"after": asked[-1].id} if asked else None
    task.progress = {"seen": len(there), "new": len(changes)}
    task.save(update_fields=["cursor", "progress"])
    return True


@transaction.atomic
def begin_again(claimed: Claim) -> None:
    """The next round starts at the first message."""
    task = held_task(claimed)
    if task is not None:
        task.cursor = None
        task.save(update_fields=["cursor"])


def _hashes(message_ids: Sequence[int]) -> dict[int, tuple[int, bytes]]:
    """By message: the number of the version that it shows now, and its hash; the messages are locked."""
    locked = Message.objects.select_for_update(of=("self",)).filter(id__in=message_ids).order_by("id")
    numbers = dict(locked.values_list("id", "revision_number"))
    rows = Revision.objects.filter(message_id__in=message_ids).values_list("message_id", "number", "text_hash")
    return {row: (number, bytes(digest)) for row, number, digest in rows if numbers.get(row) == number}


def _changes(one: Due, item: Item | None, digest: bytes, now: datetime) -> list[Change]:
    if item is None:
        return [] if one.state == "deleted" else [Change(ChangeKind.DELETED, one.external_id, None, now)]
    told = []
    if text_hash(item.text) != digest:
        told.append(Change(ChangeKind.EDITED, one.external_id, item, now))
    if one.state == "deleted":
        told.append(Change(ChangeKind.RESTORED, one.external_id, None, now))
    if item.hidden != (one.state == "hidden"):
        kind = ChangeKind.MODERATED_ELSEWHERE if item.hidden else ChangeKind.RESTORED
        told.append(Change(kind, one.external_id, None, now))
    return told
