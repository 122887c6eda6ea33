"""Comments brought in by hand, by forms alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from detente.contracts.people import Role
from detente.desk.models import Case, Channel, Message, Revision
from tests.desk.makers import a_brand, a_channel, a_person, read_all
from tests.web.noon import LATER, client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db

FORM = {
    "text": "Colis annoncé livré,\r\njamais reçu.",
    "author": "Odile <b>M.</b>",
    "link": "https://avis.example/p/9#c3",
    "thread": "https://avis.example/p/9",
    "posted_at": "2026-11-20T13:05",
}


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def channel() -> Channel:
    return a_channel(a_brand(), "by_hand", "Avis locaux", settings={"label": "Avis", "address": "https://avis.example"})


@pytest.fixture
def client(channel: Channel) -> Client:
    return client_of(a_person(channel.brand, Role.AGENT))


def _address(channel: Channel) -> str:
    return f"/channels/{channel.id}/comments"


def test_a_comment_is_pasted_and_shown_with_the_time_of_the_brand(client: Client, channel: Channel) -> None:
    answer = client.post(_address(channel), FORM)
    assert (answer.status_code, answer.headers["Location"]) == (302, _address(channel))
    assert Revision.objects.get().text == "Colis annoncé livré,\njamais reçu."
    page = client.get(_address(channel)).content.decode()
    assert "Ajouté et scellé à votre nom" in main_text(page)
    assert "Odile &lt;b&gt;M.&lt;/b&gt;" in page
    assert "aujourd’hui, 13:05" in main_text(page)
    read_all(LATER)
    case = Case.objects.get()
    assert f'href="/cases/{case.id}"' in client.get(_address(channel)).content.decode()


def test_an_empty_time_is_now(client: Client, channel: Channel) -> None:
    client.post(_address(channel), FORM | {"posted_at": ""})
    assert Message.objects.get().posted_at == LATER


@pytest.mark.parametrize(
    "bad",
    [
        {"text": " "},
        {"link": "pas un lien"},
        {"posted_at": "hier"},
        {"posted_at": "2026-11-20T23:59"},
        {"posted_at": "0001-01-01T00:00"},
        {"author": "x" * 300},
    ],
)
def test_a_refused_form_comes_back_whole(client: Client, channel: Channel, bad: dict[str, str]) -> None:
    answer = client.post(_address(channel), FORM | bad)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('role="alert"') == 1
    assert 'value="https://avis.example/p/9"' in page
    if "text" not in bad:
        assert "Colis annoncé livré," in page
    assert not Message.objects.exists()


def test_an_edit_and_a_deletion_are_said_on_a_page_of_their_own(client: Client, channel: Channel) -> None:
    client.post(_address(channel), FORM)
    message = Message.objects.get()
    where = f"{_address(channel)}/{message.id}"
    assert "Colis annoncé livré," in client.get(where).content.decode()
    assert client.post(where, {"do": "edit", "text": "Reçu, abîmé."}).status_code == 302
    assert "2 versions gardées" in main_text(client.get(_address(channel)).content.decode())
    assert client.post(where, {"do": "edit", "text": " "}).status_code == 422
    assert client.post(where, {"do": "gone"}).status_code == 302
    assert "supprimé par son auteur" in main_text(client.get(_address(channel)).content.decode())
    assert client.post(where, {"do": "gone"}).status_code == 409


def test_a_case_offers_to_continue_its_thread(client: Client, channel: Channel) -> None:
    client.post(_address(channel), FORM)
    read_all(LATER)
    case = Case.objects.get()
    assert f'href="/cases/{case.id}/next"' in client.get(f"/cases/{case.id}").content.decode()
    there = client.get(f"/cases/{case.id}/next", follow=True).content.decode()
    assert f'name="case" value="{case.id}"' in there
    client.post(_address(channel), {"text": "Et ce soir, rien.", "author": FORM["author"], "case": str(case.id)})
    read_all(LATER + timedelta(seconds=1))
    assert case.messages.count() == 2
    assert "Et ce soir, rien." in client.get(f"/cases/{case.id}").content.decode()


def test_the_inbox_has_the_way_to_it_and_its_key(client: Client, channel: Channel) -> None:
    client.post(_address(channel), FORM)
    read_all(LATER)
    page = client.get("/").content.decode()
    assert f'href="{_address(channel)}" data-add' in page
    Channel.objects.update(network="publicpage")
    assert "data-add" not in client.get("/").content.decode()


def test_the_page_of_the_channel_leads_there(client: Client, channel: Channel) -> None:
    page = client.get(f"/channels/{channel.id}").content.decode()
    assert f'href="{_address(channel)}"' in page
    assert "tenu à la main" in main_text(page).lower()


def test_a_channel_that_listens_says_so_instead_of_a_form(client: Client, channel: Channel) -> None:
    Channel.objects.update(network="publicpage")
    page = client.get(_address(channel)).content.decode()
    assert "rien ne s’y colle à la main" in main_text(page)
    assert 'name="text"' not in page
    assert client.post(_address(channel), FORM).status_code == 409


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.EXPERT])
def test_who_does_not_answer_brings_nothing_in(client: Client, channel: Channel, role: Role) -> None:
    client.post(_address(channel), FORM)
    message = Message.objects.get()
    other = client_of(a_person(channel.brand, role, name="Zoé Lann"))
    assert other.get(_address(channel)).status_code == 403
    assert other.post(_address(channel), FORM).status_code == 403
    assert other.get(f"{_address(channel)}/{message.id}").status_code == 403


def test_a_stranger_learns_nothing(client: Client, channel: Channel) -> None:
    stranger = client_of(a_person(a_brand("autre"), Role.LEAD, name="Ian Prat"))
    assert stranger.get(_address(channel)).status_code == 403
    assert client.get("/channels/999999/comments").status_code == 403


def test_such_a_channel_is_added_on_screen_and_is_ready_at_once(channel: Channel) -> None:
    lead = client_of(a_person(channel.brand, Role.LEAD, name="Inès Faure"))
    answers = {"answer.label": "Annuaire local", "answer.address": "https://annuaire.example/nous"}
    assert lead.post("/channels/connect/by_hand", {"name": "Annuaire", "backfill": "0"} | answers).status_code == 302
    made = Channel.objects.get(name="Annuaire")
    assert (made.network, made.state, made.settings["label"]) == ("by_hand", "active", "Annuaire local")
