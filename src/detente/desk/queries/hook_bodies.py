"""What leaves for a hook: ids, states, times, links and our own published text. Never a secret.

Words of others, and nothing more of them than their text, leave only to a hook that was made "with texts".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID, uuid5

from django.db.models import Min, Model, QuerySet

from detente.contracts.network import Json
from detente.desk.letters import case_link, removal_link
from detente.desk.models import Case, Channel, DraftRevision, Hook, Message, Publication, Removal, Revision
from detente.journal.models import Event
from detente.rules.hook_events import HEARD_AS, TEST, WITH_TEXTS

_KEYS = UUID("5e5a1f5e-6f0c-4f0e-9d1b-0f7a4c3f5a11")
_Row = TypeVar("_Row", bound=Model)
_OUT = ("confirmed", "visible")


@dataclass(frozen=True, slots=True)
class Body:
    """One delivery to be made: `key` is its `webhook-id`, the same for every try; `text` its exact bytes, as UTF-8."""

    event_id: int
    name: str
    key: UUID
    text: str


def bodies(hook: Hook, events: Sequence[Event]) -> list[Body]:
    """What these events are to this hook, in the same order. Cases of the past (`historical`) are not told."""
    facts = _Facts(events, WITH_TEXTS in hook.hears)
    made = []
    for event in events:
        data = facts.of(event)
        if data is not None:
            made.append(_body(hook, event.id, HEARD_AS[event.name].value, event.at, data))
    return made


def trial_body(hook: Hook, event_id: int, now: datetime) -> Body:
    """The delivery of the test button."""
    return _body(hook, event_id, TEST, now, {"hook": {"id": hook.id, "name": hook.name}})


def _body(hook: Hook, event_id: int, name: str, at: datetime, data: dict[str, Json]) -> Body:
    told: dict[str, Json] = {"type": name, "timestamp": _time(at), "sequence": event_id, "data": data}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Body(event_id, name, uuid5(_KEYS, f"{hook.id}:{event_id}:{at.isoformat()}"), text)


class _Facts:
    """The rows behind some events, each table read once."""

    def __init__(self, events: Sequence[Event], with_texts: bool) -> None:
        self._with_texts = with_texts
        self._publications = _by_id(Publication.objects.all(), _subjects(events, "publication"))
        self._removals = _by_id(Removal.objects.select_related("clause"), _subjects(events, "removal"))
        self._channels = _by_id(Channel.objects.all(), _subjects(events, "channel"))
        self._cases = _by_id(Case.objects.select_related("channel"), {one.case_id for one in events})
        self._first = _first_messages(one.case_id for one in events if one.name == "case.opened")
        self._messages = _by_id(Message.objects.all(), {*map(_message_id, events), *self._first.values()})
        self._texts = _texts(self._publications.values())
        self._words = _words(self._messages.values()) if with_texts else {}

    def of(self, event: Event) -> dict[str, Json] | None:
        """The `data` of one event; None when there is nothing to tell."""
        told: Mapping[str, Callable[[Event], dict[str, Json] | None]] = {
            "publication": self._publication,
            "removal": self._removal,
            "channel": self._channel,
        }
        return told.get(event.subject_kind, self._case)(event)

    def _case(self, event: Event) -> dict[str, Json] | None:
        case = self._cases.get(event.case_id)
        if case is None or case.historical:
            return None
        data: dict[str, Json] = {"case": _case(case)}
        message = self._messages.get(_message_id(event) or self._first.get(case.id))
        if message is not None:
            data["message"] = _message(message) | self._text_of(message)
        return data

    def _text_of(self, message: Message) -> dict[str, Json]:
        if not self._with_texts or message.state in ("deleted", "removed"):
            return {}
        return {"text": self._words.get(message.id, "")}

    def _publication(self, event: Event) -> dict[str, Json] | None:
        one = self._publications.get(event.subject_id)
        if one is None:
            return None
        told: dict[str, Json] = {
            "id": one.id,
            "state": one.state,
            "kind": one.kind,
            "by_hand": one.by_hand,
            "permalink": one.permalink or None,
            "external_id": one.remote_id or None,
            "accepted_at": _time(one.accepted_at),
            "visible_at": _time(one.visible_at),
            "text": self._texts.get((one.draft_id, one.revision_number)) if one.state in _OUT else None,
        }
        return {"publication": told, **self._its_case(event)}

    def _removal(self, event: Event) -> dict[str, Json] | None:
        one = self._removals.get(event.subject_id)
        if one is None:
            return None
        told: dict[str, Json] = {
            "id": one.id,
            "state": one.state,
            "verb": one.verb,
            "clause": one.clause.number,
            "provisional": one.provisional,
            "decided_at": _time(one.decided_at),
            "done_at": _time(one.done_at),
            "restored_at": _time(one.restored_at),
            "link": removal_link(one.id),
        }
        return {"removal": told, **self._its_case(event)}

    def _channel(self, event: Event) -> dict[str, Json] | None:
        channel = self._channels.get(event.subject_id)
        return None if channel is None else {"channel": _channel(channel) | {"trouble": channel.trouble or None}}

    def _its_case(self, event: Event) -> dict[str, Json]:
        case = self._cases.get(event.case_id)
        return {} if case is None else {"case": _case(case)}


def _case(case: Case) -> dict[str, Json]:
    return {
        "id": case.id,
        "state": case.state,
        "kind": case.kind,
        "severity": case.severity,
        "language": case.language,
        "opened_at": _time(case.opened_at),
        "deadline": _time(case.deadline),
        "first_reply_at": _time(case.first_reply_at),
        "closed_at": _time(case.closed_at),
        "close_reason": case.close_reason or None,
        "channel": _channel(case.channel),
        "link": case_link(case.id),
    }


def _channel(channel: Channel) -> dict[str, Json]:
    return {"id": channel.id, "name": channel.name, "network": channel.network, "state": channel.state}


def _message(message: Message) -> dict[str, Json]:
    return {
        "id": message.id,
        "external_id": message.external_id,
        "state": message.state,
        "visibility": "private" if message.private else "public",
        "revision": message.revision_number,
        "permalink": message.permalink or None,
        "posted_at": _time(message.posted_at),
    }


def _time(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if at else None


def _by_id(rows: QuerySet[_Row], ids: Iterable[int | None]) -> dict[int | None, _Row]:
    return {row.pk: row for row in rows.filter(pk__in=[one for one in ids if one is not None])}


def _subjects(events: Iterable[Event], kind: str) -> set[int | None]:
    return {one.subject_id for one in events if one.subject_kind == kind}


def _message_id(event: Event) -> int | None:
    if event.subject_kind == "message":
        return event.subject_id
    found = event.facts.get("message")
    return found if isinstance(found, int) else None


def _first_messages(case_ids: Iterable[int | None]) -> dict[int, int]:
    """By case, the message that opened it."""
    rows = Message.objects.filter(case_id__in=[one for one in case_ids if one is not None], ours=False)
    return dict(rows.values("case_id").annotate(first=Min("id")).values_list("case_id", "first"))


def _texts(publications: Iterable[Publication]) -> dict[tuple[int, int], str]:
    rows = DraftRevision.objects.filter(draft_id__in={one.draft_id for one in publications})
    return {(draft_id, number): text for draft_id, number, text in rows.values_list("draft_id", "number", "text")}


def _words(messages: Iterable[Message]) -> dict[int, str]:
    numbers = {one.id: one.revision_number for one in messages}
    rows = Revision.objects.filter(message_id__in=numbers).values_list("message_id", "number", "text")
    return {message_id: text for message_id, number, text in rows if number == numbers[message_id]}
