"""One channel as its page shows it: its coverage, what arrived last, what was kept aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Max, OuterRef, Subquery

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_channel
from detente.desk.actions.channels import open_bytes
from detente.desk.models import Channel, KeptAside, Message, Revision
from detente.desk.queries.coverage import ChannelCoverage, channel_coverage

SHOWN: Final = 160
"""Characters of a comment shown in the list of the last arrivals."""
EXCERPT: Final = 2_000
"""Characters of something kept aside that a person is shown."""
_NEAR: Final = 20_000
"""Messages of the desk among which the last arrivals are looked for, so that a quiet channel costs no more."""
_NO_SUCH: Final = Words(
    fr="Ce canal n’existe pas, ou il a été retiré. Revenez à la liste des canaux.",
    en="This channel does not exist, or was removed. Go back to the list of channels.",
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One comment that came in. `case_id` None: not read yet, or of no case."""

    id: int
    case_id: int | None
    author: str
    text: str
    posted_at: datetime
    historical: bool


def coverage_of(brand_id: int, channel_id: int) -> ChannelCoverage:
    """The coverage of a channel of this brand. Raises `Refused("access.channel")` when there is none."""
    ours = Channel.objects.filter(id=channel_id, brand_id=brand_id).exists()
    found = channel_coverage(channel_id) if ours else None
    if found is None:
        raise Refused("access.channel", _NO_SUCH)
    return found


def last_arrivals(channel_id: int, *, most: int = 5) -> tuple[Arrival, ...]:
    """The comments of others that came in last. No gate here: callers have one."""
    newest = Message.objects.aggregate(newest=Max("id"))["newest"] or 0
    words = Revision.objects.filter(message_id=OuterRef("id"), number=OuterRef("revision_number")).values("text")
    rows = (
        Message.objects.filter(channel_id=channel_id, ours=False, id__gt=newest - _NEAR)
        .exclude(state="deleted")
        .select_related("author")
        .annotate(said=Subquery(words[:1]))
        .order_by("-id")[:most]
    )
    return tuple(
        Arrival(
            id=row.id,
            case_id=row.case_id,
            author=(row.author.display_name or row.author.handle) if row.author else "",
            text=(row.said or "")[:SHOWN],
            posted_at=row.posted_at,
            historical=row.historical,
        )
        for row in rows
    )


def aside_excerpt(person_id: int, channel_id: int, aside_id: int) -> str | None:
    """The beginning of something kept aside, as text; None when it is gone.

    Raises `Refused`: `access.…`; `state.channel` when it does not open with this desk's key.
    """
    channel, _ = access_channel(person_id, channel_id, "tend_channel")
    kept = KeptAside.objects.filter(id=aside_id, channel=channel, seen_at__isnull=True).first()
    if kept is None or kept.excerpt is None:
        return None
    return open_bytes(bytes(kept.excerpt), channel.brand_id)[: EXCERPT * 4].decode("utf-8", "replace")[:EXCERPT]
