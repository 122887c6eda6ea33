"""What people do on the screens, in their own words: one function an act. Waits are for conditions, never for time."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.helpers.real_desk import PASSWORD
from tests.helpers.wait import wait_until
from tests.journeys.seats import Seat

BRAND = "Maison Vierzelle"
SLUG = "maison-vierzelle"


def open_the_desk(seat: Seat, link: str) -> None:
    """The first person, through the one-time link."""
    page = seat.go(link)
    page.get_by_label("Votre nom").fill("Salomé Kerrien")
    page.get_by_label("Adresse e-mail").fill("salome@desk.example")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_label("Nom de la marque").fill(BRAND)
    page.get_by_role("button", name="Ouvrir le bureau").click()
    page.wait_for_url("**/")


def let_texts_leave_at_once(seat: Seat) -> None:
    """Nobody waits here for the moment in which an approved text can be called back."""
    page = seat.go("/settings")
    page.locator("#airlock").fill("0")
    page.locator("form.card button.main").first.click()
    expect(page.locator("#notices")).to_contain_text("Réglages enregistrés")


def add_department(seat: Seat, name: str) -> None:
    """A department whom questions can be handed to."""
    page = seat.go("/settings")
    page.locator("#d-name").fill(name)
    page.get_by_role("button", name="Ajouter le service").click()
    expect(page.get_by_role("rowheader", name=name)).to_be_visible()


def invite(seat: Seat, *roles: str, mandates: tuple[str, ...] = ()) -> str:
    """An invitation; its link as it stands on the screen."""
    page = seat.go("/people")
    for box in page.locator("input[name=roles]").all():
        box.set_checked(box.get_attribute("value") in roles)
    for mandate in mandates:
        page.locator(f"input[name=mandates][value={mandate}]").check()
    page.get_by_role("button", name="Créer un lien d’invitation").click()
    return page.locator("#link").input_value()


def join(seat: Seat, link: str, name: str, email: str) -> None:
    """Somebody uses an invitation."""
    page = seat.go(link)
    page.locator("#name").fill(name)
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Rejoindre").click()
    page.wait_for_url("**/")


# --- The public page ---


def write_on_the_page(seat: Seat, text: str, name: str) -> None:
    """A visitor writes in the guest book."""
    write(seat.go(f"/p/{SLUG}/"), text, name)
    expect(said(seat.page, text)).to_be_visible()


def answer_on_the_page(seat: Seat, under: str, text: str) -> None:
    """A visitor answers a message of the page."""
    seat.go(f"/p/{SLUG}/")
    seat.page.locator("article", has_text=under).last.get_by_role("link", name="Répondre").click()
    write(seat.page, text, "Odile")
    expect(said(seat.page, text)).to_be_visible()


def write(page: Page, text: str, name: str) -> None:
    """Fill the form of the open page and send it."""
    page.locator("#text").fill(text)
    page.locator("#name").fill(name)
    page.locator("form.pub-form button.main").click()


def said(page: Page, text: str) -> Locator:
    """Where exactly this text stands on the public page."""
    return page.locator("p.said").get_by_text(text, exact=True)


# --- The inbox and a case ---


def row(page: Page, words: str) -> Locator:
    """The row of the inbox whose case has these words."""
    return page.locator(".case-row", has_text=words)


def open_case(seat: Seat, words: str) -> int:
    """Open the case from the inbox, as soon as its row is there; its number."""
    seat.go("/")
    row(seat.page, words).locator("a.t").click()
    return case_number(seat.page)


def case_number(page: Page) -> int:
    """The number of the case that the page shows."""
    page.wait_for_url(re.compile(r"/cases/\d+"))
    found = re.search(r"/cases/(\d+)", page.url)
    assert found, page.url
    return int(found[1])


def take(seat: Seat) -> None:
    """Put one's name on the open case."""
    seat.page.locator("#take").click()
    expect(seat.page.get_by_text("pris par vous")).to_be_visible()


def confirm_reading(seat: Seat, kind: str) -> None:
    """Say which kind of message it is; a person's word wins."""
    page = seat.page
    page.locator("#correct > summary").click()
    page.locator(f"#correct button[name=kind][value={kind}]").click()
    expect(page.locator("#s1")).to_contain_text("Salomé Kerrien")


def hand_off(seat: Seat, department: str, question: str) -> None:
    """Ask a department."""
    page = seat.page
    page.locator("#s4 details.fold > summary").click()
    choice = page.locator("#hand-department option", has_text=department).get_attribute("value")
    page.locator("#hand-department").select_option(choice)
    page.locator("#question").fill(question)
    page.locator("#s4 details.fold button").click()
    expect(page.locator("#s4")).to_contain_text(question)


def answer_hand_off(seat: Seat, answer: str) -> None:
    """Answer for the department, on the case."""
    page = seat.page
    page.locator("#s4 textarea[name=answer]").fill(answer)
    page.locator("#s4 button[name=do][value=answer]").click()
    expect(page.locator("#s4 .note-card")).to_contain_text(answer)


def write_reply(seat: Seat, case: int, tab: str, text: str) -> None:
    """Open the composer and write; the face-to-face question is answered."""
    page = seat.go(f"/cases/{case}?tab={tab}&write=1#composer")
    page.locator("#text").fill(text)
    page.locator("#composer input[name=face][value=yes]").check()


def submit(seat: Seat) -> None:
    """Submit what the composer holds."""
    seat.page.locator("#composer button[name=do][value=submit]").click()


def approve(seat: Seat, words: str) -> None:
    """Find the text that waits in the queue, and approve it."""
    row(seat.go("/review/"), words).locator("a.t").click()
    approve_here(seat)


def approve_here(seat: Seat) -> None:
    """Approve the text of the review page that is open; the face-to-face question is answered."""
    page = seat.page
    page.locator("input[name=face][value=yes]").check()
    page.locator("button[name=do][value=approve]").click()
    expect(page.locator("#notices")).to_contain_text("Approuvé")


def hide_at_once(seat: Seat, article: str, quote: str, reason: str) -> str:
    """Hide the comment of the open case, to be confirmed by somebody else; the address of the removal."""
    page = seat.page
    page.locator("#s3").get_by_role("link").click()
    page.locator(".clause", has_text=article).locator("input").check()
    page.locator("#quote").fill(quote)
    page.locator("#reason").fill(reason)
    page.locator("button[name=do][value=propose]").click()
    expect(page.locator("#notice")).to_have_value(re.compile("de notre charte"))
    page.locator("button[name=do][value=provisional]").click()
    page.wait_for_url(re.compile(r"/removals/\d+$"))
    expect(page.locator("#notices")).to_contain_text("Masqué provisoirement")
    return page.url


# --- What is no screen of its own ---


def token(seat: Seat) -> dict[str, str]:
    """What a form of the open page carries against forgery, to try what its buttons do not offer."""
    return {"csrfmiddlewaretoken": seat.page.locator("input[name=csrfmiddlewaretoken]").first.input_value()}


def until_shown(seat: Seat, path: str, part: str, text: str) -> Locator:
    """The part of a page without live updates, as soon as a worker's doing shows in it."""
    found = seat.page.locator(part, has_text=text)
    wait_until(lambda: seat.go(path) and found.count() > 0, seconds=30, what=f"{text!r} on {path}")
    return found
