"""What a channel covers, and what it may miss: everything its page shows, as frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from detente.channels.registry import NETWORKS
from detente.contracts.network import Json, Registered
from detente.contracts.words import Words
from detente.desk.models import Channel, ChannelTask, Hole, KeptAside, Publication
from detente.desk.queries.trouble_words import trouble_words

MOST_LINES = 50
"""Holes and kept payloads shown at once, the latest first."""


@dataclass(frozen=True, slots=True)
class HoleLine:
    """A stretch of time (half open) in which something may be missing. `settled_how`: ``, `filled`, `accepted`."""

    id: int
    since: datetime
    until: datetime
    why: str
    found_at: datetime
    settled_at: datetime | None
    settled_how: str


@dataclass(frozen=True, slots=True)
class AsideLine:
    """Something that could not be taken in: `size` in bytes, seen `times` between `at` and `last_at`."""

    id: int
    source: str
    reason: Words
    size: int
    times: int
    at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class TaskLine:
    """Work beside the polls. `kind`: probe, backfill, recheck; `state`: waiting, done, stopped.

    `seen` and `new` count items, `reached` is the oldest moment fetched so far, `since` the one asked for.
    """

    kind: str
    state: str
    since: datetime | None
    reached: datetime | None
    seen: int
    new: int
    trouble: Words | None
    due_at: datetime | None
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """What the network still lets us ask, as it said at `at`."""

    limit: int
    remaining: int
    resets_at: datetime | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class TallyLine:
    """How many messages of others the network counted since `since` (None: ever), and how many we held then."""

    network: int
    held: int
    since: datetime | None
    at: datetime | None

    @property
    def missing(self) -> int:
        """How many more the network counts than we hold; 0 when none."""
        return max(0, self.network - self.held)


@dataclass(frozen=True, slots=True)
class ChannelCoverage:
    """One channel, whole.

    `state`: checking, active, paused, trouble. `trouble`: the sentence, None without trouble. `delay_ms`: median from
    posted to seen over the last batch. `place`: its cursor in a short line, for a technician. `answers` are the
    network's own questions' answers (no secret). `polled`: a worker asks it regularly.
    """

    id: int
    name: str
    network: str
    network_name: Words
    state: str
    trouble: Words | None
    problems: tuple[Words, ...]
    publishes: bool
    polled: bool
    receives: bool
    by_hand: bool
    connectable: bool
    base_url: str
    account_id: str
    account_name: str
    software: str
    answers: Mapping[str, str]
    has_secret: bool
    created_at: datetime
    checked_at: datetime | None
    rights_until: datetime | None
    last_item_at: datetime | None
    last_success_at: datetime | None
    next_poll_at: datetime | None
    delay_ms: int | None
    clock_skew_ms: int | None
    place: str
    budget: BudgetLine | None
    tally: TallyLine | None
    streaming_since: datetime | None
    last_reply_at: datetime | None
    can_backfill: bool
    tasks: tuple[TaskLine, ...]
    holes: tuple[HoleLine, ...]
    aside: tuple[AsideLine, ...]

    @property
    def open_holes(self) -> tuple[HoleLine, ...]:
        """The holes that nobody filled or accepted."""
        return tuple(one for one in self.holes if one.settled_at is None)


def channel_coverage(channel_id: int) -> ChannelCoverage | None:
    """The coverage of one channel; None when it is not there or was removed. The caller has passed a gate."""
    found = _coverages(Channel.objects.filter(id=channel_id))
    return found[0] if found else None


def brand_coverage(brand_id: int) -> tuple[ChannelCoverage, ...]:
    """Every channel of a brand that is not removed, by name."""
    return tuple(_coverages(Channel.objects.filter(brand_id=brand_id).order_by("name", "id")))


def _coverages(rows: Iterable[Channel]) -> list[ChannelCoverage]:
    channels = [row for row in rows if row.state != "removed"]
    replies = _last_replies([one.id for one in channels])
    return [_coverage(one, replies.get(one.id)) for one in channels]


def _last_replies(channel_ids: list[int]) -> dict[int, datetime]:
    rows = Publication.objects.filter(channel_id__in=channel_ids, accepted_at__isnull=False)
    return dict(rows.values("channel_id").annotate(last=Max("accepted_at")).values_list("channel_id", "last"))


def _coverage(channel: Channel, last_reply_at: datetime | None) -> ChannelCoverage:
    line = NETWORKS.get(channel.network)
    return ChannelCoverage(
        id=channel.id,
        name=channel.name,
        network=channel.network,
        network_name=line.name if line else Words(fr=channel.network, en=channel.network),
        state=channel.state,
        trouble=trouble_words(channel.trouble),
        problems=tuple(Words(fr=str(fr), en=str(en)) for fr, en in channel.problems),
        publishes=channel.publishes,
        polled=line is not None and line.has_connector and bool(channel.base_url),
        receives=line is not None and line.receives,
        by_hand=line is not None and line.by_hand,
        connectable=line is not None and line.connectable,
        base_url=channel.base_url,
        account_id=channel.account_id,
        account_name=channel.account_name,
        software=channel.software,
        answers={str(key): str(value) for key, value in channel.settings.items()},
        has_secret=channel.secret is not None,
        created_at=channel.created_at,
        checked_at=channel.checked_at,
        rights_until=channel.rights_until,
        last_item_at=channel.last_item_at,
        last_success_at=channel.last_success_at,
        next_poll_at=channel.due_at,
        delay_ms=channel.delay_ms,
        clock_skew_ms=channel.clock_skew_ms,
        place=_place(channel.cursor),
        budget=_budget(channel.budget),
        tally=_tally(channel.tally),
        streaming_since=channel.streaming_since,
        last_reply_at=last_reply_at,
        can_backfill=_can_backfill(line),
        tasks=tuple(_task(row) for row in ChannelTask.objects.filter(channel=channel).order_by("kind")),
        holes=tuple(
            _hole(row) for row in Hole.objects.filter(channel=channel).order_by("-found_at", "-id")[:MOST_LINES]
        ),
        aside=tuple(_aside(row) for row in _unseen(channel)),
    )


def _can_backfill(line: Registered | None) -> bool:
    return line is not None and line.capabilities is not None and line.capabilities.backfill is not None


def _unseen(channel: Channel) -> Iterable[KeptAside]:
    return KeptAside.objects.filter(channel=channel, seen_at__isnull=True).order_by("-last_at", "-id")[:MOST_LINES]


def _place(cursor: Mapping[str, Json]) -> str:
    """Names and short values; a long value shows its beginning only."""
    return " · ".join(f"{key} {str(value)[:40]}" for key, value in sorted(cursor.items()))[:200]


def _budget(kept: Mapping[str, Json]) -> BudgetLine | None:
    if not kept:
        return None
    return BudgetLine(_int(kept, "limit"), _int(kept, "remaining"), _at(kept, "resets_at"), _at(kept, "at"))


def _tally(kept: Mapping[str, Json]) -> TallyLine | None:
    if not kept:
        return None
    return TallyLine(_int(kept, "count"), _int(kept, "held"), _at(kept, "since"), _at(kept, "at"))


def _task(row: ChannelTask) -> TaskLine:
    kept = row.progress
    return TaskLine(
        kind=row.kind,
        state=row.state,
        since=row.since,
        reached=_at(kept, "reached"),
        seen=_int(kept, "seen"),
        new=_int(kept, "new"),
        trouble=trouble_words(row.trouble),
        due_at=row.due_at,
        done_at=row.done_at,
    )


def _hole(row: Hole) -> HoleLine:
    return HoleLine(row.id, row.since, row.until, row.why, row.found_at, row.filled_at, row.filled_how)


def _aside(row: KeptAside) -> AsideLine:
    reason = Words(fr=row.reason_fr, en=row.reason_en)
    return AsideLine(row.id, row.source, reason, row.size, row.times, row.at, row.last_at)


def _int(kept: Mapping[str, Json], name: str) -> int:
    value = kept.get(name)
    return value if isinstance(value, int) else 0


def _at(kept: Mapping[str, Json], name: str) -> datetime | None:
    value = kept.get(name)
    return datetime.fromisoformat(value) if isinstance(value, str) else None
