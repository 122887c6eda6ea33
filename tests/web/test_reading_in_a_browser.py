"""The reading in a real browser: corrected with one click, with and without scripts, in both languages and widths."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, expect

from detente.contracts.actors import Actor
from detente.contracts.kinds import Kind
from detente.contracts.people import Role
from detente.desk.actions.learn import learn_from_corrections
from detente.desk.models import Case
from tests.desk.a_learner import Counting, corrected_messages
from tests.desk.full_reading import a_full_case
from tests.desk.makers import a_brand, a_channel, a_person
from tests.helpers.live_page import live_page
from tests.journeys.looks import faults_of
from tests.journeys.seats import chromium
from tests.web.noon import LATER
from tests.web.shell import signed_in_client

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("fresh_desk", "noon")]

SHOTS = os.environ.get("DETENTE_SHOTS", "")
"""A folder where pictures of the pages are left, for a look beside those of the design."""


@pytest.fixture
def noon(settings) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


class Room:
    """A signed-in lead, a browser and a desk that answers."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.context, self.origin, self.page = context, origin, context.new_page()

    def go(self, path: str) -> Page:
        """Open a page."""
        self.page.goto(self.origin + path)
        return self.page

    def shot(self, name: str) -> None:
        """Leave a picture, where somebody asked for pictures."""
        if SHOTS:
            self.page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


@contextmanager
def a_room(session: str, language: str = "fr", *, scripts: bool = True) -> Iterator[Room]:
    """Everything closed at the end."""
    with live_page() as port, chromium() as browser:
        origin = f"http://127.0.0.1:{port}"
        size = {"width": 1440, "height": 900}
        context = browser.new_context(viewport=size, java_script_enabled=scripts)
        for name, value in ((settings.SESSION_COOKIE_NAME, session), ("detente_language", language)):
            context.add_cookies([{"name": name, "value": value, "url": origin}])
        yield Room(context, origin)
        context.close()


def _lead() -> tuple[str, dict[str, Case]]:
    channel = a_channel(a_brand())
    lead = a_person(channel.brand, Role.LEAD)
    cases = {
        "full": a_full_case(channel),
        "unsure": a_full_case(channel, external_id="unsure", unsure=True, kind=Kind.OTHER),
    }
    return signed_in_client(lead).cookies[settings.SESSION_COOKIE_NAME].value, cases


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_part_of_the_reading_is_corrected_in_one_click_and_taken_back(language: str) -> None:
    session, cases = _lead()
    with a_room(session, language) as room:
        page = room.go(f"/cases/{cases['full'].id}")
        step = page.locator("#s1")
        expect(step.locator(".probs .num").first).to_have_text("0,91" if language == "fr" else "0.91")
        expect(page.locator(".said .wt")).to_have_count(3)
        room.shot(f"case-{language}")
        page.locator("#correct > summary").click()
        expect(step.locator(".chip.warn")).to_have_count(2)
        room.shot(f"case-open-{language}")
        faults = faults_of(page)
        step.locator("button[name=urgency][value=high]").click()
        expect(step).to_contain_text("Salomé Brandt")
        page.locator("#correct > summary").click()
        expect(step.locator("button[name=urgency][value=high]")).to_have_attribute("aria-pressed", "true")
        room.shot(f"case-said-{language}")
        step.locator("button[name=back][value=urgency]").click()
        expect(step).not_to_contain_text("Salomé Brandt")
        faults += faults_of(room.go(f"/cases/{cases['unsure'].id}"))
        room.shot(f"case-unsure-{language}")
        page.locator(".look button[value=complaint]").click()
        expect(page.locator(".look")).to_have_count(0)
    assert faults == []


def test_without_scripts_the_heart_is_corrected_too() -> None:
    session, cases = _lead()
    with a_room(session, scripts=False) as room:
        page = room.go(f"/cases/{cases['full'].id}")
        page.locator(".fix > summary").first.click()
        page.locator("#heart").fill("Colis noté livré, jamais reçu")
        page.locator(".fix button[value=words]").first.click()
        expect(page.locator(".case-head h1")).to_have_text(re.compile("Colis noté livré, jamais reçu"))
        page.set_viewport_size({"width": 390, "height": 844})
        room.shot("case-narrow")
        page.locator("#correct > summary").click()
        page.locator("#s1 button[name=topic][value=price]").click()
        expect(page.locator("#s1")).to_contain_text("Salomé")
        page.locator("#correct > summary").click()
        room.shot("case-narrow-open")
    said = Case.objects.get(id=cases["full"].id)
    assert said.heart == "Colis noté livré, jamais reçu"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_words_of_the_brand_are_added_and_removed_on_their_page(language: str) -> None:
    session, _ = _lead()
    with a_room(session, language, scripts=language == "fr") as room:
        page = room.go("/settings/words")
        faults = faults_of(page) if language == "fr" else []
        for phrase, name, strength in (("effet yoyo", "grievance", "clear"), ("Catastrophe", "grievance", "off"),
                                       ("point de retrait", "topics.delivery", "leans")):  # fmt: skip
            page.locator("#phrase").fill(phrase)
            page.locator("#list").select_option(name)
            page.locator(f"input[name=strength][value={strength}]").check()
            page.locator("main form .btn.main").first.click()
            expect(page.locator(".brand-words")).to_contain_text([re.compile(".")])
        expect(page.locator(".brand-words li")).to_have_count(3)
        page.locator("#phrase").fill("ko")
        page.locator("main form .btn.main").first.click()
        expect(page.locator("[role=alert]")).to_be_visible()
        expect(page.locator("#phrase")).to_have_value("ko")
        room.shot(f"words-{language}")
        faults += faults_of(page) if language == "fr" else []
        page.set_viewport_size({"width": 390, "height": 844})
        room.shot(f"words-narrow-{language}")
        page.locator(".brand-words li", has_text="effet yoyo").locator("button").click()
        expect(page.locator(".brand-words li")).to_have_count(2)
    assert faults == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_was_learnt_is_shown_and_undone_on_its_page(language: str) -> None:
    channel = a_channel(a_brand())
    lead = a_person(channel.brand, Role.LEAD)
    corrected_messages(channel, lead, 26)
    for before, after in ((3, 4), (4, 5), (5, 3)):
        learn_from_corrections(Counting(before, after), channel.brand_id, by=Actor.person(lead.id), now=LATER)
    corrected_messages(channel, lead, 2, prefix="d")
    session = signed_in_client(lead).cookies[settings.SESSION_COOKIE_NAME].value
    with a_room(session, language) as room:
        page = room.go("/settings/reading")
        expect(page.locator("#now")).to_contain_text("2")
        page.locator(".layers summary").first.click()
        room.shot(f"reading-{language}")
        faults = faults_of(page)
        page.set_viewport_size({"width": 390, "height": 844})
        room.shot(f"reading-narrow-{language}")
        page.locator("button[value=undo]").click()
        expect(page.locator("#now")).to_contain_text("1")
        page.locator("button[value=learn]").click()
        expect(page.locator("button[value=learn]")).to_have_count(0)
        faults += faults_of(page)
    assert faults == []
