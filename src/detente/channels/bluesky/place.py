"""Where listening stands: a small JSON value that survives deletions of what it remembers. Pure.

`known` marks the newest notifications read (several, so that a deletion never loses the place), `top` the time of the
newest. `told` marks what an unfinished poll has said. `own` holds our recent posts: how many replies each had, when its
thread was last read whole, and a sum of the marks in it. `walk`: older pages are still being read.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b

from detente.channels.bluesky.payloads import time_of
from detente.contracts.network import Cursor, Item, Json

VERSION = 1


@dataclass(frozen=True, slots=True)
class Walk:
    """Reading back: the network's own cursor, the marks and the newest time of its first page, pages so far."""

    at: str
    marks: tuple[str, ...]
    top: str
    pages: int


@dataclass(frozen=True, slots=True)
class Own:
    """One post of ours: its replies by the network's count, when its thread was read whole (seconds), their sum."""

    count: int
    swept: int
    total: int

    def with_(self, item: Item) -> Own:
        """With one more item in its thread."""
        return replace(self, total=self.total ^ _number(mark(item.external_id)))


@dataclass(frozen=True, slots=True)
class Place:
    """Immutable; `as_cursor` and `of` are inverse."""

    known: tuple[str, ...] = ()
    top: str = ""
    told: tuple[str, ...] = ()
    own: Mapping[str, Own] = field(default_factory=dict)
    walk: Walk | None = None
    lost: bool = False

    @classmethod
    def of(cls, cursor: Cursor | None) -> Place:
        """The place of a cursor. One that cannot be read begins anew, marked `lost`: something may be missing."""
        if not cursor:
            return cls()
        try:
            return cls(
                known=_words(cursor["known"]),
                top=_word(cursor["top"]),
                told=_words(cursor.get("told", [])),
                own=_own(cursor["own"]),
                walk=_walk(cursor.get("walk")),
            )
        except (KeyError, TypeError, ValueError):
            return cls(lost=True)

    def as_cursor(self) -> Cursor:
        """The JSON that the desk keeps."""
        cursor: Cursor = {
            "v": VERSION,
            "known": list(self.known),
            "top": self.top,
            "own": {key: [own.count, own.swept, own.total] for key, own in sorted(self.own.items())},
        }
        if self.told:
            cursor["told"] = list(self.told)
        if self.walk:
            cursor["walk"] = [self.walk.at, list(self.walk.marks), self.walk.top, self.walk.pages]
        return cursor

    @property
    def top_at(self) -> datetime | None:
        """The time of the newest notification read."""
        return time_of(self.top)


def mark(external_id: str) -> str:
    """A short name of an item: twelve letters."""
    return base64.urlsafe_b64encode(blake2b(external_id.encode("utf-8", "replace"), digest_size=9).digest()).decode()


def total(items: Iterable[Item]) -> int:
    """A sum of the items of a thread in which order does not count."""
    value = 0
    for item in items:
        value ^= _number(mark(item.external_id))
    return value


def _number(word: str) -> int:
    # 48 bits: kept exactly by every reader of JSON.
    return int.from_bytes(base64.urlsafe_b64decode(word)[:6], "big")


def _words(value: Json) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    return tuple(_word(each) for each in value)


def _word(value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value


def _whole(value: Json) -> int:
    if not isinstance(value, int):
        raise TypeError("a number was expected")
    return value


def _own(value: Json) -> dict[str, Own]:
    if not isinstance(value, dict):
        raise TypeError("an object was expected")
    return {key: _one(told) for key, told in value.items()}


def _one(told: Json) -> Own:
    if not isinstance(told, list):
        raise TypeError("a list was expected")
    count, swept, sum_ = told
    return Own(_whole(count), _whole(swept), _whole(sum_))


def _walk(value: Json) -> Walk | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    at, marks, top, pages = value
    return Walk(_word(at), _words(marks), _word(top), _whole(pages))
