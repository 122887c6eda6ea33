"""A page in both themes and at both widths: accessible, never wider than the screen."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.helpers.wait import wait_until

LOOKS = [("light", 1440), ("dark", 1440), ("dark", 390), ("light", 390)]
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_BEGIN = (
    "options => { window.axeFound = null; axe.run(document, options).then(found => { window.axeFound = found; }); }"
)
"""Begun and then asked for: a promise that a page never keeps would hold Playwright for ever."""
_OPTIONS = {"runOnly": _RULES, "resultTypes": ["violations"]}


def faults_of(page: Page) -> list[str]:
    """What is wrong with the page that is open, in any look; it is left light and wide."""
    faults = []
    page.evaluate(Axe().axe_script)
    for theme, width in LOOKS:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        faults += [f"{page.url} {theme} {width}: {fault}" for fault in _faults(page)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": 900})
    return faults


def is_wider_than_the_screen(page: Page) -> bool:
    """Whether the page would scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def _faults(page: Page) -> list[str]:
    page.evaluate(_BEGIN, _OPTIONS)
    found = wait_until(lambda: page.evaluate("window.axeFound"), seconds=60, what=f"axe on {page.url}")
    said = [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"][:3]]
    return [*said, "wider than the screen"] if is_wider_than_the_screen(page) else said
