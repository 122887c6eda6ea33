"""Coarse words in disguise: figures and signs for letters, stars inside a word, letters set apart.

For the lists only: the message keeps its spelling. A disguise counts when a coarse word stands behind it, so prices,
times and references ("3h20", "5g", "a4b2") are never taken for one; where two words fit, the milder is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

LETTERS: Final[Mapping[str, str]] = {
    "0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "gq",
    "@": "a", "$": "s", "!": "i", "|": "l", "€": "e", "+": "t",
}  # fmt: skip
"""What a figure or sign may stand for."""
SHORTEST: Final = 3
"""No disguise is sought behind fewer letters."""
LONGEST: Final = 30
MOST_SIGNS: Final = 5
"""How many figures and signs are tried: each may stand for two letters."""
_LETTERS_AFTER_FIGURE: Final = 4
"""A figure in front is one ("5ans") unless a longer word follows."""
_ENDINGS: Final = ("", "s", "e", "es")
_STEM: Final = 3

_RUN: Final = re.compile(r"[a-z0-9*@!$€|+]{3,}")
_TIED: Final = frozenset("#/@_")
"""Signs that tie a word to a link, a handle or a tag."""
_EDGES: Final = "*!+|"
"""Signs that around a word are marks of their own: stress, wonder."""
_APART: Final = re.compile(r"(?<![\w'’@])[a-z](?:[ .*_/·-]{1,2}[a-z]){2,24}(?!\w)")
_SIGN: Final = re.compile(r"[0-9*@!$€|+][a-z*$]")
_SINGLE: Final = re.compile(r"\b[a-z][ .*_/·-]{1,2}[a-z][ .*_/·-]{1,2}[a-z]\b")
# Every pattern is linear in the text: hostile messages are read too.


@dataclass(frozen=True, slots=True)
class Disguise:
    """What stands behind characters `start` to `end` (not included) of a folded text."""

    start: int
    end: int
    plain: str


class Coarse:
    """The words worth finding behind a disguise, with their weights. `word*` is every word that begins so.

    `beside`: words that make an attack together with others; figures and signs hide them, stars and gaps do not.
    """

    def __init__(self, words: Mapping[str, float], beside: Iterable[str] = ()) -> None:
        exact = {word: weight for word, weight in words.items() if not word.endswith("*")}
        for stem, weight in words.items():
            if stem.endswith("*"):
                for ending in _ENDINGS:
                    exact.setdefault(stem[:-1] + ending, weight)
        self._exact = frozenset(exact)
        self._held = self._exact | frozenset(beside)
        self._stems: dict[str, tuple[str, ...]] = {}
        for stem in sorted(word[:-1] for word in words if word.endswith("*")):
            self._stems[stem[:_STEM]] = (*self._stems.get(stem[:_STEM], ()), stem)
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(exact, key=lambda word: (exact[word], word)):
            self._by_length.setdefault(len(word), []).append(word)

    def holds(self, word: str) -> bool:
        """Whether `word` is one of them."""
        return word in self._held or any(word.startswith(stem) for stem in self._stems.get(word[:_STEM], ()))

    def spells(self, word: str) -> bool:
        """Whether `word` is one of them to the letter, a plural or a feminine at most."""
        return word in self._exact

    def fitting(self, pattern: str) -> str | None:
        """The mildest word that `pattern` may hide, `*` being any letter."""
        for word in self._by_length.get(len(pattern), ()):
            if all(sign in ("*", letter) for sign, letter in zip(pattern, word, strict=True)):
                return word
        return None


def plain(word: str, coarse: Coarse) -> str | None:
    """The coarse word behind one folded `word` written with figures, signs or stars; None when there is none."""
    letters = sum(map(str.isalpha, word))
    if len(word) < SHORTEST or letters == 0 or letters == len(word):
        return None
    figures = any(map(str.isdigit, word))
    if letters < 2 and (figures or "*" in word):
        return None
    if figures and (letters < _LETTERS_AFTER_FIGURE if word[0].isdigit() else _is_reference(word)):
        return None
    return next((found for spelling in _spellings(word) if (found := _meant(spelling, coarse))), None)


def _is_reference(word: str) -> bool:
    """Whether a figure closes a short word, as in "b12"."""
    return len(word) <= SHORTEST + 1 and word[-1].isdigit()


def _meant(spelling: str, coarse: Coarse) -> str | None:
    if "*" not in spelling:
        return spelling if coarse.holds(spelling) else None
    return None if spelling.endswith("*") else coarse.fitting(spelling)


def _spellings(word: str) -> Iterator[str]:
    if sum(sign in LETTERS for sign in word) <= MOST_SIGNS:
        yield from map("".join, product(*(LETTERS.get(sign, sign) for sign in word)))


def joined(words: Sequence[str], coarse: Coarse) -> tuple[int, int, str] | None:
    """The longest coarse word that single letters in a row spell: first and last place, and the word.

    Three letters count only when they are the whole row: "c o n", but not the middle of "a c o n b".
    """
    for length in range(len(words), SHORTEST - 1, -1):
        for first in range(len(words) - length + 1):
            word = "".join(words[first : first + length])
            if (length > SHORTEST or length == len(words)) and coarse.spells(word):
                return first, first + length - 1, word
    return None


def may_hide(text: str) -> bool:
    """Whether a folded `text` holds anything that looks like a disguise: most do not, and cost nothing more."""
    return _SIGN.search(text) is not None or _SINGLE.search(text) is not None


def disguises(text: str, coarse: Coarse) -> list[Disguise]:
    """Every disguised coarse word of a folded `text`, in order."""
    if not may_hide(text):
        return []
    found = [*_masked(text, coarse), *_apart(_APART.finditer(text), coarse)]
    return sorted(found, key=lambda disguise: disguise.start)


def _masked(text: str, coarse: Coarse) -> Iterator[Disguise]:
    for run in _RUN.finditer(text):
        start = run.start() + len(run.group()) - len(run.group().lstrip(_EDGES))
        word = run.group().strip(_EDGES)
        is_own = text[max(start - 1, 0) : start] not in _TIED and text[run.end() : run.end() + 1] not in _TIED
        meant = plain(word, coarse) if is_own and len(word) <= LONGEST else None
        if meant is not None:
            yield Disguise(start, start + len(word), meant)


def _apart(runs: Iterable[re.Match[str]], coarse: Coarse) -> Iterator[Disguise]:
    for run in runs:
        places = [place for place in range(run.start(), run.end()) if run.string[place].isalpha()]
        spelt = joined([run.string[place] for place in places], coarse)
        if spelt is not None:
            first, last, word = spelt
            yield Disguise(places[first], places[last] + 1, word)
