"""Re-reading on the screen: what an agreement is bound to, who may give it, and the writer's own ten seconds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest

from detente.contracts.people import MandateKind, Role
from detente.desk.models import Draft, Publication, Review
from tests.desk.makers import NOON, a_brand, a_person
from tests.desk.replies import GOOD, HOLDING, MESSAGE, Desk, a_desk
from tests.web import noon
from tests.web.noon import client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def desk() -> Desk:
    return a_desk()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """The clock of the pages stands at `moment`."""
    before, noon.LATER = noon.LATER, moment
    yield
    noon.LATER = before


def _bound(html: str) -> dict[str, str]:
    """The hidden fields of the form, as a browser would send them."""
    return dict(re.findall(r'<input type="hidden" name="(text_hash|thread_state|opened|case)" value="([^"]*)"', html))


def test_the_page_shows_the_exact_text_and_what_the_agreement_holds_for(desk: Desk) -> None:
    draft = desk.submitted()
    html = client_of(desk.reviewer).get(f"/review/{draft.id}").content.decode()
    text = main_text(html)
    assert GOOD.replace("’", "’") in html.replace("&#x27;", "'")
    for tie in ("Ce texte", "Ce destinataire", "Ce compte", "Ce fil", "Jusqu’à"):
        assert tie in text
    assert "signes" not in text
    assert "J’ai appelé deux fois, on me dit d’attendre." in text
    assert re.search(r"\d+ sur 5\u202f000", text)


def test_the_message_that_is_answered_stands_below_even_when_an_annotation_is_typed(desk: Desk) -> None:
    draft, client = desk.submitted(), client_of(desk.reviewer)
    assert MESSAGE in main_text(client.get(f"/review/{draft.id}").content.decode())
    refused = client.post(f"/review/{draft.id}", {"do": "annotate", "said": "Plus court ?", "place": "nowhere"})
    assert refused.status_code == 422
    assert MESSAGE in main_text(refused.content.decode())


def test_approving_sends_this_text_once_and_says_so(desk: Desk) -> None:
    draft, client = desk.submitted(), client_of(desk.reviewer)
    fields = _bound(client.get(f"/review/{draft.id}").content.decode()) | {"do": "approve", "face": "yes"}
    assert client.post(f"/review/{draft.id}", fields).headers["Location"] == "/review/"
    publication = Publication.objects.get()
    assert (publication.state, publication.draft_id) == ("queued", draft.id)
    again = client.post(f"/review/{draft.id}", fields)
    assert again.status_code == 409
    assert Publication.objects.count() == 1


def test_the_face_to_face_question_is_asked_of_the_reviewer_too(desk: Desk) -> None:
    draft, client = desk.submitted(), client_of(desk.reviewer)
    html = client.get(f"/review/{draft.id}").content.decode()
    assert not re.search(r'name="face" value="yes" checked', html)
    answer = client.post(f"/review/{draft.id}", _bound(html) | {"do": "approve"})
    assert answer.status_code == 422
    assert not Publication.objects.exists()


def test_an_approval_of_a_moved_thread_is_refused_and_names_what_moved(desk: Desk) -> None:
    draft, client = desk.submitted(), client_of(desk.reviewer)
    fields = _bound(client.get(f"/review/{draft.id}").content.decode()) | {"do": "approve", "face": "yes"}
    desk.author_writes(now=NOON + timedelta(minutes=17))
    answer = client.post(f"/review/{draft.id}", fields)
    assert answer.status_code == 422
    assert "L’auteur a écrit de nouveau" in main_text(answer.content.decode())
    again = client.get(f"/review/{draft.id}").content.decode()
    assert "Le fil a bougé depuis la soumission" in main_text(again)
    (tie,) = re.findall(r'<li class="late">.*?</li>', again)
    assert "Ce fil" in tie
    assert "L’auteur a écrit de nouveau" in tie
    assert not Publication.objects.exists()


def test_comments_of_others_are_counted_and_void_nothing(desk: Desk) -> None:
    draft, client = desk.submitted(), client_of(desk.reviewer)
    desk.stranger_comments(now=NOON + timedelta(minutes=17))
    html = client.get(f"/review/{draft.id}").content.decode()
    assert "1 message de la communauté" in main_text(html)
    assert client.post(f"/review/{draft.id}", _bound(html) | {"do": "approve", "face": "yes"}).status_code == 302


def test_nobody_approves_their_own_text(desk: Desk) -> None:
    draft = desk.submitted(by=desk.reviewer)
    client = client_of(desk.reviewer)
    html = client.get(f"/review/{draft.id}").content.decode()
    assert 'value="approve"' not in html
    forged = {"do": "approve", "face": "yes", **_bound(html)}
    assert client.post(f"/review/{draft.id}", forged).status_code == 422
    assert "Votre texte" in main_text(client.get("/review/").content.decode())


def test_sending_back_needs_a_word_and_the_writer_reads_it(desk: Desk) -> None:
    draft, client = desk.submitted(), client_of(desk.reviewer)
    silent = client.post(f"/review/{draft.id}", {"do": "changes", "note": " "})
    assert silent.status_code == 422
    client.post(f"/review/{draft.id}", {"do": "changes", "note": "Nommez le dépôt."})
    assert Draft.objects.get().state == "changes_asked"
    page = client_of(desk.writer).get(f"/cases/{desk.case.id}").content.decode()
    assert "Nommez le dépôt." in page
    assert GOOD[:40] in page


def test_rejecting_is_not_asking_for_changes(desk: Desk) -> None:
    draft = desk.submitted()
    client_of(desk.lead).post(f"/review/{draft.id}", {"do": "reject", "note": "Pas à nous de répondre ici."})
    assert Draft.objects.get().state == "rejected"


def test_a_second_version_shows_what_changed(desk: Desk) -> None:
    draft = desk.submitted()
    desk.submit(draft, GOOD.replace("demain avant 10 h", "ce soir avant 18 h"))
    html = client_of(desk.reviewer).get(f"/review/{draft.id}").content.decode()
    assert "Depuis la version 1" in main_text(html)
    assert re.search(r"<del>[^<]*demain", html)
    assert re.search(r"<ins>[^<]*ce soir", html)


def test_a_missing_mandate_is_named_to_who_does_not_hold_it(desk: Desk) -> None:
    grave = a_desk("grave", severity=4)
    draft = grave.submitted()
    text = main_text(client_of(grave.reviewer).get(f"/review/{draft.id}").content.decode())
    assert "mandat" in text
    html = client_of(grave.lead).get(f"/review/{draft.id}").content.decode()
    assert 'value="approve"' in html


def test_the_queue_is_ordered_like_the_inbox_and_counts_for_the_others(desk: Desk) -> None:
    draft = desk.submitted()
    html = client_of(desk.reviewer).get("/review/").content.decode()
    assert f'href="/review/{draft.id}"' in html
    assert re.search(r'À relire[^<]*<span class="num">1</span>', html)
    assert f'href="/review/{draft.id}"' not in client_of(desk.writer).get("/review/").content.decode()


# --- The writer's own re-read ---


@pytest.fixture
def alone() -> Desk:
    return a_desk("alone", policy="alone")


def _opened(desk: Desk, draft: Draft, moment: datetime) -> dict[str, str]:
    with at(moment):
        return _bound(client_of(desk.writer).get(f"/drafts/{draft.id}/reread").content.decode())


def test_alone_the_composer_leads_to_the_own_reread(alone: Desk) -> None:
    client = client_of(alone.writer)
    assert "Passer à ma relecture" in main_text(client.get(f"/cases/{alone.case.id}").content.decode())
    answer = client.post(
        f"/cases/{alone.case.id}/reply", {"kind": "reply", "text": GOOD, "do": "submit", "face": "yes"}
    )
    assert answer.headers["Location"] == f"/drafts/{Draft.objects.get().id}/reread"


def test_ten_seconds_are_counted_by_the_server_and_reloading_the_answer_does_not_start_again(alone: Desk) -> None:
    draft = alone.submitted()
    opened = NOON + timedelta(minutes=6)
    fields = _opened(alone, draft, opened) | {"face": "yes"}
    client = client_of(alone.writer)
    with at(opened + timedelta(seconds=4)):
        soon = client.post(f"/drafts/{draft.id}/reread", fields)
    assert soon.status_code == 422
    assert "encore 6 s" in main_text(soon.content.decode())
    assert _bound(soon.content.decode())["opened"] == fields["opened"]
    with at(opened + timedelta(seconds=10)):
        assert client.post(f"/drafts/{draft.id}/reread", fields).status_code == 302
    assert Review.objects.get().mode == "own_reread"
    case = main_text(client.get(f"/cases/{alone.case.id}").content.decode())
    assert "Relue par Salomé Brandt, sans autre personne" in case


def test_a_forged_or_foreign_opening_time_is_refused(alone: Desk) -> None:
    draft, client = alone.submitted(), client_of(alone.writer)
    with at(NOON + timedelta(minutes=9)):
        for token in ("", "x.y.z", "eyJkcmFmdCI6MX0:abc"):
            assert client.post(f"/drafts/{draft.id}/reread", {"opened": token, "face": "yes"}).status_code == 422
    assert not Publication.objects.exists()


def test_an_opening_from_before_the_text_changed_does_not_count(alone: Desk) -> None:
    draft = alone.submitted()
    fields = _opened(alone, draft, NOON + timedelta(minutes=6)) | {"face": "yes"}
    alone.submit(draft, GOOD + " Salomé", now=NOON + timedelta(minutes=7))
    with at(NOON + timedelta(minutes=8)):
        answer = client_of(alone.writer).post(f"/drafts/{draft.id}/reread", fields)
    assert answer.status_code == 422
    assert not Publication.objects.exists()


def test_a_colleague_cannot_use_the_writers_own_page(alone: Desk) -> None:
    draft = alone.submitted()
    fields = _opened(alone, draft, NOON + timedelta(minutes=6)) | {"face": "yes"}
    with at(NOON + timedelta(minutes=8)):
        assert client_of(alone.lead).post(f"/drafts/{draft.id}/reread", fields).status_code == 422
    assert not Publication.objects.exists()


def test_a_complete_holding_reply_goes_out_on_ones_own_reread_in_a_team(desk: Desk) -> None:
    draft = desk.submitted(HOLDING, "holding")
    fields = _opened(desk, draft, NOON + timedelta(minutes=6)) | {"face": "yes"}
    with at(NOON + timedelta(minutes=7)):
        assert client_of(desk.writer).post(f"/drafts/{draft.id}/reread", fields).status_code == 302
    assert Publication.objects.get().kind == "holding"


# --- Who ---


@pytest.mark.parametrize("address", ["/review/{draft}", "/drafts/{draft}/reread"])
@pytest.mark.parametrize("role", [Role.EXPERT, Role.AUDITOR, Role.ADMINISTRATOR])
def test_roles_that_do_not_write_or_review_are_kept_out(desk: Desk, role: Role, address: str) -> None:
    draft = desk.submitted()
    client = client_of(a_person(desk.brand, role, name=f"{role} X"))
    assert client.get(address.format(draft=draft.id)).status_code == 403
    assert client.post(address.format(draft=draft.id), {"do": "approve", "face": "yes"}).status_code == 403


def test_an_agent_may_not_review_and_a_mandate_may(desk: Desk) -> None:
    draft = desk.submitted()
    agent = a_person(desk.brand, Role.AGENT, name="Autre Agent")
    assert client_of(agent).get(f"/review/{draft.id}").status_code == 403
    jurist = a_person(desk.brand, Role.AGENT, name="Lise Droit", mandates=(MandateKind.LEGAL,))
    assert client_of(jurist).get(f"/review/{draft.id}").status_code == 200


def test_a_stranger_learns_nothing_of_a_draft(desk: Desk) -> None:
    draft = desk.submitted()
    other = client_of(a_person(a_brand("other"), Role.LEAD, name="Other Lead"))
    for address in (f"/review/{draft.id}", f"/drafts/{draft.id}/reread"):
        found, missing = other.get(address), other.get(address.replace(str(draft.id), "999999"))
        assert found.status_code == missing.status_code == 403
        assert "Salomé" not in found.content.decode()


# --- Words about words ---


def test_a_sentence_is_annotated_without_script_marked_in_the_text_and_settled_by_the_writer(desk: Desk) -> None:
    draft, client = desk.submitted(), client_of(desk.reviewer)
    page = f"/review/{draft.id}"
    html = client.get(page).content.decode()
    (place,) = re.findall(r'<option value="([\d-]+)">Bonjour, vous avez raison', html)
    said = {"do": "annotate", "place": place, "said": "Trop <b>sec</b>.", **_bound(html)}
    assert client.post(page, said).headers["Location"] == f"{page}#annotations"
    html = client.get(page).content.decode()
    assert re.search(r'<mark class="noted" data-n="1">Bonjour, vous avez raison', html)
    assert "Trop &lt;b&gt;sec&lt;/b&gt;." in html
    assert client.post(page, {"do": "changes", "note": ""}).status_code == 302
    writer = client_of(desk.writer)
    seen = writer.get(f"/cases/{desk.case.id}").content.decode()
    assert "Voyez les annotations ci-dessous" in main_text(seen)
    (settle,) = re.findall(r'action="(/annotations/\d+/settle)"', seen)
    assert writer.post(settle, {"next": f"/cases/{desk.case.id}"}).headers["Location"] == f"/cases/{desk.case.id}"
    assert "1 annotation réglée" in main_text(writer.get(f"/cases/{desk.case.id}").content.decode())


def test_an_annotation_that_is_refused_comes_back_with_its_words(desk: Desk) -> None:
    draft, client = desk.submitted(), client_of(desk.reviewer)
    html = client.get(f"/review/{draft.id}").content.decode()
    answer = client.post(f"/review/{draft.id}", {"do": "annotate", "place": "5-99999", "said": "Hum", **_bound(html)})
    assert answer.status_code == 422
    assert ">Hum</textarea>" in answer.content.decode()


# --- Who is asked ---


def test_the_writer_sees_who_was_asked_and_asks_somebody_else(desk: Desk) -> None:
    draft, client = desk.submitted(), client_of(desk.writer)
    html = client.get(f"/cases/{desk.case.id}").content.decode()
    assert main_text(html).count("Relecture demandée à Malo à 13:05") == 2
    to = {"reviewer": str(desk.lead.id), "next": f"/cases/{desk.case.id}"}
    assert client.post(f"/drafts/{draft.id}/ask", to).status_code == 302
    assert "Inès à 13:18" in main_text(client.get(f"/cases/{desk.case.id}").content.decode())
    assert client.post(f"/drafts/{draft.id}/ask", {"reviewer": "x"}).status_code == 422
    assert "On vous le demande" in main_text(client_of(desk.lead).get("/review/").content.decode())


def test_the_page_of_people_shows_and_keeps_the_chain(desk: Desk) -> None:
    client = client_of(desk.lead)
    assert f'name="place.{desk.reviewer.id}"' in client.get("/people").content.decode()
    places = {f"place.{desk.reviewer.id}": "2", f"place.{desk.lead.id}": "1"}
    assert client.post("/people/chain", places).headers["Location"] == "/people#chain"
    assert client.post("/people/chain", {f"place.{desk.lead.id}": "premier"}).status_code == 422
    assert client_of(desk.writer).post("/people/chain", places).status_code == 403
    assert "place." not in client_of(desk.writer).get("/people").content.decode()
