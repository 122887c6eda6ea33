"""What every page of the shell keeps: both languages, the policy, the looks, refusals as answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

import detente.web
from detente.accounts.models import Person
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.web.middleware import POLICY, status_of
from tests.web.shell import Desk, main_text, open_desk

PAGES = ("/", "/people", "/people/1", "/settings", "/channels", "/import")
OPEN_PAGES = ("/sign-in", "/charter/ferrolane", "/register/ferrolane", "/welcome/gone", "/join/gone", "/no-such-page")
TEMPLATES = sorted((Path(detente.web.__file__).parent / "templates").rglob("*.html"))
SCRIPTS = sorted((Path(detente.web.__file__).parent / "static").rglob("*.js"))


@pytest.fixture
def desk(db: None) -> Desk:
    return open_desk()


def _page(desk: Desk, address: str) -> str:
    return address.replace("/people/1", f"/people/{desk.first.id}")


@pytest.mark.parametrize("address", PAGES + OPEN_PAGES)
def test_every_page_speaks_both_languages(desk: Desk, address: str):
    said = {}
    for language in ("fr", "en"):
        answer = desk.client.get(_page(desk, address), {"lang": language})
        html = answer.content.decode()
        assert f'<html lang="{language}"' in html
        assert answer["Content-Language"] == language
        said[language] = main_text(html)
    assert said["fr"] != said["en"]
    assert not re.search(r"[ \u00a0][;:?!%»]", said["fr"])


@pytest.mark.parametrize("address", PAGES + OPEN_PAGES)
def test_every_page_carries_the_content_policy(desk: Desk, address: str):
    answer = desk.client.get(_page(desk, address))
    assert answer["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_a_script_a_style_or_a_handler(template: Path):
    html = re.sub(r"\{%.*?%\}", "", template.read_text())
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|hx-on", html)
    assert not re.search(r"\|\s*safe\b|autoescape off", template.read_text())
    assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", html)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_makes_code_out_of_text(script: Path):
    risky = r"\beval\(|new Function|innerHTML|outerHTML|document\.write|insertAdjacentHTML"
    found = re.search(risky, script.read_text())
    assert not found, "make nodes, or let htmx.swap put a fragment of the desk in its place"


def test_the_switch_changes_the_language_of_the_pages_and_of_the_person(desk: Desk):
    answer = desk.client.post("/language", {"language": "en", "next": "/people?x=1"})
    assert answer["Location"] == "/people?x=1"
    assert "Who answers" in desk.client.get("/people").content.decode()
    assert Person.objects.get().language == "en"


def test_a_stranger_may_switch_the_language_too(desk: Desk):
    client = Client(headers={"accept-language": "fr"})
    client.post("/language", {"language": "en", "next": "//evil.example"})
    assert "House rules" in client.get("/charter/ferrolane").content.decode()


def test_the_browser_is_asked_when_nobody_chose(desk: Desk):
    assert 'lang="fr"' in Client(headers={"accept-language": "fr-CA,fr;q=0.9"}).get("/sign-in").content.decode()
    assert 'lang="en"' in Client(headers={"accept-language": "de"}).get("/sign-in").content.decode()


@pytest.mark.parametrize(("asked", "shown"), [("dark", 'data-theme="dark"'), ("light", 'data-theme="light"')])
def test_the_look_stays_with_the_person(desk: Desk, asked: str, shown: str):
    desk.client.post("/theme", {"theme": asked, "next": "/"})
    assert shown in desk.client.get("/").content.decode()
    desk.client.post("/theme", {"theme": "auto"})
    assert "data-theme=" not in desk.client.get("/").content.decode()


def test_a_look_that_does_not_exist_is_refused_in_one_sentence(desk: Desk):
    answer = desk.client.post("/theme", {"theme": "pink"})
    assert answer.status_code == 422
    assert "Choisissez clair" in main_text(answer.content.decode())


def test_a_refusal_to_htmx_is_a_banner_without_a_page(desk: Desk):
    answer = desk.client.post("/theme", {"theme": "pink"}, headers={"hx-request": "true"})
    assert answer.status_code == 422
    assert "<html" not in answer.content.decode()
    assert 'data-code="input.theme"' in answer.content.decode()


@pytest.mark.parametrize(
    ("code", "status"),
    [("access.case", 403), ("state.draft", 409), ("input.text", 422), ("proc.review", 422), ("other", 422)],
)
def test_the_status_follows_the_code_of_the_refusal(code: str, status: int):
    assert status_of(Refused(code, Words(fr="Non.", en="No."))) == status


def test_a_host_that_nobody_named_is_refused_with_a_page(db: None):
    answer = Client(HTTP_HOST="elsewhere.example").get("/sign-in")
    assert answer.status_code == 400
    assert "<h1" in answer.content.decode()


def test_health_says_ok_to_anybody(db: None):
    answer = Client().get("/health")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.parametrize("address", ["/people", "/people/1", "/settings", "/import"])
@pytest.mark.parametrize("role", [Role.AGENT, Role.REVIEWER, Role.AUDITOR, Role.EXPERT])
def test_pages_of_the_house_are_for_those_who_run_it(desk: Desk, role: Role, address: str):
    answer = desk.colleague(role).get(_page(desk, address))
    assert answer.status_code == (200 if address == "/people" else 403)


def test_a_person_page_of_another_brand_does_not_exist_here(desk: Desk):
    assert desk.client.get("/people/999999").status_code == 403


def test_the_pages_of_strangers_never_name_a_person(desk: Desk):
    for address in ("/charter/ferrolane", "/register/ferrolane"):
        html = Client().get(address).content.decode()
        assert "Salomé" not in html
        assert "salome@" not in html


def test_the_charter_is_there_for_programs_and_as_text(desk: Desk):
    assert Client().get("/charter/ferrolane.json").json()["version"] == 1
    assert Client().get("/charter/ferrolane.txt", {"lang": "fr"}).content.decode().startswith("Charte")
    assert Client().get("/charter/nobody").status_code == 404
    assert Client().get("/register/nobody").status_code == 404
    assert Client().get("/charter/ferrolane", {"version": "7"}).status_code == 404


def test_translations_are_active_only_during_a_request(desk: Desk):
    before = translation.get_language()
    desk.client.get("/", {"lang": "fr"})
    assert translation.get_language() == before
