"""The library of what the team knows: found by words and topic, and one note with its versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from detente.contracts.analysis import Topic
from detente.contracts.dimensions import SUBJECTS
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_brand, access_knowledge
from detente.desk.models import KnowledgeNote, KnowledgeRevision
from detente.rules.roles import Action

MOST_LISTED: Final = 200
MOST_VERSIONS: Final = 50
_LONGEST_SEARCH: Final = 100
_EXCERPT: Final = 280


@dataclass(frozen=True, slots=True)
class KnowledgeRow:
    """One note as the list shows it."""

    id: int
    title: str
    words: str
    topic: Topic
    language: str
    changed_by: str
    changed_at: datetime
    retired: bool

    @property
    def topic_label(self) -> Words:
        """What it is about."""
        return SUBJECTS[self.topic]

    @property
    def first_lines(self) -> str:
        """Its beginning, on one line."""
        return excerpt(self.words)


@dataclass(frozen=True, slots=True)
class Library:
    """The notes that were asked for. `more`: there are others; `empty`: the brand has none at all, retired ones aside.

    `may`: what this person may do here.
    """

    rows: tuple[KnowledgeRow, ...]
    more: bool
    empty: bool
    retired: int
    may: frozenset[Action]


@dataclass(frozen=True, slots=True)
class KnowledgeVersion:
    """One version of a note."""

    number: int
    title: str
    words: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KnowledgePage:
    """One note with its versions, the latest first."""

    note: KnowledgeRow
    number: int
    made_by: str
    made_at: datetime
    versions: tuple[KnowledgeVersion, ...]
    may: frozenset[Action]


def library(person_id: int, brand_id: int, *, query: str = "", topic: str = "", retired: bool = False) -> Library:
    """The notes of the brand, the last changed first, at most `MOST_LISTED`. Raises `Refused("access.…")`."""
    colleague = access_brand(person_id, brand_id, Action.VIEW_KNOWLEDGE)
    every = KnowledgeNote.objects.filter(brand_id=brand_id)
    found = every.filter(retired_at__isnull=not retired)
    if topic in set(Topic):
        found = found.filter(topic=topic)
    for word in " ".join(query.replace("\x00", "").split())[:_LONGEST_SEARCH].split():
        found = found.filter(Q(title__icontains=word) | Q(words__icontains=word))
    rows = [_row(one) for one in found.select_related("changed_by").order_by("-changed_at", "-id")[: MOST_LISTED + 1]]
    return Library(
        rows=tuple(rows[:MOST_LISTED]),
        more=len(rows) > MOST_LISTED,
        empty=not every.exists(),
        retired=every.filter(retired_at__isnull=False).count(),
        may=_may(colleague),
    )


def knowledge_page(person_id: int, note_id: int) -> KnowledgePage:
    """One note. Raises `Refused("access.…")`."""
    note, colleague = access_knowledge(person_id, note_id, Action.VIEW_KNOWLEDGE)
    versions = KnowledgeRevision.objects.filter(note=note).select_related("person").order_by("-number")
    return KnowledgePage(
        note=_row(note),
        number=note.revision_number,
        made_by=note.made_by.name,
        made_at=note.made_at,
        versions=tuple(
            KnowledgeVersion(one.number, one.title, one.words, one.person.name, one.at)
            for one in versions[:MOST_VERSIONS]
        ),
        may=_may(colleague),
    )


def note_words(person_id: int, brand_id: int, note_id: int) -> str | None:
    """The words of a note in use of this brand; None when there is none. Raises `Refused("access.…")`."""
    access_brand(person_id, brand_id, Action.VIEW_KNOWLEDGE)
    rows = KnowledgeNote.objects.filter(id=note_id, brand_id=brand_id, retired_at__isnull=True)
    return rows.values_list("words", flat=True).first()


def _may(colleague: Colleague) -> frozenset[Action]:
    return frozenset(act for act in (Action.WRITE_KNOWLEDGE, Action.RETIRE_KNOWLEDGE) if colleague.may(act))


def excerpt(words: str) -> str:
    """The first lines of a note or of a reply, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= _EXCERPT else line[:_EXCERPT].rsplit(" ", 1)[0] + "…"


def _row(note: KnowledgeNote) -> KnowledgeRow:
    return KnowledgeRow(
        id=note.id,
        title=note.title,
        words=note.words,
        topic=Topic(note.topic),
        language=note.language,
        changed_by=note.changed_by.name,
        changed_at=note.changed_at,
        retired=note.retired_at is not None,
    )
