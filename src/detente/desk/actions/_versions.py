"""Which words of a batch are new versions, in which order, and which of them a message shows now.

Order is never assumed. Where the network says when something happened, that decides; else the order of arrival does.
An older version that arrives late is appended, sealed, and never shown as the current one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.db import connection

from detente.contracts.network import Change, ChangeKind, Item
from detente.desk.actions._storable import clean


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a message's words about to be appended. `shown`: the message shows it from now on."""

    number: int
    item: Item
    hash: bytes
    occurred_at: datetime | None
    shown: bool


@dataclass(slots=True)
class Held:
    """What is stored of one message. `number`, `hash` and `occurred_at` are of the version that it shows."""

    message_id: int
    number: int
    hash: bytes
    occurred_at: datetime | None
    last_number: int = 0
    hashes: set[bytes] = field(default_factory=set)


# In the order of their numbers, as readers lock them: two that lock in different orders wait for each other.
_LOCK = "SELECT id FROM desk_message WHERE channel_id = %s AND external_id = ANY(%s) ORDER BY id FOR UPDATE"
_HELD = """
SELECT m.id, m.external_id, m.revision_number, r.text_hash, r.occurred_at
FROM desk_message m JOIN desk_revision r ON r.message_id = m.id AND r.number = m.revision_number
WHERE m.channel_id = %s AND m.external_id = ANY(%s)
ORDER BY m.id FOR UPDATE OF m
"""
_ALL = "SELECT message_id, number, text_hash FROM desk_revision WHERE message_id = ANY(%s)"


def text_hash(text: str) -> bytes:
    """SHA-256 of the cleaned text."""
    return sha256(clean(text).encode()).digest()


def lock_known(channel_id: int, changes: Sequence[Change]) -> None:
    """Lock every message that the changes speak of, where some tell of no words: those would be locked one by one."""
    if all(change.item is not None for change in changes):
        return
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [channel_id, [change.external_id for change in changes]])


def told(changes: Sequence[Change]) -> dict[str, list[Change]]:
    """By id, what the batch tells of each message's words, oldest first."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        if change.item is not None:
            found.setdefault(change.external_id, []).append(change)
    for several in found.values():
        if len(several) > 1:
            several.sort(key=_when)
            _drop_empty(several)
    return found


def _drop_empty(several: list[Change]) -> None:
    """A deletion's empty item says nothing when the words are told beside it."""
    with_words = [one for one in several if (one.item is not None and one.item.text) or one.kind is ChangeKind.EDITED]
    if with_words:
        several[:] = with_words


def _when(change: Change) -> tuple[bool, datetime]:
    return (change.kind is not ChangeKind.CREATED, change.occurred_at or change.observed_at)


def held_versions(channel_id: int, told_of: dict[str, list[Change]]) -> dict[str, Held]:
    """What is stored of these messages, locked; with all their versions where a batch tells something else."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [channel_id, list(told_of)])
        held = {
            key: Held(message_id, number, bytes(digest), occurred_at)
            for message_id, key, number, digest, occurred_at in cursor.fetchall()
        }
        differing = {one.message_id: one for key, one in held.items() if _differs(one, told_of[key])}
        if differing:
            cursor.execute(_ALL, [list(differing)])
            for message_id, number, digest in cursor.fetchall():
                one = differing[message_id]
                one.last_number = max(one.last_number, number)
                one.hashes.add(bytes(digest))
    return held


def _differs(held: Held, changes: Sequence[Change]) -> bool:
    return any(change.item is not None and text_hash(change.item.text) != held.hash for change in changes)


def first_versions(changes: Sequence[Change]) -> list[Version]:
    """The versions of a message that nobody knew: the first one told, and its edits within the batch."""
    first = changes[0]
    if first.item is None:
        return []
    begun = Version(1, first.item, text_hash(first.item.text), _occurred(first), shown=True)
    if len(changes) == 1:
        return [begun]
    held = Held(0, 1, begun.hash, begun.occurred_at, 1, {begun.hash})
    return [begun, *later_versions(held, changes[1:])]


def later_versions(held: Held, changes: Sequence[Change]) -> list[Version]:
    """The versions that are news; `held` follows them. The last one with `shown` is what the message shows."""
    return [version for change in changes if (version := _news(held, change)) is not None]


def _news(held: Held, change: Change) -> Version | None:
    item = change.item
    if item is None or not (item.text or change.kind is ChangeKind.EDITED):
        return None
    digest, at = text_hash(item.text), _occurred(change)
    if digest == held.hash:
        return None
    late = at is not None and held.occurred_at is not None and at < held.occurred_at
    if digest in held.hashes and (late or change.kind is not ChangeKind.EDITED):
        return None
    held.last_number += 1
    held.hashes.add(digest)
    if not late:
        held.number, held.hash, held.occurred_at = held.last_number, digest, at or held.occurred_at
    return Version(held.last_number, item, digest, at, shown=not late)


def _occurred(change: Change) -> datetime | None:
    if change.occurred_at is not None or change.kind is not ChangeKind.CREATED or change.item is None:
        return change.occurred_at
    return change.item.posted_at
