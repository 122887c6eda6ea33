"""What VERIFY.txt says is what a stranger types, in a shell, without our code; the test types exactly that."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from tests.evidence.makers import SIGNER, built
from tests.helpers import needs
from tests.helpers.stamping import LocalAuthority

from detente.evidence.bundle import Built, pack
from detente.evidence.stamp.ask import ask

SUMS, SIGNED, LINK, PRINT = "sha256sum -c", "openssl dgst", "grep -o", "openssl pkey"
ENGLISH = "CHECK THIS BUNDLE"


@pytest.fixture(scope="session")
def folder(stamping: LocalAuthority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle with stamps of two authorities, opened with nothing of ours."""
    made = built()
    stamps = [ask(stamping.named(how, name), made.commitment, stamping.way) for how, name in _AUTHORITIES]
    return _opened(pack(made.files, stamps), tmp_path_factory.mktemp("stranger"))


_AUTHORITIES = (("good", "one"), ("two-certificates", "two"))


def _opened(data: bytes, room: Path) -> Path:
    (room / "bundle.zip").write_bytes(data)
    zipfile.ZipFile(room / "bundle.zip").extractall(room)
    return next(path for path in room.iterdir() if path.is_dir())


def _commands(folder: Path, language: str) -> list[str]:
    french, english = (folder / "VERIFY.txt").read_text().split(ENGLISH)
    text = french if language == "fr" else english
    found = [line.strip() for line in text.splitlines() if line.startswith("    ")]
    return [line for line in found if not re.fullmatch(r"[0-9a-f]{64}", line)]


def _typed(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True)


@pytest.mark.openssl
def test_every_command_of_the_text_accepts_a_whole_bundle(folder: Path) -> None:
    commands = _commands(folder, "en")
    assert len(commands) == 7
    assert commands == _commands(folder, "fr")
    for command in commands:
        if "wacz" not in command.split()[0]:
            done = _typed(command, folder)
            assert done.returncode == 0, done.stderr
    said = {start: _typed(_one(folder, start), folder).stdout for start in (LINK, PRINT)}
    assert (said[LINK].strip(), said[PRINT].split()[0]) == ("1", SIGNER.fingerprint)


def _one(folder: Path, start: str) -> str:
    return next(command for command in _commands(folder, "en") if command.startswith(start))


@pytest.mark.openssl
@pytest.mark.parametrize(
    ("name", "refusing"),
    [
        ("manifest.json", [SUMS, SIGNED, "openssl ts"]),
        ("manifest.sig", [SUMS, SIGNED]),
        ("manifest.two.tsr", [SUMS]),
        ("capture.wacz", [SUMS]),
    ],
)
def test_a_changed_file_is_refused_by_the_commands_that_look_at_it(
    folder: Path, tmp_path: Path, name: str, refusing: list[str]
) -> None:
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    changed = bytearray((folder / name).read_bytes())
    changed[len(changed) // 2] ^= 1
    (tmp_path / name).write_bytes(changed)
    for start in refusing:
        assert _typed(_one(folder, start), tmp_path).returncode != 0
    if name == "capture.wacz":
        assert _typed(_one(folder, LINK), tmp_path).stdout.strip() == "0"


@pytest.mark.wacz
@pytest.mark.parametrize("made", [built(), built(visit=None)], ids=["visit", "no-page"])
def test_the_archive_is_in_order_for_the_program_of_the_format(made: Built, tmp_path: Path) -> None:
    program = needs.wacz_program()
    assert program
    (tmp_path / "capture.wacz").write_bytes(made.files["capture.wacz"])
    done = subprocess.run([program, "validate", "-f", tmp_path / "capture.wacz"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
