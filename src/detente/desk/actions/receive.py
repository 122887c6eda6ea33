"""The first of the two transactions of ingest: what arrived is stored and sealed, set-based, with one ledger line.

No statement per comment: authors, conversations, messages, revisions and sealed items are each written by one statement
per batch; the ledger head is locked last. Reading and cases come in the second transaction (`read_messages.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from detente.contracts.actors import Actor
from detente.contracts.network import (
    Affordance,
    Aside,
    Batch,
    Budget,
    Change,
    ChangeKind,
    Coverage,
    Cursor,
    Hole,
    Tally,
    Verb,
)
from detente.desk.actions import receive_rows as rows
from detente.desk.actions._aside import keep_aside
from detente.desk.actions._cover import Said, keep_cover
from detente.desk.actions._storable import sift
from detente.desk.actions._versions import lock_known
from detente.desk.actions._visibility import has_deletions, meet_tombstones, move_messages
from detente.desk.actions.notify import tell_screens, wake_workers
from detente.desk.actions.plan_captures import plan_captures
from detente.desk.actions.record_contest import record_contest
from detente.desk.models import Channel, Message
from detente.journal.record import Entry, record, record_many


@dataclass(frozen=True, slots=True)
class Received:
    """Numbers of messages by what became of them; `new_ids` are message ids. `aside`: payloads never seen before."""

    new: int
    known: int
    revised: int
    deleted: int
    new_ids: tuple[int, ...] = ()
    aside: int = 0


@dataclass(frozen=True, slots=True)
class Beside:
    """What came with the changes. `source`: poll, stream, push, import, backfill.

    `denied`: by external id, what the connector says may be done with the item. `history_before`: in a channel's very
    first listing, what was posted before it was connected is historical.
    """

    source: str = "import"
    coverage: Coverage = Coverage.COMPLETE
    hole: Hole | None = None
    filled: tuple[Hole, ...] = ()
    aside: tuple[Aside, ...] = ()
    budget: Budget | None = None
    tally: Tally | None = None
    denied: Mapping[str, Mapping[Verb, Affordance]] | None = None
    history_before: datetime | None = None

    @classmethod
    def of(
        cls,
        batch: Batch,
        source: str = "poll",
        *,
        denied: Mapping[str, Mapping[Verb, Affordance]] | None = None,
        history_before: datetime | None = None,
    ) -> Beside:
        """What a batch says beside its changes."""
        return cls(
            source, batch.coverage, batch.hole, batch.filled, batch.aside, batch.budget, batch.tally, denied,
            history_before,
        )  # fmt: skip

    @property
    def said(self) -> Said:
        """The part that concerns the channel as a whole."""
        return Said(self.coverage, self.hole, self.filled, self.budget, self.tally)


_NOTHING = Beside()
_NEWS = frozenset({"poll", "stream", "push"})
"""Sources that bring what happens now."""


@transaction.atomic
def receive(
    channel_id: int,
    changes: Sequence[Change],
    *,
    now: datetime,
    cursor: Cursor | None = None,
    historical: bool = False,
    actor: Actor | None = None,
    beside: Beside = _NOTHING,
) -> Received:
    """Store and seal a batch of changes; save the connector's cursor in the same transaction.

    Idempotent by (channel, external id, version of the words). A deletion wins over a late creation, in this batch or
    another. What cannot be stored is kept aside. `historical`: no clock will run for any of it.
    """
    channel = Channel.objects.select_related("brand").get(id=channel_id)
    good, bad = sift(changes)
    take_channel(channel.id, alone=has_deletions(good) or beside.coverage is Coverage.GAP or bool(beside.filled))
    lock_known(channel.id, good)
    stored = rows.store_items(channel, good, rows.Arrived(now, historical, beside.history_before, beside.denied))
    tombs = meet_tombstones(channel, stored.new_ids) + move_messages(channel, good)
    for message_id, words in rows.contests(channel, [c for c in good if c.kind is ChangeKind.CONTESTED]):
        record_contest(message_id, words, now=now)
    aside = keep_aside(channel, [*beside.aside, *bad], beside.source, now=now)
    plan_captures(channel, stored.to_seal + tombs, now=now)
    ledger_seq = rows.seal_all(channel, stored.to_seal + tombs, now=now)
    moved = bool(stored.new_ids) and (cursor is not None or beside.source in _NEWS)
    delays = stored.delays if beside.source in _NEWS else ()
    keep_cover(channel, cursor, beside.said, moved=moved, delays=delays, now=now)
    if ledger_seq is not None:
        _tell(channel, stored, tombs, ledger_seq, actor or Actor.connector(channel.id), now)
    return Received(len(stored.new_ids), stored.known, stored.revised, len(tombs), tuple(stored.new_ids), aside)


def take_channel(channel_id: int, *, alone: bool) -> None:
    """Batches of one channel may run side by side, except one that may leave a tombstone or move a hole.

    Taken before any row, until commit. Who locks messages before they call `receive` takes it alone, first.
    """
    lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtextextended(%s, 0))", [f"detente.receive.{channel_id}"])


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
    record_many(_deletions(channel, tombs, actor), at=now)
    wake_workers("read")
    tell_screens(channel.brand_id)


def _deletions(channel: Channel, tombs: list[rows.ToSeal], actor: Actor) -> list[Entry]:
    if not tombs:
        return []
    cases = dict(Message.objects.filter(id__in=[one.message_id for one in tombs]).values_list("id", "case_id"))
    return [
        Entry("message.deleted", actor, "message", one.message_id, channel.brand_id, cases.get(one.message_id))
        for one in tombs
    ]
