"""Who saw or took away what is kept of a message: the lines of custody, with names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.accounts.models import Person
from detente.journal.models import Event

_MOST: Final = 40
_SAYS: Final = {"evidence.viewed": "viewed", "evidence.exported": "exported", "evidence.shared": "shared"}


@dataclass(frozen=True, slots=True)
class Handled:
    """`did`: viewed, exported or shared; `who` is empty for somebody who left; `ledger_seq`: its line."""

    did: str
    who: str
    at: datetime
    ledger_seq: int


def handled(item_ids: Collection[int], bundle_ids: Collection[int]) -> tuple[Handled, ...]:
    """The latest first. No gate here: callers have one."""
    about = {"evidence": item_ids, "bundle": bundle_ids}
    found = [
        event
        for kind, ids in about.items()
        for event in Event.objects.filter(subject_kind=kind, subject_id__in=ids, name__in=_SAYS).order_by("-id")[:_MOST]
    ]
    names = dict(Person.objects.filter(id__in={one.actor_id for one in found}).values_list("id", "name"))
    rows = (_handled(one, names.get(one.actor_id or 0, "")) for one in found)
    return tuple(sorted(rows, key=lambda one: (one.at, one.ledger_seq), reverse=True)[:_MOST])


def _handled(event: Event, who: str) -> Handled:
    line = event.facts.get("ledger")
    return Handled(_SAYS[event.name], who, event.at, line if isinstance(line, int) else 0)
