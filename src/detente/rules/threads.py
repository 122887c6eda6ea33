"""Whether a message of the community proposes something to the author it answers.

A proposal is a way forward that the author can try, or one that worked for somebody: an order to do something, a right,
a place to look, a link to help. Agreement, mockery, questions, wishes to the brand and complaints propose nothing. The
answer is shown and thanked or corrected; it never stops the clock nor closes a case (`practice.md` §4.1), which is why
missing one costs little and seeing one where there is none costs a glance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from detente.rules.composure.folded import Folded, Span
from detente.rules.threads_cues import ADVERT, ADVICE, LINKED, MAY_STAND_BEFORE, NOT_ADVICE, ORDERS, SUGGESTING

LONGEST: Final = 1_200
"""Characters that are looked at; who proposes something says so before."""
_NEAR: Final = 24
_LINK: Final = re.compile(r"(?:https?://|www\.)\S+")
_WORD_BEFORE: Final = re.compile(r"([a-z0-9'-]+)\s*$")
_AFTER_ORDER: Final = re.compile(r"\s*[^\s.!?,;:]")


@dataclass(frozen=True, slots=True)
class Proposal:
    """The words that propose, with their place in the message, in code points."""

    words: str
    start: int
    end: int


@lru_cache(maxsize=4_096)
def proposal_in(text: str) -> Proposal | None:
    """The first words of `text` that propose something to a fellow customer; None when none does. Both languages."""
    folded = Folded.of(text[:LONGEST])
    if folded.has(ADVERT):
        return None
    for sentence in folded.sentences():
        found = _in_sentence(folded, sentence)
        if found is not None:
            start, end = folded.original(found)
            return Proposal(text[start:end], start, end)
    return None


def _in_sentence(folded: Folded, sentence: Span) -> Span | None:
    said = folded.cut(sentence)
    if NOT_ADVICE.search(said):
        return None
    if said.rstrip().endswith("?"):
        return _first(SUGGESTING, said, sentence)
    return _linked(said, sentence) or next(_orders(folded, sentence), None) or _first(ADVICE, said, sentence)


def _linked(said: str, sentence: Span) -> Span | None:
    link = _LINK.search(said)
    if link is None or not LINKED.search(_LINK.sub(" ", said)):
        return None
    return Span(sentence.start + link.start(), sentence.start + link.end())


def _orders(folded: Folded, sentence: Span) -> Iterator[Span]:
    """Orders that begin a clause, with something to do after them. A participle (« supprimé ») is none."""
    said = folded.cut(sentence)
    for match in ORDERS.finditer(said):
        place = Span(sentence.start + match.start(), sentence.start + match.end())
        before = _WORD_BEFORE.search(said[max(0, match.start() - _NEAR) : match.start()])
        begins = before is None or before.group(1) in MAY_STAND_BEFORE
        if begins and _AFTER_ORDER.match(said, match.end()) and folded.text[folded.original(place)[1] - 1] != "é":
            yield place


def _first(pattern: re.Pattern[str], said: str, sentence: Span) -> Span | None:
    match = pattern.search(said)
    return None if match is None else Span(sentence.start + match.start(), sentence.start + match.end())
