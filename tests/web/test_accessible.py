"""The pages of the shell in a real browser: no accessibility violation, nothing sideways, no refused script or style."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from detente.accounts.actions.invite_person import Asked, invite_person
from detente.host import machine
from tests.accounts.people import NOW
from tests.helpers.live_page import live_page
from tests.web.shell import open_desk

pytestmark = pytest.mark.browser

LOOKS = [("light", 1440, "fr-FR"), ("dark", 390, "en-GB")]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIGNED_IN = (
    "/",
    "/people",
    "/people/{first}",
    "/settings",
    "/settings/writing",
    "/saved-replies",
    "/saved-replies/new",
    "/reviews/sample",
    "/channels",
    "/channels/1",
    "/channels/connect",
    "/channels/connect/bluesky",
    "/import",
    "/no-such-page",
)
STRANGER = ("/sign-in", "/charter/ferrolane", "/register/ferrolane", "/welcome/gone", "/join/gone", "/join/{token}")


@contextmanager
def _browser() -> Iterator[Browser]:
    named = os.environ.get("DETENTE_BROWSER")
    found = machine.find_browser(Path(named) if named else None)
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=str(found), args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


def _faults(context: BrowserContext, address: str) -> list[str]:
    page, said = context.new_page(), []
    page.on("console", lambda line: said.append(line.text) if "Content Security Policy" in line.text else None)
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.goto(address)
    violations = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    said += [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in violations]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        said.append("wider than the screen")
    page.close()
    return [f"{address}: {fault}" for fault in said]


def _signed_in(context: BrowserContext, session: str, origin: str) -> None:
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": origin}])


@pytest.mark.usefixtures("fresh_desk")
def test_every_page_of_the_shell_is_accessible_in_both_looks_and_widths():
    desk, faults = open_desk(), []
    token = invite_person(desk.first.id, desk.brand.id, Asked(["agent"], ["press"]), now=NOW)
    session, first = desk.client.cookies[settings.SESSION_COOKIE_NAME].value, desk.first.id
    with live_page() as port, _browser() as browser:
        origin = f"http://127.0.0.1:{port}"
        for theme, width, locale in LOOKS:
            size = {"width": width, "height": 900}
            context = browser.new_context(viewport=size, color_scheme=theme, locale=locale)
            for address in STRANGER:
                faults += _faults(context, origin + address.format(token=token))
            _signed_in(context, session, origin)
            for address in SIGNED_IN:
                faults += _faults(context, origin + address.format(first=first))
            context.close()
    assert faults == []
