"""What stands around a case: notes and good replies that may help, the same cause, the same author; never another brand's."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.desk.makers import NOON, a_case, a_person, an_item, created, read_all
from tests.desk.replies import GOOD, LATER, MESSAGE, Desk, a_desk

from detente.accounts.models import Membership
from detente.analysis.normalise import fold, tokenise
from detente.analysis.prints import fingerprint
from detente.analysis.similar import signed
from detente.contracts.kinds import Kind
from detente.contracts.people import Role
from detente.desk.actions.ask_hand_off import ask_hand_off
from detente.desk.actions.correct_reading import Correction, correct_reading
from detente.desk.actions.knowledge import KnowledgeWords, retire_knowledge, write_knowledge
from detente.desk.actions.make_department import make_department
from detente.desk.actions.receive import receive
from detente.desk.models import Case, Channel, Publication, Reading
from detente.desk.queries.around import Around, around
from detente.desk.queries.case_page import case_page
from detente.desk.queries.same_cause import CAUSE_WINDOW
from detente.journal.models import Event

pytestmark = pytest.mark.django_db

NEXT_WEEK = NOON + timedelta(days=7)
LOST = "Mon colis est annoncé livré mardi mais je ne l’ai jamais reçu, et personne ne répond."


def seen(desk: Desk, case: Case | None = None, *, by=None, now: datetime = NEXT_WEEK) -> Around:
    """What the writer sees around a case."""
    page = case_page((by or desk.writer).id, (case or desk.case).id, now=now)
    return around(page, now=now)


def case_of(channel: Channel, text: str, key: str, *, author: str = "", now: datetime = NOON) -> Case:
    """A case whose heart and fingerprint are those of its words."""
    case = a_case(channel, text, external_id=key, author=author or f"author-{key}", now=now)
    bits = signed(fingerprint(tokenise(fold(text)).words))
    Case.objects.filter(id=case.id).update(heart=text, fingerprint=bits)
    return Case.objects.get(id=case.id)


OTHER_REPLY = (
    "Bonjour, je comprends votre colère\u202f: ce colis annoncé livré n’est jamais arrivé, et je vous présente nos excuses. "
    "Le transporteur le cherche ce soir, et je vous écris ici lundi avant 9 h. Merci de votre message."
)


def answered(desk: Desk, text: str = LOST, key: str = "e1", *, reply: str = GOOD, now: datetime = NOON) -> Case:
    """An earlier case that was answered in full and stayed quiet."""
    case = case_of(desk.channel, text, key, now=now)
    publication = replace(desk, case=case).queued(reply, now=LATER)
    Publication.objects.filter(id=publication.id).update(state="visible", visible_at=LATER)
    Case.objects.filter(id=case.id).update(
        state="answered", first_reply_at=LATER, first_reply_kind="reply", answered_at=LATER
    )
    return case


@pytest.fixture
def desk(db: None) -> Desk:
    made = a_desk()
    Case.objects.filter(id=made.case.id).update(heart=MESSAGE)
    return made


def a_note(
    desk: Desk, title: str = "Colis noté livré mais absent", topic: str = "delivery", language: str = "fr"
) -> int:
    said = KnowledgeWords(title, "Vérifiez le casier de la gare, puis ouvrez une enquête.", topic, language)
    return write_knowledge(desk.lead.id, desk.brand.id, said, now=NOON)


def test_a_note_about_the_matter_is_proposed_with_the_shared_words(desk):
    note = a_note(desk)
    a_note(desk, "Horaires du dimanche", "store")
    (lead,) = seen(desk).leads
    assert (lead.kind, lead.id, lead.same_topic) == ("note", note, True)
    assert {"colis", "livré"} <= set(lead.shared)


def test_one_shared_word_is_too_little_when_the_topic_differs(desk):
    a_note(desk, "Étiqueter un colis", "store")
    assert seen(desk).leads == ()


def test_a_retired_note_is_not_proposed(desk):
    note = a_note(desk)
    retire_knowledge(desk.lead.id, note, now=NOON)
    assert seen(desk).leads == ()


def test_a_case_that_ended_well_lends_its_reply(desk):
    case = answered(desk)
    (lead,) = seen(desk).leads
    assert (lead.kind, lead.id, lead.words, lead.title) == ("case", case.id, GOOD, LOST)
    assert lead.at == LATER


def test_an_answer_of_five_minutes_ago_proves_nothing_yet(desk):
    answered(desk)
    assert seen(desk, now=LATER + timedelta(minutes=5)).leads == ()


@pytest.mark.parametrize(("kind", "helps"), [(Kind.COMPLAINT, False), (Kind.COMPLIMENT, True), (Kind.OTHER, False)])
def test_what_the_author_wrote_after_the_reply_decides(desk, kind, helps):
    answered(desk)
    item = an_item(
        "late", "Et maintenant ?", author="author-e1", thread="e1", parent="e1", posted_at=LATER + CAUSE_WINDOW / 60
    )
    receive(desk.channel.id, created(item), now=NEXT_WEEK)
    read_all(NEXT_WEEK, kind)
    Case.objects.filter(author__external_id="author-e1").update(state="answered", first_reply_at=LATER)
    assert bool(seen(desk).leads) is helps


def test_a_case_whose_removal_was_asked_or_whose_promise_broke_lends_nothing(desk):
    case = answered(desk)
    Case.objects.filter(id=case.id).update(state="closed", close_reason="removed", closed_at=LATER)
    assert seen(desk).leads == ()


def test_three_are_shown_at_most_and_the_language_of_the_case_comes_first(desk):
    notes = [
        a_note(desk, f"Colis noté livré, cas {n}", language=language) for n, language in enumerate(["en", "fr", "fr"])
    ]
    case = answered(desk)
    leads = seen(desk).leads
    assert sorted((one.kind, one.id) for one in leads) == [("case", case.id), ("note", notes[1]), ("note", notes[2])]
    assert {one.language for one in leads} == {"fr"}


def test_nothing_crosses_brands(desk):
    other = a_desk("vierzeau")
    answered(other, key="o2")
    case_of(other.channel, MESSAGE, "o3")
    a_note(other)
    found = seen(desk)
    assert (found.leads, found.same_cause) == ((), ())


def test_an_expert_sees_only_answers_of_cases_handed_to_their_department(desk):
    department = make_department(desk.lead.id, desk.brand.id, "Logistique", now=NOON)
    expert = a_person(desk.brand, Role.EXPERT, name="Basile Noir")
    Membership.objects.filter(person=expert).update(department_id=department)
    ask_hand_off(desk.writer.id, desk.case.id, department, "Où est le colis ?", now=NOON)
    handed, kept = answered(desk, key="e1"), answered(desk, key="e2", reply=OTHER_REPLY)
    assert {one.id for one in seen(desk).leads} == {handed.id, kept.id}
    Case.objects.filter(id=handed.id).update(state="open")
    ask_hand_off(desk.writer.id, handed.id, department, "Et celui-ci ?", now=NOON)
    Case.objects.filter(id=handed.id).update(state="answered")
    found = seen(desk, by=expert)
    assert [one.id for one in found.leads] == [handed.id]
    assert (found.same_cause, found.earlier) == ((), ())


def test_the_same_cause_is_found_by_nearly_the_same_words_within_thirty_days(desk):
    Case.objects.filter(id=desk.case.id).update(topic="store")
    mine = case_of(desk.channel, LOST, "c1", now=NEXT_WEEK)
    near = case_of(desk.channel, LOST.replace("mardi", "lundi"), "c2", now=NEXT_WEEK)
    case_of(desk.channel, "Le livreur a jeté le paquet par-dessus la haie, vase cassé.", "c3", now=NEXT_WEEK)
    old = case_of(desk.channel, LOST, "c4", now=NEXT_WEEK)
    Case.objects.filter(id=old.id).update(opened_at=NEXT_WEEK - CAUSE_WINDOW - timedelta(seconds=1))
    thanks = case_of(desk.channel, LOST, "c5", now=NEXT_WEEK)
    Case.objects.filter(id=thanks.id).update(kind=Kind.COMPLIMENT)
    other_topic = case_of(desk.channel, LOST, "c6", now=NEXT_WEEK)
    Case.objects.filter(id=other_topic.id).update(topic="store")
    assert seen(desk, mine).same_cause == (near.id,)


def test_a_high_likeness_of_words_is_the_same_cause_without_a_fingerprint(desk):
    mine, other = (
        case_of(desk.channel, "Colis noté livré, jamais reçu", "c1"),
        case_of(desk.channel, "colis livré jamais reçu", "c2"),
    )
    Case.objects.filter(id__in=[mine.id, other.id]).update(fingerprint=0)
    assert other.id in seen(desk, mine).same_cause


def test_earlier_cases_of_the_author_are_counted_with_their_end_and_nothing_is_stored(desk):
    before = Event.objects.count()
    for number, days in enumerate((10, 40, 200)):
        case = case_of(desk.channel, f"Colis en retard, numéro {number}", f"h{number}", author="odile", now=NOON)
        Case.objects.filter(id=case.id).update(clock_started_at=NOON - timedelta(days=days))
    written = Event.objects.count()
    found = seen(desk, now=NOON)
    assert len(found.earlier) == 3
    assert {one.began_at for one in found.earlier} == {NOON - timedelta(days=days) for days in (10, 40, 200)}
    assert found.again is not None
    assert found.again.sentence.fr == "Troisième fois en deux mois"
    assert written > before
    assert Event.objects.count() == written


def test_what_the_author_says_prevails_over_what_the_cases_show(desk):
    case = case_of(desk.channel, "Colis perdu. Cinquième fois ce mois-ci !", "s1")
    again = seen(desk, case).again
    assert again is not None
    assert again.sentence.en == "Fifth time in a month"


def test_a_case_follows_the_topic_that_a_person_says(desk):
    message = desk.case.messages.get()
    correct_reading(desk.writer.id, desk.case.id, message.id, Correction(topic="billing"), now=LATER)
    assert desk.case_now().topic == "billing"
    assert Reading.objects.filter(topic="billing").exists()


def test_a_case_takes_the_topic_of_its_reading(desk):
    assert desk.case_now().topic == "delivery"
