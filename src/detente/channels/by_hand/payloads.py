"""What a person pasted, as an item: its ids, its author within its thread, and the bytes that evidence seals."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from detente.contracts.network import AuthorValue, Item

_LONGEST_ID: Final = 300


@dataclass(frozen=True, slots=True)
class Pasted:
    """One comment as somebody copied it. `link` is its own address, `thread` that of the post it stands under.

    `posted_at` is what the person says that the network shows (aware). `private`: it was addressed to us alone.
    """

    text: str
    author: str
    posted_at: datetime
    link: str = ""
    thread: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Typist:
    """Who typed it, and when."""

    id: int
    name: str
    at: datetime


def same_address(link: str) -> str:
    """The address in one spelling: host in small letters, no closing stroke. Raises `ValueError`."""
    parts = urlsplit(link.strip())
    host = parts.netloc.lower()
    return urlunsplit((parts.scheme.lower(), host, parts.path.rstrip("/"), parts.query, parts.fragment))


def external_id(pasted: Pasted) -> str:
    """What makes the comment single: its link, else its words and its author in its thread."""
    if pasted.link:
        return _short("link:", same_address(pasted.link))
    return "typed:" + _digest(thread_id(pasted), _plain(pasted.author), _plain(pasted.text))


def thread_id(pasted: Pasted) -> str:
    """The id of the post it stands under; empty when nobody gave its address."""
    return _short("thread:", same_address(pasted.thread)) if pasted.thread else ""


def item_of(pasted: Pasted, typist: Typist, *, known_as: str = "", thread_as: str = "") -> Item:
    """The item. `known_as`: the id of a comment that is typed again; `thread_as`: the thread it is put under.

    A typed name identifies its author within this thread only: elsewhere the same name may be somebody else.
    """
    own = known_as or external_id(pasted)
    thread = thread_as or thread_id(pasted) or own
    name = " ".join(pasted.author.split())
    author = AuthorValue("typed:" + _digest(thread, _plain(name)), "", name) if name else None
    return Item(
        external_id=own,
        parent_external_id=None,
        conversation_external_id=thread,
        conversation_title="",
        conversation_url=pasted.thread or None,
        author=author,
        ours=False,
        text=pasted.text,
        language_hint=None,
        posted_at=pasted.posted_at,
        permalink=pasted.link or None,
        raw=raw_of(pasted, typist),
        private=pasted.private,
    )


def raw_of(pasted: Pasted, typist: Typist) -> bytes:
    """What is sealed: not the network's bytes but a person's word for them, and it says so."""
    told = {
        "source": "typed by a person",
        "typed_by": typist.id,
        "name": typist.name,
        "typed_at": typist.at.isoformat(),
        "text": pasted.text,
        "author": pasted.author,
        "posted_at": pasted.posted_at.isoformat(),
        "link": pasted.link,
        "thread": pasted.thread,
        "private": pasted.private,
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")


def _short(prefix: str, address: str) -> str:
    whole = prefix + address
    return whole if len(whole) <= _LONGEST_ID else prefix + "sha256:" + _digest(address)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:40]
