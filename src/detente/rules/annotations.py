"""Where a reader's words about some words of a text stand, in that version and in the next ones.

Places are counted in code points, `text[start:end]`; an empty place is the whole text. Nothing here guesses what the
writer meant: the words stand somewhere, or they are gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from detente.contracts.refusals import Refused
from detente.contracts.words import Words

LONGEST: Final = 2_000
"""Code points in one annotation."""
_SHORT: Final = 3
_SENTENCE: Final = re.compile(r"\S[^\n]*?(?:[.!?…]+(?:[\u202f\u00a0]?[»”\")])*(?=\s|$)|(?=\n|$))")

_BAD_PLACE = Words(
    fr="Ces mots ne sont pas dans le texte affiché. Rechargez la page et choisissez-les de nouveau.",
    en="These words are not in the text that is shown. Reload the page and choose them again.",
)
_EMPTY = Words(fr="Écrivez ce que vous avez à dire de ces mots.", en="Write what you have to say about these words.")
_LONG = Words(
    fr="Une annotation tient en {most} signes au plus\u202f: il y en a {over} de trop.",
    en="An annotation takes at most {most} characters: there are {over} too many.",
)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Some words of a text. `Place(0, 0)` is the whole of it."""

    start: int
    end: int

    @property
    def whole(self) -> bool:
        """Whether it is the whole text."""
        return self.start == self.end

    def __str__(self) -> str:
        return "" if self.whole else f"{self.start}-{self.end}"


WHOLE: Final = Place(0, 0)


def read_place(told: str, text: str) -> Place:
    """The place that a form names: `12-40`, or nothing for the whole text. Raises `Refused("input.place")`.

    Blanks around the words are left out of it.
    """
    if not told:
        return WHOLE
    start, dash, end = told.partition("-")
    if not (dash and _number(start) and _number(end)) or not 0 <= int(start) < int(end) <= len(text):
        raise Refused("input.place", _BAD_PLACE)
    words = text[int(start) : int(end)]
    if not words.strip():
        raise Refused("input.place", _BAD_PLACE)
    return Place(int(end) - len(words.lstrip()), int(start) + len(words.rstrip()))


def check_said(said: str) -> str:
    """The annotation without blanks around it. Raises `Refused("input.text")` when it is empty or too long."""
    said = said.strip()
    if not said:
        raise Refused("input.text", _EMPTY)
    if len(said) > LONGEST:
        raise Refused("input.text", _LONG.with_(most=LONGEST, over=len(said) - LONGEST))
    return said


def place_now(before: str, now: str, place: Place) -> Place | None:
    """Where the words of `place` in `before` stand in `now`; None when they are gone.

    Words in the part that did not change stay where they are. Elsewhere the same words are looked for, whole words
    only, the nearest first; a sign or a very short word counts only when it stands once.
    """
    if place.whole:
        return place
    kept = _alike(before, now)
    tail = _alike(before[kept:][::-1], now[kept:][::-1])
    shift = len(now) - len(before)
    for moved in (place if place.end <= kept else None, _shifted(before, place, tail, shift)):
        if moved is not None and _is_whole(now, moved, before, place):
            return moved
    return _elsewhere(before, now, place, shift)


def sentences(text: str) -> tuple[Place, ...]:
    """The sentences of a text, to choose one without a mouse. A line is one when no stop ends it."""
    return tuple(Place(found.start(), found.end()) for found in _SENTENCE.finditer(text) if found.group().strip())


def _alike(one: str, other: str) -> int:
    """How many code points both begin with."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 6


def _shifted(before: str, place: Place, tail: int, shift: int) -> Place | None:
    return Place(place.start + shift, place.end + shift) if place.start >= len(before) - tail else None


def _elsewhere(before: str, now: str, place: Place, shift: int) -> Place | None:
    words = before[place.start : place.end]
    found = [one for one in _occurrences(words, now) if _is_whole(now, one, before, place)]
    if len(words) < _SHORT and len(found) > 1:
        return None
    return min(
        found, key=lambda one: min(abs(one.start - place.start), abs(one.start - place.start - shift)), default=None
    )


def _occurrences(words: str, text: str) -> Iterator[Place]:
    at = text.find(words)
    while at >= 0:
        yield Place(at, at + len(words))
        at = text.find(words, at + 1)


def _is_whole(now: str, moved: Place, before: str, place: Place) -> bool:
    """Whether the words end where words end, as they did; half a word chosen on purpose may stay half a word."""
    left = not _cuts(now, moved.start) or _cuts(before, place.start)
    right = not _cuts(now, moved.end) or _cuts(before, place.end)
    return left and right


def _cuts(text: str, at: int) -> bool:
    """Whether a word goes on across this place."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
