"""The main job, from the printed one-time link to a thank-you: three people, one complaint, all six steps, in French."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.helpers.real_desk import RealDesk, data_folder
from tests.journeys import walk
from tests.journeys.house import ledger_verdict
from tests.journeys.looks import faults_of
from tests.journeys.seats import Seat, Seats

pytestmark = [pytest.mark.browser, pytest.mark.processes]

COMPLAINT = "Colis annoncé livré mardi, jamais reçu. Qui me répond ?"
HEART = "Colis annoncé livré mardi"
QUESTION = "Le colis d’Odile est annoncé livré mardi : où est-il, et quand peut-il arriver ?"
HOLDING = (
    "Bonjour Odile, merci pour votre message : nous l’avons bien lu et pris en compte. Notre service Logistique cherche "
    "où est votre colis. Nous revenons vers vous ici demain avant 18 h."
)
ANSWER = "Resté au dépôt de Vaucourt, jamais remis. Un second colis part aujourd’hui."
REPLY = (
    "Bonjour Odile, un colis annoncé livré mardi et jamais reçu, il y a de quoi être en colère : nous vous présentons nos "
    "excuses. Il était resté au dépôt de Vaucourt. Nous en avons fait partir un second ce matin, et nous revenons vers "
    "vous ici demain avant 18 h pour vérifier qu’il est arrivé. Le dépôt ne pourra plus annoncer une livraison sans la "
    "remettre en main propre. Merci de nous avoir prévenus. Salomé"
)
THANKS = "merci"


@pytest.fixture
def desk() -> Iterator[RealDesk]:
    with data_folder() as folder:
        running = RealDesk(folder)
        yield running.usable()
        running.end()


@pytest.fixture
def seats(browser: Browser, desk: RealDesk) -> Iterator[Seats]:
    people = Seats(browser, desk.address)
    yield people
    people.close()


def test_one_complaint_goes_through_all_six_steps_and_comes_back_as_a_thank_you(desk: RealDesk, seats: Seats) -> None:
    salome, malo, odile = seats("salome"), seats("malo"), seats("odile")
    _open_the_desk(desk, salome, malo)
    case = _a_complaint_appears_by_itself(salome, odile)
    _salome_takes_it_and_asks_logistics(salome)
    _a_holding_reply_leaves_on_her_own_reread(salome, case)
    _logistics_answers(salome, case)
    _she_writes_the_reply(salome, case)
    _malo_opens_it_and_she_cannot_approve_it(salome, malo)
    _malo_approves_it_and_it_is_read_back(salome, malo, case)
    _odile_reads_both_replies_once(odile)
    _her_thanks_open_the_same_case_again(salome, odile, case)
    assert seats.faults() == []
    assert re.fullmatch(r"[1-9]\d* None", ledger_verdict(desk))


def _open_the_desk(desk: RealDesk, salome: Seat, malo: Seat) -> None:
    assert faults_of(salome.go(desk.link())) == []
    walk.open_the_desk(salome, desk.link())
    expect(salome.page.locator("html")).to_have_attribute("lang", "fr")
    walk.let_texts_leave_at_once(salome)
    walk.add_department(salome, "Logistique")
    link = walk.invite(salome, "reviewer")
    assert link.startswith(f"{desk.address}/join/")
    walk.join(malo, link, "Malo Le Guen", "malo@desk.example")


def _a_complaint_appears_by_itself(salome: Seat, odile: Seat) -> int:
    page = salome.go("/")
    page.evaluate("document.body.dataset.since = 'before'")
    walk.write_on_the_page(odile, COMPLAINT, "Odile")
    expect(walk.row(page, HEART)).to_be_visible()
    assert page.evaluate("document.body.dataset.since") == "before", "the page was loaded again"
    walk.row(page, HEART).locator("a.t").click()
    return walk.case_number(page)


def _salome_takes_it_and_asks_logistics(salome: Seat) -> None:
    page = salome.page
    expect(page.locator("#s2")).to_contain_text("scellé, sans image")
    walk.take(salome)
    walk.confirm_reading(salome, "complaint")
    walk.hand_off(salome, "Logistique", QUESTION)


def _a_holding_reply_leaves_on_her_own_reread(salome: Seat, case: int) -> None:
    page = salome.page
    walk.write_reply(salome, case, "holding", HOLDING)
    page.locator("#department").select_option(label="Logistique")
    walk.submit(salome)
    publish = page.locator("button[data-wait]")
    expect(publish).to_have_attribute("aria-disabled", "true")
    page.locator("input[name=face][value=yes]").check()
    expect(publish).not_to_have_attribute("aria-disabled", "true")
    publish.click()
    walk.case_number(page)
    expect(page.locator("#s4")).to_contain_text("Réponse d’attente partie")
    expect(page.locator("#s4")).to_contain_text("demain avant 18 h")


def _logistics_answers(salome: Seat, case: int) -> None:
    salome.go(f"/cases/{case}")
    walk.answer_hand_off(salome, ANSWER)


def _she_writes_the_reply(salome: Seat, case: int) -> None:
    page = salome.page
    walk.write_reply(salome, case, "reply", REPLY)
    expect(page.locator("#saved")).to_contain_text("Enregistré à")
    expect(page.locator("#checks .ck.risk")).to_have_count(0)
    walk.submit(salome)
    expect(page.locator("#composer .galley")).to_contain_text("un second ce matin")
    expect(page.locator("#s5")).to_contain_text("attend une relecture")


def _malo_opens_it_and_she_cannot_approve_it(salome: Seat, malo: Seat) -> None:
    page = malo.go("/review/")
    walk.row(page, HEART).locator("a.t").click()
    expect(page.locator(".galley")).to_contain_text("un second ce matin")
    own = salome.go(page.url)
    expect(own.locator("form[data-review]")).to_contain_text("Vous avez écrit ce texte")
    expect(own.locator("button[name=do][value=approve]")).to_have_count(0)
    fields = {str(box.get_attribute("name")): box.input_value() for box in own.locator("[data-review] input").all()}
    forged = own.request.post(page.url, form={**fields, "face": "yes", "do": "approve"})
    assert forged.status == 422, forged.status


def _malo_approves_it_and_it_is_read_back(salome: Seat, malo: Seat, case: int) -> None:
    walk.approve_here(malo)
    salome.go(f"/cases/{case}")
    expect(salome.page.locator("#s6")).to_contain_text("relue en ligne")
    head = salome.page.locator("#case-head")
    expect(head).to_contain_text("Répondu")
    expect(head.locator(".hour.done .big")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    expect(head.locator(".hour.done")).to_contain_text(re.compile(r"Reçu à .*répondu à .*dont .*d’ouverture"))
    expect(salome.page.locator("#s4")).to_contain_text("promesse tenue")


def _odile_reads_both_replies_once(odile: Seat) -> None:
    page = odile.go(f"/p/{walk.SLUG}/")
    for text in (HOLDING, REPLY):
        expect(walk.said(page, text)).to_have_count(1)
    expect(page.locator("article.answer")).to_have_count(2)


def _her_thanks_open_the_same_case_again(salome: Seat, odile: Seat, case: int) -> None:
    page = salome.go(f"/cases/{case}")
    walk.answer_on_the_page(odile, REPLY, THANKS)
    expect(page.locator("#thread")).to_contain_text(THANKS)
    expect(page.locator("#case-head")).to_contain_text("Ouvert 2 fois")
    assert walk.open_case(salome, "Odile") == case
    expect(page.locator("#case-head")).to_contain_text("pris par vous")
