"""A desk that really runs, a browser, and pictures of every screen when a journey fails."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.helpers.real_desk import RealDesk, data_folder
from tests.journeys.house import House
from tests.journeys.seats import Seats, chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium for one file: while it is open, this process may not ask its own database anything."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """A furnished desk for all journeys that begin after the first day: Salomé, Malo, a department."""
    with data_folder() as folder:
        desk = RealDesk(folder)
        try:
            yield House(desk.usable())
        finally:
            desk.end()


@pytest.fixture
def seats(browser: Browser, house: House) -> Iterator[Seats]:
    """People at this furnished desk; nobody's screen may have shown a fault at the end."""
    people = Seats(browser, house.origin)
    yield people
    faults = people.faults()
    people.close()
    assert faults == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Take pictures of every screen when a journey fails, and say where they are."""
    report: pytest.TestReport = yield
    if report.failed and call.when != "teardown" and Seats.present:
        folder = Path(tempfile.mkdtemp(prefix="detente-journey-"))
        taken = [line for people in Seats.present for seat in people.taken for line in seat.photograph(folder)]
        report.sections.append(("screens at the failure", "\n".join(taken)))
    return report
