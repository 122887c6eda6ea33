"""`detente browser`: which browser takes the pictures, whether it can draw and has its sandbox; and to bring one."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from detente.cli import desk
from detente.config.env import Environment
from detente.evidence.browser.capturer import Report, inspect
from detente.evidence.browser.process import NoStart
from detente.host import machine
from detente.host.account import browser_account
from detente.host.trouble import HostTrouble

NAME = "browser"
HELP = "look at the browser that takes the pictures, or install one"
EXAMPLE = "detente browser install"

_PROGRAMS: Final = ("chromium-headless-shell", "chromium")
"""Packages of Debian, the smaller first; the first that there is."""
_FONTS: Final = ("fonts-dejavu-core", "fonts-noto-color-emoji")
_BY_HAND: Final = (
    "install Google Chrome, Chromium or Microsoft Edge with fonts for letters and emoji, "
    "and name it in DETENTE_BROWSER if 'detente browser' does not find it."
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a look at a browser gave; `remedy` is empty when nothing has to be done."""

    seen: str
    remedy: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    desk.add_data(parser)
    parser.add_argument("what", nargs="?", choices=["install"], help="bring a browser; without it only look")


def run(arguments: argparse.Namespace) -> int:
    """Print what was found; 1 when something has to be done. Raises `HostTrouble`."""
    asked = desk.environment(arguments)
    if arguments.what == "install":
        install(asked)
    found = machine.find_browser(asked.browser)
    if found is None:
        raise HostTrouble(f"No browser was found: run 'detente browser install' as root on Debian, or {_BY_HAND}")
    told = look(found, asked.run_as)
    print(f"{found}\n{told.seen}." + (f"\n{told.remedy}" if told.remedy else ""))
    return 1 if told.remedy else 0


def look(program: Path, run_as: str | None) -> Told:
    """Start the browser once, as the worker would, and say in a line what it can do."""
    try:
        report = inspect(program, browser_account(run_as))
    except NoStart as trouble:
        return Told(f"does not start: {trouble}", f"Try it by hand ({program} --version), or {_BY_HAND}")
    except OSError as error:
        return Told(f"does not start: {error.strerror}", "Free some space for its temporary folder.")
    return Told(", ".join((report.product, _sandbox(report), _drawing(report))), _remedy(report))


def _sandbox(report: Report) -> str:
    who = f"as {report.account}" if not report.account.isdigit() else "as you"
    return f"{who}, sandbox on" if report.sandbox else f"{who}, WITHOUT its sandbox, which this machine does not allow"


def _drawing(report: Report) -> str:
    return f"no fonts for {', '.join(report.fitness.missing)}" if report.fitness.missing else "draws every script"


def _remedy(report: Report) -> str:
    if not report.fitness.wanting:
        return ""
    return f"Bring fonts (on Debian: apt-get install {' '.join(_FONTS)}), or letters are missing in pictures."


def install(asked: Environment) -> None:
    """Bring a browser and fonts with Debian's own packages. Raises `HostTrouble` where that cannot be done."""
    apt = shutil.which("apt-get")
    if apt is None:
        raise HostTrouble(f"This machine has no apt-get: {_BY_HAND}")
    if os.geteuid() != 0:
        raise HostTrouble(f"Only root may install packages: run 'sudo detente browser install', or {_BY_HAND}")
    missing = machine.find_browser(asked.browser) is None
    _apt(apt, "update")
    wanted = [_first_known()] if missing else []
    _apt(apt, "install", "--yes", "--no-install-recommends", *wanted, *_FONTS)


def _first_known() -> str:
    for name in _PROGRAMS:
        if subprocess.run(["apt-cache", "show", name], capture_output=True).returncode == 0:
            return name
    raise HostTrouble(f"The packages of this machine know no Chromium: {_BY_HAND}")


def _apt(apt: str, *words: str) -> None:
    told = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if subprocess.run([apt, *words], env=told).returncode != 0:
        raise HostTrouble(f"'apt-get {words[0]}' failed; its own words stand above. Mend that, or {_BY_HAND}")
