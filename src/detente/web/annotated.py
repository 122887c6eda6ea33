"""A text with what readers said of its words, as it is drawn: the words are marked, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from detente.desk.queries.annotations import AnnotationView, annotated
from detente.rules.annotations import Place, sentences

_MOST: Final = 40


@dataclass(frozen=True, slots=True)
class Noted:
    """A stretch of the text and the numbers of the annotations on it."""

    text: str
    numbers: tuple[int, ...] = ()

    @property
    def said(self) -> str:
        """The numbers as the mark shows them: `1`, `1 2`."""
        return " ".join(str(number) for number in self.numbers)


@dataclass(frozen=True, slots=True)
class Choice:
    """One sentence that can be chosen: its place, and its words."""

    place: str
    words: str


def annotations_context(draft_id: int, number: int, person_id: int | None) -> dict[str, object]:
    """What the templates of annotations read, for the version `number` of a draft."""
    found = annotated(draft_id, number, person_id)
    return {
        "annotations": [one for one in found.annotations if one.settled_at is None],
        "settled": [one for one in found.annotations if one.settled_at is not None],
        "noted": noted(found.words, found.annotations),
        "choices": choices(found.words),
    }


def choices(text: str) -> list[Choice]:
    """The sentences of a text, to be chosen from a list."""
    return [Choice(str(one), text[one.start : one.end]) for one in sentences(text)[:_MOST]]


def noted(text: str, found: Sequence[AnnotationView]) -> list[Noted]:
    """The text cut where open annotations begin and end; joined again it is the text."""
    spans = [(one.place, one.number) for one in found if one.number and one.place is not None and not one.place.whole]
    cuts = sorted({0, len(text), *(edge for place, _ in spans for edge in (place.start, place.end))})
    stretches = [Place(start, end) for start, end in pairwise(cuts)]
    return [Noted(text[one.start : one.end], _on(one, spans)) for one in stretches]


def _on(stretch: Place, spans: Sequence[tuple[Place, int]]) -> tuple[int, ...]:
    return tuple(number for place, number in spans if place.start <= stretch.start and stretch.end <= place.end)
