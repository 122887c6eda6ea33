"""What is wrong, or soon will be, with the channels of a brand: the banner over every page. One statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, Max, Min, Q

from detente.contracts.words import Words
from detente.desk.actions.probe_channel import ENDS_SOON
from detente.desk.models import Channel
from detente.desk.queries.trouble_words import trouble_words


class NewsKind(StrEnum):
    """What happened to a channel, the worst first."""

    TROUBLE = "trouble"
    ENDED = "ended"
    ENDING = "ending"
    HOLE = "hole"


@dataclass(frozen=True, slots=True)
class ChannelNews:
    """One thing to know about one channel. `since`, `until`: the stretch of a hole; `until` else the end of rights.

    `why`: the sentence of a trouble, else None. `holes`: how many are open.
    """

    channel_id: int
    network: str
    name: str
    kind: NewsKind
    why: Words | None
    since: datetime | None
    until: datetime | None
    holes: int


def channel_news(brand_id: int, *, now: datetime) -> tuple[ChannelNews, ...]:
    """What there is to know now, the worst first; a paused or removed channel has no news. Callers have a gate."""
    opened = Q(holes__filled_at__isnull=True)
    rows = (
        Channel.objects.filter(brand_id=brand_id)
        .exclude(state__in=["removed", "paused"])
        .annotate(
            open_holes=Count("holes", filter=opened),
            hole_since=Min("holes__since", filter=opened),
            hole_until=Max("holes__until", filter=opened),
        )
        .filter(Q(state="trouble") | Q(rights_until__lt=now + ENDS_SOON) | Q(open_holes__gt=0))
        .order_by("name", "id")
    )
    found = [_news(row, row.open_holes, (row.hole_since, row.hole_until), now) for row in rows]
    return tuple(sorted(found, key=lambda one: list(NewsKind).index(one.kind)))


def _news(row: Channel, holes: int, stretch: tuple[datetime | None, datetime | None], now: datetime) -> ChannelNews:
    kind = _kind(row, now)
    since, until = stretch if kind is NewsKind.HOLE else (row.last_success_at, row.rights_until)
    why = trouble_words(row.trouble or "no_answer") if kind is NewsKind.TROUBLE else None
    return ChannelNews(row.id, row.network, row.name, kind, why, since, until, holes)


def _kind(row: Channel, now: datetime) -> NewsKind:
    if row.state == "trouble":
        return NewsKind.TROUBLE
    if row.rights_until is not None and row.rights_until < now + ENDS_SOON:
        return NewsKind.ENDED if row.rights_until <= now else NewsKind.ENDING
    return NewsKind.HOLE
