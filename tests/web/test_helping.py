"""Help to begin: an outline goes into the draft under what is typed, marked, and blocks until somebody fills it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions.knowledge import KnowledgeWords, write_knowledge
from detente.desk.actions.say_fault import say_fault
from detente.desk.models import Draft, DraftRevision, Publication
from detente.desk.queries.beginnings import beginning_of
from tests.desk.makers import a_person
from tests.desk.replies import LATER, Desk, a_desk
from tests.web.noon import client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def desk() -> Desk:
    return a_desk()


@pytest.fixture
def client(desk: Desk) -> Client:
    return client_of(desk.writer)


def _begin(desk: Desk, client: Client, text: str = "", seen: str = "") -> str:
    form = {"kind": "reply", "text": text, "seen": seen}
    answer = client.post(f"/cases/{desk.case.id}/reply/begin", form, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_outline_is_made_from_the_case_and_marked_as_one(desk: Desk, client: Client) -> None:
    say_fault(desk.writer.id, desk.case.id, "established", now=LATER)
    words = KnowledgeWords("Colis livré mais jamais reçu", "Nous ouvrons une recherche sous 24 h.", "delivery", "fr")
    write_knowledge(desk.writer.id, desk.brand.id, words, now=LATER)
    html = _begin(desk, client)
    version = DraftRevision.objects.get()
    assert version.origin == "outline"
    assert version.text.startswith("Bonjour Odile,\nVous écrivez\u202f: «\u202fColis annoncé livré mardi")
    assert "Je vous présente nos excuses pour [" in version.text
    assert "Nous ouvrons une recherche sous 24 h." in version.text
    assert "Un champ est resté vide." in main_text(html)


def test_what_was_typed_stays_above_and_as_a_version(desk: Desk, client: Client) -> None:
    seen = client.post(f"/cases/{desk.case.id}/reply/save", {"kind": "reply", "text": "Bonjour Odile, je"}).json()
    _begin(desk, client, "Bonjour Odile, je regarde.", seen["seen"])
    first, second = DraftRevision.objects.order_by("number")
    assert first.text == "Bonjour Odile, je"
    assert second.text.startswith("Bonjour Odile, je regarde.\n\nBonjour Odile,")


def test_an_outline_cannot_be_submitted_as_it_is(desk: Desk, client: Client) -> None:
    _begin(desk, client)
    version, draft = DraftRevision.objects.get(), Draft.objects.get()
    form = {"kind": "reply", "text": version.text, "seen": "1.1", "face": "yes", "do": "submit"}
    answer = client.post(f"/cases/{desk.case.id}/reply", form)
    assert answer.status_code == 409 or answer.status_code == 422
    assert Draft.objects.get(id=draft.id).state == "editing"
    assert not Publication.objects.exists()


def test_only_who_writes_here_is_helped(desk: Desk) -> None:
    draft = desk.draft()
    for person in (a_person(desk.brand, Role.AUDITOR, name="Paul Audit"), a_desk("other").lead):
        with pytest.raises(Refused) as refused:
            beginning_of(person.id, draft.id, "", now=LATER)
        assert refused.value.code.startswith("access.")
        answer = client_of(person).post(f"/cases/{desk.case.id}/reply/begin", {"kind": "reply", "text": ""})
        assert answer.status_code in (403, 404)


def test_what_was_told_in_private_never_stands_in_an_outline(desk: Desk) -> None:
    desk.author_writes("Mon médecin m’a arrêtée à cause de ça.")
    desk.case.messages.filter(external_id="m2").update(private=True)
    made = beginning_of(desk.writer.id, desk.draft().id, "Odile", now=LATER)
    assert "médecin" not in made.situation.message
    assert "médecin" not in made.heart
