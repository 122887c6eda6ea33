"""The main job in browsers that run no script at all: every step is a form, and a reload shows what became of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.wait import wait_until
from tests.journeys import walk
from tests.journeys.house import House
from tests.journeys.seats import Seat, Seats

pytestmark = [pytest.mark.browser, pytest.mark.processes]

COMPLAINT = "Bottes reçues avec deux pieds gauches, et personne au téléphone depuis lundi."
REPLY = (
    "Bonjour Ewen, deux pieds gauches et personne au téléphone, je comprends votre colère et nous vous présentons nos "
    "excuses. J’ai fait partir la bonne paire ce matin et nous relisons chaque carton à deux depuis aujourd’hui. Je reviens "
    "vers vous ici demain avant 18 h pour vérifier qu’elle est arrivée. Merci de nous avoir prévenus. Salomé"
)
HOLDING = (
    "Bonjour Maud, un remboursement promis en octobre et toujours absent, nous l’avons bien lu et pris en compte. Notre "
    "service Logistique vérifie le virement. Nous revenons vers vous ici demain avant 18 h. Merci de nous avoir écrit."
)


def test_a_comment_is_answered_by_forms_alone(house: House, seats: Seats) -> None:
    salome = seats("salome", session=house.salome, scripts=False)
    malo = seats("malo", session=house.malo, scripts=False)
    ewen = seats("ewen", scripts=False)
    walk.write_on_the_page(ewen, COMPLAINT, "Ewen")
    _she_takes_it_from_the_inbox(salome)
    case = walk.open_case(salome, "Ewen")
    _she_keeps_then_submits_a_draft(salome, case)
    walk.approve(malo, "Ewen")
    shown = walk.until_shown(salome, f"/cases/{case}", "#s6", "relue en ligne")
    expect(shown).to_be_visible()
    expect(salome.page.locator("#case-head")).to_contain_text("Répondu")
    expect(walk.said(ewen.go(f"/p/{walk.SLUG}/"), REPLY)).to_have_count(1)


def test_a_holding_reply_is_proposed_and_leaves_on_an_own_reread_by_forms_alone(house: House, seats: Seats) -> None:
    salome, maud = seats("salome", session=house.salome, scripts=False), seats("maud", scripts=False)
    walk.write_on_the_page(maud, "Remboursement promis en octobre, toujours rien sur mon compte.", "Maud")
    walk.until_shown(salome, "/", ".case-row", "Maud")
    case = walk.open_case(salome, "Maud")
    page = salome.go(f"/cases/{case}?tab=holding#composer")
    page.locator("#department").select_option(label="Logistique")
    page.locator("button[name=do][value=propose]").click()
    expect(page.locator("#text")).to_have_value(re.compile("pris en compte.*Logistique.*avant"))
    page.locator("#text").fill(HOLDING)
    page.locator("#composer input[name=face][value=yes]").check()
    walk.submit(salome)
    page.locator("input[name=face][value=yes]").check()
    page.locator("button[data-wait]").click()
    expect(page.get_by_role("alert")).to_contain_text("10 s au moins")
    wait_until(lambda: _published(page, case), seconds=30, what="the end of the ten seconds")
    walk.until_shown(maud, f"/p/{walk.SLUG}/", "article.answer", HOLDING)


def _published(page: Page, case: int) -> bool:
    page.locator("button[data-wait]").click()
    return f"/cases/{case}" in page.url


def _she_takes_it_from_the_inbox(salome: Seat) -> None:
    row = walk.until_shown(salome, "/", ".case-row", "Ewen")
    row.get_by_role("button", name="Prendre").click()
    expect(walk.row(salome.page, "Ewen")).to_contain_text("Vous")


def _she_keeps_then_submits_a_draft(salome: Seat, case: int) -> None:
    page = salome.page
    walk.write_reply(salome, case, "reply", REPLY)
    page.locator("button[name=do][value=keep]").click()
    expect(page.locator("#text")).to_have_value(REPLY)
    expect(page.locator("#notices")).to_contain_text("Brouillon gardé")
    page.locator("#composer input[name=face][value=yes]").check()
    walk.submit(salome)
    expect(page.locator("#composer .galley")).to_contain_text("deux pieds gauches")
