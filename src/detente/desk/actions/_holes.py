"""Stretches of time in which a channel may have missed something: opened, joined, filled.

A hole is half open: `since` ≤ t < `until`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from detente.contracts.actors import Actor
from detente.contracts.network import Hole as Stretch
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Channel, Hole
from detente.journal.record import Entry, record


def open_hole(channel: Channel, stretch: Stretch | None, *, now: datetime) -> None:
    """Show the stretch as a hole; one that touches open ones makes one hole with them.

    None: not even the network's side knows where; then from the last good poll until now. A stretch inside one that a
    person accepted stays accepted. The channel's receiving is serialised by the caller.
    """
    known = stretch is not None
    since, until = (stretch.since, stretch.until) if stretch else (channel.last_success_at or channel.created_at, now)
    since = min(since, until)
    rows = Hole.objects.filter(channel=channel)
    if rows.filter(filled_how="accepted", since__lte=since, until__gte=until).exists():
        return
    near = list(rows.filter(filled_at__isnull=True, since__lte=until, until__gte=since).order_by("id"))
    if any(one.since <= since and one.until >= until for one in near):
        return
    if near:
        _join(near, since, until)
        hole = near[0]
    else:
        why = "gap" if known else "unknown_range"
        hole = Hole.objects.create(channel=channel, since=since, until=until, why=why, found_at=now)
    _tell("hole.found", channel, hole, now)


def _join(near: list[Hole], since: datetime, until: datetime) -> None:
    first, *others = near
    first.since = min(since, *(one.since for one in near)) if near else since
    first.until = max(until, *(one.until for one in near)) if near else until
    first.save(update_fields=["since", "until"])
    Hole.objects.filter(id__in=[one.id for one in others]).delete()


def fill_holes(channel: Channel, stretches: Iterable[Stretch], how: str, *, now: datetime) -> None:
    """Close what these stretches prove complete; a hole that is filled in part keeps its open part or parts."""
    for stretch in stretches:
        rows = Hole.objects.filter(channel=channel, filled_at__isnull=True)
        for hole in rows.filter(since__lt=stretch.until, until__gte=stretch.since).order_by("id"):
            _fill(channel, hole, stretch, how, now)


def _fill(channel: Channel, hole: Hole, stretch: Stretch, how: str, now: datetime) -> None:
    before, after = hole.since < stretch.since, hole.until > stretch.until
    rest = [(hole.since, stretch.since)] * before + [(stretch.until, hole.until)] * after
    if not rest:
        hole.filled_at, hole.filled_how = now, how
        hole.save(update_fields=["filled_at", "filled_how"])
        _tell("hole.filled", channel, hole, now)
        return
    hole.since, hole.until = rest[0]
    hole.save(update_fields=["since", "until"])
    for since, until in rest[1:]:
        Hole.objects.create(channel=channel, since=since, until=until, why=hole.why, found_at=hole.found_at)


def _tell(name: str, channel: Channel, hole: Hole, now: datetime) -> None:
    facts = {"hole": hole.id, "since": hole.since.isoformat(), "until": hole.until.isoformat()}
    record(Entry(name, Actor.connector(channel.id), "channel", channel.id, channel.brand_id, facts=facts), at=now)
    tell_screens(channel.brand_id)
