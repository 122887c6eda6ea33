"""The import on the screen, by forms alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from detente.contracts.people import Role
from detente.desk.models import Channel, ImportUpload, Message
from detente.workers.loop import Loop
from detente.workers.take_in import import_work
from tests.desk.makers import a_brand, a_channel, a_person
from tests.web.noon import LATER, client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db

ROWS = "Auteur;Commentaire;Date\nOdile;Colis <b>perdu</b>;20/11/2026 09:00\nZo;;21/11/2026 09:00\n"


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def channel() -> Channel:
    return a_channel(a_brand(), name="Nos fichiers")


@pytest.fixture
def client(channel: Channel) -> Client:
    return client_of(a_person(channel.brand, Role.LEAD))


def _put(client: Client, channel: Channel, content: bytes | str = ROWS, name: str = "avis.csv") -> Any:
    sent = content.encode() if isinstance(content, str) else content
    return client.post("/import", {"file": SimpleUploadedFile(name, sent), "channel": str(channel.id)})


def _work() -> int:
    return Loop("test", [import_work()], now=lambda: LATER).drain()


def _form(page: str) -> dict[str, Any]:
    return {
        "column": re.findall(r'name="column" value="([^"]*)"', page),
        "field": re.findall(r'<option value="(\w*)" selected>', page)[:3],
        "dates": "dmy",
        "zone": "Europe/Paris",
        "live": "no",
    }


def test_a_file_is_shown_as_it_will_be_and_nothing_has_come_in(client: Client, channel: Channel) -> None:
    where = _put(client, channel).headers["Location"]
    page = client.get(where).content.decode()
    text = main_text(page)
    assert "Rien n’est encore entré" in text
    assert "Colis &lt;b&gt;perdu&lt;/b&gt;" in page
    assert "2026-11-20 09:00" in text
    assert "Nouveaux 1" in text and "Lignes refusées 1" in text
    assert "Il manque le texte du commentaire" in text
    assert Message.objects.count() == 0


def test_confirmed_it_comes_in_and_the_refused_lines_can_be_fetched(client: Client, channel: Channel) -> None:
    where = _put(client, channel).headers["Location"]
    form = _form(client.get(where).content.decode())
    assert form["field"] == ["author", "text", "posted_at"]
    assert client.post(where, form | {"do": "import"}).status_code == 302
    waiting = client.get(where).content.decode()
    assert 'hx-trigger="live:desk from:body' in waiting
    assert "Vous pouvez quitter cette page" in main_text(waiting)
    assert _work() == 1
    done = client.get(f"{where}?part=1", headers={"hx-request": "true"}).content.decode()
    assert "hx-trigger" not in done
    assert "Nouveaux 1" in main_text(done)
    refused = client.get(f"{where}/refused")
    assert refused["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in refused["Content-Disposition"]
    assert refused.content.decode("utf-8-sig").splitlines() == [
        "ligne;raison",
        "3;Il manque le texte du commentaire (colonne «\u202ftext\u202f»).",
    ]


def test_columns_are_chosen_and_shown_again(client: Client, channel: Channel) -> None:
    where = _put(client, channel, "a;b\nPerdu;odile\n").headers["Location"]
    assert "Dites quelle colonne contient le texte" in main_text(client.get(where).content.decode())
    form = {
        "column": ["a", "b"],
        "field": ["text", "author"],
        "dates": "iso",
        "zone": "UTC",
        "live": "yes",
        "do": "look",
    }
    assert client.post(where, form).status_code == 302
    page = client.get(where).content.decode()
    assert "Perdu" in main_text(page)
    assert 'value="yes" checked' in page


def test_a_choice_that_cannot_be_is_said_on_the_page(client: Client, channel: Channel) -> None:
    where = _put(client, channel).headers["Location"]
    form = _form(client.get(where).content.decode()) | {"field": ["text", "text", ""], "do": "import"}
    answer = client.post(where, form)
    assert answer.status_code == 422
    assert "donné à deux colonnes" in main_text(answer.content.decode())


def test_an_import_can_be_cancelled(client: Client, channel: Channel) -> None:
    where = _put(client, channel).headers["Location"]
    client.post(where, {"do": "cancel"})
    assert ImportUpload.objects.get().state == "cancelled"
    assert "Arrêté" in main_text(client.get(where).content.decode())


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"PK\x03\x04\x00\x00", "avis.xlsx", "C’est un classeur"),
        (b"\x89PNG\x00\x00", "avis.csv", "n’est pas du texte"),
        (b"", "avis.csv", "fichier"),
        (b"text\n" + b"x" * (20 * 1024 * 1024), "avis.csv", "dépasse 20 Mo"),
    ],
)
def test_what_cannot_be_imported_gets_one_clear_sentence(
    client: Client, channel: Channel, content: bytes, name: str, said: str
) -> None:
    answer = _put(client, channel, content, name)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in main_text(page)
    assert page.count('role="alert"') == 1
    assert not ImportUpload.objects.exists()


def test_a_file_that_is_refused_makes_no_channel(client: Client) -> None:
    before = Channel.objects.count()
    Channel.objects.update(network="publicpage")
    client.post("/import", {"file": SimpleUploadedFile("x.exe", b"hello"), "channel": "new"})
    assert Channel.objects.count() == before


def test_the_first_file_makes_its_channel(client: Client) -> None:
    Channel.objects.update(network="publicpage")
    answer = client.post("/import", {"file": SimpleUploadedFile("x.csv", b"text\nhello\n"), "channel": "new"})
    assert answer.status_code == 302
    assert Channel.objects.filter(network="files", name="Fichiers importés").count() == 1


def test_an_agent_sees_no_file(client: Client, channel: Channel) -> None:
    where = _put(client, channel).headers["Location"]
    agent = client_of(a_person(channel.brand, Role.AGENT, name="Zoé Lann"))
    for method, address in (("get", where), ("post", where), ("get", f"{where}/refused")):
        assert getattr(agent, method)(address).status_code == 403
