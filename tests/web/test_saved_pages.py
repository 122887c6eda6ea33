"""Saved replies on screen: written, previewed, changed by two people, retired; and put into a draft, with and without script."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from detente.contracts.people import Role
from detente.desk.actions.saved_replies import SavedWords, change_saved_reply, make_saved_reply
from detente.desk.models import DraftRevision, Publication, SavedReply
from detente.desk.queries.saved_replies import saved_reply
from tests.desk.makers import NOON, a_person
from tests.desk.replies import LATER, Desk, a_desk
from tests.web.noon import client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db

SAID = {
    "shortcut": "casier",
    "title": "Le casier de la gare",
    "text": "Bonjour {prénom},\n\nnous vérifions le casier de {gare}. {mon prénom}",
    "language": "fr",
    "kind": "reply",
}


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def desk() -> Desk:
    return a_desk()


@pytest.fixture
def lead(desk: Desk) -> Client:
    return client_of(desk.lead)


@pytest.fixture
def saved(desk: Desk) -> int:
    return make_saved_reply(desk.lead.id, desk.brand.id, SavedWords(**SAID), now=NOON)


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_list_says_what_to_keep_and_who_writes(desk: Desk, lead: Client) -> None:
    assert 'href="/saved-replies/new"' in shown(lead, "/saved-replies")
    agent = shown(client_of(desk.writer), "/saved-replies")
    assert "Pas encore de réponse enregistrée" in agent
    assert "/saved-replies/new" not in agent
    assert client_of(desk.writer).get("/saved-replies/new").status_code == 403


def test_one_is_seen_before_it_is_kept_then_written_and_listed(lead: Client) -> None:
    example = main_text(lead.post("/saved-replies/new", {**SAID, "do": "example"}).content.decode())
    assert "Bonjour Odile, nous vérifions le casier de {gare} . Inès" in example
    assert "Rempli à la main chaque fois\u202f: gare." in example
    assert not SavedReply.objects.exists()
    answer = lead.post("/saved-replies/new", SAID)
    assert answer.headers["Location"] == f"/saved-replies/{SavedReply.objects.get().id}"
    assert "<b>/casier</b>" in shown(lead, "/saved-replies")


def test_a_refused_form_comes_back_whole(lead: Client) -> None:
    answer = lead.post("/saved-replies/new", {**SAID, "shortcut": "deux mots"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Donnez un mot court" in html
    assert "nous vérifions le casier de {gare}. {mon prénom}</textarea>" in html


def test_two_people_see_each_others_words_and_overwrite_nothing(desk: Desk, lead: Client, saved: int) -> None:
    html = shown(lead, f"/saved-replies/{saved}/edit")
    row, _ = saved_reply(desk.lead.id, saved)
    assert row.state in html
    change_saved_reply(desk.reviewer.id, saved, SavedWords(**{**SAID, "text": "Autre texte."}), row.state, now=LATER)
    answer = lead.post(f"/saved-replies/{saved}/edit", {**SAID, "text": "Le mien.", "seen": row.state})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Autre texte." in text
    assert "Le mien.</textarea>" in text
    again = saved_reply(desk.lead.id, saved)[0].state
    assert lead.post(f"/saved-replies/{saved}/edit", {**SAID, "text": "Le mien.", "seen": again}).status_code == 302
    assert SavedReply.objects.get().text == "Le mien."


def test_it_is_retired_and_brought_back(lead: Client, saved: int) -> None:
    lead.post(f"/saved-replies/{saved}/state", {"state": "retired"})
    assert "/casier" not in shown(lead, "/saved-replies")
    assert "/casier" in shown(lead, "/saved-replies?retired=1")
    lead.post(f"/saved-replies/{saved}/state", {"state": "active"})
    assert "/casier" in shown(lead, "/saved-replies")


def test_the_composer_offers_it_to_the_keyboard_and_to_a_plain_button(desk: Desk, saved: int) -> None:
    html = shown(client_of(desk.writer), f"/cases/{desk.case.id}")
    assert f'<li role="option" id="slash-{saved}"' in html
    assert f'name="saved" value="{saved}"' in html
    assert 'lang="fr"' in html


def test_a_plain_button_puts_it_below_what_was_typed_and_says_where_it_came_from(desk: Desk, saved: int) -> None:
    client = client_of(desk.writer)
    form = {"kind": "reply", "text": "Un mot.", "seen": "", "saved": str(saved)}
    assert client.post(f"/cases/{desk.case.id}/reply/insert", form).status_code == 302
    row = DraftRevision.objects.get()
    assert row.text == "Un mot.\n\nBonjour Odile,\n\nnous vérifions le casier de {gare}. Salomé"
    assert (row.origin, row.origin_name) == ("saved", "casier")
    assert SavedReply.objects.get().uses == 1


def test_the_keyboard_gets_its_words_and_the_next_save_says_where_they_came_from(desk: Desk, saved: int) -> None:
    client, address = client_of(desk.writer), f"/cases/{desk.case.id}/reply"
    got = client.post(f"{address}/saved", {"kind": "reply", "text": "/cas", "saved": str(saved)}).json()
    assert [got["text"][start:end] for start, end in got["left"]] == ["{gare}"]
    assert not DraftRevision.objects.exists()
    kept = client.post(f"{address}/save", {"kind": "reply", "text": got["text"], "came": str(saved)})
    assert kept.status_code == 200
    assert DraftRevision.objects.get().origin_name == "casier"


def test_who_does_not_write_gets_no_words_for_a_draft(desk: Desk, saved: int) -> None:
    for role in (Role.EXPERT, Role.AUDITOR, Role.ADMINISTRATOR):
        client = client_of(a_person(desk.brand, role))
        assert client.post(f"/cases/{desk.case.id}/reply/saved", {"saved": str(saved)}).status_code == 403
    assert not Publication.objects.exists()
