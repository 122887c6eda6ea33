"""The hostile page in a real Chromium: through the guard it reaches nothing; without it, every probe arrives."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright
from tests.evidence.guard.hostile import PROBES, STARTS, TCP_PROBES, HostileSite, Sentinel
from tests.evidence.guard.knocking import PUBLIC, Dialled, guard
from tests.helpers.wait import wait_until

from detente.evidence.guard import BYPASS, FLAGS, Gate, Why, proxy_server
from detente.host import machine

pytestmark = pytest.mark.browser
_PATIENCE = 20.0


@pytest.fixture(scope="module")
def play() -> Iterator[Playwright]:
    with sync_playwright() as opened:
        yield opened


def _launched(play: Playwright, flags: Sequence[str]) -> Browser:
    named = os.environ.get("DETENTE_BROWSER")
    found = machine.find_browser(Path(named) if named else None)
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return play.chromium.launch(executable_path=str(found), args=["--disable-gpu", *flags, *root])


@pytest.fixture(scope="module")
def guarded(play: Playwright) -> Iterator[Browser]:
    """A browser with the flags of the guard, for one file."""
    browser = _launched(play, FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def sentinel() -> Iterator[Sentinel]:
    with Sentinel() as machine_inside:
        yield machine_inside


@pytest.fixture
def site(sentinel: Sentinel) -> Iterator[HostileSite]:
    with HostileSite(sentinel) as pages:
        yield pages


@contextmanager
def _page(browser: Browser, gate: Gate) -> Iterator[Page]:
    context = browser.new_context(proxy={"server": proxy_server(gate.port), "bypass": BYPASS})
    yield context.new_page()
    context.close()


def _denied(gate: Gate, sentinel: Sentinel) -> set[str]:
    named = {str(port): probe for probe, port in sentinel.ports.items()}
    return {named[denial.target.rpartition(":")[2]] for denial in gate.denials}


def test_without_the_guard_every_probe_arrives(play: Playwright, sentinel: Sentinel, site: HostileSite) -> None:
    browser = _launched(play, [])
    page = browser.new_page()
    page.goto(f"{site.origin}/")
    wait_until(lambda: sentinel.hits >= {*PROBES}, seconds=_PATIENCE, what="the probes to arrive")
    for path in ("/away", "/refresh"):
        _go(page, site.origin + path)
    wait_until(lambda: sentinel.hits == {*PROBES, *STARTS}, seconds=_PATIENCE, what="the main page to arrive")
    browser.close()


def _go(page: Page, url: str) -> None:
    try:
        page.goto(url)
    except Error:
        return  # the sentinel answers nothing, the guard refuses: both are errors of the page


def test_through_the_guard_no_probe_arrives(guarded: Browser, sentinel: Sentinel, site: HostileSite) -> None:
    with guard([site.origin]).gate() as gate, _page(guarded, gate) as page:
        page.goto(f"{site.origin}/")
        wait_until(
            lambda: sentinel.hits or (page.title() == "over" and _denied(gate, sentinel) >= {*TCP_PROBES}),
            seconds=_PATIENCE,
            what="every probe to be tried",
        )
        assert sentinel.hits == set()
        assert not any(frame.url.startswith("file:") for frame in page.frames)
        for path in ("/away", "/refresh"):
            _go(page, site.origin + path)
        wait_until(lambda: _denied(gate, sentinel) >= {*TCP_PROBES, *STARTS}, seconds=_PATIENCE, what="denials")
    assert {denial.why for denial in gate.denials} <= {Why.PLAIN, Why.PORT}
    assert {*gate.addresses.values()} == {"127.0.0.1"} and len(gate.addresses) == 1
    assert sentinel.hits == set()


def test_a_name_that_moves_inside_is_never_dialled_there(guarded: Browser, site: HostileSite) -> None:
    moving = iter([[PUBLIC], ["127.0.0.1"]])

    def resolver(host: str, _port: int) -> list[str]:
        return next(moving) if host == "moves.example" else ["127.0.0.1"]

    dialled = Dialled(int(site.origin.rpartition(":")[2]))
    watch = guard([site.origin], resolver, dialled)
    ask = "fetch('https://moves.example/x', {mode: 'no-cors'}).catch(() => 0)"
    for _ in range(2):
        with watch.gate() as gate, _page(guarded, gate) as page:
            page.goto(f"{site.origin}/plain")
            page.evaluate(f"{ask}.then(() => {ask})")
    assert {place for place in dialled.places if place[1] == 443} == {(PUBLIC, 443)}
    assert {(denial.target, denial.why) for denial in gate.denials} == {("moves.example:443", Why.ADDRESS)}
