"""The facts that a message names: dates, sums, how often, places, order numbers. Cut out of it, never invented."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from detente.analysis.fact_patterns import AGE, NUMBERS, SIGNS, TELLERS, TELLING
from detente.analysis.normalise import SCANNED, visible
from detente.analysis.place_patterns import BEFORE_PLACES, NO_PLACES, PLACES, TOLD
from detente.contracts.analysis import Fact, FactKind
from detente.rules.personal_data import DataKind, PersonalData, find_personal_data, mask
from detente.rules.personal_data.plain import plain

MOST: Final = 12
"""How many facts of one message are named."""
LONGEST: Final = 60
"""Characters that the words of a fact may have."""

_CANDIDATES: Final = 60
"""How many matches of one pattern are weighed in one text."""

_WORD: Final = re.compile(r"[a-zà-öø-ÿœ]+")
_DIGIT: Final = re.compile(r"\d")
_INSIDE: Final = re.compile(r"[\w'] (?:L')?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿœ]")
"""A capitalised word that does not open the sentence."""
_CAPITALISED: Final = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿœE']")
_FIRST: Final = re.compile(r"(?:l[ae]s? |l'|saint-|st |sainte-)?([\w']+)")
"""The first word of a place, its article aside."""
_Span = tuple[int, int, FactKind]


def facts_of(text: str, found: Sequence[PersonalData] | None = None) -> tuple[Fact, ...]:
    """At most `MOST` facts in the order of the text, the longest where two overlap.

    `found`: the personal data of the whole text when it is known already. An order number is shown masked; other
    personal data is no fact and hides what lies in it.
    """
    head = text[:SCANNED]
    pieces = find_personal_data(head) if found is None else [piece for piece in found if piece.end <= len(head)]
    spans = [(piece.start, piece.end, FactKind.NUMBER) for piece in pieces if piece.kind is DataKind.ORDER]
    closed = bytearray(len(head) + 1)
    for piece in pieces:
        closed[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
    spans += _kept(list(_spans(plain(head))), closed)
    return tuple(_fact(text, span) for span in sorted(spans)[:MOST])


def _kept(spans: list[_Span], closed: bytearray) -> Iterator[_Span]:
    for start, end, kind in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if closed.find(1, start, end) < 0 and end - start <= LONGEST:
            closed[start:end] = b"\1" * (end - start)
            yield start, end, kind


def _spans(text: str) -> Iterator[_Span]:
    low = _lower(text)
    words = set(_WORD.findall(low))
    digit = _DIGIT.search(low) is not None
    counted = digit or not NUMBERS.isdisjoint(words)
    told = [*(words & TELLERS), *(sign for sign in SIGNS if digit and sign in low)]
    for fact in dict.fromkeys(fact for word in told for fact in TELLING[word]):
        if digit if fact.digits else counted or not fact.counted:
            yield from _cut(low, fact.pattern, fact.kind)
    if _INSIDE.search(text) and _may_name_a_place(text):
        yield from _places(text)


def _may_name_a_place(text: str) -> bool:
    """Whether a capitalised word follows one of the words that a place follows: quicker than the pattern of places."""
    return any(
        text[max(0, capital.start() - 8) : capital.start()].lower().endswith(BEFORE_PLACES)
        for capital in _CAPITALISED.finditer(text)
    )


def _lower(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else "".join(sign if len(sign.lower()) > 1 else sign.lower() for sign in text)


def _cut(low: str, pattern: re.Pattern[str], kind: FactKind) -> Iterator[_Span]:
    for match in islice(pattern.finditer(low), _CANDIDATES):
        if not AGE.fullmatch(match.group()):
            yield match.start(), match.start() + len(match.group().rstrip()), kind


def _places(text: str) -> Iterator[_Span]:
    for match in islice(PLACES.finditer(text), _CANDIDATES):
        start, end = match.span(match.lastgroup or 0)
        first = _FIRST.match(text[start:end].lower())
        told = TOLD.search(text[max(0, match.start() - 16) : match.start()])
        if first and first[1] not in NO_PLACES and not told:
            yield start, end, FactKind.PLACE


def _fact(text: str, span: _Span) -> Fact:
    start, end, kind = span
    words = text[start:end]
    return Fact(kind, mask(DataKind.ORDER, words) if kind is FactKind.NUMBER else visible(words), start, end)
