"""The second transaction of ingest: claimed messages get their readings, and readings open or reopen cases.

Conversations are locked in the order of their ids, so that two workers never open two cases for one author.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from detente.contracts.actors import SYSTEM
from detente.contracts.analysis import MessageToRead, ReadingResult
from detente.desk.actions.claim import Claim, claim
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.open_cases import Arrival, open_cases
from detente.desk.models import Conversation, Message, Revision
from detente.journal.record import Entry, record_many

UNREAD = "read_state = 'unread'"


@dataclass(frozen=True, slots=True)
class Unread:
    """One message in a reading worker's hands."""

    claim: Claim
    revision_number: int
    message: MessageToRead


@transaction.atomic
def claim_unread(*, limit: int, lease: timedelta, now: datetime) -> list[Unread]:
    """Take up to `limit` unread messages with their current words, oldest first."""
    claims = {one.id: one for one in claim("desk_message", UNREAD, limit=limit, lease=lease, now=now)}
    revisions = Revision.objects.raw(
        "SELECT r.* FROM desk_revision r JOIN desk_message m ON m.id = r.message_id AND m.revision_number = r.number"
        " WHERE m.id = ANY(%s) ORDER BY m.id",
        [list(claims)],
    )
    return [Unread(claims[r.message_id], r.number, MessageToRead(r.message_id, r.text)) for r in revisions]


@transaction.atomic
def write_readings(unread: Sequence[Unread], results: Sequence[ReadingResult], *, engine: str, now: datetime) -> int:
    """Store the readings, open or reopen the cases, and release the messages. Returns how many counted.

    A message whose attempt number moved on (another worker has it) is left to that worker.
    """
    mine = _still_mine(unread)
    kept = [(u, r) for u, r in zip(unread, results, strict=True) if u.claim.id in mine]
    if not kept:
        return 0
    _write(kept, engine, now)
    arrivals = [Arrival(mine[u.claim.id], u.revision_number, r) for u, r in kept]
    entries = open_cases(arrivals, now=now)
    record_many(entries, at=now)
    for brand_id in {message.channel.brand_id for message in mine.values()}:
        tell_screens(brand_id)
    return len(kept)


@transaction.atomic
def give_up_reading(claim: Claim, *, now: datetime) -> None:
    """Mark a message that could not be read although tried; it is shown to people as *failed*."""
    changed = Message.objects.filter(id=claim.id, attempts=claim.attempt).update(read_state="failed", due_at=None)
    if changed:
        record_many([Entry("message.reading_failed", SYSTEM, "message", claim.id)], at=now)


def _still_mine(unread: Sequence[Unread]) -> dict[int, Message]:
    attempts = {u.claim.id: u.claim.attempt for u in unread}
    threads = Message.objects.filter(id__in=attempts).values_list("conversation_id", flat=True)
    list(Conversation.objects.select_for_update().filter(id__in=set(threads)).order_by("id").values_list("id"))
    rows = (
        Message.objects.select_for_update(of=("self",), no_key=True)
        .select_related("channel__brand")
        .filter(id__in=attempts, read_state="unread")
    )
    return {row.id: row for row in rows.order_by("id") if row.attempts == attempts[row.id]}


_READINGS = """
INSERT INTO desk_reading (message_id, revision_number, engine, at, language, kind, sentiment, severity, urgency, topic,
    heart, asks, unsure, scores, because)
SELECT r.message_id, r.revision_number, %s, %s, r.language, r.kind, r.sentiment, r.severity, r.urgency, r.topic,
    r.heart, r.asks, r.unsure, r.scores::jsonb, r.because::jsonb
FROM unnest(%s::bigint[], %s::int[], %s::text[], %s::text[], %s::text[], %s::int[], %s::text[], %s::text[], %s::text[],
    %s::text[], %s::bool[], %s::text[], %s::text[])
    AS r (message_id, revision_number, language, kind, sentiment, severity, urgency, topic, heart, asks, unsure, scores,
    because)
"""


def _write(kept: Sequence[tuple[Unread, ReadingResult]], engine: str, now: datetime) -> None:
    """Every reading of the batch in one statement."""
    rows = [_columns(unread, result) for unread, result in kept]
    with connection.cursor() as cursor:
        cursor.execute(_READINGS, [engine, now, *([row[n] for row in rows] for n in range(len(rows[0])))])


def _columns(unread: Unread, result: ReadingResult) -> tuple[int | str | bool, ...]:
    return (
        unread.claim.id,
        unread.revision_number,
        result.language,
        result.kind.value,
        result.sentiment.value,
        result.severity,
        result.urgency.value,
        result.topic.value,
        result.heart[:300],
        result.asks[:300],
        result.unsure,
        json.dumps(result.scores),
        json.dumps([[w.score, w.words, w.start, w.end] for w in result.because]),
    )
