"""Whether others see a message: deletions, hides and returns, in whatever order they arrive.

A deletion wins over a creation that comes later, in the same batch or another: one that finds nothing leaves a
tombstone (the id and a time), which the late creation meets. Only a return undoes a deletion, and a change that
happened before the last one known changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from detente.contracts.network import Change, ChangeKind
from detente.desk.actions.receive_rows import ToSeal
from detente.desk.models import Channel

_STATES: Final = {
    ChangeKind.DELETED: "deleted",
    ChangeKind.RESTORED: "visible",
    ChangeKind.MODERATED_ELSEWHERE: "hidden",
}

_MOVE = """
UPDATE desk_message m SET state = c.state, state_at = c.at
FROM unnest(%s::text[], %s::text[], %s::timestamptz[], %s::bool[]) AS c (external_id, state, at, told)
WHERE m.channel_id = %s AND m.external_id = c.external_id AND m.state <> 'removed'
    AND (m.state <> c.state OR (c.told AND c.at > coalesce(m.state_at, '-infinity')))
    AND NOT (m.state = 'deleted' AND c.state = 'hidden')
    AND (NOT c.told OR m.state_at IS NULL OR c.at >= m.state_at)
RETURNING m.id, m.external_id, m.revision_number, c.state, old.state
"""

_BURY = """
INSERT INTO desk_tombstone (channel_id, external_id, at)
SELECT %s, c.external_id, c.at FROM unnest(%s::text[], %s::timestamptz[]) AS c (external_id, at)
WHERE NOT EXISTS (SELECT 1 FROM desk_message m WHERE m.channel_id = %s AND m.external_id = c.external_id)
ON CONFLICT (channel_id, external_id) DO NOTHING
"""

_DIG_UP = "DELETE FROM desk_tombstone WHERE channel_id = %s AND external_id = ANY(%s)"

_MEET = """
WITH met AS (DELETE FROM desk_tombstone t USING desk_message m
    WHERE t.channel_id = %s AND m.channel_id = t.channel_id AND m.external_id = t.external_id AND m.id = ANY(%s)
    RETURNING m.id, t.at)
UPDATE desk_message m SET state = 'deleted', state_at = met.at FROM met WHERE m.id = met.id
RETURNING m.id, m.external_id, m.revision_number, m.state_at
"""


@dataclass(frozen=True, slots=True)
class _Move:
    change: Change
    state: str

    @property
    def at(self) -> datetime:
        return self.change.occurred_at or self.change.observed_at


def has_deletions(changes: Sequence[Change]) -> bool:
    """Whether a tombstone may be written: such a batch has its channel to itself until it is committed."""
    return any(change.kind is ChangeKind.DELETED for change in changes)


def meet_tombstones(channel: Channel, new_ids: Sequence[int]) -> list[ToSeal]:
    """Mark those of the new messages as deleted whose deletion came first; what is to be sealed of it."""
    if not new_ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_MEET, [channel.id, list(new_ids)])
        return [ToSeal(row, number, "deleted", _told(key, at)) for row, key, number, at in cursor.fetchall()]


def move_messages(channel: Channel, changes: Sequence[Change]) -> list[ToSeal]:
    """Bring each message to the state that the batch tells last; what is to be sealed of its deletions."""
    moves = _last_moves(changes)
    if not moves:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _MOVE,
            [
                list(moves),
                [one.state for one in moves.values()],
                [one.at for one in moves.values()],
                [one.change.occurred_at is not None for one in moves.values()],
                channel.id,
            ],
        )
        moved = cursor.fetchall()
        _keep_tombstones(channel, moves)
    return [
        ToSeal(row, number, "deleted", _tombstone(moves[key].change))
        for row, key, number, state, before in moved
        if state == "deleted" != before
    ]


def _last_moves(changes: Sequence[Change]) -> dict[str, _Move]:
    """By id, the last move; a hide never follows a deletion."""
    moves = [_Move(change, _STATES[change.kind]) for change in changes if change.kind in _STATES]
    last: dict[str, _Move] = {}
    for one in sorted(moves, key=lambda each: each.at):
        before = last.get(one.change.external_id)
        if not (before and before.state == "deleted" and one.state == "hidden"):
            last[one.change.external_id] = one
    return last


def _keep_tombstones(channel: Channel, moves: dict[str, _Move]) -> None:
    gone = [key for key, one in moves.items() if one.state == "deleted"]
    back = [key for key, one in moves.items() if one.state == "visible"]
    with connection.cursor() as cursor:
        if gone:
            cursor.execute(_BURY, [channel.id, gone, [moves[key].at for key in gone], channel.id])
        if back:
            cursor.execute(_DIG_UP, [channel.id, back])


def _tombstone(change: Change) -> bytes:
    return change.item.raw if change.item is not None else _told(change.external_id, change.observed_at)


def _told(external_id: str, at: datetime) -> bytes:
    return json.dumps({"deleted": external_id, "observed_at": at.isoformat()}, sort_keys=True).encode()
