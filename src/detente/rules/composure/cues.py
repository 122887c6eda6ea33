"""Cues as data: small patterns in both languages, matched on whole words of the folded text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from detente.contracts.words import Language
from detente.rules.composure.folded import Folded, Span, fold

_CAPITAL_CLASS: Final = re.compile(r"\\[WSDB]")


@dataclass(frozen=True, slots=True)
class Cues:
    """The same idea in both languages."""

    fr: re.Pattern[str]
    en: re.Pattern[str]

    def of(self, language: Language) -> re.Pattern[str]:
        """The cues of one language."""
        return self.fr if language == "fr" else self.en

    def find(self, text: Folded, language: Language) -> list[Span]:
        """Every place where a cue stands."""
        return list(text.find(self.of(language)))

    def stand_in(self, text: Folded, language: Language) -> bool:
        """Whether any cue stands in the text."""
        return text.has(self.of(language))


def cues(fr: tuple[str, ...], en: tuple[str, ...], both: tuple[str, ...] = ()) -> Cues:
    """Make cues from alternatives written as people write; a space stands for any white space
    (` ?` for none or some).

    An alternative may use the regular expressions of `re` in lower case; it is folded like the text.
    """
    return Cues(fr=whole_words(*fr, *both), en=whole_words(*en, *both))


def whole_words(*alternatives: str) -> re.Pattern[str]:
    """One pattern for alternatives that must not begin or end inside a word.

    Raises `ValueError` for a class in capitals ("\\W"): folding would turn it into its opposite.
    """
    if any(_CAPITAL_CLASS.search(alternative) for alternative in alternatives):
        raise ValueError("a cue is folded like the text: say [^\\w] instead of \\W")
    folded = "|".join(fold(alternative).replace(" ?", r"\s*").replace(" ", r"\s+") for alternative in alternatives)
    return re.compile(rf"(?<!\w)(?:{folded})(?!\w)")
