"""The page behind a link of a reader outside: one text, one decision, no session, nothing else."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from detente.desk.actions.review_links import AskedLink, make_review_link
from detente.desk.models import Draft, DraftComment, DraftRevision, Publication, ReviewLink
from detente.web.views import outside
from tests.desk.makers import NOON
from tests.desk.replies import GOOD, Desk, a_desk, revision_of
from tests.web.noon import client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db
HOSTILE = '"><img src=x onerror=alert(1)> {{ 7*7 }} \u202egnp.exe'


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"
    outside.GUESSES._levels.clear()
    outside.VISITS._levels.clear()


@pytest.fixture
def desk() -> Desk:
    return a_desk()


@pytest.fixture
def draft(desk: Desk) -> Draft:
    return desk.submitted()


def a_link(desk: Desk, draft: Draft, reader: str = "Maître Dupré", **asked: Any) -> str:
    return "/reread/" + make_review_link(desk.writer.id, draft.id, AskedLink(reader, **asked), now=NOON).token


def stranger() -> Client:
    return Client(headers={"accept-language": "fr-FR,fr;q=0.9"}, enforce_csrf_checks=True)


def fields(html: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(text_hash|thread_state)" value="([^"]*)"', html))


def test_the_reader_sees_the_text_what_it_answers_and_nothing_of_the_desk(desk: Desk, draft: Draft) -> None:
    desk.stranger_comments()
    answer = stranger().get(a_link(desk, draft))
    html = answer.content.decode()
    body = html.split("<main")[1]
    assert "Maître Dupré, Ferrolune vous demande de relire" in main_text(html)
    assert GOOD[:60].replace("’", "’") in html.replace("&#x27;", "'")
    assert "jamais reçu. J’ai appelé deux fois" in html
    assert "Moi aussi, même dépôt." in html
    for ours in (
        "/cases/",
        "/review/",
        "/sign-in",
        "/drafts/",
        "hx-get",
        "data-live",
        desk.lead.name,
        desk.writer.email,
    ):
        assert ours not in body
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "detente_session" not in answer.cookies


def test_agreeing_sends_the_text_once_and_the_case_says_by_whose_link(desk: Desk, draft: Draft) -> None:
    client, page = stranger(), a_link(desk, draft)
    said = fields(client.get(page).content.decode()) | {"do": "approve"}
    assert client.post(page, said).status_code == 422
    done = client.post(page, said | {"face": "yes"}, headers={"origin": "null"})
    assert "Ferrolune publie ce texte, une seule fois" in main_text(done.content.decode())
    assert done.headers["Cache-Control"] == "no-store"
    assert Publication.objects.count() == 1
    assert client.post(page, said | {"face": "yes"}).status_code == 404
    shown = main_text(client_of(desk.writer).get(f"/cases/{desk.case.id}").content.decode())
    assert "accord d’une personne extérieure, Maître Dupré, par un lien de Salomé Brandt" in shown


def test_a_word_and_an_annotation_reach_the_writer(desk: Desk, draft: Draft) -> None:
    client, page = stranger(), a_link(desk, draft, HOSTILE[:40])
    note = {"do": "annotate", "place": "0-7", "said": HOSTILE, "text_hash": revision_of(draft).text_hash}
    assert client.post(page, note).headers["Location"] == page + "#annotations"
    html = client.get(page).content.decode()
    assert re.search(r'<mark class="noted" data-n="1">Bonjour</mark>', html)
    assert "settle" not in html
    assert client.post(page, {"do": "changes", "note": "Nommez le dépôt."}).status_code == 200
    seen = client_of(desk.writer).get(f"/cases/{desk.case.id}").content.decode()
    assert "Nommez le dépôt." in seen
    assert "de l’extérieur, par un lien" in main_text(seen)
    assert "<img src=x" not in seen
    assert DraftComment.objects.get().text == HOSTILE


def test_an_expert_is_offered_no_agreement_and_a_forged_one_is_refused(desk: Desk, draft: Draft) -> None:
    client, page = stranger(), a_link(desk, draft, may_approve=False)
    html = client.get(page).content.decode()
    assert 'value="approve"' not in html
    forged = {
        "do": "approve",
        "face": "yes",
        "text_hash": revision_of(draft).text_hash,
        "thread_state": draft.thread_seen,
    }
    assert client.post(page, forged).status_code == 403
    assert client.post(page, {"do": "changes", "note": "Non."}).status_code == 403
    assert not Publication.objects.exists()


def test_expired_ended_used_and_unknown_links_give_the_same_page(desk: Desk, draft: Draft) -> None:
    expired = (
        "/reread/"
        + make_review_link(
            desk.writer.id, draft.id, AskedLink("Ada", lasting="hour"), now=NOON - timedelta(hours=2)
        ).token
    )
    used = a_link(desk, draft)
    pages = [expired, "/reread/never-made", "/reread/" + "x" * 5_000, "/reread/%00%E2%80%AE"]
    stranger().post(used, {"do": "changes", "note": "Non."})
    answers = [stranger().get(page) for page in [*pages, used]] + [stranger().post(used, {"do": "approve"})]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content.decode().split("<main")[1] for answer in answers}) == 1


def test_who_guesses_waits(desk: Desk, draft: Draft) -> None:
    page, client = a_link(desk, draft), stranger()
    answers = [client.get(f"/reread/guess-{n}").status_code for n in range(outside.GUESSES.size + 1)]
    assert answers == [404] * outside.GUESSES.size + [429]
    assert client.get(page).status_code == 429
    assert Client(REMOTE_ADDR="198.51.100.7").get(page).status_code == 200


def test_the_link_is_no_door_for_colleagues(desk: Desk, draft: Draft) -> None:
    page = a_link(desk, draft)
    forged = {
        "do": "approve",
        "face": "yes",
        "text_hash": revision_of(draft).text_hash,
        "thread_state": draft.thread_seen,
    }
    for person in (desk.writer, desk.lead):
        assert client_of(person).get(page).status_code == 403
        assert client_of(person).post(page, forged).status_code == 403
    assert not Publication.objects.exists()


def test_a_moved_thread_is_named_to_the_reader(desk: Desk, draft: Draft) -> None:
    client, page = stranger(), a_link(desk, draft)
    said = fields(client.get(page).content.decode()) | {"do": "approve", "face": "yes"}
    desk.author_writes(now=NOON + timedelta(minutes=17))
    answer = client.post(page, said)
    assert answer.status_code == 422
    assert "L’auteur a écrit de nouveau" in main_text(answer.content.decode())


def test_a_link_is_made_shown_once_and_ended_on_its_page(desk: Desk, draft: Draft) -> None:
    client, page = client_of(desk.writer), f"/drafts/{draft.id}/links"
    assert page in client.get(f"/cases/{desk.case.id}").content.decode()
    made = client.post(page, {"reader": "Maître <b>Dupré</b>", "sort": "reader", "lasting": "two"})
    (address,) = re.findall(r'value="(http[^"]*/reread/[^"]+)"', made.content.decode())
    assert made.headers["Cache-Control"] == "no-store"
    assert stranger().get(address).status_code == 200
    again = client.get(page).content.decode()
    assert address not in again
    assert "Maître &lt;b&gt;Dupré&lt;/b&gt;" in again
    assert client.post(page, {"reader": "", "sort": "reader", "lasting": "two"}).status_code == 422
    link = ReviewLink.objects.get()
    assert client.post(f"/review-links/{link.id}/end").status_code == 302
    assert stranger().get(address).status_code == 404


def test_the_writers_own_reread_offers_the_link(desk: Desk) -> None:
    alone = a_desk("alone", policy="alone")
    draft = alone.submitted()
    assert f"/drafts/{draft.id}/links" in client_of(alone.writer).get(f"/drafts/{draft.id}/reread").content.decode()


def test_the_reader_sees_what_the_checks_say_and_that_a_model_wrote(desk: Desk) -> None:
    doubtful = f"{GOOD} Ce n’est qu’un petit retard."
    draft = desk.draft()
    desk.submit(draft, doubtful, overridden={"tone.minimise": "C’est exact et voulu ici"})
    DraftRevision.objects.filter(draft=draft).update(origin="model", origin_name="//models.example/small")
    html = stranger().get(a_link(desk, draft)).content.decode()
    assert "petit retard" in html.split("Les vérifications")[1]
    assert "C’est exact et voulu ici" in html
    text = main_text(html)
    assert "écrit par un modèle (//models.example/small), relu et changé par la personne qui répond." in text
