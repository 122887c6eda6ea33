"""The first of the two transactions of ingest: what arrived is stored and sealed, set-based, with one ledger line.

No statement per comment: authors, conversations, messages, revisions and sealed items are each written by one statement
per batch; the ledger head is locked last. Reading and cases come in the second transaction (`read_messages.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from detente.contracts.actors import Actor
from detente.contracts.network import Change, ChangeKind, Cursor, Item
from detente.desk.actions import receive_rows as rows
from detente.desk.actions.notify import tell_screens, wake_workers
from detente.desk.actions.record_contest import record_contest
from detente.desk.models import Channel
from detente.journal.record import Entry, record


@dataclass(frozen=True, slots=True)
class Received:
    """Numbers of messages by what became of them; `new_ids` are message ids."""

    new: int
    known: int
    revised: int
    deleted: int
    new_ids: tuple[int, ...] = ()


@transaction.atomic
def receive(
    channel_id: int,
    changes: Sequence[Change],
    *,
    now: datetime,
    cursor: Cursor | None = None,
    historical: bool = False,
    actor: Actor | None = None,
) -> Received:
    """Store and seal a batch of changes; save the connector's cursor in the same transaction.

    Idempotent by (channel, external id, text). A deletion wins over a late creation. `historical`: no clock will run.
    """
    channel = Channel.objects.select_related("brand").get(id=channel_id)
    latest = _latest_items(changes)
    stored = rows.store_items(channel, latest, now=now, historical=historical)
    tombs = rows.store_deletions(channel, [c for c in changes if c.kind is ChangeKind.DELETED])
    rows.mark_hidden(channel, _last_seen(changes, ChangeKind.MODERATED_ELSEWHERE))
    rows.mark_shown(channel, _last_seen(changes, ChangeKind.RESTORED))
    for message_id, words in rows.contests(channel, [c for c in changes if c.kind is ChangeKind.CONTESTED]):
        record_contest(message_id, words, now=now)
    ledger_seq = rows.seal_all(channel, stored.to_seal + tombs, now=now)
    rows.save_cursor(channel, cursor, now=now, items=bool(stored.new_ids))
    if ledger_seq is not None:
        _tell(channel, stored, tombs, ledger_seq, actor or Actor.connector(channel.id), now)
    return Received(
        new=len(stored.new_ids),
        known=len(latest) - len(stored.new_ids) - stored.revised,
        revised=stored.revised,
        deleted=len(tombs),
        new_ids=tuple(stored.new_ids),
    )


def _latest_items(changes: Sequence[Change]) -> list[Item]:
    """One item per external id, the last said in the batch."""
    items: dict[str, Item] = {change.external_id: change.item for change in changes if change.item is not None}
    gone = {change.external_id for change in changes if change.kind is ChangeKind.DELETED}
    return [item for key, item in items.items() if item.text or key not in gone]


def _last_seen(changes: Sequence[Change], kind: ChangeKind) -> list[str]:
    """The messages whose last change of visibility in the batch is `kind`."""
    shown = (ChangeKind.MODERATED_ELSEWHERE, ChangeKind.RESTORED)
    last = {change.external_id: change.kind for change in changes if change.kind in shown}
    return [key for key, what in last.items() if what is kind]


def _tell(
    channel: Channel, stored: rows.Stored, tombs: list[rows.ToSeal], seq: int, actor: Actor, now: datetime
) -> None:
    record(
        Entry(
            name="messages.received",
            actor=actor,
            subject_kind="channel",
            subject_id=channel.id,
            brand_id=channel.brand_id,
            facts={
                "ledger": seq,
                "new": len(stored.new_ids),
                "messages": [item.message_id for item in stored.to_seal + tombs],
            },
        ),
        at=now,
    )
    wake_workers("read")
    tell_screens(channel.brand_id)
