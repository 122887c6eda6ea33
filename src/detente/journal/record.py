"""The one append function for events. Every writer uses it, inside the transaction of its rows."""

from __future__ import annotations

import json
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


_MANY = """
INSERT INTO journal_event (at, name, actor_kind, actor_id, brand_id, case_id, subject_kind, subject_id, facts)
SELECT %s, e.name, e.actor_kind, e.actor_id, e.brand_id, e.case_id, e.subject_kind, e.subject_id, e.facts
FROM json_to_recordset(%s::json) AS e (name text, actor_kind text, actor_id bigint, brand_id bigint, case_id bigint,
    subject_kind text, subject_id bigint, facts jsonb)
"""


def record_many(entries: Iterable[Entry], *, at: datetime) -> None:
    """Write many events in one statement, in their order."""
    _need_transaction()
    rows = [_values(entry) for entry in entries]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_MANY, [at, json.dumps(rows)])


def _values(entry: Entry) -> dict[str, object]:
    return {
        "name": entry.name,
        "actor_kind": entry.actor.kind,
        "actor_id": entry.actor.id,
        "brand_id": entry.brand_id,
        "case_id": entry.case_id,
        "subject_kind": entry.subject_kind,
        "subject_id": entry.subject_id,
        "facts": _facts(entry),
    }


def _need_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("an event is written in the transaction of its row")


def _row(entry: Entry, at: datetime) -> Event:
    return Event(at=at, **_values(entry))


def _facts(entry: Entry) -> dict[str, object]:
    return {name: _fact(name, value) for name, value in entry.facts.items()}


def _fact(name: str, value: object) -> object:
    if isinstance(value, list | tuple):
        return [_fact(name, one) for one in value]
    if value is None or isinstance(value, bool | int) or (isinstance(value, str) and len(value) <= _LONGEST):
        return str(value) if isinstance(value, str) else value
    raise TypeError(f"the fact {name} is not an id, a hash, an enum value, a count or a time")
