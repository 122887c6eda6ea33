"""Comments that mean harm, comments that are too long, and a session that ends while somebody types."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.helpers.real_desk import PASSWORD
from tests.journeys import walk
from tests.journeys.house import House
from tests.journeys.looks import is_wider_than_the_screen
from tests.journeys.seats import Seat, Seats

pytestmark = [pytest.mark.browser, pytest.mark.processes]

HOSTILE = {
    "Script": "<script>alert('lu')</script><img src=x onerror=alert(1)> Ma commande n’est jamais arrivée.",
    "Markup": "</textarea></p></article><style>*{display:none}</style>{{ 7|add:7 }} Produit cassé à la livraison.",
    "Turned": "Livreur \u202etnaifnoc sap\u202c venu, \u2067colis\u2069 jamais reçu.",
    "Hidden": "Rem\u200bbour\u2060se\u00adment tou\ufeffjours pas reçu, scandaleux.",
    "Endless": "Colis jamais reçu " + "a" * 4000,
    "Piled": "Colis jamais reçu, h" + "\u0301\u0302\u0303\u0304" * 200 + "onte.",
}
TYPED = "Bonjour, un colis jamais reçu, nous vous présentons nos excuses et nous cherchons où il est."


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_comment_is_words_on_every_screen_and_nothing_else(house: House, seats: Seats, name: str) -> None:
    visitor, salome = seats(name), seats("salome", session=house.salome)
    visitor.go(f"/p/{walk.SLUG}/")
    walk.write(visitor.page, HOSTILE[name], name)
    expect(visitor.page.locator("article.voice")).to_contain_text(_plain(name))
    _fits(visitor.page)
    salome.go("/")
    expect(walk.row(salome.page, name)).to_be_visible()
    _fits(salome.page)
    walk.row(salome.page, name).locator("a.t").click()
    walk.case_number(salome.page)
    expect(salome.page.locator("#thread")).to_contain_text(_plain(name))
    _fits(salome.page)
    walk.take(salome)


def _plain(name: str) -> str:
    """Some words of the comment that every screen shows as they are."""
    return {
        "Script": "<img src=x onerror=alert(1)>",
        "Markup": "{{ 7|add:7 }}",
        "Turned": "venu",
        "Hidden": "scandaleux",
    }.get(name, "Colis jamais reçu")


def _fits(page: Page) -> None:
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert not is_wider_than_the_screen(page), f"{page.url} at {width}"


def test_a_comment_that_is_too_long_is_refused_politely_with_its_words_kept(seats: Seats) -> None:
    visitor = seats("talker")
    page = visitor.go(f"/p/{walk.SLUG}/")
    walk.write(page, "Trop long. " * 600, "Loup")
    expect(page.locator("#problem")).to_contain_text("Votre texte est gardé")
    assert len(page.locator("#text").input_value()) == len("Trop long. " * 600)
    expect(page.locator("#name")).to_have_value("Loup")


def test_a_comment_of_a_megabyte_is_refused_politely_and_going_back_finds_it(seats: Seats) -> None:
    visitor, whole = seats("flood"), "m" * 1_000_000
    page = visitor.go(f"/p/{walk.SLUG}/")
    walk.write(page, whole, "Loup")
    expect(page.get_by_role("alert")).to_contain_text("5 000 caractères au plus")
    page.go_back()
    assert len(page.locator("#text").input_value()) == len(whole)


def test_a_session_that_ends_while_somebody_types_loses_nothing(house: House, seats: Seats) -> None:
    visitor, salome = seats("visitor"), seats("salome", session=house.salome)
    walk.write_on_the_page(visitor, "Colis annoncé jeudi, jamais vu.", "Oriane")
    case = walk.open_case(salome, "Oriane")
    page = salome.go(f"/cases/{case}?tab=reply&write=1#composer")
    page.locator("#text").click()
    salome.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator("#text").fill(TYPED)
    expect(page.locator("#saved")).to_contain_text("Votre session est terminée")
    expect(page.locator("#saved")).to_have_class("push quiet t-late")
    expect(page.locator("#text")).to_have_value(TYPED)
    page.get_by_role("button", name="Se reconnecter").click()
    _signs_in_again(salome)
    expect(page.locator(".kept textarea")).to_have_value(TYPED)
    assert walk.case_number(page) == case


def _signs_in_again(salome: Seat) -> None:
    page = salome.page
    page.locator("#email").fill("salome@desk.example")
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
