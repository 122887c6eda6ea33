"""The second transaction of ingest: claimed messages get their readings, and readings open or reopen cases.

Conversations are locked in the order of their ids, so that two workers never open two cases for one author.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from detente.analysis.careful import a_person_looks
from detente.analysis.similar import signed as signed
from detente.contracts.actors import SYSTEM
from detente.contracts.analysis import MessageToRead, ReadingResult
from detente.desk.actions.claim import Claim, claim
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.open_cases import Arrival, open_cases
from detente.desk.models import Channel, Message
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
    """Take up to `limit` unread messages with their current words, their brand and a language, oldest first.

    The language is the one that the case was read in, else the brand's own: it only decides where words do not.
    """
    claims = {one.id: one for one in claim("desk_message", UNREAD, limit=limit, lease=lease, now=now)}
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, [list(claims)])
        rows = cursor.fetchall()
    return [
        Unread(claims[key], number, MessageToRead(key, text, hint, brand)) for key, number, text, hint, brand in rows
    ]


_WORDS = """
SELECT m.id, r.number, r.text, coalesce(k.language, b.language), b.id FROM desk_message m
JOIN desk_revision r ON r.message_id = m.id AND r.number = m.revision_number
JOIN desk_channel c ON c.id = m.channel_id
JOIN accounts_brand b ON b.id = c.brand_id
LEFT JOIN LATERAL (SELECT k.language FROM desk_case k WHERE k.author_id = m.author_id
    AND k.conversation_id = m.conversation_id ORDER BY k.id DESC LIMIT 1) k ON true
WHERE m.id = ANY(%s) ORDER BY m.id
"""


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
def give_up_reading(unread: Unread, *, now: datetime) -> None:
    """Leave to people a message that could not be read although tried: it stands in its case as *failed*.

    Its case is opened with nothing guessed, so that its clock runs like anybody's and somebody looks.
    """
    message = _still_mine([unread]).get(unread.claim.id)
    if message is None:
        return
    brand = message.channel.brand
    entries = open_cases([Arrival(message, unread.revision_number, a_person_looks(unread.message))], now=now)
    Message.objects.filter(id=message.id).update(read_state="failed")
    message.refresh_from_db(fields=["case"])
    failed = Entry("message.reading_failed", SYSTEM, "message", message.id, brand.id, message.case_id)
    record_many([*entries, failed], at=now)
    tell_screens(brand.id)


_LOCK_THREADS = """
SELECT count(*) FROM (
    SELECT id FROM desk_conversation
    WHERE id IN (SELECT conversation_id FROM desk_message WHERE id = ANY(%s)) ORDER BY id FOR NO KEY UPDATE
) AS locked
"""

_NEEDED = ("id", "channel_id", "conversation_id", "author_id", "posted_at", "historical", "attempts")


def _still_mine(unread: Sequence[Unread]) -> dict[int, Message]:
    """The messages that are still ours, locked after their conversations, with only what opening cases looks at."""
    attempts = {u.claim.id: u.claim.attempt for u in unread}
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_THREADS, [list(attempts)])
    held = Message.objects.select_for_update(no_key=True).filter(id__in=attempts, read_state="unread")
    rows = [row for row in held.only(*_NEEDED).order_by("id") if row.attempts == attempts[row.id]]
    channels = Channel.objects.select_related("brand").in_bulk({row.channel_id for row in rows})
    for row in rows:
        row.channel = channels[row.channel_id]
    return {row.id: row for row in rows}


# One JSON parameter, not an array a column: quoting JSON inside array literals costs more than the reading itself.
_READINGS = """
INSERT INTO desk_reading (message_id, revision_number, engine, at, language, kind, sentiment, severity, urgency, topic,
    heart, asks, unsure, scores, because, complaint, question, troll, irony, toxicity, doubts, personal_data, facts,
    fingerprint, sources, corrected)
SELECT r.message_id, r.revision_number, %s, %s, r.language, r.kind, r.sentiment, r.severity, r.urgency, r.topic,
    r.heart, r.asks, r.unsure, r.scores, r.because, r.complaint, r.question, r.troll, r.irony, r.toxicity, r.doubts,
    r.personal_data, r.facts, r.fingerprint, r.sources, '[]'
FROM json_to_recordset(%s::json) AS r (message_id bigint, revision_number int, language text, kind text, sentiment text,
    severity int, urgency text, topic text, heart text, asks text, unsure bool, scores jsonb, because jsonb,
    complaint bool, question bool, troll bool, irony bool, toxicity text, doubts jsonb, personal_data jsonb,
    facts jsonb, fingerprint bigint, sources jsonb)
"""


def _write(kept: Sequence[tuple[Unread, ReadingResult]], engine: str, now: datetime) -> None:
    """Every reading of the batch in one statement."""
    rows = [_row(unread, result) for unread, result in kept]
    with connection.cursor() as cursor:
        cursor.execute(_READINGS, [engine, now, json.dumps(rows)])


def _row(unread: Unread, result: ReadingResult) -> dict[str, object]:
    return {
        "message_id": unread.claim.id,
        "revision_number": unread.revision_number,
        "language": result.language,
        "kind": result.kind.value,
        "sentiment": result.sentiment.value,
        "severity": result.severity,
        "urgency": result.urgency.value,
        "topic": result.topic.value,
        "heart": result.heart[:300],
        "asks": result.asks[:300],
        "unsure": result.unsure,
        "scores": dict(result.scores),
        "because": [[w.score, w.words, w.start, w.end] for w in result.because],
        "complaint": result.complaint,
        "question": result.question,
        "troll": result.troll,
        "irony": result.irony,
        "toxicity": result.toxicity.value,
        "doubts": result.doubts,
        "personal_data": result.personal_data,
        "facts": [[f.kind.value, f.words, f.start, f.end] for f in result.facts],
        "fingerprint": signed(result.fingerprint),
        "sources": dict(result.sources),
    }
