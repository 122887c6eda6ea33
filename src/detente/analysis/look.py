"""One look at a message: folded once, cut once, its language told, every list looked up, marks counted."""

from __future__ import annotations

from dataclasses import dataclass

from detente.analysis import decide
from detente.analysis.cues import Cues, cues_of
from detente.analysis.dense import Seen
from detente.analysis.language import language_of
from detente.analysis.lexicon import Lexicon, coarse_of, lexicon_of
from detente.analysis.normalise import SCANNED, Folded, Tokens, fold, links_in, stretched, tokenise
from detente.analysis.variants import may_hide
from detente.contracts.words import Language


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
    if stretched(folded.text) or may_hide(folded.text):
        tokens = tokenise(folded, lexicon_of(language).words, coarse_of(language))
    cues = cues_of(tokens, language, lexicon)
    signs = signs_of(text[:SCANNED], folded.text)
    seen = Seen(text[:SCANNED], folded.text, tokens.words, cues, signs, decide.scores_of(cues, signs))
    return Looked(text, language, known, tokens, seen)


def signs_of(text: str, folded: str) -> decide.Signs:
    """What is counted beside words."""
    letters = sum(map(str.isalpha, text))
    return decide.Signs(
        questions=text.count("?"),
        exclamations=text.count("!"),
        shouting=letters > 12 and sum(map(str.isupper, text)) > 0.6 * letters,
        links=links_in(folded),
        figures=any(map(str.isdigit, folded)),
    )
