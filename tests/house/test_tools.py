"""Style, types and doors are part of the suite."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.house.checkout import ROOT


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    told = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, env=told)


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=["lint", "format"])
def test_the_source_keeps_the_style_of_the_house(command: list[str]) -> None:
    places = [name for name in ("src", "tests", "benchmarks", "training") if (ROOT / name).is_dir()]
    done = _run("-m", "ruff", *command, *places)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_set_up_script_keeps_the_style_of_the_house() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--stdin-filename", "detente", "-"],
        cwd=ROOT, input=(ROOT / "detente").read_text(), capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_types_hold_everywhere() -> None:
    done = _run("-m", "mypy")
    assert done.returncode == 0, done.stdout + done.stderr


def test_types_hold_in_the_set_up_script() -> None:
    done = _run("-m", "mypy", "--config-file=", "--strict", "detente")
    assert done.returncode == 0, done.stdout + done.stderr


def test_rooms_are_entered_by_their_doors_only() -> None:
    done = _run("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache")
    assert done.returncode == 0, done.stdout + done.stderr
