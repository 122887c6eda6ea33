"""One look at a message: folded once, cut once, its language told, every list looked up, marks counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from detente.analysis import decide
from detente.analysis.cues import Cues, cues_of
from detente.analysis.dense import Seen
from detente.analysis.language import language_of
from detente.analysis.lexicon import Lexicon, coarse_of, lexicon_of
from detente.analysis.normalise import SCANNED, Folded, Tokens, fold, links_in, stretched, tokenise
from detente.analysis.variants import disguises, may_hide
from detente.contracts.words import Language

_SHORT: Final = 12
"""Up to so many letters nobody shouts."""
_SMALL: Final = bytes(range(ord("a"), ord("z") + 1))
_CAPITALS: Final = _SMALL.upper()
_FIGURE: Final = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Looked:
    """A message as the lists, the rules and the eye see it. `known`: its words really say its language."""

    text: str
    language: Language
    known: bool
    tokens: Tokens
    seen: Seen

    @property
    def says_nothing(self) -> bool:
        """Whether there is neither a word nor a sign that a list knows."""
        return not self.cues.hits and not any(word.isalnum() for word in self.tokens.words)

    @property
    def cues(self) -> Cues:
        """What the lists found."""
        return self.seen.cues


def look(text: str, hint: str | None = None, lexicon: Lexicon | None = None) -> Looked:
    """Look at a text whose language is not known; `hint` helps where its words do not say."""
    folded = fold(text)
    tokens = tokenise(folded)
    language, known = language_of(text, tokens.words, hint)
    return _looked(text, folded, tokens, language, known, lexicon)


def look_in(text: str, language: Language) -> Looked:
    """Look at a text in a known language."""
    folded = fold(text)
    return _looked(text, folded, tokenise(folded), language, known=True, lexicon=None)


def _looked(
    text: str, folded: Folded, tokens: Tokens, language: Language, known: bool, lexicon: Lexicon | None
) -> Looked:
    hides = may_hide(folded.text) and disguises(folded.text, coarse_of(language))
    if hides or stretched(folded.text):
        tokens = tokenise(folded, lexicon_of(language).words, coarse_of(language))
    cues = cues_of(tokens, language, lexicon)
    signs = signs_of(text[:SCANNED], folded.text)
    seen = Seen(text[:SCANNED], folded.text, tokens.words, cues, signs, decide.scores_of(cues, signs))
    return Looked(text, language, known, tokens, seen)


def signs_of(text: str, folded: str) -> decide.Signs:
    """What is counted beside words."""
    return decide.Signs(
        questions=text.count("?"),
        exclamations=text.count("!"),
        shouting=_may_shout(text) and _shouts(text),
        links=links_in(folded),
        figures=_FIGURE.search(folded) is not None if folded.isascii() else any(map(str.isdigit, folded)),
    )


def _shouts(text: str) -> bool:
    """Whether it is written in capitals."""
    letters = sum(map(str.isalpha, text))
    return letters > _SHORT and sum(map(str.isupper, text)) > 0.6 * letters


def _may_shout(text: str) -> bool:
    """Whether letters need counting: not where plain small ones outweigh all that may be a capital.

    A sign that is no plain letter may be a capital without being a letter (a Roman numeral): it weighs for two and a
    half of them, which is where six tenths of the letters would be reached.
    """
    plain = text.encode("ascii", "ignore")
    small = len(plain) - len(plain.translate(None, _SMALL))
    capitals = len(plain) - len(plain.translate(None, _CAPITALS))
    return capitals + 2.5 * (len(text) - len(plain)) > 1.5 * small
