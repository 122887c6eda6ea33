"""The page's JSON as frozen values, and orders as the page's JSON. Pure. Every surprise is a `Contract`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from detente.channels.slices import elements, parse_object
from detente.contracts.network import (
    Accepted,
    Aside,
    AuthorValue,
    Batch,
    Change,
    ChangeKind,
    Contract,
    Coverage,
    Cursor,
    Found,
    Intent,
    Item,
    Json,
    Moderation,
    Visibility,
)
from detente.contracts.words import Words

KINDS: Final = {
    "created": ChangeKind.CREATED,
    "edited": ChangeKind.EDITED,
    "deleted": ChangeKind.DELETED,
    "hidden": ChangeKind.MODERATED_ELSEWHERE,
    "restored": ChangeKind.RESTORED,
    "contested": ChangeKind.CONTESTED,
}
VISIBILITIES: Final = {
    "visible": Visibility.VISIBLE,
    "hidden": Visibility.REJECTED,
    "deleted_by_author": Visibility.GONE,
}

UNREADABLE: Final = Words(
    fr="Une ligne du fil de la page ne se lit pas ({what}).", en="A line of the page’s feed cannot be read ({what})."
)

Payload = Mapping[str, Json]


def batch_of(body: bytes, after: int, *, now: datetime) -> Batch:
    """A page of the feed. Numbers that do not follow each other are told as a gap."""
    answer = parse_object(body)
    listed = elements(body, "changes")
    read = [_read(payload, raw, now) for payload, raw in listed]
    numbers = [payload.get("seq") for payload, _ in listed]
    whole = numbers == list(range(after + 1, after + 1 + len(numbers)))
    return Batch(
        tuple(each for each in read if isinstance(each, Change)),
        cursor_of(_whole(answer, "next")),
        _flag(answer, "more"),
        Coverage.COMPLETE if whole else Coverage.GAP,
        aside=tuple(each for each in read if isinstance(each, Aside)),
    )


def _read(payload: Payload, raw: bytes, now: datetime) -> Change | Aside:
    """One line of the feed; kept aside with its reason when it cannot be read, so that the others arrive."""
    try:
        return change_of(payload, raw, now=now)
    except Contract as error:
        return Aside(raw, UNREADABLE.with_(what=str(error)))


def cursor_of(after: int) -> Cursor:
    """The cursor behind change number `after`."""
    return {"after": after}


def after_of(cursor: Cursor | None) -> int:
    """The number that a cursor stands behind; 0 at the beginning."""
    return _whole(cursor, "after") if cursor else 0


def change_of(payload: Payload, raw: bytes, *, now: datetime) -> Change:
    """One line of the feed; its item carries the bytes of the whole line."""
    item = _object(payload, "item")
    kind = _text(payload, "kind")
    if kind not in KINDS:
        raise Contract(f"an unknown kind of change: {kind[:20]!r}")
    return Change(
        kind=KINDS[kind],
        external_id=_text(item, "id"),
        item=item_of(item, raw),
        observed_at=now,
        occurred_at=_time(payload, "at"),
        note=_text(payload, "note"),
        source_event_id=str(_whole(payload, "seq")),
    )


def item_of(payload: Payload, raw: bytes) -> Item:
    """One comment."""
    return Item(
        external_id=_text(payload, "id"),
        parent_external_id=_maybe(payload, "parent"),
        conversation_external_id=_text(payload, "conversation"),
        conversation_title=_text(payload, "conversation_title"),
        conversation_url=_maybe(payload, "conversation_url"),
        author=_author(payload),
        ours=_flag(payload, "ours"),
        text=_text(payload, "text"),
        language_hint=_maybe(payload, "language"),
        posted_at=_time(payload, "posted_at"),
        permalink=_maybe(payload, "url"),
        raw=raw,
        revision=_whole(payload, "revision"),
        hidden=_text(payload, "state") == "hidden",
    )


def one_item(body: bytes) -> Item:
    """The comment of an answer that is one comment."""
    return item_of(parse_object(body), body)


def items_under(body: bytes) -> tuple[Item, ...]:
    """The comments of an answer that lists replies."""
    return tuple(item_of(payload, raw) for payload, raw in elements(body, "replies"))


def accepted_of(body: bytes) -> Accepted:
    """What the page wrote, or had written under the same key."""
    item = one_item(body)
    return Accepted(item.external_id, item.permalink, body)


def found_of(body: bytes) -> Found:
    """The reply that holds a key."""
    item = one_item(body)
    return Found(item.external_id, item.permalink, item.text, item.posted_at)


def visibility_of(body: bytes) -> Visibility:
    """What others see of a comment."""
    state = _text(parse_object(body), "state")
    if state not in VISIBILITIES:
        raise Contract(f"an unknown state: {state[:20]!r}")
    return VISIBILITIES[state]


def reply_body(intent: Intent) -> bytes:
    """The bytes of a reply: the same intent always gives the same ones."""
    return _bytes(
        {"key": intent.key, "parent": intent.parent_external_id, "text": intent.text, "signed_as": intent.signed_as}
    )


def hide_body(order: Moderation) -> bytes:
    """The bytes of a hide."""
    until = order.contest_until.isoformat() if order.contest_until else None
    return _bytes({"notice": order.notice, "clause": order.clause_title, "contest_until": until})


def error_of(body: bytes) -> tuple[str, str, str]:
    """Code, message and field of an error ("" where the page says none)."""
    try:
        error = _object(parse_object(body), "error")
        return _text(error, "code"), _text(error, "message"), _maybe(error, "field") or ""
    except Contract:
        return "", "", ""


def _bytes(payload: Payload) -> bytes:
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()


def _author(payload: Payload) -> AuthorValue | None:
    if payload.get("author") is None:
        return None
    author = _object(payload, "author")
    name = _text(author, "name")
    return AuthorValue(_text(author, "id"), name, name)


def _object(payload: Payload, name: str) -> Payload:
    value = payload.get(name)
    if not isinstance(value, dict):
        raise Contract(f"{name} is not an object")
    return value


def _text(payload: Payload, name: str) -> str:
    value = payload.get(name)
    if not isinstance(value, str):
        raise Contract(f"{name} is not a text")
    return value


def _maybe(payload: Payload, name: str) -> str | None:
    return None if payload.get(name) is None else _text(payload, name)


def _flag(payload: Payload, name: str) -> bool:
    value = payload.get(name)
    if not isinstance(value, bool):
        raise Contract(f"{name} is neither true nor false")
    return value


def _whole(payload: Payload, name: str) -> int:
    value = payload.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Contract(f"{name} is not a whole number")
    return value


def _time(payload: Payload, name: str) -> datetime:
    try:
        at = datetime.fromisoformat(_text(payload, name))
    except ValueError as error:
        raise Contract(f"{name} is not a time") from error
    if at.tzinfo is None:
        raise Contract(f"{name} has no offset")
    return at
