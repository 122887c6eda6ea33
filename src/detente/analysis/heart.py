"""The clause that carries the matter, and what the author asks: cut out of the message, never written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from detente.analysis.heart_words import ASKERS, EMPTY_QUESTIONS, IMPERATIVE, REQUESTS, counts_of
from detente.analysis.normalise import visible
from detente.analysis.pieces import Piece, pieces_of

__all__ = ["LONGEST", "Piece", "asks_of", "heart_of", "pieces_of", "shown"]

LONGEST: Final = 120
"""Code points that a heart or an ask may have."""
_HEAVIEST: Final = 3.0
"""A clause gains no more than this from the words that weighed: many small words are no matter."""
_FIRST: Final = 0.5
"""What the first clause that names a failure gains: the rest often tells what followed."""
_ASKING: Final = frozenset(
    (
        "pourquoi",
        "quand",
        "comment",
        "combien",
        "ou",
        "qui",
        "quel",
        "quelle",
        "why",
        "when",
        "how",
        "where",
        "who",
        "what",
        "which",
        "any",
        "des",
    )
)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A clause with what speaks for it: words that weighed, and what its own words speak of."""

    piece: Piece
    weight: float
    failures: float
    things: int
    judgements: int
    praises: int
    polite: bool
    figures: bool
    asks: bool
    length: int
    supposes: bool

    def score(self, matter: bool) -> float:
        """How well it tells the matter; without any `matter` in the message, what weighed decides."""
        short = (2.0 if self.length < 2 else 1.0) if self.length <= 2 and not (self.failures and self.things) else 0.0
        if not matter:
            polite = 2.0 if self.polite and self.length <= 4 else 0.0
            return self.weight + 0.3 * min(self.things, 1) - 0.2 * self.judgements - polite - short
        empty = bool(self.judgements) and not (self.failures and self.things)
        concrete = 1.2 * min(self.failures, 2) + 0.5 * min(self.things, 2) + (0.3 if self.figures else 0.0)
        against = (
            (1.5 if empty else 0.0)
            + (1.5 if self.praises and not self.failures else 0.0)
            + (0.9 if self.asks else 0.0)
            + (1.0 if self.supposes else 0.0)
            + (2.0 if self.polite and not self.failures else 0.0)
        )
        turned = 1.5 if self.piece.turned else 0.0
        return min(self.weight, _HEAVIEST) * (0.4 if empty else 1.0) + concrete + turned - against - short

    @property
    def tells(self) -> bool:
        """Whether it names something that went wrong."""
        return (self.failures > 0 or self.piece.turned) and not self.polite


def heart_of(pieces: Sequence[Piece], weighed: Iterable[tuple[int, float]] = ()) -> str:
    """The clause that tells the matter best, the earliest on a tie; "" when there are no words.

    `weighed`: places of the words that weighed for the kind of the message, and how much. A clause that names a failure
    goes before praise, judgement and greetings.
    """
    if not pieces:
        return ""
    if len(pieces) == 1:
        return shown(pieces[0].masked)
    clauses = [_weigh(piece, weight) for piece, weight in zip(pieces, _sums(pieces, weighed), strict=True)]
    told = [clause.tells for clause in clauses]
    matter = any(told) or (any(clause.things for clause in clauses) and any(clause.judgements for clause in clauses))
    scores = [clause.score(matter) for clause in clauses]
    if any(told):
        scores[told.index(True)] += _FIRST
    best = scores.index(max(scores))
    return shown(_grown(clauses, best).masked)


def _weigh(piece: Piece, weight: float) -> _Weighed:
    words = piece.words
    spoken = counts_of(words)
    return _Weighed(
        piece=piece,
        weight=weight,
        failures=spoken["failure"] + (0.5 if spoken["hint"] else 0.0),
        things=spoken["thing"],
        judgements=spoken["judgement"],
        praises=spoken["praise"],
        polite=len(words) <= 6 and spoken["polite"] > 0,
        figures=any(map(str.isdigit, words)),
        length=len(words),
        supposes=bool(words) and words[0] in ("if", "si", "s", "when", "quand"),
        asks=piece.asks or _is_request(piece),
    )


def _is_request(piece: Piece) -> bool:
    flat = piece.flat
    if ASKERS.isdisjoint(piece.words) and not ("ez" in flat and any(word.endswith("ez") for word in piece.words)):
        return False
    return REQUESTS.search(flat) is not None


def _sums(pieces: Sequence[Piece], weighed: Iterable[tuple[int, float]]) -> list[float]:
    starts = [piece.start for piece in pieces]
    sums = [0.0] * len(pieces)
    for place, weight in weighed:
        index = bisect_right(starts, place) - 1
        if index >= 0 and place < pieces[index].end:
            sums[index] += weight
    return sums


def _grown(clauses: Sequence[_Weighed], best: int) -> Piece:
    """The best clause with the neighbours in its sentence that tell the matter too, while the whole stays short."""
    pieces = [clause.piece for clause in clauses]
    first = last = best
    while pieces[first].joined and _goes_with(clauses[first - 1], pieces[last].end - pieces[first - 1].start):
        first -= 1
    while last + 1 < len(pieces) and pieces[last + 1].joined:
        if not _goes_with(clauses[last + 1], pieces[last + 1].end - pieces[first].start):
            break
        last += 1
    hidden = tuple(dict.fromkeys(one for piece in pieces[first : last + 1] for one in piece.hidden))
    return replace(pieces[first], end=pieces[last].end, hidden=hidden)


def _goes_with(clause: _Weighed, length: int) -> bool:
    return length <= LONGEST and not clause.asks and (clause.failures > 0 or clause.figures or clause.weight >= 1.0)


def asks_of(
    pieces: Sequence[Piece], rhetorical: Iterable[int] = (), requested: Iterable[tuple[int, float]] = ()
) -> str:
    """The question that is really asked, else the clause of the request or wish, else "".

    `rhetorical`: places of words that make a question an exclamation; `requested`: places of words of request, and
    how much each weighs.
    """
    empty = set(rhetorical)
    for piece in pieces:
        if piece.asks and not any(piece.start <= place < piece.end for place in empty) and _is_asked(piece):
            return shown(piece.masked)
    scores = [weight + _request(piece) for piece, weight in zip(pieces, _sums(pieces, requested), strict=True)]
    most = max(scores, default=0.0)
    return shown(pieces[scores.index(most)].masked) if most >= 0.8 else ""


def _is_asked(piece: Piece) -> bool:
    words = piece.words
    return not EMPTY_QUESTIONS.search(piece.flat) and (len(words) > 1 or not _ASKING.isdisjoint(words))


def _request(piece: Piece) -> float:
    if piece.asks or not _is_request(piece):
        return 0.0
    return 1.5 if IMPERATIVE.match(piece.flat) else 1.0


def shown(text: str) -> str:
    """`text` on one line without invisible signs, cut between two words at `LONGEST`."""
    line = visible(text)
    if len(line) <= LONGEST:
        return line.rstrip(" :,;–—")
    cut = line[: LONGEST + 1].rsplit(" ", 1)[0]
    return cut[:LONGEST].rstrip(" ,;:–—")
