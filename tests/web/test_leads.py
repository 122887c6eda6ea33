"""What may help, on the page of a case: inserted in one click, kept, never sent; community answers thanked or corrected."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from detente.contracts.kinds import Kind
from detente.contracts.people import Role
from detente.desk.actions.knowledge import KnowledgeWords, write_knowledge
from detente.desk.actions.receive import receive
from detente.desk.models import Case, Draft, DraftRevision, Message, Publication
from tests.desk.makers import a_person, an_item, created, read_all
from tests.desk.replies import GOOD, Desk, a_desk, fresh, seen_now
from tests.desk.test_around import LOST, case_of
from tests.web.noon import LATER, client_of

pytestmark = pytest.mark.django_db

WORDS = "Vérifiez le casier de la gare, puis ouvrez une enquête."


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def desk(db: None) -> Desk:
    return a_desk()


@pytest.fixture
def client(desk: Desk) -> Client:
    return client_of(desk.writer)


@pytest.fixture
def note(desk: Desk) -> int:
    said = KnowledgeWords("Colis noté livré, jamais reçu", WORDS, "delivery", "fr")
    return write_knowledge(desk.lead.id, desk.brand.id, said, now=LATER)


def page(client: Client, desk: Desk, query: str = "") -> str:
    return client.get(f"/cases/{desk.case.id}{query}").content.decode()


def insert(client: Client, desk: Desk, **posted: object):
    return client.post(f"/cases/{desk.case.id}/reply/insert", posted)


def draft_words(desk: Desk) -> str:
    draft = Draft.objects.get(case=desk.case, finished_at__isnull=True)
    return DraftRevision.objects.get(draft=draft, number=draft.revision_number).text


def a_member(desk: Desk, text: str, name: str = "bastien", key: str = "x1", kind: Kind = Kind.OTHER) -> int:
    """Somebody of the community answers Odile."""
    item = an_item(key, text, author=name, thread="m1", parent="m1", posted_at=LATER)
    receive(desk.channel.id, created(item, at=LATER), now=LATER)
    read_all(LATER, kind)
    return Message.objects.get(external_id=key).id


def test_a_note_is_shown_with_its_reason_and_a_button_of_the_composer(client, desk, note):
    shown = page(client, desk)
    assert "Ce qui peut aider" in shown
    assert WORDS in shown
    why = re.search(r"Même sujet\. Mots communs\u202f: ([^<]+)\.", shown)
    assert why is not None
    assert {"«\u202fcolis\u202f»", "«\u202flivré\u202f»"} <= set(why.group(1).split(", "))
    assert re.search(rf'<button[^>]+form="pen"[^>]+name="note" value="{note}"', shown)
    assert 'id="pen"' in shown


def test_without_anything_alike_nothing_is_shown(client, desk):
    assert re.search(r'<section class="leads[^>]+hidden', page(client, desk))


def test_a_note_goes_below_what_was_typed_and_nothing_is_sent(client, desk, note):
    answer = insert(client, desk, kind="reply", text="Bonjour Odile,", seen="", note=note)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/cases/{desk.case.id}?tab=reply&write=1#composer"
    assert draft_words(desk) == f"Bonjour Odile,\n\n{WORDS}"
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "Ajouté à la fin de votre brouillon" in shown
    assert f"Bonjour Odile,\n\n{WORDS}</textarea>" in shown
    assert not Publication.objects.exists()
    assert desk.case_now().state == "open"


def test_a_colleague_who_saved_meanwhile_is_not_overwritten_and_the_typed_text_comes_back(client, desk, note):
    draft = desk.draft(by=desk.lead)
    desk.save(draft, "Les mots d’Inès.", by=desk.lead)
    answer = insert(client, desk, kind="reply", text="Les miens.", seen="1.0", note=note)
    assert answer.status_code == 409
    assert "Les miens.</textarea>" in answer.content.decode()
    assert draft_words(desk) == "Les mots d’Inès."


def test_a_retired_or_foreign_note_inserts_nothing_and_keeps_what_was_typed(client, desk, note):
    other = a_desk("vierzeau")
    foreign = write_knowledge(other.lead.id, other.brand.id, KnowledgeWords("x", "Étranger."), now=LATER)
    for wrong in (foreign, 999_999, "x"):
        answer = insert(client, desk, kind="reply", text="Bonjour,", seen="", note=wrong)
        assert answer.status_code in (400, 422)
        assert "Bonjour,</textarea>" in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_stranger_and_an_auditor_insert_nothing(desk, note):
    for person in (a_person(None, name="Inconnu"), a_person(desk.brand, Role.AUDITOR)):
        assert insert(client_of(person), desk, note=note).status_code in (403, 404)
    assert not Draft.objects.exists()


def test_an_answer_that_proposes_something_is_shown_under_it(client, desk):
    message = a_member(desk, "Demandez-leur de vérifier le casier de la gare.")
    a_member(desk, "De toute façon ils ne répondent jamais.", "loup", "x2")
    shown = page(client, desk)
    assert shown.count("Cette réponse propose une piste. Elle ne remplace pas la vôtre.") == 1
    assert re.search(rf'name="thank" value="{message}"', shown)
    client.cookies["detente_language"] = "en"
    assert "This answer suggests a way forward. It does not replace yours." in page(client, desk)


@pytest.mark.parametrize(("kind", "shown"), [(Kind.ABUSE, 0), (Kind.TROLL, 0), (Kind.SPAM, 0), (Kind.OTHER, 1)])
def test_nobody_is_thanked_for_an_attack_that_reads_like_advice(client, desk, kind, shown):
    a_member(desk, "Va donc t’acheter un cerveau et prends le temps de lire.", kind=kind)
    assert page(client, desk).count('name="thank"') == shown


@pytest.mark.parametrize(
    ("act", "line"),
    [
        ("thank", "Merci Bastien d’avoir partagé cette piste."),
        ("correct", "Merci Bastien de votre aide. Une précision sur ce point\u202f:"),
    ],
)
def test_thanking_and_correcting_open_the_draft_and_stop_no_clock(client, desk, act, line):
    message = a_member(desk, "Demandez-leur de vérifier le casier de la gare.")
    before = Case.objects.values("state", "deadline", "first_reply_at", "answered_at", "closed_at").get(id=desk.case.id)
    assert insert(client, desk, kind="reply", text="", seen="", **{act: message}).status_code == 302
    assert draft_words(desk) == line
    after = Case.objects.values("state", "deadline", "first_reply_at", "answered_at", "closed_at").get(id=desk.case.id)
    assert after == before
    assert after["first_reply_at"] is None
    assert after["deadline"] > LATER


def test_a_name_that_is_none_is_not_written(client, desk):
    message = a_member(desk, "Essayez par le chat.", "x_9 <b>", "x3")
    insert(client, desk, kind="reply", text="", seen="", thank=message)
    assert draft_words(desk) == "Merci à la personne qui a partagé cette piste."


def test_nobody_is_thanked_for_the_authors_own_message_or_for_ours(client, desk):
    own = Message.objects.get(external_id="m1").id
    assert insert(client, desk, kind="reply", text="", seen="", thank=own).status_code >= 400
    assert not Draft.objects.exists()


def test_a_text_in_review_is_left_alone(client, desk, note):
    draft = desk.submitted(GOOD)
    assert 'name="note"' not in page(client, desk)
    assert insert(client, desk, note=note).status_code == 409
    assert fresh(draft).state == "in_review"


def test_outside_the_composer_the_draft_is_taken_up_where_it_stands(client, desk, note):
    draft = desk.draft()
    desk.save(draft, "Bonjour,")
    assert insert(client, desk, note=note).status_code == 302
    assert draft_words(desk) == f"Bonjour,\n\n{WORDS}"
    assert seen_now(draft).saves >= 1


def test_the_head_says_how_many_share_the_cause_and_links_to_them(client, desk):
    mine = case_of(desk.channel, LOST, "c1", now=LATER - timedelta(minutes=1))
    for number in (2, 3):
        case_of(desk.channel, LOST, f"c{number}", now=LATER - timedelta(minutes=1))
    Case.objects.filter(id=desk.case.id).update(topic="store")
    shown = client.get(f"/cases/{mine.id}").content.decode()
    assert "Même cause que 2 autres cas" in shown
    listed = client.get(f"/cases/{mine.id}/same-cause").content.decode()
    assert "2 autres cas ont la même cause" in listed
    assert listed.count('class="case-row') == 2
