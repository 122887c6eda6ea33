"""What in a text is a link, a tag or a name of somebody known. Offsets count bytes of UTF-8. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from detente.contracts.network import Json

_LINK: Final = re.compile(r"https?://[^\s<>\"«»]+")
_TAG: Final = re.compile(r"(?:(?<=\s)|^)[#＃](?!\d+\b)([^\s\W][\w-]{0,63})")
_NAME: Final = re.compile(r"(?:(?<=[\s(])|^)@((?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+[a-zA-Z]{2,})")
_AFTER: Final = ".,;:!?…'’"

Span = tuple[int, int, dict[str, Json]]


def facets(text: str, people: Mapping[str, str]) -> list[Json]:
    """The facets of a text, in its order. `people`: handle (lower case) → DID of who may be named."""
    return [
        {
            "index": {"byteStart": _bytes(text[:start]), "byteEnd": _bytes(text[:end])},
            "features": [feature],
        }
        for start, end, feature in sorted(_spans(text, people), key=lambda span: span[0])
    ]


def _spans(text: str, people: Mapping[str, str]) -> Iterator[Span]:
    for found in _LINK.finditer(text):
        link = _trimmed(found[0])
        yield found.start(), found.start() + len(link), {"$type": "app.bsky.richtext.facet#link", "uri": link}
    for found in _TAG.finditer(text):
        yield found.start(), found.end(), {"$type": "app.bsky.richtext.facet#tag", "tag": found[1]}
    for found in _NAME.finditer(text):
        did = people.get(found[1].lower())
        if did:
            yield found.start(), found.end(), {"$type": "app.bsky.richtext.facet#mention", "did": did}


def _trimmed(link: str) -> str:
    """Without the punctuation of the sentence around it, nor a bracket that it does not open itself."""
    while link and (link[-1] in _AFTER or (link[-1] == ")" and link.count(")") > link.count("("))):
        link = link[:-1]
    return link


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
