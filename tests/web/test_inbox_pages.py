"""The inbox on the screen: its rows, its refresh, its search."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from detente.contracts.people import Role
from detente.desk.models import Case
from tests.desk.makers import NOON, a_case, a_person
from tests.desk.replies import Desk, a_desk
from tests.web.noon import client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def _text(client: Client, address: str, **headers: str) -> str:
    return main_text(client.get(address, headers=headers).content.decode())


def test_a_row_says_the_clock_the_person_the_matter_and_the_six_marks(desk: Desk) -> None:
    html = client_of(desk.writer).get("/").content.decode()
    assert f'href="/cases/{desk.case.id}"' in html
    assert 'data-deadline="2026-11-20T13:00:00+00:00"' in html
    assert "42:00" in html
    row = re.search(r'class="six" role="img" aria-label="([^"]+)"', html)
    assert row
    assert row[1].startswith(
        "1 Analyse\u202f: fait; 2 Trace\u202f: fait; 3 Charte\u202f: fait; 4 Dans l’heure\u202f: en"
    )
    assert len(re.findall(r"<i class=", html.split("</article>")[0].split("<article")[1])) == 6


def test_a_row_is_light(desk: Desk) -> None:
    html = client_of(desk.writer).get("/").content.decode()
    (row,) = re.findall(r"<li><article.*?</article></li>", html, re.DOTALL)
    assert len(row) < 2_000


def test_the_refresh_of_an_unchanged_list_is_empty_and_of_a_changed_one_is_the_list(desk: Desk) -> None:
    client = client_of(desk.writer)
    html = client.get("/").content.decode()
    refresh = re.search(r'hx-get="(/\?[^"]+)"', html)
    assert refresh
    address = refresh[1].replace("&amp;", "&")
    assert client.get(address, headers={"hx-request": "true"}).status_code == 204
    a_case(desk.channel, "Nouveau message.", external_id="new", author="nadia", now=NOON)
    fresh = client.get(address, headers={"hx-request": "true"}).content.decode()
    assert "Nouveau message" not in fresh.split("<main")[0]
    assert "Jamais reçu" in fresh
    assert "<html" not in fresh


def test_taking_from_the_list_comes_back_to_the_list(desk: Desk) -> None:
    client = client_of(desk.writer)
    answer = client.post(f"/cases/{desk.case.id}/take", {"next": "/?folder=nobody"})
    assert answer.headers["Location"] == "/?folder=nobody"
    assert Case.objects.get().assignee_id == desk.writer.id
    assert "Vous" in _text(client, "/")


def test_an_auditor_reads_the_list_and_is_offered_nothing(desk: Desk) -> None:
    auditor = client_of(a_person(desk.brand, Role.AUDITOR, name="Ada Nor"))
    html = auditor.get("/").content.decode()
    assert "take-" not in html
    assert auditor.post(f"/cases/{desk.case.id}/take").status_code == 403


def test_a_search_for_a_number_opens_the_case_and_for_words_lists_it(desk: Desk) -> None:
    client = client_of(desk.writer)
    assert client.get("/", {"q": str(desk.case.id)}).headers["Location"] == f"/cases/{desk.case.id}"
    assert "1 cas trouvé" in _text(client, "/?q=deux+fois")
    assert "Aucun cas" in _text(client, "/?q=zzz")


def test_a_search_shows_what_was_typed_escaped(desk: Desk) -> None:
    html = client_of(desk.writer).get("/", {"q": "<script>x</script>\u202e"}).content.decode()
    assert "<script>x" not in html
