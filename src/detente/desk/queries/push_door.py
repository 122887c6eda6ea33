"""What stands behind an address that others push to, and what was pushed there last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from detente.channels.registry import NETWORKS
from detente.channels.webhook.signature import new_secret
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_channel
from detente.desk.models import Channel
from detente.desk.ring import Ring, lock_ring, open_ring, readable_ring
from detente.journal.models import Event
from detente.rules.roles import Action

_NOBODY = 0
_NO_SUCH = Words(fr="Ce canal n’attend pas d’envois.", en="This channel takes no pushes.")


@dataclass(frozen=True, slots=True)
class PushDoor:
    """One address. `channel_id` None: nothing is there, and `secrets` is one that nobody knows.

    `open` is false while the channel is paused: it takes nothing in.
    """

    channel_id: int | None
    network: str
    open: bool
    secrets: tuple[str, ...]


def push_door(public_id: str, *, now: datetime) -> PushDoor:
    """The door of an address. An unknown one costs the same work and answers like a known one with another secret."""
    channel = _channel(public_id)
    locked, bound = (bytes(channel.secret or b""), channel.brand_id) if channel else (_decoy(), _NOBODY)
    try:
        live = open_ring(locked, bound).live(now)
    except Refused:
        channel, live = None, open_ring(_decoy(), _NOBODY).live(now)
    if channel is None:
        return PushDoor(None, "webhook", True, live)
    return PushDoor(channel.id, channel.network, channel.state != "paused", live)


def _channel(public_id: str) -> Channel | None:
    networks = [name for name, line in NETWORKS.items() if line.receives]
    rows = Channel.objects.filter(network__in=networks, account_id=public_id, secret__isnull=False)
    return rows.exclude(state="removed").first()


@lru_cache(maxsize=1)
def _decoy() -> bytes:
    return lock_ring(Ring(new_secret()), _NOBODY)


@dataclass(frozen=True, slots=True)
class PushLine:
    """One push that was taken in, with what became of its events."""

    at: datetime
    new: int
    known: int
    revised: int
    deleted: int
    aside: int


@dataclass(frozen=True, slots=True)
class PushPage:
    """A channel for its page. `mark` names its secret; `older_until`: till then the old one holds."""

    channel_id: int
    name: str
    public_id: str
    mark: str
    older_until: datetime | None
    pushes: tuple[PushLine, ...]


def push_page(person_id: int, channel_id: int, *, now: datetime) -> PushPage:
    """What the page of a channel shows of its pushes. Raises `Refused` (`access.…`), also where nothing is pushed."""
    channel, _ = access_channel(person_id, channel_id, Action.CONNECT_CHANNEL)
    line = NETWORKS.get(channel.network)
    if line is None or not line.receives:
        raise Refused("access.channel", _NO_SUCH)
    ring = readable_ring(channel.secret, channel.brand_id)
    until = ring.older_until if len(ring.live(now)) > 1 else None
    return PushPage(channel.id, channel.name, channel.account_id, ring.mark, until, _last_pushes(channel.id))


def _last_pushes(channel_id: int, most: int = 20) -> tuple[PushLine, ...]:
    rows = Event.objects.filter(subject_kind="channel", subject_id=channel_id, name="push.taken").order_by("-id")[:most]
    return tuple(_line(row) for row in rows)


def _line(row: Event) -> PushLine:
    counts = {key: value for key, value in row.facts.items() if isinstance(value, int)}
    new, known, revised, deleted, aside = (
        counts.get(key, 0) for key in ("new", "known", "revised", "deleted", "aside")
    )
    return PushLine(row.at, new, known, revised, deleted, aside)
