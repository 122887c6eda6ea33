"""Who saw or took away what is kept of a message: the lines of custody, with names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.accounts.models import Person
from detente.journal.models import Event

_MOST: Final = 40
_SAYS: Final = {
    "evidence.viewed": "viewed",
    "evidence.exported": "exported",
    "evidence.shared": "shared",
    "evidence.share_opened": "opened",
}


@dataclass(frozen=True, slots=True)
class Handled:
    """`did`: viewed, exported, shared, or opened (by a link); `who`: empty for somebody outside."""

    did: str
    who: str
    at: datetime
    ledger_seq: int


def handled(message_id: int, item_ids: Collection[int], bundle_ids: Collection[int]) -> tuple[Handled, ...]:
    """The latest first. No gate here: callers have one."""
    about = {"message": [message_id], "evidence": item_ids, "bundle": bundle_ids}
    found = [
        event
        for kind, ids in about.items()
        for event in Event.objects.filter(subject_kind=kind, subject_id__in=ids, name__in=_SAYS).order_by("-id")[:_MOST]
    ]
    people = {one.actor_id for one in found if one.actor_kind == "person" and one.actor_id is not None}
    names = dict(Person.objects.filter(id__in=people).values_list("id", "name"))
    rows = (_handled(one, names.get(one.actor_id or 0, "") if one.actor_kind == "person" else "") for one in found)
    return tuple(sorted(rows, key=lambda one: (one.at, one.ledger_seq), reverse=True)[:_MOST])


def _handled(event: Event, who: str) -> Handled:
    line = event.facts.get("ledger")
    return Handled(_SAYS[event.name], who, event.at, line if isinstance(line, int) else 0)
