"""What arrived and could not be taken in: kept encrypted with its reason, counted, shown, never in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.db import connection

from detente.contracts.actors import Actor
from detente.contracts.network import Aside
from detente.desk.actions._storable import clean
from detente.desk.actions.channels import lock_bytes
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Channel, KeptAside
from detente.journal.record import Entry, record

EXCERPT: Final = 64 * 1024
MOST: Final = 1_000
"""Rows a channel keeps. Beyond it a flood only raises one count for each reason."""

_KEEP = """
INSERT INTO desk_keptaside (channel_id, source, reason_fr, reason_en, size, digest, excerpt, times, at, last_at)
SELECT %s, %s, a.fr, a.en, a.size, a.digest, a.excerpt, a.times, %s, %s
FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::text[], %s::bytea[], %s::int[])
    AS a (fr, en, size, digest, excerpt, times)
ON CONFLICT (channel_id, digest, reason_en) DO UPDATE
SET times = desk_keptaside.times + excluded.times, last_at = excluded.last_at
RETURNING (xmax = 0)
"""


@dataclass(slots=True)
class _Kept:
    aside: Aside
    times: int = 1


def keep_aside(channel: Channel, asides: Sequence[Aside], source: str, *, now: datetime) -> int:
    """Keep the payloads; how many were never seen before. Call it inside the transaction of their batch.

    `source`: poll, stream, push, import or backfill. The same bytes for the same reason are one row with `times`.
    """
    if not asides:
        return 0
    full = KeptAside.objects.filter(channel=channel).count() >= MOST
    kept = _gathered(asides, full)
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [channel.id, source, now, now, *_columns(kept, channel, full)])
        fresh = sum(bool(row[0]) for row in cursor.fetchall())
    if fresh:
        facts = {"source": source, "count": fresh}
        record(
            Entry("aside.kept", Actor.connector(channel.id), "channel", channel.id, channel.brand_id, facts=facts),
            at=now,
        )
        tell_screens(channel.brand_id)
    return fresh


def _gathered(asides: Sequence[Aside], full: bool) -> dict[tuple[str, str], _Kept]:
    kept: dict[tuple[str, str], _Kept] = {}
    for one in asides:
        digest = sha256(b"" if full else one.raw).hexdigest()
        before = kept.setdefault((digest, clean(one.reason.en)[:300]), _Kept(one, 0))
        before.times += 1
    return kept


def _columns(kept: dict[tuple[str, str], _Kept], channel: Channel, full: bool) -> list[list[object]]:
    rows = list(kept.items())
    return [
        [clean(one.aside.reason.fr)[:300] for _, one in rows],
        [reason for (_, reason), _ in rows],
        [len(one.aside.raw) for _, one in rows],
        [digest for (digest, _), _ in rows],
        [None if full else lock_bytes(one.aside.raw[:EXCERPT], channel.brand_id) for _, one in rows],
        [one.times for _, one in rows],
    ]
