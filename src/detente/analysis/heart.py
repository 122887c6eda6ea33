"""The clause that carries the matter, and what the author asks: cut out of the message, never written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from detente.analysis.normalise import SCANNED, visible

LONGEST: Final = 120
"""Code points that a heart or an ask may have."""

_SENTENCE: Final = re.compile(r"[^.!?…\n]*(?:\.(?=\d)[^.!?…\n]*)*[.!?…]*[»”\"]?")
_CLAUSE: Final = re.compile(
    r"(?<=[,;:–—])\s|\s(?=(?:mais|et|car|parce que|donc|alors que|but|and|because|so|while)\s)", re.IGNORECASE
)
_GREETING: Final = re.compile(
    r"^\W*(?:bonjour|bonsoir|salut|coucou|allo|hello|hi|hey|dear all)\b.{0,12}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence or clause: its words and its place in the original."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.start + len(self.text)


def pieces_of(text: str) -> list[Piece]:
    """The sentences of `text`, those longer than `LONGEST` cut into clauses."""
    found: list[Piece] = []
    for match in _SENTENCE.finditer(text[:SCANNED]):
        piece = _trimmed(match.group(), match.start())
        if piece is None:
            continue
        found.extend([piece] if len(piece.text) <= LONGEST else _clauses(piece))
    return found


def _trimmed(text: str, start: int) -> Piece | None:
    bare = text.strip()
    if not any(character.isalnum() for character in bare):
        return None
    return Piece(bare, start + len(text) - len(text.lstrip()))


def _clauses(piece: Piece) -> Iterator[Piece]:
    begin = 0
    for cut in _CLAUSE.finditer(piece.text):
        part = _trimmed(piece.text[begin : cut.start()], piece.start + begin)
        if part is not None:
            yield part
        begin = cut.end()
    last = _trimmed(piece.text[begin:], piece.start + begin)
    if last is not None:
        yield last


def heart_of(pieces: list[Piece], weighed: Iterable[tuple[int, float]]) -> str:
    """The piece that holds the most weight (place, weight), the earliest on a tie; "" when there are no words."""
    best = _heaviest(pieces, list(weighed))
    if best is None:
        spoken = [piece for piece in pieces if not _GREETING.match(piece.text)]
        best = next(iter(spoken or pieces), None)
    return shown(best.text) if best else ""


def asks_of(pieces: list[Piece], rhetorical: Iterable[int], requested: Iterable[tuple[int, float]]) -> str:
    """The question that is really asked, else the clause of the request, else ""."""
    empty = set(rhetorical)
    for piece in pieces:
        if "?" in piece.text[-3:] and not any(piece.start <= place < piece.end for place in empty):
            return shown(piece.text)
    best = _heaviest(pieces, list(requested))
    return shown(best.text) if best else ""


def _heaviest(pieces: list[Piece], weighed: list[tuple[int, float]]) -> Piece | None:
    starts = [piece.start for piece in pieces]
    sums = [0.0] * len(pieces)
    for place, weight in weighed:
        index = bisect_right(starts, place) - 1
        if index >= 0:
            sums[index] += weight
    most = max(sums, default=0.0)
    return pieces[sums.index(most)] if most > 0 else None


def shown(text: str) -> str:
    """`text` on one line without invisible signs, cut between two words at `LONGEST`."""
    line = visible(text)
    if len(line) <= LONGEST:
        return line.rstrip(" :,;–—")
    cut = line[: LONGEST + 1].rsplit(" ", 1)[0]
    return cut[:LONGEST].rstrip(" ,;:–—")
