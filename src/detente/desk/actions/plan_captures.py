"""Which pictures are wanted: of what has just been sealed, of our replies, of what a person asks for, and once more.

A wish is a row; it is written in the transaction of what it follows from, and never twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from detente.channels.registry import NETWORKS
from detente.desk.actions.notify import wake_workers
from detente.desk.actions.receive_rows import ToSeal
from detente.desk.models import Channel, Message
from detente.rules.capture import revisits

_URGENT: Final = timedelta(days=1)
"""How far before everything else that waits somebody's own wish goes."""
_WHY: Final = {"received": "first", "edited": "edited", "deleted": "deleted"}

# What was not ours, not private, not history and has an address; one statement a batch, and nothing is wanted twice.
_PLAN = """
INSERT INTO desk_capture (channel_id, conversation_id, message_id, revision_number, why, state, level, stopped_by,
    detail, asked_at, due_at, attempts)
SELECT m.channel_id, m.conversation_id, m.id, w.number, w.why, 'waiting', '', '', '', %(now)s, %(now)s, 0
FROM unnest(%(ids)s::bigint[], %(numbers)s::int[], %(whys)s::text[]) AS w (id, number, why)
JOIN desk_message m ON m.id = w.id
WHERE m.permalink <> '' AND NOT m.private AND NOT m.historical AND (NOT m.ours OR w.why = 'readback')
ON CONFLICT DO NOTHING
"""

_WANT = """
INSERT INTO desk_capture (channel_id, conversation_id, message_id, revision_number, why, state, level, stopped_by,
    detail, asked_by_id, asked_at, due_at, attempts)
SELECT channel_id, conversation_id, id, revision_number, %s, 'waiting', '', '', '', %s, %s, %s, 0
FROM desk_message WHERE id = %s AND permalink <> '' AND NOT private
ON CONFLICT DO NOTHING
"""


def has_pages(network: str) -> bool:
    """Whether messages of this network stand on a page that everybody can read."""
    line = NETWORKS.get(network)
    return line is not None and line.pages is not None


def plan_captures(channel: Channel, sealed: Sequence[ToSeal], *, now: datetime) -> None:
    """Wish for pictures of what was just sealed, inside that transaction."""
    wanted = [one for one in sealed if one.what in _WHY]
    if not wanted or not has_pages(channel.network):
        return
    with connection.cursor() as cursor:
        cursor.execute(_PLAN, _told(wanted, now))
    wake_workers("capture")


def _told(wanted: Sequence[ToSeal], now: datetime) -> dict[str, datetime | list[int] | list[str]]:
    return {
        "now": now,
        "ids": [one.message_id for one in wanted],
        "numbers": [one.revision_number for one in wanted],
        "whys": [_WHY[one.what] for one in wanted],
    }


def want_capture(
    message: Message, why: str = "asked", *, asked_by: int | None = None, due: datetime | None = None, now: datetime
) -> bool:
    """Wish for a picture of a message's present version; True when it is a new wish.

    False where nothing can be looked at, or the same picture is waited for already. Call it inside a transaction.
    """
    if not has_pages(message.channel.network):
        return False
    soonest = now - _URGENT if why == "asked" else now
    with connection.cursor() as cursor:
        cursor.execute(_WANT, [why, asked_by, now, due or soonest, message.id])
        made = bool(cursor.rowcount > 0)
    if made:
        wake_workers("capture")
    return made


def plan_revisits(message: Message, *, now: datetime) -> None:
    """Look again an hour and a day after the first sight."""
    for why, at in revisits(message.first_seen_at, now).items():
        want_capture(message, why, due=at, now=now)
