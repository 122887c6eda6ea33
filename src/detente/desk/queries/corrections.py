"""What people corrected, as lessons: the words of a message as they were, and what was said of them."""

from __future__ import annotations

from typing import Final

from django.db.models import OuterRef, QuerySet, Subquery

from detente.contracts.learning import DIMENSIONS, Taught
from detente.contracts.words import as_language
from detente.desk.models import Reading, Revision
from detente.desk.queries.readings import value_of

MOST: Final = 20_000
"""The newest corrected messages that are learnt from."""


def corrections_of(brand_id: int) -> list[Taught]:
    """The corrected messages of a brand, the latest correction first: of each, what people said of it so far.

    Erased words are empty, so an erased message teaches nothing; neither does a word that was taken back.
    """
    words = Revision.objects.filter(message_id=OuterRef("message_id"), number=OuterRef("revision_number"))
    rows = _words(brand_id).order_by("message_id", "-id").distinct("message_id")
    rows = rows.annotate(text=Subquery(words.values("text")[:1]))
    rows = rows.only("message_id", "revision_number", "corrected", "taken_back", *DIMENSIONS)
    latest = sorted((row for row in rows if row.text and not row.taken_back), key=lambda row: -row.id)
    taught = (_taught(row, str(row.text)) for row in latest)
    return [one for one in taught if one.said][:MOST]


def _taught(row: Reading, text: str) -> Taught:
    said = {name: value_of(row, name) for name in DIMENSIONS if name in row.corrected}
    return Taught(row.message_id, text, as_language(row.language), said)


def latest_correction(brand_id: int) -> int:
    """The id of the latest word of a person on any message of the brand; 0 when there is none."""
    return _words(brand_id).order_by("-id").values_list("id", flat=True).first() or 0


def corrections_since(brand_id: int, reading_id: int) -> int:
    """On how many messages somebody spoke after that reading."""
    return _words(brand_id).filter(id__gt=reading_id).values("message_id").distinct().count()


def _words(brand_id: int) -> QuerySet[Reading]:
    return Reading.objects.filter(person__isnull=False, message__ours=False, message__channel__brand_id=brand_id)
