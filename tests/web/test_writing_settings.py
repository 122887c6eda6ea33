"""The page on how the brand writes: kept, refused in one sentence, tried out, and what nobody can relax."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from detente.accounts.models import Brand
from detente.contracts.people import Role
from detente.desk.models import Draft
from tests.desk.makers import a_brand, a_person
from tests.web.noon import client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db

PAGE = "/settings/writing"
FORM = {"register": "vous", "signature": "first_name", "emoji": "friendly"}
REPLY = "Bonjour, je suis désolé si cela vous a gêné. J’ouvre un RMA et je vous réponds ici demain avant 10 h. — Inès"


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def brand() -> Brand:
    return a_brand()


@pytest.fixture
def client(brand: Brand) -> Client:
    return client_of(a_person(brand, Role.LEAD))


def test_what_is_kept_shows_again(client: Client, brand: Brand) -> None:
    answer = client.post(PAGE, {**FORM, "do": "save", "must_sign": "yes", "jargon": "RMA\nN2"}, follow=True)
    html = answer.content.decode()
    assert "Texts checked from now on" in html or "Les textes vérifiés" in html
    assert "RMA\nN2</textarea>" in html
    assert 'name="must_sign" value="yes" checked' in html
    assert Brand.objects.get().house["register"] == "vous"


def test_a_refused_line_comes_back_in_its_field_with_one_sentence(client: Client) -> None:
    answer = client.post(PAGE, {**FORM, "do": "save", "link_hosts": "https://aide.exemple.fr/<faq>"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Écrivez seulement le nom du site\u202f: aide.exemple.fr." in html
    assert "https://aide.exemple.fr/&lt;faq&gt;</textarea>" in html
    assert html.count('aria-invalid="true"') == 1
    assert Brand.objects.get().house == {}


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}/try"])
def test_a_reply_is_tried_with_what_is_typed_and_nothing_is_kept(client: Client, path: str) -> None:
    said = {**FORM, "do": "try", "try_text": REPLY, "try_message": "Colis jamais reçu.", "try_kind": "complaint"}
    text = main_text(client.post(path, said).content.decode())
    assert "désolé si" in text
    assert "Bloque" in text
    assert Brand.objects.get().house == {}
    assert not Draft.objects.exists()


def test_the_page_says_what_nobody_can_relax(client: Client) -> None:
    text = main_text(client.get(PAGE).content.decode())
    assert "Ce que personne ne peut assouplir" in text
    assert "Une menace juridique" in text


@pytest.mark.parametrize("role", [Role.AGENT, Role.REVIEWER, Role.EXPERT, Role.AUDITOR])
def test_others_get_neither_page_nor_trial(brand: Brand, role: Role) -> None:
    other = client_of(a_person(brand, role, name="Malo Kerbrat"))
    assert other.get(PAGE).status_code in (403, 404)
    assert other.post(f"{PAGE}/try", FORM).status_code in (403, 404)
    assert "/settings/writing" not in other.get("/", follow=True).content.decode()
