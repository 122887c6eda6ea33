"""The network's JSON as frozen values. Pure. Every surprise is a `Contract`, and one broken note is kept aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from detente.channels.slices import elements, parse_object
from detente.contracts.network import Aside, AuthorValue, Contract, Item, Json
from detente.contracts.words import Words

UNREADABLE = Words(fr="Une note ne se lit pas ({what}).", en="A note cannot be read ({what}).")
STATES = ("shown", "hidden")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the listing: its notes with their versions, newest first, and whether older ones follow."""

    items: tuple[Item, ...]
    aside: tuple[Aside, ...]
    older: bool


def page_of(body: bytes) -> Page:
    """A page of the listing."""
    answer = parse_object(body)
    items, aside = split(elements(body, "notes"))
    older = answer.get("older", False)
    if not isinstance(older, bool):
        raise Contract("older is neither true nor false")
    return Page(tuple(items), tuple(aside), older)


def split(listed: Sequence[tuple[Mapping[str, Json], bytes]]) -> tuple[list[Item], list[Aside]]:
    """The notes that can be read, and the others with their reasons."""
    items, aside = [], []
    for payload, raw in listed:
        try:
            items.append(item_of(payload, raw))
        except Contract as error:
            aside.append(Aside(raw, UNREADABLE.with_(what=str(error))))
    return items, aside


def item_of(payload: Mapping[str, Json], raw: bytes) -> Item:
    """One note. Raises `Contract`."""
    parent, author, version = payload.get("parent"), payload.get("author"), payload.get("version")
    external_id = _text(payload, "id")
    if not isinstance(version, int):
        raise Contract("version is not a whole number")
    return Item(
        external_id=external_id,
        parent_external_id=parent if isinstance(parent, str) else None,
        conversation_external_id=parent if isinstance(parent, str) else external_id,
        conversation_title="Paper",
        conversation_url=None,
        author=AuthorValue(author, author, author) if isinstance(author, str) else None,
        ours=author is None,
        text=_text(payload, "text"),
        language_hint=None,
        posted_at=_time(payload),
        permalink=None,
        raw=raw,
        revision=version,
        hidden=payload.get("state") == "hidden",
        reference={"locked": payload.get("locked") is True},
    )


def one(body: bytes) -> Item:
    """The note of an answer that is one note."""
    return item_of(parse_object(body), body)


def error_of(body: bytes) -> str:
    """The code of an error; "" where there is none."""
    try:
        return str(parse_object(body).get("error", ""))
    except Contract:
        return ""


def _text(payload: Mapping[str, Json], name: str) -> str:
    value = payload.get(name)
    if not isinstance(value, str):
        raise Contract(f"{name} is not a text")
    return value


def _time(payload: Mapping[str, Json]) -> datetime:
    try:
        at = datetime.fromisoformat(_text(payload, "written_at"))
    except ValueError as error:
        raise Contract("written_at is not a time") from error
    if at.tzinfo is None:
        raise Contract("written_at has no offset")
    return at
