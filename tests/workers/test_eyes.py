"""One browser a process, whoever asks first; and never as the account that owns the database."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from detente.evidence.browser.capturer import BrowserCapturer, NoBrowser
from detente.host import account, machine
from detente.host.account import Account
from detente.workers import eyes


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Eyes that have not been opened yet, closed again after the test."""
    for made in (eyes._photographer, eyes._capturer):
        made.cache_clear()
    yield
    eyes.close_eyes()
    for made in (eyes._photographer, eyes._capturer):
        made.cache_clear()


def test_all_threads_share_one_browser(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DETENTE_PICTURES = True
    monkeypatch.setattr(machine, "find_browser", lambda _: Path("/usr/bin/true"))
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: eyes.photographer(), range(16)))
    assert len({id(one) for one in found}) == 1
    assert isinstance(found[0].capturer, BrowserCapturer)


def test_a_desk_that_takes_no_pictures_looks_for_no_browser(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DETENTE_PICTURES = False
    monkeypatch.setattr(machine, "find_browser", lambda _: pytest.fail("looked for a browser"))
    assert isinstance(eyes.photographer().capturer, NoBrowser)


def test_under_root_the_browser_is_not_the_owner_of_the_database(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.DETENTE_RUN_AS = "postgres"
    known = {"postgres": Account("postgres", 101, 101), "nobody": Account("nobody", 65534, 65534)}
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(account, "_find", known.get)
    assert eyes._account() == known["nobody"]
