"""What the team knows, written down: a note is written, changed, retired and brought back. Every version stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.db import transaction

from detente.contracts.analysis import Topic
from detente.contracts.refusals import Refused
from detente.contracts.words import LANGUAGES, Words
from detente.desk.access import Colleague, access_brand, access_knowledge
from detente.desk.actions._replies import check_text
from detente.desk.actions.written import written
from detente.desk.models import KnowledgeNote, KnowledgeRevision
from detente.journal.record import Entry, record
from detente.rules.roles import Action

LONGEST_TITLE: Final = 120
LONGEST_WORDS: Final = 4_000
"""Code points of a note: it has to fit a reply, not a manual."""

_NO_TITLE = Words(
    fr="Donnez un titre à la fiche\u202f: la question à laquelle elle répond.",
    en="Give the note a title: the question it answers.",
)
_NO_WORDS = Words(fr="Écrivez ce que l’équipe sait de ce sujet.", en="Write what the team knows about this matter.")
_NO_TOPIC = Words(fr="Choisissez un sujet dans la liste.", en="Choose a topic from the list.")
_NO_LANGUAGE = Words(fr="Choisissez la langue de la fiche.", en="Choose the language of the note.")
_MOVED = Words(
    fr="{name} a modifié cette fiche entre-temps (version {number}). Votre texte n’est pas enregistré\u202f: comparez, "
    "puis enregistrez de nouveau.",
    en="{name} changed this note in the meantime (version {number}). Your text is not saved: compare, then save again.",
)
_RETIRED = Words(
    fr="Cette fiche est retirée. Remettez-la en service pour la modifier.",
    en="This note is retired. Bring it back to change it.",
)
_DONE_ALREADY = Words(
    fr="Quelqu’un l’a déjà fait. Rechargez la page.", en="Somebody has done it already. Reload the page."
)


@dataclass(frozen=True, slots=True)
class KnowledgeWords:
    """What a form says of a note. `topic` and `language` are values of their enums."""

    title: str
    words: str
    topic: str = Topic.NONE
    language: str = "fr"


@transaction.atomic
def write_knowledge(person_id: int, brand_id: int, said: KnowledgeWords, *, now: datetime) -> int:
    """Write a new note and return its id.

    Raises `Refused`: `access.…`, `input.text`, `input.topic`, `input.language`.
    """
    colleague = access_brand(person_id, brand_id, Action.WRITE_KNOWLEDGE)
    held = _checked(said)
    note = KnowledgeNote.objects.create(
        brand_id=brand_id, made_by_id=colleague.id, made_at=now, changed_by_id=colleague.id, changed_at=now, **held
    )
    _keep_version(note, colleague, now)
    _tell("knowledge.written", note, colleague, now)
    return note.id


@transaction.atomic
def revise_knowledge(person_id: int, note_id: int, said: KnowledgeWords, seen: int, *, now: datetime) -> int:
    """Keep a new version and return its number; the same words again change nothing.

    `seen` is the version that the person had before their eyes (compare-and-set): a colleague's is never overwritten.
    Raises `Refused`: `access.…`, `input.…`, `state.knowledge_moved`, `state.knowledge` (retired).
    """
    note, colleague = access_knowledge(person_id, note_id, Action.WRITE_KNOWLEDGE, lock=True)
    held = _checked(said)
    if note.retired_at is not None:
        raise Refused("state.knowledge", _RETIRED)
    if note.revision_number != seen:
        sentence = _MOVED.with_(name=note.changed_by.name, number=note.revision_number)
        raise Refused("state.knowledge_moved", sentence, revision=note.revision_number)
    if all(getattr(note, name) == value for name, value in held.items()):
        return note.revision_number
    for name, value in held.items():
        setattr(note, name, value)
    note.revision_number += 1
    note.changed_by_id, note.changed_at = colleague.id, now
    note.save(update_fields=[*held, "revision_number", "changed_by", "changed_at"])
    _keep_version(note, colleague, now)
    _tell("knowledge.revised", note, colleague, now)
    return note.revision_number


@transaction.atomic
def retire_knowledge(person_id: int, note_id: int, *, now: datetime) -> None:
    """Propose the note no more. Raises `Refused`: `access.…`, `state.knowledge` (done already)."""
    note, colleague = access_knowledge(person_id, note_id, Action.RETIRE_KNOWLEDGE, lock=True)
    if note.retired_at is not None:
        raise Refused("state.knowledge", _DONE_ALREADY)
    note.retired_at = now
    note.save(update_fields=["retired_at"])
    _tell("knowledge.retired", note, colleague, now)


@transaction.atomic
def bring_back_knowledge(person_id: int, note_id: int, *, now: datetime) -> None:
    """Undo a retirement. Raises `Refused`: `access.…`, `state.knowledge` (done already)."""
    note, colleague = access_knowledge(person_id, note_id, Action.RETIRE_KNOWLEDGE, lock=True)
    if note.retired_at is None:
        raise Refused("state.knowledge", _DONE_ALREADY)
    note.retired_at = None
    note.save(update_fields=["retired_at"])
    _tell("knowledge.brought_back", note, colleague, now)


def _checked(said: KnowledgeWords) -> dict[str, str]:
    for text in (said.title, said.words):
        check_text(text)
    title = " ".join(written(said.title, _NO_TITLE, at_most=LONGEST_TITLE).split())
    words = written(said.words.replace("\r\n", "\n"), _NO_WORDS, at_most=LONGEST_WORDS)
    if said.topic not in set(Topic):
        raise Refused("input.topic", _NO_TOPIC)
    if said.language not in LANGUAGES:
        raise Refused("input.language", _NO_LANGUAGE)
    return {"title": title, "words": words, "topic": said.topic, "language": said.language}


def _keep_version(note: KnowledgeNote, colleague: Colleague, now: datetime) -> None:
    KnowledgeRevision.objects.create(
        note=note,
        number=note.revision_number,
        title=note.title,
        words=note.words,
        language=note.language,
        topic=note.topic,
        person_id=colleague.id,
        at=now,
    )


def _tell(name: str, note: KnowledgeNote, colleague: Colleague, now: datetime) -> None:
    said = sha256(f"{note.title}\n{note.words}".encode()).hexdigest()
    facts = {"revision": note.revision_number, "topic": note.topic, "language": note.language, "hash": said}
    record(Entry(name, colleague.actor, "knowledge", note.id, note.brand_id, None, facts), at=now)
