"""The evidence in a real browser: accessible in both looks and widths, pictures drawn, and a phone can send its own."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

from detente.desk.models import Capture, EvidenceItem, LedgerCheck
from detente.host import machine
from tests.desk.makers import NOON
from tests.evidence.small_files import a_png
from tests.helpers.live_page import live_page
from tests.web.evidence_scene import EDITED, Scene, a_scene
from tests.web.shell import signed_in_client

pytestmark = pytest.mark.browser

LOOKS = [("light", 1280, "fr-FR"), ("dark", 390, "en-GB")]
DRAW_ALL = """
Promise.all([...document.querySelectorAll(".thumb.shot img")].map((one) => { one.loading = "eager"; return one.decode(); }))
"""
"""Every kept picture, drawn; it fails where one is not there."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _scene() -> Scene:
    scene = a_scene()
    scene.sealed(a_png(400, 300))
    scene.settled("first", stopped_by="unreachable")
    scene.settled("edited", level="A")
    Capture.objects.create(
        channel=scene.channel, conversation=scene.message.conversation, message=scene.message, revision_number=2,
        why="hour", state="done", level="A", asked_at=NOON, done_at=NOON + timedelta(hours=1),
    )  # fmt: skip
    LedgerCheck.objects.create(at=EDITED, lines=3, items_seen=3, bundles_seen=0, seconds=0.1)
    return scene


def _page(browser: Browser, session: str, origin: str, theme: Any, width: int, locale: str) -> Page:
    size = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, color_scheme=theme, locale=locale, has_touch=width < 500)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": origin}])
    return context.new_page()


def _faults(page: Page, address: str) -> list[str]:
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if "Content Security Policy" in line.text else None)
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.goto(address, wait_until="load")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.evaluate(DRAW_ALL)
    said += [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in _violations(page)]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        said.append("wider than the screen")
    return [f"{address}: {fault}" for fault in said]


def _violations(page: Page) -> list[Any]:
    found: list[Any] = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return found


@pytest.mark.usefixtures("fresh_desk")
def test_the_evidence_and_its_case_are_accessible_and_a_phone_sends_its_own_capture(tmp_path: Path) -> None:
    scene, faults = _scene(), []
    session = signed_in_client(scene.lead).cookies[settings.SESSION_COOKIE_NAME].value
    own = tmp_path / "mine.png"
    own.write_bytes(a_png(300, 400))
    named = os.environ.get("DETENTE_BROWSER")
    found = machine.find_browser(Path(named) if named else None)
    with live_page() as port, sync_playwright() as play:
        origin = f"http://127.0.0.1:{port}"
        browser = play.chromium.launch(executable_path=str(found), args=["--no-sandbox", "--disable-gpu"])
        for look in LOOKS:
            page = _page(browser, session, origin, *look)
            faults += _faults(page, origin + scene.at)
            faults += _faults(page, f"{origin}/cases/{scene.case.id}")
        assert page.locator("#steps input[capture]").is_visible()
        page.set_input_files("#steps input[accept*=pdf]", own)
        page.click("#steps .own-capture .btn")
        page.wait_for_url(f"**{scene.at}")
        assert "supplied by a person" in page.inner_text("#proof")
        browser.close()
    assert faults == []
    assert EvidenceItem.objects.filter(what="operator", level="B").count() == 1
