"""Words of the author that a text of ours may repeat in public: cut out, never rewritten, nothing personal in them."""

from __future__ import annotations

import re
from typing import Final

from detente.rules.personal_data import find_personal_data

LONGEST: Final = 90
"""Characters of a piece."""
SHORTEST: Final = 3
_PIECES: Final = 12
_CUTS: Final = re.compile(
    r"(?:[!?…;\n\"«»“”()]|[.:](?!\d))+|,\s|\s[–—-]\s|\s(?=(?:mais|et|car|donc|alors que|but|and|because|so|while)\s)",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"\S+")
_LINK: Final = re.compile(r"https?:|www\.", re.IGNORECASE)
_EDGES: Final = re.compile(r"^\W+|[^\w%€$£]+$")
_UNQUOTED: Final = re.compile(r"[«»“”\"@#\[\]{}<>]|https?:|www\.")


def heart_in(words: str, heart: str) -> str:
    """The heart, when it stands in these words, else empty: a case may owe it to words that nobody else can read."""
    return heart if " ".join(heart.split()) in " ".join(words.split()) else ""


def pieces(heart: str, message: str) -> list[str]:
    """What could be repeated, best first: the heart, its clauses, then the other clauses of the message."""
    found = [heart, *_CUTS.split(_without_links(heart)), *_CUTS.split(_without_links(message))]
    bare = dict.fromkeys(_EDGES.sub("", " ".join(piece.split())) for piece in found)
    return [one for one in bare if SHORTEST <= len(one) <= LONGEST and may_be_seen(one)][:_PIECES]


def may_be_seen(piece: str) -> bool:
    """Nothing personal, no address, no link and no sign of a field, even though the author wrote it."""
    return not _UNQUOTED.search(piece) and not list(find_personal_data(piece))


def _without_links(text: str) -> str:
    """Links go before a text is cut: half a link reads like words."""
    return _WORD.sub(lambda word: "\n" if _LINK.search(word[0]) else word[0], text)
