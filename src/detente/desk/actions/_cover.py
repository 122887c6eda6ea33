"""A channel's place in its feed and what its network said of itself, kept in the transaction of the items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from detente.contracts.network import Budget, Coverage, Cursor, Hole, Json, Tally
from detente.desk.actions._holes import fill_holes, open_hole
from detente.desk.models import Channel, Message

COUNT_EVERY: Final = timedelta(seconds=60)
"""How often our own count is made again while neither side moved."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a batch says beside its changes."""

    coverage: Coverage
    hole: Hole | None
    filled: tuple[Hole, ...]
    budget: Budget | None
    tally: Tally | None


def keep_cover(
    channel: Channel, cursor: Cursor | None, said: Said, *, moved: bool, delays: Sequence[timedelta], now: datetime
) -> None:
    """One write: the connector's place (None: unchanged), allowance, counts and delay; then the holes.

    `moved`: the batch brought something new.
    """
    change: dict[str, object] = {}
    if cursor is not None:
        change["cursor"] = cursor
    if moved:
        change["last_item_at"] = now
    if delays:
        change["delay_ms"] = min(round(median(one.total_seconds() for one in delays) * 1000), 2**31 - 1)
    if said.budget is not None:
        change["budget"] = _budget(said.budget, now)
    if said.tally is not None and (tally := _tally(channel, said.tally, moved, now)) is not None:
        change["tally"] = tally
    if change:
        Channel.objects.filter(id=channel.id).update(**change)
    if said.coverage is Coverage.GAP:
        open_hole(channel, said.hole, now=now)
    fill_holes(channel, said.filled, "filled", now=now)


def _budget(budget: Budget, now: datetime) -> dict[str, Json]:
    resets = budget.resets_at.isoformat() if budget.resets_at else None
    return {"limit": budget.limit, "remaining": budget.remaining, "resets_at": resets, "at": now.isoformat()}


def _tally(channel: Channel, tally: Tally, moved: bool, now: datetime) -> dict[str, Json] | None:
    """Both counts of one moment; None while the last ones still hold."""
    since = tally.since.isoformat() if tally.since else None
    before: Mapping[str, Json] = channel.tally
    fresh = before.get("at")
    young = isinstance(fresh, str) and now - datetime.fromisoformat(fresh) < COUNT_EVERY
    if young and not moved and (before.get("count"), before.get("since")) == (tally.count, since):
        return None
    rows = Message.objects.filter(channel=channel, ours=False, state__in=["visible", "hidden"])
    held = rows.filter(posted_at__gte=tally.since).count() if tally.since else rows.count()
    return {"count": tally.count, "since": since, "held": held, "at": now.isoformat()}
