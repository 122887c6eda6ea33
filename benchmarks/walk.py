"""Clicks, keys and seconds from opening a message to handing its answer over, walked in a real Chromium.

Command: `.venv/bin/python -m benchmarks.walk`

A desk of its own (`detente up` in a temporary folder) with a lead who writes and a colleague who re-reads. Three walks,
each from the click that opens the case in the inbox: a compliment to its publication on the writer's own re-read; a
complaint to a holding reply that the desk proposes, published on the writer's own re-read; a complaint to the
submission of a full reply over one warning. Every click and every key is counted (pasting a text is one key, choosing
in a list two clicks); the seconds are the machine's: a person adds their reading and writing. The ten seconds that an
own re-read lasts at least are waited out and told apart.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Locator
    from tests.journeys.seats import Seat, Seats

COMPLIMENT: Final = "Merci au magasin de Vierzon, une équipe adorable, j’ai été conseillée comme jamais. Bravo\u202f!"
COMPLAINTS: Final = {
    "Berthe": "Colis annoncé livré mardi, jamais reçu, et personne ne répond.",
    "Corentin": "Mon colis jamais reçu, annoncé livré mardi. Où est-il passé\u202f?",
}
THANKS: Final = (
    "Bonjour Odile, merci pour vos mots sur l’équipe de Vierzon et ses conseils\u202f: je les lui lis ce soir à la "
    "fermeture. Salomé"
)
WARNED: Final = (
    "Bonjour Corentin, votre colis annoncé livré mardi n’est jamais arrivé\u202f: nous vous présentons nos excuses et "
    "nous mettons tout en œuvre. Il était resté au dépôt de Vaucourt. J’en ai fait partir un second ce matin et je "
    "reviens vers vous ici demain avant 10 h pour vérifier qu’il est arrivé. Merci de nous l’avoir signalé. Salomé"
)
"""Everything is in it, and a stock phrase: one warning."""


@dataclass
class Hand:
    """One hand at mouse and keyboard, that counts."""

    seat: Seat
    clicks: int = 0
    keys: int = 0
    waited: float = 0.0
    began: float = field(default_factory=time.perf_counter)

    def click(self, part: Locator) -> None:
        """One click."""
        part.click()
        self.clicks += 1

    def choose(self, part: Locator, label: str) -> None:
        """Open a list and take a line of it."""
        part.select_option(label=label)
        self.clicks += 2

    def paste(self, text: str) -> None:
        """A text at the cursor, as pasting puts it."""
        self.seat.page.keyboard.insert_text(text)
        self.keys += 1

    def press(self, key: str) -> None:
        """One key, or several held together."""
        self.seat.page.keyboard.press(key)
        self.keys += 1

    def wait_out(self, until: Callable[[], None]) -> None:
        """A wait that the desk imposes, told apart."""
        began = time.perf_counter()
        until()
        self.waited += time.perf_counter() - began


def main() -> None:
    """Walk and print one small table."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    from tests.helpers.real_desk import RealDesk, data_folder
    from tests.journeys.house import House
    from tests.journeys.seats import Seats, chromium

    with data_folder() as folder, chromium() as browser:
        desk = RealDesk(folder)
        try:
            house = House(desk.usable())
            seats = Seats(browser, house.origin)
            _walk_all(seats, seats("salome", session=house.salome))
            seats.close()
        finally:
            desk.end()


def _walk_all(seats: Seats, salome: Seat) -> None:
    from tests.journeys.walk import write_on_the_page

    write_on_the_page(seats("odile"), COMPLIMENT, "Odile")
    for name, text in COMPLAINTS.items():
        write_on_the_page(seats(name), text, name)
    print(f"{'walk':<58}{'clicks':>7}{'keys':>6}{'seconds':>9}{'own re-read':>13}")
    walks = {
        "compliment: opened → published on own re-read": ("Odile", _compliment),
        "complaint: opened → holding reply, proposed, published": ("Berthe", _holding),
        "complaint: opened → full reply submitted, one warning kept": ("Corentin", _full),
    }
    for name, (author, walked) in walks.items():
        hand = _opened(salome, author)
        walked(hand)
        seconds = time.perf_counter() - hand.began - hand.waited
        waited = f"+ {hand.waited:.1f} s" if hand.waited else "–"
        print(f"{name:<58}{hand.clicks:>7}{hand.keys:>6}{seconds:>9.1f}{waited:>13}")


def _opened(salome: Seat, author: str) -> Hand:
    """The case of this author, opened from the inbox by a click that counts."""
    from playwright.sync_api import expect

    salome.go("/")
    row = salome.page.locator(".case-row", has_text=author)
    expect(row).to_be_visible()
    hand = Hand(salome)
    hand.click(row.locator("a.t"))
    salome.page.wait_for_url("**/cases/*")
    return hand


def _compliment(hand: Hand) -> None:
    page = hand.seat.page
    hand.click(page.locator("#text"))
    hand.paste(THANKS)
    _submit_to_own_reread(hand)


def _holding(hand: Hand) -> None:
    page = hand.seat.page
    hand.click(page.locator("[data-tab=holding]"))
    hand.choose(page.locator("#department"), "Logistique")
    hand.click(page.locator("button[name=do][value=propose]"))
    page.wait_for_url("**write=1**")
    _submit_to_own_reread(hand)


def _full(hand: Hand) -> None:
    from playwright.sync_api import expect

    page = hand.seat.page
    hand.click(page.locator("#text"))
    hand.paste(WARNED)
    warned = page.locator("#checks fieldset.override")
    expect(warned).to_have_count(1)
    hand.click(warned.locator("label").first)
    _hand_over(hand)
    expect(page.locator("#composer .galley")).to_contain_text("Vaucourt")


def _hand_over(hand: Hand) -> None:
    """The face-to-face question, then the key that submits."""
    page = hand.seat.page
    hand.click(page.locator("#composer input[name=face][value=yes]"))
    page.locator("#text").focus()
    hand.press("Control+Enter")


def _submit_to_own_reread(hand: Hand) -> None:
    from playwright.sync_api import expect

    page = hand.seat.page
    _hand_over(hand)
    page.wait_for_url("**/reread")
    hand.click(page.locator("input[name=face][value=yes]"))
    publish = page.locator("button[data-wait]")
    hand.wait_out(lambda: expect(publish).not_to_have_attribute("aria-disabled", "true"))
    hand.click(publish)
    expect(page.locator("#notices")).to_contain_text("Relu par vous")


if __name__ == "__main__":
    main()
