"""What readers said of the words of a draft, and where those words stand now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from detente.desk.models import DraftComment, DraftRevision
from detente.rules.annotations import Place, place_now


@dataclass(frozen=True, slots=True)
class AnnotationView:
    """One annotation. `place` is where its words stand in the present version: None when they are gone.

    `number` counts the open ones in the order of the text, 0 once settled. `outside`: its author came by a link.
    `mine`: this person may settle it, as the writer or because they wrote it.
    """

    id: int
    number: int
    who: str
    outside: bool
    text: str
    quote: str
    revision: int
    place: Place | None
    at: datetime
    settled_by: str
    settled_at: datetime | None
    mine: bool

    @property
    def gone(self) -> bool:
        """Whether it speaks of words that are no longer there."""
        return self.place is None

    @property
    def whole(self) -> bool:
        """Whether it speaks of the whole text."""
        return self.place is not None and self.place.whole


@dataclass(frozen=True, slots=True)
class Annotated:
    """The words of one version, and what was said of them: open annotations in their order, then settled ones."""

    words: str
    annotations: tuple[AnnotationView, ...]


def annotated(draft_id: int, number: int, person_id: int | None) -> Annotated:
    """One version of a draft with every annotation of the draft, wherever it was made.

    No gate here: callers have one. `person_id` None: a reader from outside.
    """
    revision = DraftRevision.objects.get(draft_id=draft_id, number=number)
    rows = list(
        DraftComment.objects.filter(draft_id=draft_id).select_related("person", "link", "settled_by").order_by("id")
    )
    texts = _texts(draft_id, rows, revision)
    placed = [(row, place_now(texts[row.revision_number], revision.text, Place(row.start, row.end))) for row in rows]
    placed.sort(key=lambda pair: (pair[0].settled_at is not None, pair[1] is None, pair[1] or Place(0, 0), pair[0].id))
    may = {revision.writer_id} if person_id is not None else set()
    views = tuple(
        _view(row, place, nth if row.settled_at is None else 0, mine=person_id in may | {row.person_id} - {None})
        for nth, (row, place) in enumerate(placed, start=1)
    )
    return Annotated(revision.text, views)


def _texts(draft_id: int, rows: Sequence[DraftComment], present: DraftRevision) -> dict[int, str]:
    numbers = {row.revision_number for row in rows} - {present.number}
    earlier = DraftRevision.objects.filter(draft_id=draft_id, number__in=numbers).values_list("number", "text")
    return {present.number: present.text, **dict(earlier)}


def _view(row: DraftComment, place: Place | None, number: int, *, mine: bool) -> AnnotationView:
    by_link = row.link.reader if row.link is not None else ""
    return AnnotationView(
        id=row.id,
        number=number,
        who=row.person.name if row.person is not None else by_link,
        outside=row.link_id is not None,
        text=row.text,
        quote=row.quote,
        revision=row.revision_number,
        place=place,
        at=row.at,
        settled_by=row.settled_by.name if row.settled_by is not None else "",
        settled_at=row.settled_at,
        mine=mine,
    )
