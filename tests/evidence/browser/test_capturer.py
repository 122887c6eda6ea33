"""A browser kept running: started unprivileged, killed whole, replaced when it is gone or worn, ended when nobody asks."""

from __future__ import annotations

import errno
import os
import signal
import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from tests.evidence.browser.conftest import launch, now
from tests.evidence.browser.pages import INSULT
from tests.helpers.wait import wait_until

from detente.contracts.capture import Stop, Subject, VisitOrder
from detente.evidence.browser import process
from detente.evidence.browser.capturer import BrowserCapturer, Habits, NoBrowser
from detente.evidence.browser.process import Launch, NoStart
from detente.host.account import browser_account

LINUX = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="process groups are looked up in /proc")


def order(address: str) -> VisitOrder:
    return VisitOrder(
        "01TEST", address, ("127.0.0.1",), (Subject("m1", INSULT, ("c1",)),), seconds=60, whole_page=False
    )


def folders() -> set[str]:
    """Folders of browsers that this process started and did not remove; the one that tests share may be among them."""
    return {path.name for path in Path(tempfile.gettempdir()).glob(f"detente-browser-{os.getpid()}-*")}


class Killing:
    """A clock that kills the browser when it is asked the time for the nth time: each step of a visit asks it once."""

    def __init__(self) -> None:
        self.capturer: BrowserCapturer | None = None
        self.groups: set[int] = set()
        self.left = -1

    def __call__(self) -> datetime:
        self.left -= 1
        browser = self.capturer.browser if self.capturer else None
        if browser:
            self.groups.add(browser.group)
        if browser and self.left == 0:
            with suppress(ProcessLookupError):
                os.killpg(browser.group, signal.SIGKILL)
        return now()


@LINUX
@pytest.mark.browser
def test_a_browser_killed_at_any_stage_is_said_and_replaced_and_leaves_nobody(pages: str) -> None:
    before, clock = folders(), Killing()
    habits = Habits(visits=1)
    clock.capturer = capturer = BrowserCapturer(launch(), clock, None, habits=habits)
    for stage in (2, 7):
        clock.left = stage
        visit = capturer.visit(order(f"{pages}/thread"))
        assert visit.stopped_by is Stop.BROWSER_GONE, (stage, visit.steps)
        assert visit.why_not_a("m1") is Stop.BROWSER_GONE
    clock.left = -1
    visit = capturer.visit(order(f"{pages}/thread"))
    assert visit.why_not_a("m1") is None, (visit.detail, visit.checks)
    assert visit.browser is not None and visit.browser.sandbox is ("--no-sandbox" not in visit.browser.flags)
    assert capturer.browser is None, "worn after one visit"
    capturer.close()
    assert len(clock.groups) == 3
    assert wait_until(lambda: not any(map(process.members, clock.groups)), seconds=5, what="the groups to be empty")
    assert folders() <= before
    assert capturer.visit(order(f"{pages}/thread")).stopped_by is Stop.NO_BROWSER, "closed"


@LINUX
@pytest.mark.browser
def test_without_fonts_the_browser_is_unfit_and_it_ends_when_nobody_asks(
    pages: str, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = folders()
    empty = open_folder / "fonts.conf"
    empty.write_text("<fontconfig></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(empty))
    capturer = BrowserCapturer(launch(), now, None, habits=Habits(idle=0.05))
    visit = capturer.visit(order(f"{pages}/thread"))
    assert visit.stopped_by is Stop.UNFIT and "latin" in visit.detail
    wait_until(lambda: capturer.browser is None, seconds=5, what="the idle browser to end")
    wait_until(lambda: folders() <= before, seconds=5, what="its folder to go")
    capturer.close()


def test_without_a_browser_every_visit_says_so() -> None:
    none = NoBrowser(now)
    assert none.visit(order("http://127.0.0.1/x")).stopped_by is Stop.NO_BROWSER
    none.close()


def _program(folder: Path, script: str) -> Launch:
    program = folder / "browser"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return Launch(program, account=browser_account(None), scratch=folder, seconds=5)


@pytest.mark.parametrize("script", ["exit 1", "echo 'No usable sandbox!' >&2; exit 1"], ids=["ends", "no sandbox"])
def test_a_program_that_is_no_browser_is_no_browser(open_folder: Path, script: str) -> None:
    capturer = BrowserCapturer(_program(open_folder, script), now, None)
    visit = capturer.visit(order("http://127.0.0.1/x"))
    assert (visit.stopped_by, visit.detail) == (Stop.NO_BROWSER, "it ended at once")
    assert [path.name for path in open_folder.iterdir()] == ["browser"]


def test_a_missing_program_is_no_browser(tmp_path: Path) -> None:
    before = folders()
    with pytest.raises(NoStart):
        process.start(Launch(tmp_path / "none", account=browser_account(None)))
    assert folders() <= before


def test_a_full_disk_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(**_: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    capturer = BrowserCapturer(Launch(tmp_path / "browser"), now, None)
    assert capturer.visit(order("http://127.0.0.1/x")).stopped_by is Stop.DISK_FULL


_WITHOUT_SANDBOX_ONLY = """
case "$*" in
  *--no-sandbox*) head -c 1 <&3 >&2; printf '{"id":1,"result":{"product":"Fake/1"}}\\0' >&4; exec sleep 60;;
  *) echo "FATAL: No usable sandbox!" >&2; exit 1;;
esac
"""


@LINUX
def test_where_there_can_be_no_sandbox_the_browser_says_that_it_has_none(open_folder: Path) -> None:
    browser = process.start(_program(open_folder, _WITHOUT_SANDBOX_ONLY))
    facts, group = browser.facts, browser.group
    assert (facts.product, facts.sandbox, "--no-sandbox" in facts.flags) == ("Fake/1", False, True)
    assert os.getsid(group) == group != os.getsid(0)
    assert browser.memory() > 0
    browser.end()
    browser.end()
    assert process.members(group) == []


@LINUX
def test_a_browser_knows_nothing_of_our_environment_and_is_not_root(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETENTE_SECRET", "SECRET-VALUE")
    open_folder.chmod(0o777)
    script = f'env > {open_folder}/said; id -u >> {open_folder}/said; ls -ld "$HOME" >> {open_folder}/said; exit 1'
    with pytest.raises(NoStart):
        process.start(replace(_program(open_folder, script), scratch=None))
    said = (open_folder / "said").read_text()
    assert "SECRET-VALUE" not in said and "HOME=" in said
    assert "\n0\n" not in said and "drwx------" in said


def test_folders_of_processes_that_died_are_taken_away(open_folder: Path) -> None:
    dead, mine = open_folder / "detente-browser-999999999-x", open_folder / f"detente-browser-{os.getpid()}-x"
    dead.mkdir()
    mine.mkdir()
    with pytest.raises(NoStart):
        process.start(_program(open_folder, "exit 1"))
    assert not dead.exists() and mine.exists()
