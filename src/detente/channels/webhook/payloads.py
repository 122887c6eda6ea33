"""A push in our own words as frozen values. Pure. What cannot be read goes aside; the rest is taken in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from detente.channels.slices import values
from detente.channels.webhook import shape
from detente.contracts.network import Aside, AuthorValue, Change, ChangeKind, Contract, Item, Json
from detente.contracts.refusals import Refused
from detente.contracts.words import Words

EVENTS: Final[Mapping[str, ChangeKind]] = {
    "created": ChangeKind.CREATED,
    "edited": ChangeKind.EDITED,
    "deleted": ChangeKind.DELETED,
    "restored": ChangeKind.RESTORED,
}
_VISIBILITIES: Final = ("public", "private")
_CLOCKS_APART: Final = timedelta(minutes=5)

_NOT_JSON = Words(
    fr="Le corps n’est pas un objet JSON en UTF-8 avec une liste «\u202fevents\u202f».",
    en="The body is not a JSON object in UTF-8 with a list “events”.",
)
_TOO_MANY = Words(
    fr="{count} événements d’un coup\u202f: envoyez-en {most} au plus par envoi.",
    en="{count} events at once: send at most {most} a push.",
)
_NO_OBJECT = Words(fr="Cet événement n’est pas un objet JSON.", en="This event is not a JSON object.")
_MISSING = Words(fr="Il manque «\u202f{field}\u202f».", en="“{field}” is missing.")
_WRONG = Words(fr="«\u202f{field}\u202f» n’est pas {what}.", en="“{field}” is not {what}.")
_TOO_LONG = Words(
    fr="«\u202f{field}\u202f» dépasse {most} caractères.", en="“{field}” is longer than {most} characters."
)
_TEXT = Words(fr="un texte", en="a text")
_NAME = Words(fr="un identifiant de caractères visibles", en="an id of visible characters")
_TRUTH = Words(fr="true ou false", en="true or false")
_OBJECT = Words(fr="un objet", en="an object")
_ADDRESS = Words(fr="une adresse http ou https", en="an http or https address")
_MOMENT = Words(
    fr="une heure avec son décalage, comme 2026-11-21T14:05:00+01:00",
    en="a time with its offset, like 2026-11-21T14:05:00+01:00",
)
_ONE_OF = Words(fr="l’un de\u202f: {values}", en="one of: {values}")


class _Bad(Exception):
    """One event cannot be read; the reason is for its sender and for people."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason.en)
        self.reason = reason


def read_push(body: bytes, *, now: datetime) -> tuple[tuple[Change, ...], tuple[Aside, ...]]:
    """The changes of a push, per item creations first, then by `occurred_at` where it is told; and what went aside.

    A time that lies ahead of *now* is not believed: the item is taken as posted now. Raises `Refused("input.push")`.
    """
    events = _events(body)
    changes: list[Change] = []
    aside: list[Aside] = []
    for value, raw in events:
        try:
            changes.append(_change(_Event(value), raw, now))
        except _Bad as bad:
            aside.append(Aside(raw, bad.reason))
    return tuple(sorted(changes, key=_place)), tuple(aside)


def _events(body: bytes) -> list[tuple[Json, bytes]]:
    try:
        events = values(body, "events")
    except (Contract, RecursionError):
        raise Refused("input.push", _NOT_JSON) from None
    if len(events) > shape.MOST_EVENTS:
        said = _TOO_MANY.with_(count=len(events), most=shape.MOST_EVENTS)
        raise Refused("input.push", said, events=len(events))
    return events


def _place(change: Change) -> tuple[bool, bool, float]:
    """Creations first; then what tells its time, by that time; then the rest, in the order of the push."""
    told = change.occurred_at
    return change.kind is not ChangeKind.CREATED, told is None, told.timestamp() if told else 0.0


class _Event:
    """The fields of one event, each read or refused by name."""

    def __init__(self, value: Json, inside: str = "") -> None:
        if not isinstance(value, dict):
            raise _Bad(_WRONG.with_(field=inside, what=_OBJECT) if inside else _NO_OBJECT)
        self._fields = value
        self._inside = f"{inside}." if inside else ""

    def text(self, name: str, most: int | None) -> str:
        """A text that must be there and say something."""
        found = self.optional(name, most)
        if found is None or not found.strip():
            raise _Bad(_MISSING.with_(field=self._inside + name))
        return found

    def optional(self, name: str, most: int | None) -> str | None:
        """A text, or None where it is left out."""
        found = self._fields.get(name)
        if found is None:
            return None
        if not isinstance(found, str):
            raise self._wrong(name, _TEXT)
        if most is not None and len(found) > most:
            raise _Bad(_TOO_LONG.with_(field=self._inside + name, most=most))
        return found

    def id(self, name: str, most: int = shape.LONGEST_ID) -> str:
        """An id that must be there."""
        return self._visible(name, self.text(name, most))

    def optional_id(self, name: str) -> str | None:
        """An id, or None where it is left out or empty."""
        found = self.optional(name, shape.LONGEST_ID)
        return self._visible(name, found) if found else None

    def address(self, name: str) -> str | None:
        """An http or https address: others are never shown as links."""
        found = self.optional(name, shape.LONGEST_ADDRESS)
        if not found:
            return None
        if not found.lower().startswith(("https://", "http://")):
            raise self._wrong(name, _ADDRESS)
        return found

    def moment(self, name: str) -> datetime | None:
        """A time with its offset."""
        found = self.optional(name, None)
        if found is None:
            return None
        try:
            moment = datetime.fromisoformat(found)
            if moment.utcoffset() is None or moment.timestamp() < 0:
                raise self._wrong(name, _MOMENT)
        except (ValueError, OverflowError):
            raise self._wrong(name, _MOMENT) from None
        return moment

    def truth(self, name: str) -> bool:
        """true or false; left out is false."""
        found = self._fields.get(name, False)
        if not isinstance(found, bool):
            raise self._wrong(name, _TRUTH)
        return found

    def choice(self, name: str, choices: tuple[str, ...], default: str = "") -> str:
        """One of a few words."""
        found = self.optional(name, None)
        found = default if found is None else found
        if found not in choices:
            raise self._wrong(name, _ONE_OF.with_(values=", ".join(choices)))
        return found

    def part(self, name: str) -> _Event | None:
        """An object inside; None where it is left out."""
        found = self._fields.get(name)
        return None if found is None else _Event(found, self._inside + name)

    def _visible(self, name: str, found: str) -> str:
        # What nobody sees cannot be told apart by people, and some of it no database holds.
        if not found.isprintable():
            raise self._wrong(name, _NAME)
        return found

    def _wrong(self, name: str, what: Words) -> _Bad:
        return _Bad(_WRONG.with_(field=self._inside + name, what=what))


def _change(event: _Event, raw: bytes, now: datetime) -> Change:
    kind = EVENTS[event.choice("event", tuple(EVENTS))]
    event_id = event.id("event_id", shape.LONGEST_EVENT_ID)
    external_id = event.id("id")
    whole = kind in (ChangeKind.CREATED, ChangeKind.EDITED)
    return Change(
        kind=kind,
        external_id=external_id,
        item=_item(event, external_id, raw, now) if whole else None,
        observed_at=now,
        occurred_at=_believed(event.moment("occurred_at"), now),
        source_event_id=event_id,
    )


def _item(event: _Event, external_id: str, raw: bytes, now: datetime) -> Item:
    conversation = event.part("conversation")
    if conversation is None:
        raise _Bad(_MISSING.with_(field="conversation"))
    return Item(
        external_id=external_id,
        parent_external_id=event.optional_id("parent_id"),
        conversation_external_id=conversation.id("id"),
        conversation_title=conversation.optional("title", shape.LONGEST_NAME) or "",
        conversation_url=conversation.address("url"),
        author=_author(event.part("author")),
        ours=event.truth("ours"),
        text=event.text("text", None),
        language_hint=event.optional("language", shape.LONGEST_LANGUAGE) or None,
        posted_at=_believed(event.moment("posted_at"), now),
        permalink=event.address("permalink"),
        raw=raw,
        is_review=event.truth("is_review"),
        private=event.choice("visibility", _VISIBILITIES, "public") == "private",
    )


def _author(author: _Event | None) -> AuthorValue | None:
    """Who wrote it; None for somebody whom the sender does not identify."""
    if author is None:
        return None
    named = author.optional("name", shape.LONGEST_NAME) or ""
    handle = author.optional("handle", shape.LONGEST_NAME) or ""
    return AuthorValue(author.id("id"), handle, named)


def _believed(told: datetime | None, now: datetime) -> datetime | None:
    """A time that a right clock can have told; None for one that lies ahead."""
    return None if told is None or told > now + _CLOCKS_APART else told
