"""A text made comparable, with the way back to the places in the original.

Folding: NFKD without marks, lower case, one kind of apostrophe, hyphen and space, invisible signs dropped. Cues are
folded by the same function, so that an accent or a curly apostrophe never decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_SAME: Final = {
    **dict.fromkeys("’‘ʼ′`´ʹ＇", "'"),
    **dict.fromkeys("‐‑‒–−", "-"),
    **dict.fromkeys("\u00a0\u202f\u2009\u2007\u3000", " "),
    **dict.fromkeys("«»“”„", '"'),
    "œ": "oe",
    "Œ": "oe",
    "æ": "ae",
    "Æ": "ae",
}
_SENTENCE_END: Final = re.compile(r"[.!?…]+(?=\s|$)|\n+")
_CLAUSE_END: Final = re.compile(r"[,;:()]|[.!?…]+(?=\s|$)|\n+|\s-\s|—")
_QUOTED: Final = re.compile(r'"\s*([^"]{2,200}?)\s*"')
_WORD: Final = re.compile(r"\w+")
_NEGATION: Final = re.compile(
    r"(?<!\w)(?:ne|n'\w*|pas|rien|aucune?|sans|jamais|ni|nullement|not|no|never|nor|none|without|\w+n't|cannot)(?!\w)"
)


@lru_cache(maxsize=4096)
def _fold_sign(sign: str) -> str:
    if sign in _SAME:
        return _SAME[sign]
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return ""
    plain = "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    return plain.casefold()


def fold(text: str) -> str:
    """The comparable form of a text or of a cue."""
    return "".join(map(_fold_sign, text))


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a folded text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """A text, its folded form and, for each folded sign, where it came from."""

    text: str
    plain: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Folded:
        """Fold a text."""
        signs: list[str] = []
        places: list[int] = []
        for place, sign in enumerate(text):
            folded = _fold_sign(sign)
            signs.append(folded)
            places.extend([place] * len(folded))
        return cls(text, "".join(signs), tuple(places))

    def original(self, span: Span) -> tuple[int, int]:
        """Where the words of a span stand in the original text."""
        if span.start >= span.end:
            return 0, 0
        end = self.places[span.end - 1] + 1
        while end < len(self.text) and _fold_sign(self.text[end]) == "":
            end += 1
        return self.places[span.start], end

    def find(self, pattern: re.Pattern[str]) -> Iterator[Span]:
        """Every match of a pattern."""
        return (Span(*match.span()) for match in pattern.finditer(self.plain) if match.group())

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern matches anywhere."""
        return pattern.search(self.plain) is not None

    def words(self) -> list[str]:
        """The folded words."""
        return _WORD.findall(self.plain)

    def sentences(self) -> Iterator[Span]:
        """The sentences, end marks included."""
        return self._cut(_SENTENCE_END)

    def sentence_at(self, place: int) -> Span:
        """The sentence around a place."""
        return self._around(_SENTENCE_END, place)

    def clause_at(self, place: int) -> Span:
        """The stretch between two commas, stops or dashes around a place."""
        return self._around(_CLAUSE_END, place)

    def cut(self, span: Span) -> str:
        """The folded words of a span."""
        return self.plain[span.start : span.end]

    def text_before(self, place: int, reach: int) -> str:
        """The last signs of the original text before a folded place."""
        end = self.places[place] if place < len(self.places) else len(self.text)
        return self.text[max(0, end - reach) : end]

    def is_negated(self, span: Span, reach: int = 28) -> bool:
        """Whether a negation stands shortly before these words, in the same clause."""
        start = max(self.clause_at(span.start).start, span.start - reach)
        return _NEGATION.search(self.plain, start, span.start) is not None

    def quoted(self) -> Iterator[Span]:
        """What stands between quotation marks."""
        return (Span(*match.span(1)) for match in _QUOTED.finditer(self.plain))

    def _cut(self, ends: re.Pattern[str]) -> Iterator[Span]:
        start = 0
        for match in ends.finditer(self.plain):
            yield Span(start, match.end())
            start = match.end()
        if start < len(self.plain):
            yield Span(start, len(self.plain))

    def _around(self, ends: re.Pattern[str], place: int) -> Span:
        for span in self._cut(ends):
            if span.start <= place < span.end:
                return span
        return Span(0, len(self.plain))
