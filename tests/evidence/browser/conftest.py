"""One browser and one small site for all tests of this folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.evidence.browser.pages import site

from detente.evidence.browser.capturer import BrowserCapturer, Habits
from detente.evidence.browser.process import Launch
from detente.evidence.browser.traffic import Caps
from detente.evidence.browser.visit import Patience
from detente.host import machine
from detente.host.account import browser_account

QUICK = Patience(load=3.0, quiet=1.0, scroll=1.0, images=1.0, caps=Caps(total=4 << 20))


def now() -> datetime:
    """The time of the machine."""
    return datetime.now(UTC)


def launch() -> Launch:
    """The browser of this machine, as the desk starts it."""
    named = os.environ.get("DETENTE_BROWSER")
    found = machine.find_browser(Path(named) if named else None)
    assert found is not None
    return Launch(found, account=browser_account(None))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder of this test that the browser's account may enter too."""
    with tempfile.TemporaryDirectory(prefix="detente-test-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.fixture(scope="session")
def pages() -> Iterator[str]:
    """The address of the site."""
    with site() as address:
        yield address


@pytest.fixture(scope="session")
def capturer() -> Iterator[BrowserCapturer]:
    """A browser kept running for all tests; impatient, so that bad pages cost little."""
    kept = BrowserCapturer(launch(), now, None, clock_offset=lambda: 0.01, habits=Habits(patience=QUICK, together=2))
    yield kept
    kept.close()
