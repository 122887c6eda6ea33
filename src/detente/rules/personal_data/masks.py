"""Personal data as people may see it: enough to recognise one's own, not enough to use somebody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from detente.rules.personal_data.find import find_personal_data
from detente.rules.personal_data.kinds import DataKind, PersonalData

_HIDDEN: Final = "••••"
_SHORT: Final = 5
"""A number of fewer signs shows none of them."""
_LONG: Final = 8
"""From so many signs on, a number shows its first letters."""
_PREFIX: Final = re.compile(r"[A-Za-z]{1,5}(?:[-/_ ]|(?=\d))")


def masked(text: str, found: Sequence[PersonalData] | None = None, start: int = 0, end: int | None = None) -> str:
    """`text[start:end]` with every piece masked: `ma commande FR-20931` becomes `ma commande FR-••••31`.

    `found` are the pieces of the whole `text` when they are known already. A piece cut by an edge is masked whole.
    """
    stop = len(text) if end is None else end
    pieces = find_personal_data(text) if found is None else found
    return "".join(_parts(text, pieces, start, stop))


def _parts(text: str, pieces: Sequence[PersonalData], start: int, stop: int) -> Iterator[str]:
    place = start
    for piece in pieces:
        if piece.end <= start or piece.start >= stop:
            continue
        yield text[place : max(place, piece.start)]
        yield mask(piece.kind, text[piece.start : piece.end])
        place = piece.end
    yield text[place : max(place, stop)]


def mask(kind: DataKind, words: str) -> str:
    """The masked form of one piece: first letters and two last signs; nothing of an address or a short number."""
    if kind is DataKind.ADDRESS:
        return _HIDDEN
    if kind is DataKind.EMAIL:
        return f"{words[:1]}{_HIDDEN}@{_HIDDEN}"
    signs = "".join(filter(str.isalnum, words))
    if len(signs) < _SHORT:
        return _HIDDEN
    return f"{_opening(kind, words)}{_HIDDEN}{signs[-2:]}"


def _opening(kind: DataKind, words: str) -> str:
    """The letters that a number begins with: a shop's series or a country, nobody's secret."""
    if kind is DataKind.IBAN:
        return words[:2]
    prefix = _PREFIX.match(words) if kind is DataKind.ORDER and len(words) >= _LONG else None
    return prefix.group() if prefix else ""
