"""In and out, and what was typed when the session had ended."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.accounts.people import PASSWORD
from tests.web.shell import Desk, main_text, open_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return open_desk()


def _sign_in(client: Client, **more: str):
    return client.post("/sign-in", {"email": "salome@ferrolane.example", "password": PASSWORD} | more)


def test_a_stranger_is_sent_to_the_door_and_back(desk: Desk):
    client = Client()
    answer = client.get("/people?x=1")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in?next=%2Fpeople%3Fx%3D1")
    assert _sign_in(client, next="/people?x=1")["Location"] == "/people?x=1"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_signing_in_never_leads_to_another_site(desk: Desk, elsewhere: str):
    assert _sign_in(Client(), next=elsewhere)["Location"] == "/"


def test_a_wrong_password_gets_a_sentence_and_keeps_the_address(desk: Desk):
    answer = Client().post("/sign-in", {"email": "salome@ferrolane.example", "password": "no"})
    assert answer.status_code == 422
    assert 'value="salome@ferrolane.example"' in answer.content.decode()


def test_signing_in_sets_the_language_of_the_person(desk: Desk):
    client = Client(headers={"accept-language": "en"})
    _sign_in(client)
    assert "Rien à apaiser" in client.get("/").content.decode()


def test_signing_out_ends_the_session(desk: Desk):
    assert desk.client.post("/sign-out")["Location"] == "/sign-in"
    assert desk.client.get("/").status_code == 302


def test_text_typed_in_a_lost_session_is_there_again_after_signing_in(desk: Desk):
    typed = "Bonjour Odile, nous avons <b>retrouvé</b> votre colis."
    client = Client()
    late = client.post("/people/invite", {"email": typed}, headers={"referer": "http://testserver/people"})
    assert late.status_code == 401
    fields = dict(re.findall(r'name="((?:kept\.)?\w+)" value="([^"]*)"', late.content.decode()))
    assert fields["next"] == "/people"
    back = _sign_in(client, next=fields["next"], **{"kept.email": typed})
    shown = client.get(back["Location"]).content.decode()
    assert "Bonjour Odile, nous avons &lt;b&gt;retrouvé&lt;/b&gt; votre colis." in shown
    assert "Bonjour Odile" not in client.get("/people").content.decode()


def test_the_kept_page_is_never_another_site(desk: Desk):
    late = Client().post("/people/invite", {"email": "x" * 20}, headers={"referer": "https://evil.example/"})
    assert 'name="next" value="/"' in late.content.decode()


def test_a_password_is_never_kept(desk: Desk):
    late = Client().post("/people/invite", {"password": "a secret sentence", "text": "a long enough text"})
    assert "a secret sentence" not in late.content.decode()
    assert "a long enough text" in late.content.decode()


def test_a_lost_session_in_the_middle_of_an_autosave_says_so_in_a_banner(desk: Desk):
    late = Client().post("/people/invite", {"text": "x"}, headers={"hx-request": "true"})
    assert late.status_code == 401
    assert "<html" not in late.content.decode()
    assert "sign-in" in late.content.decode()


def test_a_form_of_another_session_is_not_obeyed(desk: Desk):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(desk.first)
    answer = strict.post("/people/invite", {"roles": ["agent"]})
    assert answer.status_code == 403
    assert "Nothing was sent" in main_text(answer.content.decode())


def test_somebody_who_lost_every_role_is_told_whom_to_ask(desk: Desk):
    client = desk.colleague(name="nobody")
    answer = client.get("/people")
    assert answer.status_code == 403
    assert "invitation" in main_text(answer.content.decode())
