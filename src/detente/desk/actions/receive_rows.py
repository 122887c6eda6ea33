"""The statements of `receive`, each over a whole batch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import connection

from detente.contracts.network import Change, Cursor, Item
from detente.desk.keys import sealing_key
from detente.desk.models import Channel, Message
from detente.evidence.seal import seal
from detente.journal.ledger import append_line
from detente.journal.merkle import merkle_root


@dataclass(frozen=True, slots=True)
class ToSeal:
    """Bytes of one revision waiting to be sealed at the end of the transaction."""

    message_id: int
    revision_number: int
    what: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """What `store_items` wrote."""

    new_ids: list[int]
    revised: int
    to_seal: list[ToSeal]


_AUTHORS = """
INSERT INTO desk_author (channel_id, external_id, handle, display_name, first_seen_at)
SELECT %s, a.external_id, a.handle, a.display_name, %s
FROM unnest(%s::text[], %s::text[], %s::text[]) AS a (external_id, handle, display_name)
ON CONFLICT (channel_id, external_id) DO UPDATE
SET handle = excluded.handle, display_name = excluded.display_name
WHERE (desk_author.handle, desk_author.display_name) IS DISTINCT FROM (excluded.handle, excluded.display_name)
"""

_CONVERSATIONS = """
INSERT INTO desk_conversation (channel_id, external_id, title, url, first_seen_at)
SELECT %s, c.external_id, c.title, c.url, %s
FROM unnest(%s::text[], %s::text[], %s::text[]) AS c (external_id, title, url)
ON CONFLICT (channel_id, external_id) DO NOTHING
"""

_MESSAGES = """
INSERT INTO desk_message (channel_id, conversation_id, author_id, external_id, parent_external_id, ours, is_review,
    historical, posted_at, first_seen_at, permalink, state, revision_number, read_state, due_at, attempts)
SELECT %(channel)s, c.id, a.id, m.external_id, m.parent, m.ours, m.is_review, %(historical)s, m.posted_at, %(now)s,
    m.permalink, CASE WHEN m.hidden THEN 'hidden' ELSE 'visible' END, 1,
    CASE WHEN m.ours THEN 'read' ELSE 'unread' END, CASE WHEN m.ours THEN NULL ELSE %(now)s END, 0
FROM unnest(%(ids)s::text[], %(conversations)s::text[], %(authors)s::text[], %(parents)s::text[], %(ours)s::bool[],
    %(reviews)s::bool[], %(hidden)s::bool[], %(posted)s::timestamptz[], %(links)s::text[])
    WITH ORDINALITY AS m (external_id, conversation, author, parent, ours, is_review, hidden, posted_at, permalink, n)
JOIN desk_conversation c ON c.channel_id = %(channel)s AND c.external_id = m.conversation
LEFT JOIN desk_author a ON a.channel_id = %(channel)s AND a.external_id = m.author AND NOT m.ours
ORDER BY m.n
ON CONFLICT (channel_id, external_id) DO NOTHING
RETURNING id, external_id
"""

_KNOWN = """
SELECT m.id, m.external_id, m.revision_number, r.text_hash
FROM desk_message m JOIN desk_revision r ON r.message_id = m.id AND r.number = m.revision_number
WHERE m.channel_id = %s AND m.external_id = ANY(%s)
FOR UPDATE OF m
"""

_REVISIONS = """
INSERT INTO desk_revision (message_id, number, text, text_hash, observed_at)
SELECT r.message_id, r.number, r.text, r.text_hash, %s
FROM unnest(%s::bigint[], %s::int[], %s::text[], %s::bytea[]) AS r (message_id, number, text, text_hash)
"""

_REVISED = """
UPDATE desk_message m SET revision_number = r.number, due_at = %s, attempts = 0,
    read_state = CASE WHEN m.ours THEN 'read' ELSE 'unread' END
FROM unnest(%s::bigint[], %s::int[]) AS r (message_id, number) WHERE m.id = r.message_id
"""

_PARENTS = """
UPDATE desk_message m SET parent_id = p.id FROM desk_message p
WHERE p.channel_id = m.channel_id AND p.external_id = m.parent_external_id AND m.parent_id IS NULL
    AND m.channel_id = %s AND m.parent_external_id <> '' AND (m.id = ANY(%s) OR p.id = ANY(%s))
"""

_OURS = """
UPDATE desk_publication p SET message_id = m.id FROM desk_message m
WHERE m.id = ANY(%s) AND m.ours AND p.channel_id = m.channel_id AND p.remote_id = m.external_id AND p.message_id IS NULL
"""

_OUR_CASE = """
UPDATE desk_message m SET case_id = p.case_id FROM desk_message p
WHERE m.id = ANY(%s) AND m.ours AND m.case_id IS NULL AND p.id = m.parent_id
"""

_EVIDENCE = """
INSERT INTO desk_evidenceitem (channel_id, message_id, revision_number, what, level, size, commitment, wrapped,
    ciphertext, sealed_at, ledger_seq, leaf)
SELECT %s, e.message_id, e.number, e.what, 'D', e.size, e.commitment, e.wrapped, e.ciphertext, %s, %s, e.leaf
FROM unnest(%s::bigint[], %s::int[], %s::text[], %s::int[], %s::bytea[], %s::bytea[], %s::bytea[], %s::int[])
    AS e (message_id, number, what, size, commitment, wrapped, ciphertext, leaf)
"""


def clean(text: str) -> str:
    """The text as PostgreSQL can hold it: NUL and lone surrogates become U+FFFD; the sealed bytes keep the original."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def text_hash(text: str) -> bytes:
    """SHA-256 of the cleaned text."""
    return sha256(clean(text).encode()).digest()


def store_items(channel: Channel, items: Sequence[Item], *, now: datetime, historical: bool) -> Stored:
    """Write authors, conversations, new messages and new revisions of known ones."""
    if not items:
        return Stored([], 0, [])
    _authors_and_conversations(channel, items, now)
    known = _known(channel, items)
    fresh = _insert(channel, [item for item in items if item.external_id not in known], now, historical)
    by_id = {item.external_id: item for item in items}
    revisions = [(message_id, 1, by_id[key]) for key, message_id in fresh.items()]
    edited = [
        (message_id, number + 1, by_id[key])
        for key, (message_id, number, digest) in known.items()
        if by_id[key].text and text_hash(by_id[key].text) != digest
    ]
    _write_revisions(revisions + edited, now)
    _mark_revised(edited, now)
    _link(channel, list(fresh.values()))
    sealing = [ToSeal(m, n, "received" if n == 1 else "edited", item.raw) for m, n, item in revisions + edited]
    return Stored(list(fresh.values()), len(edited), sealing)


def _author_key(item: Item) -> str:
    return clean(item.author.external_id) if item.author else f"item:{item.external_id}"


def _authors_and_conversations(channel: Channel, items: Sequence[Item], now: datetime) -> None:
    authors = {
        _author_key(item): (clean(item.author.handle)[:200], clean(item.author.display_name)[:200])
        if item.author
        else ("", "")
        for item in items
        if not item.ours
    }
    threads = {
        item.conversation_external_id: (clean(item.conversation_title)[:300], clean(item.conversation_url or "")[:1000])
        for item in items
    }
    names, shown = sorted(authors), sorted(threads)
    with connection.cursor() as cursor:
        cursor.execute(
            _AUTHORS, [channel.id, now, names, [authors[n][0] for n in names], [authors[n][1] for n in names]]
        )
        cursor.execute(
            _CONVERSATIONS, [channel.id, now, shown, [threads[n][0] for n in shown], [threads[n][1] for n in shown]]
        )


def _known(channel: Channel, items: Sequence[Item]) -> dict[str, tuple[int, int, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [channel.id, [item.external_id for item in items]])
        return {key: (message_id, number, bytes(digest)) for message_id, key, number, digest in cursor.fetchall()}


def _insert(channel: Channel, items: Sequence[Item], now: datetime, historical: bool) -> dict[str, int]:
    if not items:
        return {}
    values: dict[str, object] = {
        "channel": channel.id,
        "historical": historical,
        "now": now,
        "ids": [item.external_id for item in items],
        "conversations": [item.conversation_external_id for item in items],
        "authors": [_author_key(item) for item in items],
        "parents": [item.parent_external_id or "" for item in items],
        "ours": [item.ours for item in items],
        "reviews": [item.is_review for item in items],
        "hidden": [item.hidden for item in items],
        "posted": [item.posted_at or now for item in items],
        "links": [clean(item.permalink or "")[:1000] for item in items],
    }
    with connection.cursor() as cursor:
        cursor.cursor.execute(_MESSAGES, values)
        return {key: message_id for message_id, key in cursor.fetchall()}


def _write_revisions(revisions: Sequence[tuple[int, int, Item]], now: datetime) -> None:
    if not revisions:
        return
    texts = [clean(item.text) for _, _, item in revisions]
    with connection.cursor() as cursor:
        cursor.execute(
            _REVISIONS,
            [
                now,
                [m for m, _, _ in revisions],
                [n for _, n, _ in revisions],
                texts,
                [text_hash(text) for text in texts],
            ],
        )


def _mark_revised(edited: Sequence[tuple[int, int, Item]], now: datetime) -> None:
    if edited:
        with connection.cursor() as cursor:
            cursor.execute(_REVISED, [now, [m for m, _, _ in edited], [n for _, n, _ in edited]])


def _link(channel: Channel, fresh: list[int]) -> None:
    if not fresh:
        return
    with connection.cursor() as cursor:
        cursor.execute(_PARENTS, [channel.id, fresh, fresh])
        cursor.execute(_OURS, [fresh])
        cursor.execute(_OUR_CASE, [fresh])


def store_deletions(channel: Channel, changes: Sequence[Change]) -> list[ToSeal]:
    """Mark messages that their authors deleted; the deletion itself is sealed, the words stay in their revisions."""
    found = {
        message.external_id: message
        for message in Message.objects.select_for_update()
        .filter(channel=channel, external_id__in=[change.external_id for change in changes])
        .exclude(state__in=["deleted", "removed"])
    }
    Message.objects.filter(id__in=[message.id for message in found.values()]).update(state="deleted")
    return [
        ToSeal(found[change.external_id].id, found[change.external_id].revision_number, "deleted", _tombstone(change))
        for change in changes
        if change.external_id in found
    ]


def _tombstone(change: Change) -> bytes:
    if change.item is not None:
        return change.item.raw
    told = {"deleted": change.external_id, "observed_at": change.observed_at.isoformat()}
    return json.dumps(told, sort_keys=True).encode()


def mark_hidden(channel: Channel, external_ids: Sequence[str]) -> None:
    """Messages that the network hides now."""
    Message.objects.filter(channel=channel, external_id__in=external_ids, state="visible").update(state="hidden")


def mark_shown(channel: Channel, external_ids: Sequence[str]) -> None:
    """Messages that the network shows again."""
    Message.objects.filter(channel=channel, external_id__in=external_ids, state="hidden").update(state="visible")


def contests(channel: Channel, changes: Sequence[Change]) -> tuple[tuple[int, str], ...]:
    """The contested messages with their authors' words."""
    notes = {change.external_id: clean(change.note) for change in changes}
    found = Message.objects.filter(channel=channel, external_id__in=list(notes)).values_list("id", "external_id")
    return tuple((message_id, notes[key]) for message_id, key in found)


def seal_all(channel: Channel, items: Sequence[ToSeal], *, now: datetime) -> int | None:
    """Seal every item under one ledger line and return its number; None when there was nothing to seal."""
    if not items:
        return None
    key = sealing_key()
    sealed = [seal(item.raw, key) for item in items]
    root = merkle_root([one.commitment for one in sealed])
    seq = append_line("sealed", root, len(sealed), {"channel": channel.id}, at=now)
    with connection.cursor() as cursor:
        cursor.execute(
            _EVIDENCE,
            [
                channel.id,
                now,
                seq,
                [item.message_id for item in items],
                [item.revision_number for item in items],
                [item.what for item in items],
                [one.size for one in sealed],
                [one.commitment for one in sealed],
                [one.wrapped for one in sealed],
                [one.ciphertext for one in sealed],
                list(range(len(sealed))),
            ],
        )
    return seq


def save_cursor(channel: Channel, cursor: Cursor | None, *, now: datetime, items: bool) -> None:
    """Keep the connector's place, in the transaction of the items."""
    if cursor is None:
        return
    fresh = {"last_item_at": now} if items else {}
    Channel.objects.filter(id=channel.id).update(cursor=cursor, last_success_at=now, trouble="", **fresh)
