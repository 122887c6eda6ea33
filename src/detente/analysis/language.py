"""French or English: the little words first, then the accents, then what the conversation suggests."""

from __future__ import annotations

from functools import cache
from typing import Final

from detente.analysis.lexicon import lexicon_of, weights_of
from detente.contracts.words import Language, as_language

_MARGIN: Final = 0.6
"""Below this difference of weights the words do not decide, and the hint does."""
_FRENCH_SIGNS: Final = frozenset("éèêëàâùûçîïôœÉÈÊÀÇ«»")
_FEW: Final = 6
"""From this many words on, a text without one known little word is in neither language."""


def language_of(text: str, words: list[str], hint: str | None) -> tuple[Language, bool]:
    """The language of a message, and whether its words really say so.

    `text` gives the accents, `words` are its folded words. Without any cue: the hint, else English.
    """
    leans = _leans()
    told = [leans[word] for word in words if word in leans]
    lean = sum(told)
    known = bool(told)
    if not text.isascii():
        lean += min(sum(map(_FRENCH_SIGNS.__contains__, text[:400])), 4) * 0.6
    if abs(lean) < _MARGIN:
        lean = _lean_of_lists(words)
    known = known or len(words) < _FEW
    if abs(lean) >= _MARGIN:
        return ("fr" if lean > 0 else "en"), known
    return (as_language(hint) if hint else "en"), known


@cache
def _leans() -> dict[str, float]:
    """The little words of both languages, and how far each leans to French."""
    french, english = weights_of("fr", "functions"), weights_of("en", "functions")
    return {word: french.get(word, 0.0) - english.get(word, 0.0) for word in french | english}


def _lean_of_lists(words: list[str]) -> float:
    french, english = lexicon_of("fr"), lexicon_of("en")
    return float(sum(french.opens(word) - english.opens(word) for word in words[:50]))
