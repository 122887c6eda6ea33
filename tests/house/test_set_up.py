"""The locks, the set-up script, and no trace of the machine on which this was written."""

from __future__ import annotations

import ast
import os
import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from detente.cli import extras
from tests.house.checkout import ROOT, texts, tracked

EXTRAS = ("onnx", "transformers")
LOCKS = (
    *("requirements.lock", "requirements-dev.lock", "requirements-setup.lock"),
    *(f"requirements-{extra}.lock" for extra in EXTRAS),
)


def _pins(lock: str) -> dict[str, set[str]]:
    pins: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE):
        pins.setdefault(name, set()).add(version)
    return pins


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_no_package_without_its_hash(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert "index-url" not in text
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert blocks
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_what_is_tested_is_what_is_run() -> None:
    run, tested = _pins("requirements.lock"), _pins("requirements-dev.lock")
    assert {name: versions for name, versions in run.items() if tested.get(name) != versions} == {}


def test_an_extra_never_changes_a_package_that_is_there_already() -> None:
    for extra in EXTRAS:
        brought = _pins(f"requirements-{extra}.lock")
        for lock in ("requirements.lock", "requirements-dev.lock"):
            there = _pins(lock)
            assert {name: there[name] for name in brought if there.get(name, brought[name]) != brought[name]} == {}


def test_every_extra_has_its_lock_in_the_set_up_script_and_its_line_in_the_command() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    script = runpy.run_path(str(ROOT / "detente"))
    assert {*project["optional-dependencies"]} - {"dev"} == {*EXTRAS} == {*script["EXTRAS"]} == {*extras.EXTRAS}
    for extra in EXTRAS:
        wanted = {_name(one) for one in project["optional-dependencies"][extra]}
        assert wanted == {*extras.EXTRAS[extra].packages}


def test_the_locks_hold_every_package_that_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for lock, wanted in (
        ("requirements.lock", project["dependencies"]),
        *((f"requirements-{name}.lock", project["optional-dependencies"][name]) for name in EXTRAS),
        ("requirements-dev.lock", project["optional-dependencies"]["dev"]),
    ):
        assert {_name(one) for one in wanted} - set(_pins(lock)) == set()


def _name(wanted: str) -> str:
    return re.split(r"[\[<>=!~ ;]", wanted)[0].lower()


def test_no_lock_that_records_addresses_is_tracked() -> None:
    assert [path.name for path in tracked() if path.name in ("uv.lock", "pylock.toml", "poetry.lock")] == []


def test_nothing_tracked_names_a_path_of_a_machine() -> None:
    here = re.compile(r"/(?:root|home/[a-z]+|Users/[A-Za-z]+|work|opt/pypi|opt/wheels)/(?!\.{3})[\w.]")
    shown = {"tests/house/test_set_up.py"}
    bad = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path, text in texts()
        if str(path.relative_to(ROOT)) not in shown
        for found in here.finditer(text)
    ]
    assert bad == []


def test_the_set_up_script_needs_the_standard_library_only() -> None:
    tree = ast.parse((ROOT / "detente").read_text())
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)
    assert os.access(ROOT / "detente", os.X_OK)


def test_the_set_up_script_hands_over_at_once_when_nothing_changed(tmp_path: Path) -> None:
    """A fresh environment is one whose stamp names these locks; then nothing is installed and nobody is asked."""
    told = {**os.environ, "DETENTE_VENV": str(tmp_path / "venv")}
    _pretend_set_up(tmp_path / "venv")
    done = subprocess.run([ROOT / "detente", "--version"], env=told, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()[0]) == (0, "detente")
    assert done.stderr == ""


def test_an_extra_that_was_brought_once_is_there_and_the_command_says_so(tmp_path: Path) -> None:
    told = {**os.environ, "DETENTE_VENV": str(tmp_path / "venv")}
    _pretend_set_up(tmp_path / "venv", "onnx")
    done = subprocess.run([ROOT / "detente", "extras", "onnx"], env=told, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"onnx +onnxruntime [\d.]+, tokenizers [\d.]+\n", done.stdout)


def test_the_set_up_script_says_in_one_sentence_when_no_environment_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    told = {**os.environ, "DETENTE_VENV": str(tmp_path / "file" / "venv")}
    done = subprocess.run([ROOT / "detente", "--version"], env=told, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("detente: No environment can be made in")
    assert done.stderr.count("\n") == 1


def _pretend_set_up(venv: Path, *extras: str) -> None:
    """An environment that borrows the packages of this one, and a stamp as the script writes it."""
    script = (
        "import runpy, sys; s = runpy.run_path(sys.argv[1]); v = sys.argv[2]\n"
        "import os, sysconfig; p = v + '/bin/python'; os.makedirs(v); s['make'](v, p); s['add_checkout'](p)\n"
        "t = s['version_of'](p).partition(':')[2]\n"
        "open(t + '/borrowed.pth', 'w').write(sysconfig.get_path('purelib') + '\\n')\n"
        "for k in ['run', *sys.argv[3:]]:\n"
        "    open(s['stamp_path'](v, k), 'w').write(s['fingerprint'](k) + ' ' + s['version_of'](p))\n"
    )
    subprocess.run([sys.executable, "-c", script, ROOT / "detente", venv, *extras], check=True)
