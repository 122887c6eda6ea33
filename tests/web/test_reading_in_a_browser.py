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

from detente.contracts.kinds import Kind
from detente.contracts.people import Role
from detente.desk.models import Case
from tests.desk.full_reading import a_full_case
from tests.desk.makers import a_brand, a_channel, a_person
from tests.helpers.live_page import live_page
from tests.journeys.looks import faults_of
from tests.journeys.seats import chromium
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
