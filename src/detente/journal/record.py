"""The one append function for events. Every writer uses it, inside the transaction of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from detente.contracts.actors import Actor
from detente.journal.models import Event

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """An event about to be written; `name` is a dotted past (`draft.approved`).

    `facts`: ids, hashes, enum values, counts and times as strings, or lists of those. Anything else raises `TypeError`
    when it is recorded, and so does a string long enough to be somebody's words.
    """

    name: str
    actor: Actor
    subject_kind: str
    subject_id: int | None
    brand_id: int | None = None
    case_id: int | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


def record(entry: Entry, *, at: datetime) -> int:
    """Write one event and return its id. Raises `RuntimeError` outside a transaction."""
    _need_transaction()
    event = _row(entry, at)
    event.save(force_insert=True)
    return event.id


def record_many(entries: Iterable[Entry], *, at: datetime) -> None:
    """Write many events in one statement."""
    _need_transaction()
    Event.objects.bulk_create([_row(entry, at) for entry in entries])


def _need_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("an event is written in the transaction of its row")


def _row(entry: Entry, at: datetime) -> Event:
    return Event(
        at=at,
        name=entry.name,
        actor_kind=entry.actor.kind,
        actor_id=entry.actor.id,
        brand_id=entry.brand_id,
        case_id=entry.case_id,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        facts={name: _fact(name, value) for name, value in entry.facts.items()},
    )


def _fact(name: str, value: object) -> object:
    if isinstance(value, list | tuple):
        return [_fact(name, one) for one in value]
    if value is None or isinstance(value, bool | int) or (isinstance(value, str) and len(value) <= _LONGEST):
        return str(value) if isinstance(value, str) else value
    raise TypeError(f"the fact {name} is not an id, a hash, an enum value, a count or a time")
