"""The statements of `receive`, each over a whole batch."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from detente.contracts.network import Affordance, Change, Item, Json, Verb
from detente.desk.actions._own_posts import match_own_posts
from detente.desk.actions._storable import as_denied, as_json, clean, web_link
from detente.desk.actions._versions import Version, first_versions, held_versions, later_versions, text_hash, told
from detente.desk.keys import sealing_key
from detente.desk.models import Channel, Message
from detente.evidence.seal import seal
from detente.journal.ledger import append_line
from detente.journal.merkle import merkle_root

__all__ = ["Arrived", "Stored", "ToSeal", "clean", "contests", "seal_all", "store_items", "text_hash"]

SEEN_EVERY: Final = timedelta(hours=1)
"""How exact `Message.checked_at` is: a message that a poll shows again and again is not written each time."""


@dataclass(frozen=True, slots=True)
class ToSeal:
    """Bytes about one revision waiting to be sealed at the end of the transaction. `bundle_id`: they came in it."""

    message_id: int
    revision_number: int
    what: str
    raw: bytes
    level: str = "D"
    media_type: str = ""
    bundle_id: int | None = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """How a batch counts: `historical` whole, or what was posted before `history_before`. `denied` by external id."""

    now: datetime
    historical: bool = False
    history_before: datetime | None = None
    denied: Mapping[str, Mapping[Verb, Affordance]] | None = None

    def is_history(self, item: Item) -> bool:
        """Whether no clock will ever run for this item."""
        before = self.history_before
        return self.historical or (before is not None and item.posted_at is not None and item.posted_at < before)


@dataclass(frozen=True, slots=True)
class Stored:
    """What `store_items` wrote. `delays`: from posted to now, of the new live messages of others."""

    new_ids: list[int]
    revised: int
    to_seal: list[ToSeal]
    known: int = 0
    delays: tuple[timedelta, ...] = ()


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

# One JSON parameter for many columns: writing out as many arrays costs more than the database takes to read it.
_MESSAGES = """
INSERT INTO desk_message (channel_id, conversation_id, author_id, external_id, parent_external_id, ours, is_review,
    historical, posted_at, first_seen_at, permalink, state, revision_number, read_state, due_at, attempts, private,
    reference, denied, checked_at)
SELECT %(channel)s, c.id, a.id, m.id, m.parent, m.ours, m.review, m.history, m.posted, %(now)s,
    m.link, CASE WHEN m.hidden THEN 'hidden' ELSE 'visible' END, m.shown,
    CASE WHEN m.ours THEN 'read' ELSE 'unread' END, CASE WHEN m.ours THEN NULL ELSE %(now)s END, 0, m.private,
    coalesce(m.reference, '{}'), coalesce(m.denied, '{}'), %(now)s
FROM ROWS FROM (json_to_recordset(%(rows)s::json) AS (id text, conversation text, author text, parent text, ours bool,
    review bool, hidden bool, posted timestamptz, link text, history bool, shown int, private bool, reference jsonb,
    denied jsonb)) WITH ORDINALITY AS m (id, conversation, author, parent, ours, review, hidden, posted, link, history,
    shown, private, reference, denied, n)
JOIN desk_conversation c ON c.channel_id = %(channel)s AND c.external_id = m.conversation
LEFT JOIN desk_author a ON a.channel_id = %(channel)s AND a.external_id = m.author AND NOT m.ours
ORDER BY m.n
ON CONFLICT (channel_id, external_id) DO NOTHING
RETURNING id, external_id
"""

_REVISIONS = """
INSERT INTO desk_revision (message_id, number, text, text_hash, observed_at, occurred_at)
SELECT r.message_id, r.number, r.text, r.text_hash, %s, r.occurred_at
FROM unnest(%s::bigint[], %s::int[], %s::text[], %s::bytea[], %s::timestamptz[])
    AS r (message_id, number, text, text_hash, occurred_at)
"""

_REVISED = """
UPDATE desk_message m SET revision_number = r.number, due_at = %s, attempts = 0,
    read_state = CASE WHEN m.ours THEN 'read' ELSE 'unread' END
FROM unnest(%s::bigint[], %s::int[]) AS r (message_id, number) WHERE m.id = r.message_id
"""

_SEEN_AGAIN = """
UPDATE desk_message m SET checked_at = %s, private = m.private OR k.private,
    denied = coalesce(k.denied::jsonb, m.denied),
    reference = CASE WHEN k.reference = '{}' THEN m.reference ELSE k.reference::jsonb END
FROM unnest(%s::text[], %s::bool[], %s::text[], %s::text[]) AS k (external_id, private, reference, denied)
WHERE m.channel_id = %s AND m.external_id = k.external_id AND (m.checked_at IS NULL OR m.checked_at < %s
    OR (k.reference <> '{}' AND m.reference <> k.reference::jsonb) OR m.denied <> k.denied::jsonb
    OR (k.private AND NOT m.private))
"""

_PARENTS = """
UPDATE desk_message m SET parent_id = p.id FROM desk_message p
WHERE p.channel_id = m.channel_id AND p.external_id = m.parent_external_id AND m.parent_id IS NULL
    AND m.channel_id = %s AND m.parent_external_id <> '' AND (m.id = ANY(%s) OR p.id = ANY(%s))
"""

_EVIDENCE = """
INSERT INTO desk_evidenceitem (channel_id, message_id, revision_number, what, level, size, commitment, wrapped,
    ciphertext, sealed_at, ledger_seq, leaf, media_type, bundle_id)
SELECT %s, e.message_id, e.number, e.what, e.level, e.size, e.commitment, e.wrapped, e.ciphertext, %s, %s, e.leaf,
    e.media_type, e.bundle_id
FROM unnest(%s::bigint[], %s::int[], %s::text[], %s::text[], %s::int[], %s::bytea[], %s::bytea[], %s::bytea[],
    %s::int[], %s::text[], %s::bigint[])
    AS e (message_id, number, what, level, size, commitment, wrapped, ciphertext, leaf, media_type, bundle_id)
"""


def store_items(channel: Channel, changes: Sequence[Change], arrived: Arrived) -> Stored:
    """Write authors, conversations, new messages, and the versions of their words that are news."""
    told_of = told(changes)
    if not told_of:
        return Stored([], 0, [])
    last = {key: several[-1].item for key, several in told_of.items()}
    items = {key: item for key, item in last.items() if item is not None}
    _authors_and_conversations(channel, list(items.values()), arrived.now)
    held = held_versions(channel.id, told_of)
    begun = {key: first_versions(several) for key, several in told_of.items() if key not in held}
    fresh = _insert(channel, begun, items, arrived)
    written = [(fresh[key], version) for key in fresh for version in begun[key]]
    edited = [(one.message_id, version) for key, one in held.items() for version in later_versions(one, told_of[key])]
    _write_versions(written + edited, arrived.now)
    _mark_revised(edited, arrived.now)
    _seen_again(channel, {key: items[key] for key in held}, arrived)
    _link(channel, fresh, items)
    revised = len({message_id for message_id, _ in edited})
    sealing = [ToSeal(m, v.number, "received" if v.number == 1 else "edited", v.item.raw) for m, v in written + edited]
    return Stored(list(fresh.values()), revised, sealing, len(held) - revised, _delays(fresh, items, arrived))


def _author_key(item: Item) -> str:
    return clean(item.author.external_id) if item.author else f"item:{item.external_id}"[:300]


def _authors_and_conversations(channel: Channel, items: Sequence[Item], now: datetime) -> None:
    authors = {
        _author_key(item): (clean(item.author.handle)[:200], clean(item.author.display_name)[:200])
        if item.author
        else ("", "")
        for item in items
        if not item.ours
    }
    threads = {
        item.conversation_external_id: (clean(item.conversation_title)[:300], web_link(item.conversation_url))
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


def _insert(
    channel: Channel, begun: Mapping[str, Sequence[Version]], last: Mapping[str, Item], arrived: Arrived
) -> dict[str, int]:
    if not begun:
        return {}
    rows = [_row(key, versions, last[key], arrived) for key, versions in begun.items()]
    told_as = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).replace("\\u0000", "\\ufffd")
    with connection.cursor() as cursor:
        cursor.cursor.execute(_MESSAGES, {"channel": channel.id, "now": arrived.now, "rows": clean(told_as)})
        return {key: message_id for message_id, key in cursor.fetchall()}


def _row(key: str, versions: Sequence[Version], last: Item, arrived: Arrived) -> dict[str, Json]:
    """One new message: where it stands from its first words, what may be done with it from the last."""
    item = versions[0].item
    row: dict[str, Json] = {
        "id": key,
        "conversation": item.conversation_external_id,
        "author": _author_key(item),
        "parent": item.parent_external_id or "",
        "ours": item.ours,
        "review": item.is_review,
        "hidden": item.hidden,
        "posted": (item.posted_at or arrived.now).isoformat(),
        "link": web_link(item.permalink),
        "history": arrived.is_history(item),
        "shown": _shown(versions),
        "private": last.private or any(version.item.private for version in versions),
    }
    if last.reference:
        row["reference"] = dict(last.reference)
    if denied := as_denied((arrived.denied or {}).get(key, {})):
        row["denied"] = denied
    return row


def _shown(versions: Sequence[Version]) -> int:
    return [version.number for version in versions if version.shown][-1]


def _denied(keys: Sequence[str], arrived: Arrived) -> list[str | None]:
    told_of = arrived.denied or {}
    return [as_json(as_denied(told_of[key])) if key in told_of else None for key in keys]


def _write_versions(versions: Sequence[tuple[int, Version]], now: datetime) -> None:
    if not versions:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _REVISIONS,
            [
                now,
                [message_id for message_id, _ in versions],
                [version.number for _, version in versions],
                [clean(version.item.text) for _, version in versions],
                [version.hash for _, version in versions],
                [version.occurred_at for _, version in versions],
            ],
        )


def _mark_revised(edited: Sequence[tuple[int, Version]], now: datetime) -> None:
    shown = {message_id: version.number for message_id, version in edited if version.shown}
    if shown:
        with connection.cursor() as cursor:
            cursor.execute(_REVISED, [now, list(shown), list(shown.values())])


def _seen_again(channel: Channel, known: Mapping[str, Item], arrived: Arrived) -> None:
    if not known:
        return
    keys, items = list(known), list(known.values())
    with connection.cursor() as cursor:
        cursor.execute(
            _SEEN_AGAIN,
            [
                arrived.now,
                keys,
                [item.private for item in items],
                [as_json(item.reference) for item in items],
                _denied(keys, arrived),
                channel.id,
                arrived.now - SEEN_EVERY,
            ],
        )


def _link(channel: Channel, fresh: Mapping[str, int], items: Mapping[str, Item]) -> None:
    if not fresh:
        return
    ids = list(fresh.values())
    with connection.cursor() as cursor:
        cursor.execute(_PARENTS, [channel.id, ids, ids])
    match_own_posts([message_id for key, message_id in fresh.items() if items[key].ours])


def _delays(fresh: Mapping[str, int], items: Mapping[str, Item], arrived: Arrived) -> tuple[timedelta, ...]:
    live = [items[key] for key in fresh if not items[key].ours and not arrived.is_history(items[key])]
    return tuple(max(timedelta(), arrived.now - item.posted_at) for item in live if item.posted_at is not None)


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
                [item.level for item in items],
                [one.size for one in sealed],
                [one.commitment for one in sealed],
                [one.wrapped for one in sealed],
                [one.ciphertext for one in sealed],
                list(range(len(sealed))),
                [item.media_type for item in items],
                [item.bundle_id for item in items],
            ],
        )
    return seq
