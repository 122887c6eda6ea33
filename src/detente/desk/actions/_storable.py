"""What of an arrival the database can hold. What it cannot is kept aside with a sentence, and the rest goes on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from detente.contracts.network import Affordance, AffordanceState, Aside, Change, Item, Json, Verb
from detente.contracts.words import Words

LONGEST_ID: Final = 300
LONGEST_WORDS: Final = 2_000_000
"""Code points of one comment. No network knows longer ones; a page that shows one would not open."""

LONGEST_LINK: Final = 1000

_NO_ID = Words(
    fr="L’identifiant d’un message est vide, trop long ou illisible.",
    en="The id of a message is empty, too long or unreadable.",
)
_TOO_LONG = Words(fr="Un message dépasse deux millions de signes.", en="A message is over two million characters.")
_NO_TIME = Words(fr="La date d’un message n’a pas de fuseau.", en="The time of a message has no time zone.")
_NO_SUCH_TIME = Words(fr="La date d’un message ne se peut pas.", en="The time of a message cannot be.")
_YEARS: Final = range(1970, 9999)
"""Beyond them a time can be written into the database, and not read back, nor added to."""


def clean(text: str) -> str:
    """The text as PostgreSQL can hold it: NUL and lone surrogates become U+FFFD; the sealed bytes keep the original."""
    whole = text.replace("\x00", "\ufffd")
    try:
        whole.encode()
    except UnicodeEncodeError:
        return whole.encode("utf-8", "replace").decode("utf-8")
    return whole


def web_link(address: str | None) -> str:
    """The address when a browser would open it as a page, else empty: these become links, and anybody may name one."""
    link = clean(address or "").strip()
    return link[:LONGEST_LINK] if link.lower().startswith(("https://", "http://")) else ""


def as_json(value: Mapping[str, Json]) -> str:
    """JSON that a jsonb column takes: what it could not hold is replaced like in a text."""
    if not value:
        return "{}"
    return clean(json.dumps(value, ensure_ascii=False)).replace("\\u0000", "\\ufffd")


def as_denied(affordances: Mapping[Verb, Affordance]) -> dict[str, Json]:
    """What the network does not let us do with an item, or is not sure of."""
    return {verb: _denied(one) for verb, one in affordances.items() if one.state is not AffordanceState.ALLOWED}


def _denied(one: Affordance) -> dict[str, Json]:
    return {"state": one.state.value, "reason": _pair(one.reason), "remedy": _pair(one.remedy)}


def _pair(words: Words | None) -> list[Json]:
    return [words.fr, words.en] if words is not None else []


def sift(changes: Sequence[Change]) -> tuple[list[Change], list[Aside]]:
    """The changes that can be stored, and the others as payloads to keep aside."""
    good: list[Change] = []
    bad: list[Aside] = []
    for change in changes:
        trouble = _trouble(change)
        if trouble is None:
            good.append(change)
        else:
            bad.append(
                Aside(change.item.raw if change.item else change.external_id.encode("utf-8", "replace"), trouble)
            )
    return good, bad


def _trouble(change: Change) -> Words | None:
    if not _is_id(change.external_id):
        return _NO_ID
    return _item_trouble(change, change.item) if change.item is not None else None


def _item_trouble(change: Change, item: Item) -> Words | None:
    ids = (item.conversation_external_id, item.parent_external_id or "-", _author_of(item))
    if item.external_id != change.external_id or not all(_is_id(one) for one in ids):
        return _NO_ID
    if len(item.text) > LONGEST_WORDS:
        return _TOO_LONG
    times = [at for at in (item.posted_at, change.occurred_at) if at is not None]
    if any(at.utcoffset() is None for at in times):
        return _NO_TIME
    return None if all(at.year in _YEARS for at in times) else _NO_SUCH_TIME


def _author_of(item: Item) -> str:
    return item.author.external_id if item.author is not None else "-"


def _is_id(text: str) -> bool:
    if text.isascii():
        return 0 < len(text) <= LONGEST_ID and "\x00" not in text
    return len(text) <= LONGEST_ID and clean(text) == text
