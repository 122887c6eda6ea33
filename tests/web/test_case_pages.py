"""The case on the screen: what it says, and what its forms do without script."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from detente.accounts.models import Brand, Membership
from detente.contracts.people import Role
from detente.desk.actions.confirm_publication import Proof, confirm_publication
from detente.desk.actions.hold_back import hold_back
from detente.desk.actions.judge_own_posts import judge_own_posts
from detente.desk.actions.receive import receive
from detente.desk.models import (
    Case,
    Department,
    Draft,
    DraftRevision,
    HandOff,
    Incident,
    Message,
    Note,
    Promise,
    Publication,
    Reading,
)
from tests.desk.makers import NOON, a_brand, a_case, a_channel, a_person, an_item, created, read_all
from tests.desk.replies import GOOD, HOLDING, Desk, a_desk
from tests.desk.sending import claimed, confirmed
from tests.web.noon import client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db

SAVED = "Bonjour Odile, nous cherchons votre colis."


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def _page(client: Client, desk: Desk, tail: str = "") -> str:
    answer = client.get(f"/cases/{desk.case.id}{tail}")
    assert answer.status_code == 200
    return answer.content.decode()


def _compose(client: Client, desk: Desk, do: str, text: str = GOOD, **more: str) -> tuple[int, str]:
    answer = client.post(
        f"/cases/{desk.case.id}/reply", {"kind": "reply", "text": text, "do": do, "face": "yes", **more}
    )
    return answer.status_code, answer.headers.get("Location", "") or answer.content.decode()


def test_the_head_counts_the_hour_and_says_its_arithmetic(desk: Desk) -> None:
    html = _page(client_of(desk.writer), desk)
    assert 'class="hour calm"' in html
    assert "réponse due à 14:00\u202f: il reste 42 min" in main_text(html)


def test_the_case_says_honestly_that_there_is_no_picture_and_where_the_bytes_are_sealed(desk: Desk) -> None:
    text = main_text(_page(client_of(desk.writer), desk))
    assert "Pas encore d’image" in text
    assert "niveau D" in text
    assert re.search(r"ligne \d+ du journal scellé", text)


def test_hostile_words_are_shown_and_harm_nothing() -> None:
    brand = a_brand()
    channel = a_channel(brand, "publicpage", "Page")
    words = "<script>alert(1)</script> \u202egnp.exe\u202c \u200bcaché " + "mot " * 260_000
    case = a_case(channel, words, author="zoé")
    client = client_of(a_person(brand, Role.AGENT))
    html = client.get(f"/cases/{case.id}").content.decode()
    assert "<script>alert" not in html
    assert "\u202e" not in html
    assert "▯" in html
    assert len(html) < 120_000
    assert "Lire le message entier" in main_text(html)
    message = case.messages.get()
    whole = client.get(f"/cases/{case.id}/messages/{message.id}")
    assert whole.content.decode() == words
    assert whole["Content-Type"] == "text/plain; charset=utf-8"
    assert whole["X-Content-Type-Options"] == "nosniff"


def test_an_edited_message_says_so_and_keeps_both_versions(desk: Desk) -> None:
    from detente.contracts.network import Change, ChangeKind

    item = an_item("m1", "Colis reçu à moitié.")
    receive(desk.channel.id, [Change(ChangeKind.EDITED, "m1", item, NOON + timedelta(minutes=4))], now=NOON)
    text = main_text(_page(client_of(desk.writer), desk))
    assert "modifié à" in text
    assert "2 versions gardées" in text


def test_what_came_since_the_draft_is_marked(desk: Desk) -> None:
    desk.save(desk.draft(), SAVED)
    desk.stranger_comments(now=NOON + timedelta(minutes=9))
    html = _page(client_of(desk.writer), desk)
    assert html.count("Nouveau depuis votre brouillon") == 1
    assert "Le fil a bougé depuis votre brouillon" in html
    assert "membre de la communauté" in html


def test_a_kept_draft_comes_back_with_its_honest_status(desk: Desk) -> None:
    client = client_of(desk.writer)
    status, where = _compose(client, desk, "keep", SAVED)
    assert (status, where.split("?")[0]) == (302, f"/cases/{desk.case.id}")
    html = _page(client, desk)
    assert SAVED in html
    assert "Enregistré à 13:18, ici seulement. Rien n’est parti." in html


def test_autosave_keeps_and_says_what_was_seen_next(desk: Desk) -> None:
    client, address = client_of(desk.writer), f"/cases/{desk.case.id}/reply/save"
    first = client.post(address, {"kind": "reply", "text": "Bonjour", "seen": ""}).json()
    second = client.post(address, {"kind": "reply", "text": "Bonjour Odile", "seen": first["seen"]}).json()
    assert (first["seen"], second["seen"]) == ("1.1", "1.2")
    assert "Rien n’est parti" in second["said"]
    stale = client.post(address, {"kind": "reply", "text": "Autre", "seen": first["seen"]})
    assert (stale.status_code, stale.json()["code"]) == (409, "state.draft_moved")
    again = client.post(address, {"kind": "reply", "text": "Bonjour Odile", "seen": first["seen"]})
    assert again.json()["seen"] == "1.2", "the same words again change nothing, so a lost answer is asked for again"


def test_a_colleague_never_overwrites_and_their_text_comes_back_whole(desk: Desk) -> None:
    desk.save(desk.draft(), SAVED)
    status, html = _compose(client_of(desk.lead), desk, "keep", "Mon texte à moi.", seen="1.0")
    assert status == 409
    assert "Mon texte à moi." in html
    assert Draft.objects.get().revisions.get().text == SAVED


def test_a_form_with_a_forged_field_is_refused_in_one_sentence(desk: Desk) -> None:
    answer = client_of(desk.writer).post(f"/cases/{desk.case.id}/reply/save", {"text": "x", "seen": "1;drop"})
    assert (answer.status_code, answer.json()["code"]) == (422, "input.seen")


def test_the_check_quotes_and_marks_and_keeps_nothing(desk: Desk) -> None:
    answer = client_of(desk.writer).post(
        f"/cases/{desk.case.id}/reply/check", {"kind": "reply", "text": "Calmez-vous, Odile."}
    )
    said = answer.json()
    assert "Calmez-vous" in said["checks"]
    assert re.search(r"data-marks=\"\[\[0, 11,", said["checks"])
    assert "19 sur 5\u202f000" in main_text(said["length"])
    assert not Draft.objects.exists()


def test_an_empty_text_is_not_scolded(desk: Desk) -> None:
    text = main_text(_page(client_of(desk.writer), desk))
    assert "Rien d’écrit pour l’instant" in text


def test_a_blocked_text_is_refused_with_its_words_kept(desk: Desk) -> None:
    status, html = _compose(client_of(desk.writer), desk, "submit", "Calmez-vous, ce n’est pas notre faute.")
    assert status == 422
    assert "Calmez-vous, ce n’est pas notre faute." in html
    assert 'id="refusal"' in html
    assert Draft.objects.get().state == "editing"


def test_the_face_to_face_question_has_to_be_answered(desk: Desk) -> None:
    status, html = _compose(client_of(desk.writer), desk, "submit", face="no")
    assert status == 422
    assert "en face" in main_text(html)


def test_submitting_says_who_rereads_and_offers_no_approval_to_the_writer(desk: Desk) -> None:
    client = client_of(desk.writer)
    assert "Inès ou Malo relira" in main_text(_page(client, desk))
    status, where = _compose(client, desk, "submit")
    assert (status, where) == (302, f"/cases/{desk.case.id}?tab=reply#composer")
    html = _page(client, desk)
    assert "en relecture depuis" in html
    draft = Draft.objects.get()
    assert f'href="/review/{draft.id}"' not in html
    assert f'href="/review/{draft.id}"' in _page(client_of(desk.reviewer), desk)


def test_a_warning_is_kept_for_a_reason_by_one_click(desk: Desk) -> None:
    text = GOOD.replace(" Merci de l’avoir signalé.", "")
    client = client_of(desk.writer)
    said = client.post(f"/cases/{desk.case.id}/reply/check", {"kind": "reply", "text": text}).json()["checks"]
    reasons = re.findall(r'name="(why\.[a-z._]+)" value="([^"]+)"', said)
    kept = dict(reasons)
    status, _ = _compose(client, desk, "submit", text, **kept)
    assert status == 302
    if kept:
        assert Draft.objects.get().overridden


def test_a_holding_reply_can_be_proposed_without_script(desk: Desk) -> None:
    department = Department.objects.create(brand=desk.brand, name="Logistique")
    client = client_of(desk.writer)
    page = _page(client, desk, "?tab=holding")
    back = re.findall(r'<option value="(2026[^"]+)"', page)
    assert back
    form = {"kind": "holding", "text": "", "do": "propose", "department": str(department.id), "back": back[0]}
    client.post(f"/cases/{desk.case.id}/reply", form)
    assert "Notre service Logistique vérifie" in _page(client, desk, "?tab=holding")
    form |= {"department": ""}
    assert client.post(f"/cases/{desk.case.id}/reply", form).status_code == 422


@pytest.mark.parametrize("change", [{}, {"private": True}, {"state": "deleted"}, {"state": "hidden"}])
def test_a_holding_reply_never_quotes_in_public_what_only_we_can_read(desk: Desk, change: dict[str, object]) -> None:
    words = "Le colis de ma fille n’est jamais arrivé"
    receive(desk.channel.id, created(an_item("m9", words, thread="m1")), now=NOON)
    read_all()
    Message.objects.filter(external_id="m9").update(case=desk.case, **change)
    Case.objects.filter(id=desk.case.id).update(heart=words)
    department = Department.objects.create(brand=desk.brand, name="Logistique")
    form = {"kind": "holding", "text": "", "do": "propose", "department": str(department.id)}
    client = client_of(desk.writer)
    client.post(f"/cases/{desk.case.id}/reply", form)
    written = DraftRevision.objects.latest("id").text
    assert "Notre service Logistique vérifie" in written
    assert ("fille" in written) == (not change)


def test_a_holding_reply_that_is_out_does_not_hide_that_the_next_one_has_not_left(desk: Desk) -> None:
    confirmed(desk.queued(HOLDING, "holding"))
    Publication.objects.update(state="visible")
    step = main_text(_page(client_of(desk.writer), desk)).split("Publication")[-1]
    assert "la suite n’est pas partie" in step
    assert "Réponse d’attente\u202f: Relue sur le réseau" in step
    desk.draft()
    step = main_text(_page(client_of(desk.writer), desk)).split("Publication")[-1]
    assert "Le texte en cours n’est pas parti" in step
    assert "rien n’est parti" not in step


def test_a_note_is_kept_for_colleagues_and_an_empty_one_is_refused(desk: Desk) -> None:
    client = client_of(desk.writer)
    address = f"/cases/{desk.case.id}/note"
    assert client.post(address, {"text": "Vu au dépôt."}).status_code == 302
    assert "Vu au dépôt." in _page(client, desk)
    assert client.post(address, {"text": "  "}).status_code == 422
    assert Note.objects.count() == 1


def test_one_click_confirms_the_reading_and_another_corrects_it(desk: Desk) -> None:
    client, message = client_of(desk.writer), str(desk.case.messages.get().id)
    address = f"/cases/{desk.case.id}/reading"
    client.post(address, {"message": message, "kind": "complaint"})
    assert "Dit par Salomé Brandt" in main_text(_page(client, desk))
    client.post(address, {"message": message, "severity": "3"})
    client.post(address, {"message": message, "do": "words", "heart": "Colis perdu", "asks": "Le revoir"})
    case = Case.objects.get()
    assert (case.severity_confirmed, case.heart) == (3, "Colis perdu")
    assert Reading.objects.filter(person=desk.writer).count() == 3
    assert client.post(address, {"message": "999", "kind": "spam"}).status_code == 403


def test_a_department_is_asked_and_its_expert_answers_on_the_page(desk: Desk) -> None:
    department = Department.objects.create(brand=desk.brand, name="Logistique")
    expert = a_person(desk.brand, Role.EXPERT, name="Théo Lamy")
    Membership.objects.filter(person=expert).update(department_id=department.id)
    writer, knows = client_of(desk.writer), client_of(expert)
    assert knows.get(f"/cases/{desk.case.id}").status_code == 403
    writer.post(f"/cases/{desk.case.id}/hand-off", {"department": str(department.id), "question": "Où est-il ?"})
    hand_off = HandOff.objects.get()
    assert "Où est-il ?" in knows.get("/", follow=True).content.decode()
    page = _page(knows, desk)
    assert 'id="composer"' in page
    assert "Soumettre" not in page
    assert "affaires ici" not in main_text(page)
    assert knows.post(f"/hand-offs/{hand_off.id}", {"do": "answer", "answer": "Au casier 12."}).status_code == 302
    assert "Au casier 12." in _page(writer, desk)
    assert knows.post(f"/hand-offs/{hand_off.id}", {"do": "dance"}).status_code == 422


def test_a_case_is_closed_with_its_reason_and_criticism_is_not_closed_unanswered(desk: Desk) -> None:
    client = client_of(desk.writer)
    refused = client.post(f"/cases/{desk.case.id}/close", {"reason": "no_word_back"})
    assert refused.status_code == 422
    assert client.post(f"/cases/{desk.case.id}/close", {"reason": "duplicate"}).status_code == 422
    by_lead = {"reason": "left_by_lead", "why": "Même texte, répondu hier."}
    assert client_of(desk.lead).post(f"/cases/{desk.case.id}/close", by_lead).status_code == 302
    assert "Clos" in main_text(_page(client, desk))


def test_a_queued_text_says_when_it_leaves_and_can_be_called_back_by_a_button(desk: Desk) -> None:
    Brand.objects.update(airlock_seconds=20)
    publication = desk.queued()
    client = client_of(desk.writer)
    page = _page(client, desk)
    assert f'data-leaves="{publication.leaves_at.isoformat()}"' in page
    leaves = publication.leaves_at.astimezone(ZoneInfo("Europe/Paris"))
    assert f"Le texte part à {leaves:%H:%M:%S}" in main_text(page)
    assert client.post(f"/publications/{publication.id}/cancel").status_code == 302
    assert Publication.objects.get().state == "not_published"
    assert "Rappelée avant l’envoi" in main_text(_page(client, desk))
    late = client.post(f"/publications/{publication.id}/cancel")
    assert late.status_code == 409
    assert "Trop tard pour le rappeler" in late.content.decode()


def test_while_sending_is_stopped_every_page_says_so_and_the_text_says_that_it_waits(desk: Desk) -> None:
    desk.queued()
    lead, writer = client_of(desk.lead), client_of(desk.writer)
    assert writer.post("/settings/sending", {"do": "stop"}).status_code == 403
    assert lead.post("/settings/sending", {"do": "stop", "next": f"/cases/{desk.case.id}"}).status_code == 302
    page = _page(writer, desk)
    assert "Les envois sont arrêtés pour toute la marque" in main_text(page)
    assert 'id="stopped"' in page
    assert 'value="resume"' not in page
    assert 'value="resume"' in lead.get("/").content.decode()
    assert lead.post("/settings/sending", {"do": "resume"}, follow=True).status_code == 200
    assert 'id="stopped"' not in _page(writer, desk)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("sending", "Envoi en cours, une seule fois"),
        ("unknown", "Peut-être publiée. Nous regardons"),
        ("human", "Regardez vous-même sur le réseau"),
    ],
)
def test_a_publication_says_what_is_true_of_it(desk: Desk, state: str, said: str) -> None:
    publication = desk.queued()
    rows = Publication.objects.filter(id=publication.id)
    rows.update(state="sending", attempts=1)
    rows.update(state=state)
    text = main_text(_page(client_of(desk.reviewer), desk))
    assert said in text
    assert ("La réponse est-elle sur le réseau" in text) is (state == "human")
    assert "La réponse est-elle sur le réseau" not in main_text(_page(client_of(desk.writer), desk))


def test_an_answered_case_shows_the_time_it_took_and_how_it_is_counted(desk: Desk) -> None:
    publication = desk.queued()
    rows = Publication.objects.filter(id=publication.id)
    rows.update(state="sending", attempts=1)
    rows.update(state="visible", accepted_at=NOON, visible_at=NOON, permalink="https://page.example/m9", remote_id="m9")
    at = NOON + timedelta(minutes=12)
    Case.objects.filter(id=desk.case.id).update(
        state="answered", first_reply_at=at, first_reply_kind="reply", answered_at=at
    )
    Draft.objects.update(finished_at=at)
    html = _page(client_of(desk.writer), desk)
    assert 'class="hour done"' in html
    assert "12:00" in html
    assert "répondu à 13:12\u202f: 12 min 00 s" in main_text(html)
    assert 'href="https://page.example/m9"' in html
    assert "Écrire une autre réponse" in html
    assert 'name="text"' in _page(client_of(desk.writer), desk, "?tab=reply&write=1")


def test_a_promise_in_a_case_says_by_when(desk: Desk) -> None:
    Promise.objects.create(
        case=desk.case, publication=desk.queued(), quote="demain avant 10 h", made_at=NOON,
        due_at=NOON + timedelta(hours=20),
    )  # fmt: skip
    assert "à tenir avant demain, 09:00" in main_text(_page(client_of(desk.writer), desk))


def test_the_live_parts_are_empty_until_something_happens_and_leave_the_pen_alone(desk: Desk) -> None:
    client = client_of(desk.writer)
    refresh = re.search(r'id="case-live" hx-get="([^"]+)"', _page(client, desk))
    assert refresh
    address = refresh[1].replace("&amp;", "&")
    assert client.get(address, headers={"hx-request": "true"}).status_code == 204
    desk.author_writes(now=NOON + timedelta(minutes=15))
    html = client.get(address, headers={"hx-request": "true"}).content.decode()
    assert "toujours rien ce soir" in html
    assert 'id="composer"' not in html
    assert 'id="thread" hx-swap-oob="true"' in html


def test_a_private_message_shows_no_pen_and_says_where_to_answer(desk: Desk) -> None:
    Message.objects.update(private=True)
    text = main_text(_page(client_of(desk.writer), desk))
    assert "Répondez en privé, sur le réseau" in text
    assert (
        'name="do"' not in _page(client_of(desk.writer), desk).partition('id="composer"')[2].partition("</section>")[0]
    )
    status, html = _compose(client_of(desk.writer), desk, "submit")
    assert (status, "on n’y répond pas en public" in main_text(html)) == (409, True)


def test_a_colleagues_reply_on_the_network_is_said_where_the_hour_is(desk: Desk) -> None:
    item = an_item("o1", "Je regarde.", author=None, thread="m1", parent="m1", posted_at=NOON, ours=True)
    receive(desk.channel.id, created(item), now=NOON)
    judge_own_posts(NOON)
    text = main_text(_page(client_of(desk.writer), desk))
    assert "Un collègue a répondu sur le réseau même" in text


def test_a_reply_that_is_out_twice_is_said_on_the_case_and_ended_by_the_lead(desk: Desk) -> None:
    publication = confirmed(desk.queued())
    confirm_publication(publication.id, Proof("found", "r9", "", NOON), now=NOON)
    incident = Incident.objects.get()
    agent, lead = client_of(desk.writer), client_of(desk.lead)
    assert "La personne responsable est prévenue et clôt cet incident" in main_text(_page(agent, desk))
    assert agent.post(f"/incidents/{incident.id}/end", {"note": "x"}).status_code == 403
    assert "Publiée deux fois" in agent.get("/?folder=trouble").content.decode()
    refused = lead.post(f"/incidents/{incident.id}/end", {"note": " "})
    assert (refused.status_code, "Ce qui a été fait, en une phrase" in refused.content.decode()) == (422, True)
    assert lead.post(f"/incidents/{incident.id}/end", {"note": "Retirée là-bas."}).status_code == 302
    assert "deux fois sur le réseau" not in main_text(_page(lead, desk))
    assert "Aucun problème de publication" in lead.get("/?folder=trouble").content.decode()


def test_a_text_that_was_held_back_says_why_above_the_draft(desk: Desk) -> None:
    desk.queued()
    hold_back(claimed(), "answered_elsewhere", now=NOON)
    page = main_text(_page(client_of(desk.writer), desk))
    assert "Une réponse de notre compte est déjà sous ce message" in page


def test_a_doubt_says_when_we_look_again_and_a_person_reads_what_both_choices_mean(desk: Desk) -> None:
    publication = desk.queued()
    rows = Publication.objects.filter(id=publication.id)
    rows.update(state="sending", attempts=1)
    rows.update(state="unknown", due_at=NOON + timedelta(seconds=30))
    assert "Prochain regard\u202f: 13:00:30" in main_text(_page(client_of(desk.reviewer), desk))
    rows.update(state="human", due_at=None)
    page = main_text(_page(client_of(desk.reviewer), desk))
    assert "Elle compte comme publiée, sur votre parole" in page
    assert "elle s’y trouverait alors deux fois" in page
