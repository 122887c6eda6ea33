"""The file of a case on the screen and in the zip: everything escaped, everybody's reading written down."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.http import StreamingHttpResponse
from django.test import Client

from detente.accounts.models import Person
from detente.contracts.people import Role
from detente.desk.models import Case, Message
from detente.evidence.bundle import unpack
from detente.evidence.casefile.verify import verify_case
from detente.journal.models import LedgerLine
from tests.desk.makers import NOON, a_brand, a_case, a_channel, a_person, picture_of
from tests.web.noon import client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db
HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script> \u202egnp.exe {{ 7*7 }}'


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def case() -> Case:
    return a_case(a_channel(a_brand()), HOSTILE, author=HOSTILE[:60])


@pytest.fixture
def lead(case: Case) -> Person:
    return a_person(case.brand, Role.LEAD)


def _bytes(answer: StreamingHttpResponse) -> bytes:
    async def whole() -> bytes:
        return b"".join([part async for part in answer.streaming_content])

    return async_to_sync(whole)()


def _harmless(html: str) -> bool:
    return not any(bad in html for bad in ("<script>alert", "<img src=x", "\u202e")) and "{{ 7*7 }}" in html


def test_the_page_says_everything_escaped_and_its_reading_is_written_down(case: Case, lead: Person) -> None:
    picture = picture_of(Message.objects.get(case=case))
    answer = client_of(lead).get(f"/cases/{case.id}/file")
    html = answer.content.decode()
    assert _harmless(html)
    for title in ("Ce qui a été dit", "Lectures corrigées", "Retraits", "qui l’a relu", "Qui l’a vu", "La méthode"):
        assert title in main_text(html)
    assert LedgerLine.objects.latest("seq").event == "viewed"
    assert "Salomé Brandt a lu le dossier du cas." in html
    image = client_of(lead).get(f"/cases/{case.id}/file/pictures/{picture.id}")
    assert f"/cases/{case.id}/file/pictures/{picture.id}" in html
    assert image.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    for each in (answer, image):
        assert (each.headers["Cache-Control"], each.headers["Referrer-Policy"]) == ("no-store", "no-referrer")


@pytest.mark.parametrize(("language", "title"), [("fr", "Dossier du cas"), ("en", "File of case")])
def test_the_zip_holds_the_page_in_the_reader_s_language_and_is_whole(
    language: str, title: str, case: Case, lead: Person
) -> None:
    picture = picture_of(Message.objects.get(case=case))
    client = client_of(lead)
    client.cookies["detente_language"] = language
    answer = client.post(f"/cases/{case.id}/file/zip")
    raw = _bytes(answer)
    assert int(answer.headers["Content-Length"]) == len(raw)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="case-{case.id}-20261120-1218.zip"'
    files = unpack(raw)
    assert verify_case(files).findings == ()
    page = files["case.html"].decode()
    assert f"{title} {case.id}" in page
    assert f'src="pictures/{picture.id}.png"' in page
    assert f"pictures/{picture.id}.png" in files
    assert _harmless(page)
    assert zipfile.ZipFile(io.BytesIO(raw)).testzip() is None
    assert LedgerLine.objects.latest("seq").event == "exported"
    assert "exporté" in page or "exported" in page


def test_nobody_else_reads_exports_or_sees_a_picture_of_it(case: Case, lead: Person) -> None:
    picture = picture_of(Message.objects.get(case=case))
    paths = [f"/cases/{case.id}/file", f"/cases/{case.id}/file/pictures/{picture.id}"]
    lines = LedgerLine.objects.count()
    for role in (Role.AGENT, Role.REVIEWER, Role.EXPERT):
        client = client_of(a_person(case.brand, role, name=role.value))
        assert {client.get(path).status_code for path in paths} == {403}
        assert client.post(f"/cases/{case.id}/file/zip").status_code == 403
    assert {Client().get(path).status_code for path in paths} == {302}
    assert LedgerLine.objects.count() == lines
    other = a_case(a_channel(case.brand, name="Autre"), external_id="o", author="zoé", now=NOON)
    assert client_of(lead).get(f"/cases/{other.id}/file/pictures/{picture.id}").status_code == 404
