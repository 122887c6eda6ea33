"""Show people that a push was refused, and why: what came through the door but not into the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection, transaction

from detente.contracts.actors import Actor
from detente.contracts.words import Words
from detente.desk.actions.channels import lock_bytes
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Channel
from detente.journal.record import Entry, record

EXCERPT: Final = 4_096
"""Bytes that are kept of a refused push."""


@dataclass(frozen=True, slots=True)
class RefusedPush:
    """`size` in bytes and `digest` (SHA-256, hexadecimal) are of all that came, `excerpt` its start.

    The same digest for the same reason is one line that counts by `times`.
    """

    reason: Words
    size: int
    digest: str
    excerpt: bytes
    times: int = 1


_KEEP = """
INSERT INTO desk_keptaside
    (channel_id, source, reason_fr, reason_en, size, digest, excerpt, times, at, last_at)
VALUES (%s, 'push', %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (channel_id, digest, reason_en) DO UPDATE
SET times = desk_keptaside.times + excluded.times, last_at = excluded.last_at, seen_at = NULL
"""


@transaction.atomic
def refuse_push(channel_id: int, push: RefusedPush, *, now: datetime) -> None:
    """Keep it on the channel's page. What people had put away comes back when it comes again."""
    channel = Channel.objects.get(id=channel_id)
    locked = lock_bytes(push.excerpt[:EXCERPT], channel.brand_id) if push.excerpt else None
    reason = push.reason
    with connection.cursor() as cursor:
        cursor.execute(
            _KEEP,
            [channel.id, reason.fr[:300], reason.en[:300], push.size, push.digest, locked, push.times, now, now],
        )
    facts = {"source": "push", "count": push.times}
    record(
        Entry("aside.kept", Actor.connector(channel.id), "channel", channel.id, channel.brand_id, facts=facts), at=now
    )
    tell_screens(channel.brand_id)
