"""How the protocol counts a post: 300 graphemes and 3,000 bytes of UTF-8, both. Source: lexicon app.bsky.feed.post."""

from __future__ import annotations

from typing import Final

import regex

from detente.contracts.network import Length, LengthRule

RULE: Final = LengthRule(unit="graphemes", maximum=300)
BYTES: Final = 3000
_GRAPHEME: Final = regex.compile(r"\X")


def graphemes(text: str) -> int:
    """What a reader counts as one character each, families of emoji included."""
    return len(_GRAPHEME.findall(text))


def measure(text: str) -> Length:
    """The length by the rule that binds: graphemes, unless only the bytes are too many."""
    count, size = graphemes(text), len(text.encode("utf-8", "surrogatepass"))
    if size > BYTES and count <= RULE.maximum:
        return Length(size, BYTES, "bytes")
    return Length(count, RULE.maximum, RULE.unit)
