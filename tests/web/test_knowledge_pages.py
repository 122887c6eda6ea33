"""The library on screen: empty, written, searched, changed by two people, retired and brought back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from detente.accounts.models import Brand, Person
from detente.contracts.people import Role
from detente.desk.actions.knowledge import KnowledgeWords, revise_knowledge, write_knowledge
from detente.desk.models import KnowledgeNote
from tests.desk.makers import a_brand, a_person
from tests.web.noon import LATER, client_of

pytestmark = pytest.mark.django_db

SAID = {
    "title": "Colis noté livré",
    "words": "Vérifiez le casier.\n\nPuis l’enquête.",
    "topic": "delivery",
    "language": "fr",
}


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def brand(db: None) -> Brand:
    return a_brand()


@pytest.fixture
def lead(brand: Brand) -> Person:
    return a_person(brand, Role.LEAD, name="Inès Faure")


@pytest.fixture
def client(lead: Person) -> Client:
    return client_of(lead)


@pytest.fixture
def note(brand: Brand, lead: Person) -> int:
    return write_knowledge(lead.id, brand.id, KnowledgeWords(**SAID), now=LATER)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_library_says_what_a_note_is_for(client):
    shown = text(client, "/knowledge")
    assert "Pas encore de fiche" in shown
    assert 'href="/knowledge/new"' in shown


def test_a_note_is_written_and_read(client):
    answer = client.post("/knowledge/new", SAID)
    note = KnowledgeNote.objects.get()
    assert answer.headers["Location"] == f"/knowledge/{note.id}"
    shown = text(client, f"/knowledge/{note.id}")
    assert "<p>Vérifiez le casier.</p>" in shown
    assert "Fiche gardée" in shown
    assert "Livraison" in shown


def test_a_refused_form_comes_back_whole(client):
    answer = client.post("/knowledge/new", {**SAID, "title": " "})
    shown = answer.content.decode()
    assert answer.status_code >= 400
    assert "Donnez un titre à la fiche" in shown
    assert "Puis l’enquête.</textarea>" in shown
    assert not KnowledgeNote.objects.exists()


def test_the_list_is_searched_by_words_and_topic(client, note):
    assert "Colis noté livré" in text(client, "/knowledge?find=casier")
    assert "Aucune fiche ne contient ces mots" in text(client, "/knowledge?find=facture")
    assert "Aucune fiche ne contient ces mots" in text(client, "/knowledge?topic=store")


def test_hostile_words_are_text(client):
    client.post("/knowledge/new", {**SAID, "title": "<script>alert(1)</script>", "words": "<b onclick=x>a</b>"})
    note = KnowledgeNote.objects.get()
    for address in ("/knowledge", f"/knowledge/{note.id}", f"/knowledge/{note.id}/edit", "/knowledge?find=<script>"):
        shown = text(client, address)
        assert "<script>alert" not in shown
        assert "<b onclick" not in shown


def test_what_a_colleague_saved_is_shown_beside_what_was_typed(client, brand, note):
    malo = a_person(brand, Role.AGENT, name="Malo Kerbrat")
    revise_knowledge(malo.id, note, KnowledgeWords("Le titre de Malo", "Ses mots.", "delivery", "fr"), 1, now=LATER)
    answer = client.post(f"/knowledge/{note}/edit", {**SAID, "words": "Mes mots.", "seen": "1"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Malo Kerbrat a modifié cette fiche entre-temps" in shown
    assert "Ses mots." in shown
    assert "Mes mots.</textarea>" in shown
    assert 'name="seen" value="2"' in shown
    assert client.post(f"/knowledge/{note}/edit", {**SAID, "words": "Nos mots.", "seen": "2"}).status_code == 302
    assert KnowledgeNote.objects.get(id=note).words == "Nos mots."
    assert "3 versions" in text(client, f"/knowledge/{note}")


def test_a_retired_note_is_brought_back_from_its_own_page(client, note):
    client.post(f"/knowledge/{note}/state", {"state": "retired"})
    shown = text(client, f"/knowledge/{note}")
    assert "Remettre en service" in shown
    assert "Modifier la fiche" not in shown
    assert "1 fiche retirée" in text(client, "/knowledge")
    assert "Colis noté livré" in text(client, "/knowledge?retired=1")
    client.post(f"/knowledge/{note}/state", {"state": "active"})
    assert "Modifier la fiche" in text(client, f"/knowledge/{note}")


@pytest.mark.parametrize(
    ("role", "writes", "retires"),
    [
        (Role.AGENT, True, False),
        (Role.REVIEWER, True, False),
        (Role.LEAD, True, True),
        (Role.EXPERT, True, False),
        (Role.AUDITOR, False, False),
    ],
)
def test_the_page_offers_what_the_role_may_do(brand, note, role, writes, retires):
    reader = client_of(a_person(brand, role))
    shown = text(reader, f"/knowledge/{note}")
    assert ("Modifier la fiche" in shown) is writes
    assert ("Retirer la fiche" in shown) is retires
    assert ('href="/knowledge/new"' in text(reader, "/knowledge")) is writes
    assert (reader.get("/knowledge/new").status_code == 200) is writes
    assert 'href="/knowledge"' in shown


def test_an_administrator_and_a_stranger_find_nothing(brand, note):
    for person in (a_person(brand, Role.ADMINISTRATOR), a_person(a_brand("vierzeau"), Role.LEAD)):
        assert client_of(person).get(f"/knowledge/{note}").status_code in (403, 404)
    assert Client(HTTP_HOST="localhost").get("/knowledge").status_code in (302, 401)
