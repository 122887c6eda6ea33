"""A network that nothing reads: a comment pasted in, answered, posted by a person who says so; and a file brought in."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import walk
from tests.journeys.house import House
from tests.journeys.looks import faults_of
from tests.journeys.seats import Seat, Seats

pytestmark = [pytest.mark.browser, pytest.mark.processes]

COMPLAINT = "Veste commandée en rouge, reçue en vert, et le service client ne répond plus depuis jeudi."
POST = "https://annuaire.example/avis/41"
REPLY = (
    "Bonjour Solène, une veste verte au lieu de la rouge et personne pour vous répondre depuis jeudi\u202f: je comprends "
    "votre agacement et nous vous présentons nos excuses. La bonne veste part demain matin, et je garde votre dossier "
    "en main. Je reviens vers vous ici mercredi avant 18 h pour vérifier qu’elle est arrivée. Merci de nous l’avoir dit."
)
SECOND = "Sac livré avec la fermeture cassée, et la photo demandée trois fois."
ANSWER = (
    "Bonjour Tugdual, une fermeture cassée et trois fois la même photo à envoyer\u202f: je comprends votre lassitude et nous "
    "vous présentons nos excuses. Un sac neuf part demain matin sans autre photo. Je reviens vers vous ici mercredi avant "
    "18 h pour vérifier qu’il est arrivé. Merci de nous avoir prévenus."
)
THIRD = (
    "Nolwenn, recevoir une lampe qu’on ne peut pas allumer est décourageant, pardon pour cela. L’ampoule et une notice "
    "entière sont parties ce matin par la poste. Je regarde ici vendredi avant midi si tout est là, et sinon nous vous "
    "remboursons sans rien demander. Merci du signalement."
)
FILE = (
    "Auteur;Commentaire;Publié le\r\n"
    'Éloïse;"Chaussures trop petites ;\r\néchange refusé.";03/11/2026 09:15\r\n'
    "Yann;;04/11/2026 10:00\r\n"
    "Maël;Colis reçu vite, merci.;le 5\r\n"
).encode("cp1252")


def test_a_pasted_comment_is_answered_by_hand_and_the_word_of_the_person_stops_the_clock(
    house: House, seats: Seats
) -> None:
    salome, malo = seats("salome", session=house.salome), seats("malo", session=house.malo)
    _a_channel_kept_by_hand(salome, "Annuaire local")
    _paste_by_the_keyboard(salome, COMPLAINT, "Solène")
    case = _case_of(salome, "Solène")
    _approved(salome, malo, case, REPLY, "Solène")
    page = salome.go(f"/cases/{case}#composer")
    panel = page.locator("#by-hand")
    expect(panel).to_contain_text("Approuvée, à publier à la main")
    expect(page.locator("#hand-text")).to_have_value(REPLY)
    expect(page.locator("#hand-open")).to_have_attribute("href", f"{POST}#Solene")
    expect(page.locator("#hand-open")).to_have_attribute("rel", "noopener noreferrer")
    assert faults_of(page) == []
    page.get_by_role("button", name="Copier le texte").click()
    expect(page.get_by_role("button", name="Copié")).to_be_visible()
    assert page.evaluate("getSelection().toString() || document.activeElement.value") == REPLY
    expect(salome.go("/?folder=by_hand").locator(".case-row", has_text="Solène")).to_contain_text("à la main")
    salome.go(f"/cases/{case}#composer")
    page.locator("#hand-link").fill(f"{POST}#reponse")
    page.get_by_role("button", name="Je l’ai publiée").click()
    expect(page.locator("#composer")).to_contain_text("Publiée à la main, selon Salomé Kerrien")
    expect(page.locator("#thread")).to_contain_text("dite publiée par Salomé Kerrien, non relue")
    expect(page.locator("#case-head .hour")).to_have_class(re.compile("done"))
    expect(page.locator("#s6")).to_contain_text("dite publiée, non relue")
    assert faults_of(page) == []


def test_when_the_author_writes_again_the_text_is_withdrawn_under_the_eyes_of_who_was_to_post_it(
    house: House, seats: Seats
) -> None:
    salome, malo = seats("salome", session=house.salome), seats("malo", session=house.malo)
    _a_channel_kept_by_hand(salome, "Carnet local")
    _paste(salome, SECOND, "Tugdual")
    case = _case_of(salome, "Tugdual")
    _approved(salome, malo, case, ANSWER, "Tugdual")
    page = salome.go(f"/cases/{case}#composer")
    expect(page.locator("#hand-text")).to_have_value(ANSWER)
    _goes_on(malo, case, "Finalement la fermeture tient, laissez tomber.")
    expect(page.locator("#by-hand")).to_contain_text("Le fil a bougé depuis l’accord")
    expect(page.locator("#hand-text")).to_have_count(0)
    expect(page.locator("body")).not_to_contain_text(ANSWER[:60])
    assert faults_of(page) == []
    page.get_by_role("button", name="Revenir au brouillon").click()
    expect(page.locator("#text")).to_have_value(ANSWER)


def test_the_whole_of_it_works_by_forms_alone(house: House, seats: Seats) -> None:
    salome = seats("salome", session=house.salome, scripts=False)
    malo = seats("malo", session=house.malo, scripts=False)
    _a_channel_kept_by_hand(salome, "Forum du quartier")
    _paste(salome, "Lampe reçue sans ampoule, notice en morceaux.", "Nolwenn")
    case = _case_of(salome, "Nolwenn")
    _approved(salome, malo, case, THIRD, "Nolwenn")
    page = salome.go(f"/cases/{case}#composer")
    expect(page.locator("#hand-text")).to_have_value(THIRD)
    expect(page.get_by_role("button", name="Copier le texte")).to_be_hidden()
    page.get_by_role("button", name="Je l’ai publiée").click()
    expect(page.locator("#composer")).to_contain_text("Publiée à la main, selon Salomé Kerrien")


def test_a_file_is_looked_at_confirmed_and_brought_in_by_a_worker(house: House, seats: Seats) -> None:
    salome = seats("salome", session=house.salome)
    page = salome.go("/import")
    assert faults_of(page) == []
    page.locator("#file").set_input_files({"name": "avis.csv", "mimeType": "text/csv", "buffer": FILE})
    page.get_by_role("button", name="Regarder le fichier").click()
    page.wait_for_url(re.compile(r"/import/\d+$"))
    expect(page.locator(".lede")).to_contain_text("Windows-1252")
    expect(page.locator(".preview")).to_contain_text("Éloïse")
    expect(page.locator(".preview")).to_contain_text("2026-11-03 09:15")
    assert faults_of(page) == []
    page.locator("select[name=field]").nth(2).select_option("")
    page.get_by_role("button", name="Voir la lecture ainsi").click()
    expect(page.locator(".preview")).not_to_contain_text("2026-11-03 09:15")
    page.locator("select[name=field]").nth(2).select_option("posted_at")
    page.get_by_role("button", name="Importer le fichier").click()
    expect(page.locator("#result")).to_be_visible()
    expect(page.locator(".figures")).to_contain_text("Nouveaux1")
    assert faults_of(page) == []
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Télécharger les lignes refusées").click()
    said = fetched.value.path().read_text(encoding="utf-8-sig")
    assert re.findall(r"^\d+;", said, re.MULTILINE) == ["4;", "5;"]


# --- Acts ---


def _a_channel_kept_by_hand(seat: Seat, name: str) -> None:
    page = seat.go("/channels/connect/by_hand")
    page.locator("input[name=name]").fill(name)
    page.locator("input[name='answer.label']").fill("Annuaire des commerces")
    page.locator("form button.main").click()
    page.wait_for_url(re.compile(r"/channels/\d+$"))
    expect(page.locator("main")).to_contain_text("Tenu à la main")
    page.locator("#by-hand ~ p a.main, a.main", has_text="Ajouter un commentaire").first.click()
    expect(page.locator("h1")).to_have_text("Ajouter un commentaire")


def _paste_by_the_keyboard(seat: Seat, text: str, name: str) -> None:
    page = seat.go("/")
    page.keyboard.press("a")
    expect(page.locator("#text")).to_be_focused()
    assert faults_of(page) == []
    page.keyboard.insert_text(text)
    page.keyboard.press("Tab")
    page.keyboard.insert_text(name)
    page.locator("#link").fill(f"{POST}#Solene")
    page.locator("#text").focus()
    page.keyboard.press("Control+Enter")
    _added(page)


def _paste(seat: Seat, text: str, name: str) -> None:
    page = seat.page
    page.locator("#text").fill(text)
    page.locator("#author").fill(name)
    page.locator("form.paste button.main").click()
    _added(page)


def _added(page: Page) -> None:
    expect(page.locator("#notices")).to_contain_text("Ajouté et scellé à votre nom")


def _case_of(seat: Seat, name: str) -> int:
    walk.until_shown(seat, "/", ".case-row", name)
    return walk.open_case(seat, name)


def _approved(salome: Seat, malo: Seat, case: int, text: str, name: str) -> None:
    walk.write_reply(salome, case, "reply", text)
    walk.submit(salome)
    expect(salome.page.locator("#composer .galley")).to_be_visible()
    walk.approve(malo, name)


def _goes_on(seat: Seat, case: int, text: str) -> None:
    """What the author wrote next, brought in by a colleague."""
    page = seat.go(f"/cases/{case}/next")
    expect(page.locator("#author")).not_to_have_value("")
    page.locator("#text").fill(text)
    page.locator("form.paste button.main").click()
    _added(page)
