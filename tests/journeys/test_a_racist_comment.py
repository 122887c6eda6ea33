"""Clause 1 of the charter, end to end: hidden at once and never alone, told to its author, listed for everybody."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import walk
from tests.journeys.house import House
from tests.journeys.seats import Seat, Seats

pytestmark = [pytest.mark.browser, pytest.mark.processes]

FAULT = "renvoyez-les chez eux"
RACIST = f"Encore un caissier qui n’est pas d’ici. Ces gens n’ont rien à faire chez nous, {FAULT}."
REASON = "Appelle à chasser des personnes pour leur origine."
CONTEST = "Je parlais de l’accueil, pas des gens. Rendez-moi mon message."
CRITICISM = "Caisse fermée, aucune excuse, une honte : n’achetez plus rien ici."


def test_a_racist_comment_is_hidden_at_once_told_to_its_author_and_confirmed_by_somebody_else(
    house: House, seats: Seats
) -> None:
    salome, malo, gaetan = seats("salome", session=house.salome), seats("malo", session=house.malo), seats("gaetan")
    walk.write_on_the_page(gaetan, RACIST, "Gaétan")
    walk.open_case(salome, "Gaétan")
    walk.confirm_reading(salome, "abuse")
    removal = walk.hide_at_once(salome, "racistes", FAULT, REASON)
    _the_page_says_so_and_its_author_reads_why(gaetan, seats("passer-by"))
    _the_register_lists_it(seats("reader"), "en attente d’une seconde personne")
    _salome_may_not_confirm_her_own(salome)
    _malo_confirms(malo)
    _its_author_contests(gaetan)
    _the_contest_waits_for_a_third_person(malo, removal)


def test_a_plain_criticism_cannot_be_removed_and_the_screen_says_what_stays_possible(
    house: House, seats: Seats
) -> None:
    salome, armelle = seats("salome", session=house.salome), seats("armelle")
    walk.write_on_the_page(armelle, CRITICISM, "Armelle")
    walk.open_case(salome, "Armelle")
    page = salome.page
    page.locator("#s3").get_by_role("link").click()
    expect(page.locator("#stays")).to_have_text("Ce commentaire reste en ligne")
    expect(page.locator("main")).to_contain_text("personne ne l’a confirmée")
    page.go_back()
    walk.confirm_reading(salome, "complaint")
    page.locator("#s3").get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("critiquer n’est pas enfreindre la charte")
    expect(page.get_by_role("link", name="Répondre à Armelle")).to_be_visible()
    expect(page.locator("input[name=clause]")).to_have_count(0)
    forged = page.request.post(page.url, form={**walk.token(salome), "do": "hide", "clause": "1", "quote": "une honte"})
    assert forged.status == 422
    expect(walk.said(armelle.go(f"/p/{walk.SLUG}/"), CRITICISM)).to_be_visible()


def _the_page_says_so_and_its_author_reads_why(gaetan: Seat, stranger: Seat) -> None:
    path = f"/p/{walk.SLUG}/"
    gone = walk.until_shown(stranger, path, "p.gone", "Propos racistes ou discriminatoires")
    expect(gone).to_contain_text(re.compile(r"Message retiré le \d+.* Son auteur peut lire ici pourquoi, et contester"))
    expect(gone).to_have_css("font-style", "italic")
    expect(stranger.page.locator("body")).not_to_contain_text(FAULT)
    expect(stranger.page.locator("section.notice")).to_have_count(0)
    notice = gaetan.go(path).locator("section.notice")
    expect(notice).to_contain_text("article 1 de notre charte")
    expect(notice).to_contain_text(REASON)
    expect(notice).to_contain_text(FAULT)


def _the_register_lists_it(reader: Seat, state: str) -> None:
    page = reader.go(f"/register/{walk.SLUG}")
    row = page.locator("tbody tr", has_text="1. Propos racistes ou discriminatoires").filter(has_text="Masquer")
    expect(row).to_contain_text(state)
    expect(page.locator("main")).not_to_contain_text(FAULT)
    expect(page.locator("main")).not_to_contain_text("Gaétan")


def _salome_may_not_confirm_her_own(salome: Seat) -> None:
    page = salome.page
    page.reload()
    expect(page.locator("main")).to_contain_text("une autre personne décide")
    expect(page.locator("button[name=do]")).to_have_count(0)
    forged = {**walk.token(salome), "act": "confirm_provisional", "do": "yes", "note": "D’accord avec moi-même."}
    assert page.request.post(f"{page.url}/decide", form=forged).status == 422


def _malo_confirms(malo: Seat) -> None:
    walk.open_case(malo, "Gaétan")
    page = malo.page
    page.locator("#s3").get_by_role("link", name="article 1").click()
    page.locator("#note").fill("Les mots visent des personnes pour leur origine.")
    page.locator("button[name=do][value=yes]").click()
    expect(page.locator("#notices")).to_contain_text("Décision inscrite")


def _its_author_contests(gaetan: Seat) -> None:
    page = gaetan.go(f"/p/{walk.SLUG}/")
    page.locator("section.notice textarea").fill(CONTEST)
    page.get_by_role("button", name="Contester ce retrait").click()
    expect(page.locator("section.notice")).to_contain_text("Une autre personne relit la décision")


def _the_contest_waits_for_a_third_person(malo: Seat, removal: str) -> None:
    shown = walk.until_shown(malo, removal, "main", CONTEST)
    expect(shown).to_contain_text("une autre personne réexamine la contestation")
    expect(malo.page.locator("button[name=do]")).to_have_count(0)
