"""The page behind a shared link: calm for strangers, closed to caches and searchers, harmless whatever it shows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from detente.accounts.models import Person
from detente.contracts.people import Role
from detente.desk.actions.share_evidence import Asked, end_share, share_evidence
from detente.desk.models import EvidenceShare, Message
from detente.web.views import shared
from tests.desk.makers import NOON, a_brand, a_case, a_channel, a_person, picture_of
from tests.web.noon import client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db
HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script> =cmd|calc \u202egnp.exe {{ 7*7 }} {% now %}'


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"
    shared.GUESSES._levels.clear()
    shared.VISITS._levels.clear()


@pytest.fixture
def message() -> Message:
    return Message.objects.get(case=a_case(a_channel(a_brand())))


@pytest.fixture
def lead(message: Message) -> Person:
    return a_person(message.channel.brand, Role.LEAD)


def _token(lead: Person, message: Message) -> str:
    return share_evidence(lead.id, message.id, Asked(), now=NOON)


def test_a_stranger_sees_the_words_the_seals_and_the_picture_and_nothing_of_the_desk(
    message: Message, lead: Person
) -> None:
    picture, token = picture_of(message), _token(lead, message)
    answer = Client().get(f"/shared/{token}", headers={"accept-language": "fr-FR,fr;q=0.9"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Le sceau tient." in main_text(html)
    assert "Colis jamais reçu." in html
    assert f"/shared/{token}/pictures/{picture.id}" in html
    for ours in ("/cases/", "/sign-in", "<form", "hx-get", "data-live", lead.name):
        assert ours not in html.split("<body")[1].split("hx-headers")[0] + html.split("<main")[1]
    image = Client().get(f"/shared/{token}/pictures/{picture.id}")
    assert (image.status_code, image.headers["Content-Type"]) == (200, "image/png")
    assert image.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    for each in (answer, image):
        assert each.headers["Cache-Control"] == "no-store"
        assert each.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in each.headers["X-Robots-Tag"]
        assert each.headers["X-Content-Type-Options"] == "nosniff"
    assert 'name="referrer" content="no-referrer"' in html


def test_expired_ended_and_unknown_links_give_the_same_page(message: Message, lead: Person) -> None:
    expired = share_evidence(lead.id, message.id, Asked("hour"), now=NOON - timedelta(hours=2))
    ended = _token(lead, message)
    end_share(lead.id, EvidenceShare.objects.latest("id").id, now=NOON)
    picture = picture_of(message)
    tokens = [expired, ended, "never-made", "x" * 5_000, "%00%E2%80%AE"]
    paths = [*(f"/shared/{token}" for token in tokens), f"/shared/{ended}/pictures/{picture.id}"]
    answers = [Client().get(path, headers={"accept-language": "en"}) for path in paths]
    pages = {answer.content.decode().split("<main")[1] for answer in answers}
    assert {answer.status_code for answer in answers} == {404}
    assert len(pages) == 1
    assert "not open any more, or never was" in pages.pop()


def test_who_guesses_is_told_to_wait_and_then_even_a_right_link_waits(message: Message, lead: Person) -> None:
    client, token = Client(), _token(lead, message)
    answers = [client.get(f"/shared/guess-{n}").status_code for n in range(shared.GUESSES.size + 1)]
    assert answers == [404] * shared.GUESSES.size + [429]
    assert client.get(f"/shared/{token}").status_code == 429
    assert Client(REMOTE_ADDR="198.51.100.7").get(f"/shared/{token}").status_code == 200


def test_hostile_words_and_names_are_words_and_nothing_else(lead: Person) -> None:
    case = a_case(a_channel(lead.memberships.get().brand, name="Autre"), HOSTILE, external_id="h", author=HOSTILE[:40])
    message = Message.objects.get(case=case)
    html = Client().get(f"/shared/{_token(lead, message)}").content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "\u202e" not in html
    assert "{{ 7*7 }}" in html


def test_a_link_is_shown_once_with_its_note_and_can_be_ended(message: Message, lead: Person) -> None:
    client = client_of(lead)
    made = client.post(f"/messages/{message.id}/shares", {"lasting": "week", "note": "Maître <b>Dupré</b>"})
    html = made.content.decode()
    (address,) = [part.split('"')[0] for part in html.split('value="') if "/shared/" in part.split('"')[0]]
    assert Client().get(address).status_code == 200
    assert made.headers["Cache-Control"] == "no-store"
    again = client.get(f"/messages/{message.id}/shares").content.decode()
    assert address not in again
    assert "Maître &lt;b&gt;Dupré&lt;/b&gt;" in again
    assert "Ouvert 1 fois" in main_text(again)
    share = EvidenceShare.objects.get()
    assert client.post(f"/shares/{share.id}/end").status_code == 302
    assert Client().get(address).status_code == 404


def test_a_refused_wish_keeps_what_was_typed_and_makes_no_link(message: Message, lead: Person) -> None:
    answer = client_of(lead).post(f"/messages/{message.id}/shares", {"lasting": "day", "note": "x" * 201})
    assert answer.status_code == 422
    assert "x" * 201 in answer.content.decode()
    assert not EvidenceShare.objects.exists()


def test_an_agent_and_somebody_signed_out_reach_no_form(message: Message) -> None:
    agent = a_person(message.channel.brand, Role.AGENT, name="Agnès")
    assert client_of(agent).get(f"/messages/{message.id}/shares").status_code == 403
    assert client_of(agent).post(f"/messages/{message.id}/shares", {"lasting": "day"}).status_code == 403
    assert Client().get(f"/messages/{message.id}/shares").url.startswith("/sign-in")
    assert not EvidenceShare.objects.exists()
