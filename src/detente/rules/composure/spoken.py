"""Which language a text speaks, told by its small words."""

from __future__ import annotations

import re
from typing import Final

from detente.contracts.words import Language
from detente.rules.composure.common_words import FUNCTION_WORDS
from detente.rules.composure.folded import Folded, Span

_LEAST_WORDS: Final = 4
_LEAST_SIGNS: Final = 2
_SENTENCE_WORDS: Final = 6
_SENTENCE_SIGNS: Final = 3
_ENOUGH_WORDS: Final = 12
_FEW_SIGNS: Final = 0.12
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def spoken_language(text: Folded) -> Language | None:
    """French or English by function words; `None` when neither clearly leads."""
    words = _words_in(text.plain)
    french, english = (sum(word in known for word in words) for known in FUNCTION_WORDS.values())
    if len(words) < _LEAST_WORDS or max(french, english) < _LEAST_SIGNS or french == english:
        return None
    if min(french, english) * 2 > max(french, english):
        return None
    return "fr" if french > english else "en"


def is_neither(text: Folded) -> bool:
    """Whether a longer text has next to none of the small words of French or English."""
    words = _words_in(text.plain)
    known = sum(any(word in known for known in FUNCTION_WORDS.values()) for word in words)
    return len(words) >= _ENOUGH_WORDS and known < len(words) * _FEW_SIGNS


def foreign_sentences(text: Folded, wanted: Language) -> list[Span]:
    """Whole sentences that plainly speak the other language."""
    return [span for span in text.sentences() if _is_foreign(_words_in(text.cut(span)), wanted)]


def _is_foreign(words: list[str], wanted: Language) -> bool:
    other: Language = "en" if wanted == "fr" else "fr"
    ours, theirs = (sum(word in FUNCTION_WORDS[language] for word in words) for language in (wanted, other))
    return len(words) >= _SENTENCE_WORDS and theirs >= _SENTENCE_SIGNS and ours * 4 <= theirs


def _words_in(plain: str) -> list[str]:
    return _WORD.findall(plain)
