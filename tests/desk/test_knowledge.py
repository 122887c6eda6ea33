"""What the team knows: who may write, change, retire and bring back; nothing overwritten, every version kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.desk.makers import NOON, a_brand, a_person

from detente.accounts.models import Brand, Person
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions.knowledge import (
    LONGEST_TITLE,
    LONGEST_WORDS,
    KnowledgeWords,
    bring_back_knowledge,
    retire_knowledge,
    revise_knowledge,
    write_knowledge,
)
from detente.desk.models import KnowledgeNote, KnowledgeRevision
from detente.desk.queries.knowledge import knowledge_page, library
from detente.journal.models import Event

pytestmark = pytest.mark.django_db

SAID = KnowledgeWords("Colis noté livré mais absent", "Vérifiez le casier de la gare.", "delivery", "fr")
OTHER = KnowledgeWords("Colis noté livré", "Vérifiez le casier, puis ouvrez une enquête.", "delivery", "fr")
LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def brand(db: None) -> Brand:
    return a_brand()


@pytest.fixture
def lead(brand: Brand) -> Person:
    return a_person(brand, Role.LEAD, name="Malo Le Goff")


@pytest.fixture
def note(brand: Brand, lead: Person) -> int:
    return write_knowledge(lead.id, brand.id, SAID, now=NOON)


def the_note(note_id: int) -> KnowledgeNote:
    return KnowledgeNote.objects.get(id=note_id)


def events() -> list[str]:
    return list(Event.objects.filter(subject_kind="knowledge").order_by("id").values_list("name", flat=True))


def outcome(act: Callable[[], object]) -> str:
    """`done`, or the family of the refusal."""
    try:
        act()
    except Refused as refused:
        return refused.code.partition(".")[0]
    return "done"


# Agent, reviewer, lead, expert, auditor, administrator, stranger
WHO = [Role.AGENT, Role.REVIEWER, Role.LEAD, Role.EXPERT, Role.AUDITOR, Role.ADMINISTRATOR, None]
WRITERS = {Role.AGENT, Role.REVIEWER, Role.LEAD, Role.EXPERT}


@pytest.mark.parametrize("role", WHO)
def test_the_desk_and_experts_write_a_lead_retires_an_auditor_reads_a_stranger_gets_nothing(brand, note, role):
    person = a_person(brand, role) if role else a_person(a_brand("vierzeau"), Role.LEAD)
    may_write, leads = role in WRITERS, role is Role.LEAD
    refused = "access"
    assert outcome(lambda: write_knowledge(person.id, brand.id, SAID, now=NOON)) == ("done" if may_write else refused)
    assert outcome(lambda: revise_knowledge(person.id, note, OTHER, 1, now=NOON)) == ("done" if may_write else refused)
    assert outcome(lambda: retire_knowledge(person.id, note, now=NOON)) == ("done" if leads else refused)
    assert outcome(lambda: bring_back_knowledge(person.id, note, now=NOON)) == ("done" if leads else refused)
    reads = may_write or role is Role.AUDITOR
    assert outcome(lambda: library(person.id, brand.id)) == ("done" if reads else refused)
    assert outcome(lambda: knowledge_page(person.id, note)) == ("done" if reads else refused)


def test_a_note_is_kept_with_its_first_version_and_its_event(brand, lead, note):
    page = knowledge_page(lead.id, note)
    assert (page.note.title, page.note.words, page.number) == (SAID.title, SAID.words, 1)
    assert (page.made_by, page.note.changed_by) == ("Malo Le Goff", "Malo Le Goff")
    assert [version.number for version in page.versions] == [1]
    assert events() == ["knowledge.written"]
    assert SAID.words not in str(Event.objects.get(name="knowledge.written").facts)


def test_a_change_makes_a_version_and_the_one_before_stays(lead, note):
    assert revise_knowledge(lead.id, note, OTHER, 1, now=LATER) == 2
    assert the_note(note).words == OTHER.words
    kept = KnowledgeRevision.objects.filter(note_id=note).order_by("number")
    assert [(one.number, one.words) for one in kept] == [(1, SAID.words), (2, OTHER.words)]
    assert events() == ["knowledge.written", "knowledge.revised"]


def test_the_same_words_again_change_nothing(lead, note):
    assert revise_knowledge(lead.id, note, SAID, 1, now=LATER) == 1
    assert KnowledgeRevision.objects.filter(note_id=note).count() == 1
    assert events() == ["knowledge.written"]


def test_two_people_at_once_never_overwrite_each_other(brand, lead, note):
    agent = a_person(brand, Role.AGENT)
    revise_knowledge(lead.id, note, OTHER, 1, now=LATER)
    with pytest.raises(Refused, match="Malo Le Goff") as refused:
        revise_knowledge(agent.id, note, KnowledgeWords("Mien", "À moi.", "store", "fr"), 1, now=LATER)
    assert refused.value.code == "state.knowledge_moved"
    assert the_note(note).words == OTHER.words


def test_a_retired_note_is_left_out_and_comes_back_with_its_words(brand, lead, note):
    retire_knowledge(lead.id, note, now=LATER)
    shown = library(lead.id, brand.id)
    assert (shown.rows, shown.retired, shown.empty) == ((), 1, False)
    assert [row.id for row in library(lead.id, brand.id, retired=True).rows] == [note]
    assert outcome(lambda: revise_knowledge(lead.id, note, OTHER, 1, now=LATER)) == "state"
    bring_back_knowledge(lead.id, note, now=LATER)
    assert [row.words for row in library(lead.id, brand.id).rows] == [SAID.words]
    assert events()[1:] == ["knowledge.retired", "knowledge.brought_back"]


def test_retiring_or_bringing_back_twice_says_so_and_records_nothing(lead, note):
    assert outcome(lambda: bring_back_knowledge(lead.id, note, now=NOON)) == "state"
    retire_knowledge(lead.id, note, now=NOON)
    assert outcome(lambda: retire_knowledge(lead.id, note, now=NOON)) == "state"
    assert events() == ["knowledge.written", "knowledge.retired"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (KnowledgeWords("", "Du texte."), "input.text"),
        (KnowledgeWords("Titre", " \n "), "input.text"),
        (KnowledgeWords("t" * (LONGEST_TITLE + 1), "Du texte."), "input.text"),
        (KnowledgeWords("Titre", "w" * (LONGEST_WORDS + 1)), "input.text"),
        (KnowledgeWords("Titre", "Du texte.", "weather"), "input.topic"),
        (KnowledgeWords("Titre", "Du texte.", "store", "de"), "input.language"),
        (KnowledgeWords("Titre", "Du \ud800 texte."), "input.text"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_both_languages(brand, lead, said, code):
    with pytest.raises(Refused) as refused:
        write_knowledge(lead.id, brand.id, said, now=NOON)
    assert refused.value.code == code
    assert refused.value.sentence.fr != refused.value.sentence.en
    assert not KnowledgeNote.objects.exists()


def test_the_library_is_searched_by_words_and_topic_in_one_brand(brand, lead, note):
    write_knowledge(lead.id, brand.id, KnowledgeWords("Opening times", "Open on Sunday.", "store", "en"), now=LATER)
    other = a_brand("vierzeau")
    write_knowledge(a_person(other, Role.LEAD).id, other.id, SAID, now=LATER)

    def titles(**asked: str) -> list[str]:
        return [row.title for row in library(lead.id, brand.id, **asked).rows]

    assert titles() == ["Opening times", SAID.title]
    assert titles(query="casier COLIS") == [SAID.title]
    assert titles(query="casier sunday") == []
    assert titles(query="100%_") == []
    assert titles(topic="store") == ["Opening times"]
    assert titles(topic="weather") == titles()


def test_a_brand_without_a_note_has_an_empty_library(brand, lead):
    assert library(lead.id, brand.id).empty
