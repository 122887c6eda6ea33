"""People in front of a real Chromium: each has a browser of their own, and what it should never say is written down."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, expect, sync_playwright

from detente.host import machine

PATIENCE = 30_000.0
"""Milliseconds that a condition on a screen may take on a busy machine; nothing waits this long for nothing."""
_FLAGS = ["--disable-gpu", "--disable-background-networking", "--no-first-run"]
_REFUSED_POLITELY = re.compile(r"status of (401|403|409|413|422)|Status Error Code 401")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine, for as long as the block lasts."""
    named = os.environ.get("DETENTE_BROWSER")
    found = machine.find_browser(Path(named) if named else None)
    flags = [*_FLAGS, "--no-sandbox"] if os.geteuid() == 0 else _FLAGS
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=str(found), args=flags)
        yield opened
        Seats.present.clear()
        opened.close()


class Seat:
    """One person and one browser. `faults` holds scripts that failed, policies broken, dialogs opened.

    `session`: the cookies of somebody who is signed in; `scripts`: whether the browser runs any.
    """

    def __init__(
        self,
        browser: Browser,
        origin: str,
        name: str,
        session: Mapping[str, str] | None = None,
        *,
        scripts: bool = True,
    ) -> None:
        self.name, self.origin, self.faults = name, origin, list[str]()
        self.context = browser.new_context(
            base_url=origin,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            viewport={"width": 1440, "height": 900},
            java_script_enabled=scripts,
        )
        self.context.set_default_timeout(PATIENCE)
        for cookie, value in (session or {}).items():
            self.context.add_cookies([{"name": cookie, "value": value, "url": origin}])
        self.context.on("page", self._watch)
        self.page = self.context.new_page()

    def _watch(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("dialog", self._dialog)

    def _console(self, line: ConsoleMessage) -> None:
        if line.type == "error" and not _REFUSED_POLITELY.search(line.text):
            self.faults.append(f"{line.location.get('url', '')}: {line.text}")

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"a dialog opened ({dialog.type}): {dialog.message}")
        dialog.accept()

    def go(self, path: str) -> Page:
        """Open a page of the desk."""
        self.page.goto(path)
        return self.page

    def photograph(self, folder: Path) -> list[str]:
        """One picture of every page that is open."""
        taken = []
        for number, page in enumerate(self.context.pages):
            path = folder / f"{self.name}-{number}.png"
            page.screenshot(path=path, full_page=True)
            taken.append(f"{path}  ({page.url})")
        return taken


class Seats:
    """The people of one test, or of one file. Call it for another one. `present`: everybody whose browser is open."""

    present: ClassVar[list[Seats]] = []

    def __init__(self, browser: Browser, origin: str) -> None:
        self.browser, self.origin, self.taken = browser, origin, list[Seat]()
        self.present.append(self)

    def __call__(self, name: str, **asked: Any) -> Seat:
        seat = Seat(self.browser, self.origin, name, **asked)
        self.taken.append(seat)
        return seat

    def faults(self) -> list[str]:
        """What went wrong on anybody's screen."""
        return [f"{seat.name}: {fault}" for seat in self.taken for fault in seat.faults]

    def close(self) -> None:
        """Everybody goes home."""
        self.present.remove(self)
        for seat in self.taken:
            seat.context.close()
