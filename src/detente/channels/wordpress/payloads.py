"""WordPress’s JSON as frozen values. Pure. A comment that cannot be read is put aside; the rest goes on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from typing import Final

from detente.channels.slices import listed, parse_object
from detente.channels.wordpress.prose import as_text, one_line
from detente.contracts.network import Accepted, Aside, AuthorValue, Contract, Found, Item, Json, Visibility
from detente.contracts.words import Words

Payload = Mapping[str, Json]

STATES: Final = {"approved": "a", "hold": "h", "spam": "s", "trash": "t", "post-trashed": "p"}
"""A comment's states as WordPress names them, and the letter that stands for each in a mark; a plugin's is `x`."""

_VISIBILITIES: Final = {
    "approved": Visibility.VISIBLE,
    "hold": Visibility.PENDING,
    "spam": Visibility.REJECTED,
    "trash": Visibility.GONE,
    "post-trashed": Visibility.GONE,
}
_UNREADABLE: Final = Words(
    fr="Un commentaire du site n’a pas pu être lu ({what}).", en="A comment of the site could not be read ({what})."
)


@dataclass(frozen=True, slots=True)
class Post:
    """What a comment stands under. `closed`: it takes no more comments."""

    id: int
    title: str
    url: str | None
    closed: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """One comment of a listing with its exact bytes. `mark` changes with its state and its words."""

    id: int
    post: int
    author: int
    state: str
    mark: str
    payload: Payload
    raw: bytes


@dataclass(frozen=True, slots=True)
class Around:
    """What a comment’s own payload does not say: whose account is ours, who is a colleague, the posts."""

    me: int
    colleagues: frozenset[int] = frozenset()
    posts: Mapping[int, Post] = field(default_factory=dict)


def seen_in(body: bytes) -> tuple[list[Seen], list[Aside]]:
    """The comments of a listing in its order, and what could not be read. Raises `Contract` when it is no list."""
    found, aside = [], []
    for value, raw in listed(body):
        try:
            found.append(seen_of(value, raw))
        except Contract as error:
            aside.append(Aside(raw, _UNREADABLE.with_(what=str(error))))
    return found, aside


def seen_of(value: Json, raw: bytes) -> Seen:
    """One comment. Raises `Contract` when what the desk needs is not there."""
    if not isinstance(value, dict):
        raise Contract("it is not an object")
    state, words = _text(value, "status"), _raw_content(value)
    mark = STATES.get(state, "x") + hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:10]
    return Seen(_whole(value, "id"), _whole(value, "post"), _whole(value, "author"), state, mark, value, raw)


def one_seen(body: bytes) -> Seen:
    """The comment of an answer that is one comment."""
    return seen_of(parse_object(body), body)


def item_of(seen: Seen, around: Around) -> Item:
    """The comment as the desk knows it: its words as read, its exact bytes as they came."""
    post = around.posts.get(seen.post)
    parent = _whole(seen.payload, "parent")
    return Item(
        external_id=str(seen.id),
        parent_external_id=str(parent) if parent else None,
        conversation_external_id=str(seen.post),
        conversation_title=post.title if post else "",
        conversation_url=post.url if post else (_maybe(seen.payload, "link") or "").partition("#")[0] or None,
        author=_author(seen),
        ours=seen.author != 0 and (seen.author == around.me or seen.author in around.colleagues),
        text=as_text(_raw_content(seen.payload)),
        language_hint=None,
        posted_at=posted_at(seen),
        permalink=_maybe(seen.payload, "link"),
        raw=seen.raw,
        hidden=seen.state != "approved",
        reference={"post": seen.post, "state": seen.state, "closed": post is not None and post.closed},
    )


def posted_at(seen: Seen) -> datetime | None:
    """When it was written: WordPress tells seconds of UTC without saying so. None for its date of zeros."""
    try:
        return datetime.fromisoformat(_maybe(seen.payload, "date_gmt") or "").replace(tzinfo=UTC)
    except ValueError:
        return None


def ups_in(body: bytes) -> list[str]:
    """The addresses under which the site tells of the posts of listed comments."""
    return [up for value, _ in listed(body) if isinstance(value, dict) and (up := _up(value.get("_links")))]


def _up(links: Json) -> str:
    up = links.get("up") if isinstance(links, dict) else None
    first = up[0] if isinstance(up, list) and up else None
    href = first.get("href") if isinstance(first, dict) else None
    return href if isinstance(href, str) else ""


def posts_in(body: bytes) -> dict[int, Post]:
    """The posts of a listing; one that cannot be read is left out: a comment can do without its title."""
    found = {}
    for value, _ in listed(body):
        if isinstance(value, dict) and isinstance(number := value.get("id"), int):
            title = value.get("title")
            shown = title.get("rendered") if isinstance(title, dict) else title
            link = value.get("link")
            found[number] = Post(
                number,
                one_line(shown) if isinstance(shown, str) else "",
                link if isinstance(link, str) else None,
                value.get("comment_status") == "closed",
            )
    return found


def ids_in(body: bytes) -> frozenset[int]:
    """The ids of a listing."""
    ids = (value.get("id") for value, _ in listed(body) if isinstance(value, dict))
    return frozenset(number for number in ids if isinstance(number, int))


def accepted_of(body: bytes) -> Accepted:
    """What WordPress wrote."""
    payload = parse_object(body)
    return Accepted(str(_whole(payload, "id")), _maybe(payload, "link"), body)


def found_of(seen: Seen) -> Found:
    """Our reply as it stands there."""
    return Found(str(seen.id), _maybe(seen.payload, "link"), as_text(_raw_content(seen.payload)), posted_at(seen))


def visibility_of(seen: Seen) -> Visibility:
    """What others see of it."""
    return _VISIBILITIES.get(seen.state, Visibility.PENDING)


def error_of(body: bytes) -> str:
    """WordPress’s own name of an error; "" where it says none."""
    try:
        code = parse_object(body).get("code")
    except Contract:
        return ""
    return code if isinstance(code, str) else ""


def _author(seen: Seen) -> AuthorValue:
    """An account is known by its number; a visitor by e-mail and name together, both only typed; else by nothing."""
    name = " ".join(unescape(_maybe(seen.payload, "author_name") or "").split())
    email = (_maybe(seen.payload, "author_email") or "").strip().lower()
    if seen.author:
        return AuthorValue(f"account:{seen.author}", name, name)
    if not email:
        return AuthorValue(f"comment:{seen.id}", name, name)
    typed = hashlib.sha256(f"{email}\n{name.casefold()}".encode("utf-8", "replace")).hexdigest()
    return AuthorValue(f"visitor:{typed[:32]}", name, name)


def _raw_content(payload: Payload) -> str:
    content = payload.get("content")
    if not isinstance(content, dict):
        raise Contract("content is not an object")
    return _text(content, "raw")


def _text(payload: Payload, name: str) -> str:
    value = payload.get(name)
    if not isinstance(value, str):
        raise Contract(f"{name} is not a text")
    return value


def _maybe(payload: Payload, name: str) -> str | None:
    value = payload.get(name)
    return value if isinstance(value, str) and value else None


def _whole(payload: Payload, name: str) -> int:
    value = payload.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Contract(f"{name} is not a whole number")
    return value
