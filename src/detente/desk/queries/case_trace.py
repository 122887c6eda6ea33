"""What is kept of each message of a case, in short: its best picture, whether one is awaited, what stopped the last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from detente.contracts.capture import Level, Stop
from detente.desk.actions.plan_captures import has_pages
from detente.desk.models import Capture, Case, EvidenceItem, Message
from detente.desk.queries.evidence_pictures import IMAGES

_MOST: Final = 300
_WORDS_OF: Final = ("picture", "operator", "reconstruction", "readback", "deleted")


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture or file of a message. It is not opened here: the page of the evidence does that."""

    id: int
    level: Level
    media_type: str
    what: str
    at: datetime

    @property
    def is_image(self) -> bool:
        """Whether a page can draw it."""
        return self.media_type in IMAGES


@dataclass(frozen=True, slots=True)
class Trace:
    """One message of a case, ours included. `best`: the strongest of its present version, the newest of its level.

    `stop`: what the last visit met, None where none is over or nothing stopped it; `on_a_page`: one can be taken.
    """

    message_id: int
    ours: bool
    best: Kept | None
    waiting: bool
    stop: Stop | None
    on_a_page: bool


def traces_of(case: Case) -> dict[int, Trace]:
    """The messages of the case and our answers to them, by id, in the order in which they were posted. No gate here."""
    rows = Message.objects.filter(Q(case=case) | Q(ours=True, parent__case=case)).order_by("posted_at", "id")[:_MOST]
    messages = list(rows.only("ours", "permalink", "private", "revision_number"))
    pages = has_pages(case.channel.network)
    kept, tries = _kept(messages), _last_tries(messages)
    return {
        one.id: Trace(
            message_id=one.id,
            ours=one.ours,
            best=min(kept.get(one.id, ()), key=lambda each: (each.level, -each.id), default=None),
            waiting=one.id in tries and tries[one.id].state == "waiting",
            stop=_stop(tries.get(one.id)),
            on_a_page=pages and bool(one.permalink) and not one.private,
        )
        for one in messages
    }


def _kept(messages: Iterable[Message]) -> dict[int, list[Kept]]:
    versions = {one.id: one.revision_number for one in messages}
    rows = EvidenceItem.objects.filter(message_id__in=versions, what__in=_WORDS_OF, erased_at__isnull=True)
    found: dict[int, list[Kept]] = {}
    columns = ("id", "message_id", "revision_number", "level", "media_type", "what", "sealed_at")
    for id_, message_id, number, level, media_type, what, at in rows.exclude(level=Level.D).values_list(*columns):
        if number == versions[message_id]:
            found.setdefault(message_id, []).append(Kept(id_, Level(level), media_type, what, at))
    return found


def _last_tries(messages: Iterable[Message]) -> dict[int, Capture]:
    """The newest wish of each message that is no later look at what is known."""
    rows = Capture.objects.filter(message_id__in=[one.id for one in messages]).exclude(why__in=["hour", "day"])
    return {row.message_id: row for row in rows.order_by("id")}


def _stop(row: Capture | None) -> Stop | None:
    return Stop(row.stopped_by) if row is not None and row.stopped_by else None
