"""Take in what was pushed to us: once, with its deletions and edits, and with what could not be read set aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.db import connection, transaction

from detente.contracts.actors import Actor
from detente.contracts.network import Change, ChangeKind, Pushed
from detente.desk.actions.receive import Beside, Received, receive
from detente.desk.models import Channel, PushSeen
from detente.journal.record import Entry, record

REMEMBERED: Final = timedelta(days=30)
"""How long a push is known; its signature is stale long before."""
_EVENT: Final = "\x1f"
"""Before the id of a single event: no id of a push can begin with it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a push. `known`: all of it came before and nothing was done."""

    known: bool
    received: Received


_NOTHING: Final = Received(0, 0, 0, 0)


@transaction.atomic
def take_push(channel_id: int, pushed: Pushed, *, skew: timedelta, now: datetime) -> Taken:
    """Store a verified push in one transaction: a replay of its id brings nothing, whatever it says.

    `skew`: the sender's clock against ours, kept for the channel's page.
    """
    if not _fresh(channel_id, [pushed.delivery_id], now):
        return Taken(True, _NOTHING)
    changes = _not_known(channel_id, pushed.changes, now)
    received = receive(channel_id, changes, now=now, beside=Beside("push", aside=pushed.aside))
    _note_success(channel_id, skew, now)
    facts = {
        "new": received.new, "known": received.known + len(pushed.changes) - len(changes),
        "revised": received.revised, "deleted": received.deleted, "aside": len(pushed.aside),
    }  # fmt: skip
    brand_id = Channel.objects.values_list("brand_id", flat=True).get(id=channel_id)
    record(Entry("push.taken", Actor.connector(channel_id), "channel", channel_id, brand_id, facts=facts), at=now)
    return Taken(False, received)


@transaction.atomic
def forget_pushes(now: datetime) -> int:
    """Forget the ids of pushes that are too old to come again; returns how many."""
    return PushSeen.objects.filter(at__lt=now - REMEMBERED).delete()[0]


_REMEMBER: Final = """
INSERT INTO desk_pushseen (channel_id, delivery_id, at) SELECT %s, one, %s FROM unnest(%s::text[]) AS one
ON CONFLICT (channel_id, delivery_id) DO NOTHING RETURNING delivery_id
"""


def _fresh(channel_id: int, ids: Iterable[str], now: datetime) -> set[str]:
    """Those of the ids that were never seen, marked as seen. Waits for another transaction that takes the same one."""
    wanted = sorted(set(ids))
    if not wanted:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_REMEMBER, [channel_id, now, wanted])
        return {row[0] for row in cursor.fetchall()}


def _not_known(channel_id: int, changes: Sequence[Change], now: datetime) -> list[Change]:
    """Without the edits, deletions and restorations that came before in another push.

    A creation that comes again is harmless and stays; an old edit that comes again would undo a younger one.
    """
    told = {_mark(change) for change in changes if _counts_once(change)}
    fresh = _fresh(channel_id, told, now)
    return [change for change in changes if not _counts_once(change) or _mark(change) in fresh]


def _counts_once(change: Change) -> bool:
    return change.kind is not ChangeKind.CREATED and bool(change.source_event_id)


def _mark(change: Change) -> str:
    told = f"{change.external_id}{_EVENT}{change.source_event_id}"
    return _EVENT + sha256(told.encode("utf-8", "replace")).hexdigest()


def _note_success(channel_id: int, skew: timedelta, now: datetime) -> None:
    skew_ms = int(skew.total_seconds() * 1000)
    Channel.objects.filter(id=channel_id).update(last_success_at=now, clock_skew_ms=skew_ms)
