"""Keep aside what could not be taken in: its reason, its size and its first bytes, for people to look at.

The same bytes for the same reason are one line that counts. Call it in the transaction of what was taken in.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection

from detente.contracts.actors import Actor
from detente.contracts.network import Aside
from detente.contracts.words import Words
from detente.desk.actions.notify import tell_screens
from detente.desk.keys import channel_key
from detente.desk.models import Channel, KeptAside
from detente.journal.record import Entry, record

EXCERPT: Final = 4_096
"""Bytes that are kept of a payload."""
_NONCE: Final = 12


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing to keep. `size` in bytes and `digest` (SHA-256, hexadecimal) are of the whole, `excerpt` its start."""

    reason: Words
    size: int
    digest: str
    excerpt: bytes
    times: int = 1

    @classmethod
    def of(cls, aside: Aside) -> Kept:
        """A payload that is at hand as a whole."""
        return cls(aside.reason, len(aside.raw), sha256(aside.raw).hexdigest(), aside.raw[:EXCERPT])


_KEEP = """
INSERT INTO desk_keptaside
    (channel_id, source, at, last_at, reason_fr, reason_en, size, digest, excerpt, times)
SELECT %s, %s, %s, %s, k.fr, k.en, k.size, k.digest, k.excerpt, k.times
FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::text[], %s::bytea[], %s::int[])
    AS k (fr, en, size, digest, excerpt, times)
ON CONFLICT (channel_id, digest, reason_en) DO UPDATE
SET times = desk_keptaside.times + excluded.times, last_at = excluded.last_at, seen_at = NULL,
    excerpt = coalesce(desk_keptaside.excerpt, excluded.excerpt)
"""


def keep_aside(channel: Channel, source: str, aside: Iterable[Aside | Kept], *, now: datetime) -> int:
    """Keep these, in one statement; how many there were. `source`: poll, stream, push, import or backfill.

    Must run inside a transaction. Something that people had put away comes back when it comes again.
    """
    kept = _joined(one if isinstance(one, Kept) else Kept.of(one) for one in aside)
    if not kept:
        return 0
    _write(channel, source, kept, now)
    count = sum(one.times for one in kept)
    facts = {"source": source, "count": count}
    record(
        Entry("aside.kept", Actor.connector(channel.id), "channel", channel.id, channel.brand_id, facts=facts), at=now
    )
    tell_screens(channel.brand_id)
    return count


def open_excerpt(kept: KeptAside) -> bytes | None:
    """The first bytes of what was kept; None when they were put away or do not open with this desk's key."""
    if kept.excerpt is None:
        return None
    locked = bytes(kept.excerpt)
    try:
        return AESGCM(channel_key()).decrypt(locked[:_NONCE], locked[_NONCE:], _bound(kept.channel_id))
    except InvalidTag:
        return None


def _write(channel: Channel, source: str, kept: Sequence[Kept], now: datetime) -> None:
    columns: list[list[str] | list[int] | list[bytes | None]] = [
        [one.reason.fr[:300] for one in kept],
        [one.reason.en[:300] for one in kept],
        [one.size for one in kept],
        [one.digest for one in kept],
        [_locked(one.excerpt, channel.id) for one in kept],
        [one.times for one in kept],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [channel.id, source, now, now, *columns])


def _joined(many: Iterable[Kept]) -> list[Kept]:
    """One line for the same bytes and reason: a statement may not touch a row twice."""
    found: dict[tuple[str, str], Kept] = {}
    for one in many:
        key = (one.digest, one.reason.en[:300])
        times = one.times + (found[key].times if key in found else 0)
        found[key] = Kept(one.reason, one.size, one.digest, one.excerpt, times)
    return list(found.values())


def _locked(excerpt: bytes, channel_id: int) -> bytes | None:
    if not excerpt:
        return None
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(channel_key()).encrypt(nonce, excerpt[:EXCERPT], _bound(channel_id))


def _bound(channel_id: int) -> bytes:
    return f"detente.aside.{channel_id}".encode()
