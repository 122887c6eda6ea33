"""`detente browser` says what was found and what to do, and installs only where it can."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.cli import browser, main
from detente.evidence.browser.capturer import Report
from detente.evidence.browser.fitness import Fitness
from detente.evidence.browser.process import NoStart
from detente.host import machine


def _reported(monkeypatch: pytest.MonkeyPatch, report: Report | Exception) -> None:
    def inspect(*_: object) -> Report:
        if isinstance(report, Exception):
            raise report
        return report

    monkeypatch.setattr(browser, "inspect", inspect)


@pytest.mark.parametrize(
    ("report", "seen", "remedy"),
    [
        (Report("Chrome/1", True, "nobody", Fitness(())), "Chrome/1, as nobody, sandbox on, draws every script", ""),
        (Report("Chrome/1", False, "1000", Fitness(("cjk",))), "as you, WITHOUT its sandbox", ""),
        (Report("Chrome/1", True, "nobody", Fitness(("emoji",))), "no fonts for emoji", "fonts-noto-color-emoji"),
        (NoStart("it ended at once"), "does not start: it ended at once", "DETENTE_BROWSER"),
        (OSError(28, "No space left on device"), "No space left", "Free some space"),
    ],
)
def test_a_look_says_what_the_browser_can_do_and_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, report: Report | Exception, seen: str, remedy: str
) -> None:
    _reported(monkeypatch, report)
    told = browser.look(Path("/usr/bin/chromium"), None)
    assert seen in told.seen and remedy in told.remedy
    assert bool(told.remedy) == bool(remedy)


@pytest.mark.parametrize(
    ("uid", "apt", "sentence"),
    [(1000, "/usr/bin/apt-get", "Only root may install packages"), (0, None, "This machine has no apt-get")],
)
def test_what_cannot_be_installed_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], uid: int, apt: str | None, sentence: str
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: uid)
    monkeypatch.setattr("shutil.which", lambda _: apt)
    assert main.main(["browser", "install"]) == 1
    said = capsys.readouterr().err
    assert sentence in said and said.count("\n") == 1 and "DETENTE_BROWSER" in said


def test_root_brings_a_browser_and_fonts_with_the_packages_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []

    class Done:
        def __init__(self, code: int) -> None:
            self.returncode = code

    def run(command: list[str], **_: object) -> Done:
        asked.append(command[1:])
        return Done(100 if "chromium-headless-shell" in command else 0)

    found = iter([None, Path("/usr/bin/chromium")])
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("subprocess.run", run)
    monkeypatch.setattr(machine, "find_browser", lambda _: next(found))
    monkeypatch.setattr(browser, "browser_account", lambda _: None)
    _reported(monkeypatch, Report("Chrome/1", True, "nobody", Fitness(())))
    assert main.main(["browser", "install"]) == 0
    assert asked[0] == ["update"] and asked[-1][-3:] == ["chromium", "fonts-dejavu-core", "fonts-noto-color-emoji"]
    assert "sandbox on" in capsys.readouterr().out


def test_a_browser_is_found_by_name_then_on_the_path_in_the_order_of_the_house(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("microsoft-edge", "chromium", "chrome-headless-shell"):
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.find_browser() == tmp_path / "chromium"
    (tmp_path / "chromium").unlink()
    assert machine.find_browser() == tmp_path / "microsoft-edge"
    assert machine.find_browser(tmp_path / "chrome-headless-shell") == tmp_path / "chrome-headless-shell"
    assert machine.find_browser(tmp_path / "none") is None, "a named one is never replaced in silence"
