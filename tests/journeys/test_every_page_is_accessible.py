"""Every screen of a desk at work, with real cases in it, in both themes and at both widths.

The pages that need no case (sign-in, people, settings, channels, import, charter, refused links) are looked at in
`tests/web`, the first-run page in `test_the_whole_loop.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys import walk
from tests.journeys.house import House
from tests.journeys.looks import faults_of
from tests.journeys.seats import Seat, Seats

pytestmark = [pytest.mark.browser, pytest.mark.processes]

HOLDING = (
    "Berthe, bonjour. Une semaine perdue à guetter ce colis : c’est lu, pris en compte, et je comprends votre agacement. "
    "L’équipe Logistique appelle le transporteur. Je vous dis ici demain avant 18 h ce qu’il répond. Merci d’avoir écrit."
)
REPLIES = {
    "Corentin": "Corentin, bonjour. Attendre un colis et ne pas savoir où il est, il y a de quoi s’énerver, et c’est notre "
    "faute : pardon. Je l’ai retrouvé au dépôt de Vaucourt, il repart par coursier. Je vous confirme ici demain avant midi "
    "qu’il est chez vous. Nous avons changé l’étiquette qui l’avait égaré. Merci de votre message. Salomé",
    "Nolwenn": "Bonjour Nolwenn, votre colis n’est jamais arrivé et personne ne vous a rien dit : je comprends que vous le "
    "disiez partout, nous vous présentons nos excuses. Nous avons remboursé la commande ce matin. Le transporteur nous écrit "
    "désormais chaque soir la liste des colis en retard. Je reviens ici vendredi à 10 h pour savoir si le virement est là. "
    "Merci de nous l’avoir écrit. Salomé",
}
COMMENTS = {
    "Jeanne": "Colis jamais reçu, et le magasin ne répond pas depuis lundi.",
    "Yann": "Produit cassé à la livraison, remboursez-moi 40 euros.",
    "Berthe": "Un colis jamais reçu, encore une semaine de perdue.",
    "Corentin": "Mon colis jamais reçu, où est-il passé ?",
    "Nolwenn": "Toujours mon colis jamais reçu, je vais le dire partout.",
    "Ronan": "Votre vendeuse est laide à faire peur, cette grosse idiote.",
    "Tangi": "Service lamentable, et votre caissier est un pauvre débile.",
    "Lena": "Service lamentable, une honte, fuyez.",
}


@dataclass(frozen=True, slots=True)
class Filled:
    """Where each page is, with something on it: paths of the desk, and the author of a hidden comment."""

    salome: tuple[str, ...]
    malo: tuple[str, ...]
    stranger: tuple[str, ...]
    author: Seat


@pytest.fixture(scope="module")
def filled(browser: Browser, house: House) -> Iterator[Filled]:
    """A desk with a case in every state, made on its screens."""
    seats = Seats(browser, house.origin)
    yield _fill(seats, house)
    seats.close()


def test_every_page_of_the_lead_is_accessible(house: House, seats: Seats, filled: Filled) -> None:
    assert _faults(seats("salome", session=house.salome), filled.salome) == []


def test_every_page_of_the_colleague_who_rereads_is_accessible(house: House, seats: Seats, filled: Filled) -> None:
    assert _faults(seats("malo", session=house.malo), filled.malo) == []


def test_every_page_of_an_expert_is_accessible(house: House, seats: Seats, filled: Filled) -> None:
    ines = seats("ines", session=house.ines)
    ines.go("/")
    expect(ines.page.locator("textarea[name=answer]").first).to_be_visible()
    assert _faults(ines, ("/", "/settings")) == []


def test_every_public_page_is_accessible(seats: Seats, filled: Filled) -> None:
    faults = _faults(seats("stranger"), filled.stranger)
    faults += _faults(filled.author, (f"/p/{walk.SLUG}/",))
    page = seats("talker").go(f"/p/{walk.SLUG}/")
    walk.write(page, "Long. " * 1000, "Loup")
    expect(page.locator("#problem")).to_be_visible()
    assert faults + faults_of(page) == []


def _faults(seat: Seat, paths: tuple[str, ...]) -> list[str]:
    return [fault for path in paths for fault in faults_of(seat.go(path))]


# --- A case in every state ---


def _fill(seats: Seats, house: House) -> Filled:
    salome, malo = seats("salome", session=house.salome), seats("malo", session=house.malo)
    visitors = {name: seats(name) for name in COMMENTS}
    for name, text in COMMENTS.items():
        walk.write_on_the_page(visitors[name], text, name)
    new = walk.open_case(salome, "Jeanne")
    written = _write_badly(salome)
    held, reread = _hold(salome)
    waiting, review = _submit(salome, malo, "Corentin")
    answered = _answer(salome, malo)
    removal = _hide(salome, visitors["Ronan"])
    abusive, criticism = _message_to_remove(salome, "Tangi", "abuse"), _message_to_remove(salome, "Lena", "complaint")
    cases = [f"/cases/{one}" for one in (new, waiting, answered)]
    tabs = [f"/cases/{written}?tab=reply&write=1", f"/cases/{held}?tab=note", f"/cases/{held}?tab=holding&write=1"]
    lists = ["/", "/?folder=answered", "/?q=colis", "/review/", "/removals/"]
    return Filled(
        salome=(*lists, *cases, *tabs, reread, review, removal, abusive, criticism),
        malo=("/review/", review, removal, "/people", f"/cases/{written}"),
        stranger=(f"/p/{walk.SLUG}/", f"/register/{walk.SLUG}", visitors["Nolwenn"].page.url),
        author=visitors["Ronan"],
    )


def _write_badly(salome: Seat) -> int:
    case = walk.open_case(salome, "Yann")
    walk.take(salome)
    walk.hand_off(salome, "Logistique", "Qui a emballé ce carton ?")
    walk.write_reply(salome, case, "reply", "Bonjour, vous avez mal lu la notice, vous serez remboursé bientôt.")
    expect(salome.page.locator("#checks .ck.risk").first).to_be_visible()
    expect(salome.page.locator("#saved")).to_contain_text("Enregistré à")
    return case


def _hold(salome: Seat) -> tuple[int, str]:
    case, page = walk.open_case(salome, "Berthe"), salome.page
    walk.write_reply(salome, case, "holding", HOLDING)
    page.locator("#department").select_option(label="Logistique")
    walk.submit(salome)
    page.wait_for_url("**/reread")
    return case, page.url


def _submit(salome: Seat, malo: Seat, name: str) -> tuple[int, str]:
    case = walk.open_case(salome, name)
    walk.write_reply(salome, case, "reply", REPLIES[name])
    walk.submit(salome)
    expect(salome.page.locator("#composer .galley")).to_be_visible()
    walk.row(malo.go("/review/"), name).locator("a.t").click()
    malo.page.wait_for_url(re.compile(r"/review/\d+$"))
    return case, malo.page.url


def _answer(salome: Seat, malo: Seat) -> int:
    case, _ = _submit(salome, malo, "Nolwenn")
    walk.approve_here(malo)
    salome.go(f"/cases/{case}")
    expect(salome.page.locator("#s6")).to_contain_text("relue en ligne")
    return case


def _hide(salome: Seat, author: Seat) -> str:
    walk.open_case(salome, "Ronan")
    walk.confirm_reading(salome, "abuse")
    removal = walk.hide_at_once(salome, "dégradantes", COMMENTS["Ronan"], "Humilie une personne que l’on reconnaît.")
    walk.until_shown(author, f"/p/{walk.SLUG}/", "section.notice", "de notre charte")
    return removal


def _message_to_remove(salome: Seat, name: str, kind: str) -> str:
    walk.open_case(salome, name)
    walk.confirm_reading(salome, kind)
    salome.page.locator("#s3").get_by_role("link").click()
    salome.page.wait_for_url("**/removals/new/*")
    return salome.page.url
