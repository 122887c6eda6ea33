"""A desk with a browser of its own: a comment is photographed where it stands, and a stranger can check the proof."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.helpers.real_desk import RealDesk, data_folder, say
from tests.journeys import walk
from tests.journeys.house import House
from tests.journeys.seats import Seat, Seats

pytestmark = [pytest.mark.browser, pytest.mark.processes]

WORDS = "Colis noté « livré » depuis mardi, jamais reçu 😡. Troisième fois."


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """A furnished desk that takes pictures."""
    with data_folder() as folder:
        desk = RealDesk(folder, more={"DETENTE_BROWSER": ""})
        try:
            yield House(desk.usable())
        finally:
            desk.end()


@pytest.fixture
def seats(browser: Browser, house: House) -> Iterator[Seats]:
    people = Seats(browser, house.origin)
    yield people
    faults = people.faults()
    people.close()
    assert faults == []


def test_a_comment_is_kept_in_a_picture_and_its_folder_is_checked_without_the_desk(
    house: House, seats: Seats, tmp_path: Path
) -> None:
    salome, odile = seats("salome", session=house.salome), seats("odile")
    walk.write_on_the_page(odile, WORDS, "Odile")
    case = walk.open_case(salome, "Odile")
    _the_picture_comes_by_itself(salome)
    _the_page_says_intact_and_shows_it(salome)
    folder = _download(salome, tmp_path)
    checked = say("evidence", "verify", str(folder))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    spoiled = tmp_path / "spoiled.zip"
    spoiled.write_bytes(_one_byte_changed(folder.read_bytes()))
    assert say("evidence", "verify", str(spoiled)).returncode == 1
    _somebody_outside_sees_it_until_the_link_ends(salome, seats("outside"), case)


def _the_picture_comes_by_itself(salome: Seat) -> None:
    picture = salome.page.locator("#s2 a.thumb img").first
    expect(picture).to_be_visible(timeout=60_000)
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 100


def _the_page_says_intact_and_shows_it(salome: Seat) -> None:
    page = salome.page
    page.locator("#s2 a.thumb").first.click()
    expect(page.locator("h1")).to_have_text("Sceau intact")
    expect(page.locator("main")).to_contain_text("jamais reçu")
    expect(page.locator("main")).to_contain_text("detente evidence verify")


def _download(salome: Seat, tmp_path: Path) -> Path:
    with salome.page.expect_download() as coming:
        salome.page.get_by_role("button", name=re.compile("Télécharger le dossier scellé")).click()
    folder = tmp_path / "folder.zip"
    coming.value.save_as(folder)
    return folder


def _one_byte_changed(content: bytes) -> bytes:
    place = content.index(b"captured_at")
    return content[:place] + b"C" + content[place + 1 :]


def _somebody_outside_sees_it_until_the_link_ends(salome: Seat, outside: Seat, case: int) -> None:
    page = salome.page
    page.get_by_role("link", name=re.compile("Partager")).click()
    page.get_by_role("button", name="Faire le lien").click()
    link = page.locator("#share-link").input_value()
    shown = outside.go(link.removeprefix(outside.origin))
    expect(shown.locator("main")).to_contain_text("jamais reçu")
    page.get_by_role("button", name=re.compile("Le fermer maintenant")).click()
    expect(page.locator("#notices")).to_be_visible()
    ended = outside.page.request.get(link)
    assert ended.status == 404
    assert "jamais reçu" not in ended.text()
