"""Files in the vault are whole or absent, open with their own key only, and are gone when destroyed."""

from __future__ import annotations

import errno
import os
from hashlib import sha256
from pathlib import Path

import pytest

from detente.evidence.seal import SealBroken
from detente.evidence.vault import Folder, NoRoom, Vault, vault_name

KEY = b"k" * 32
BOUND = sha256(b"manifest").digest()
NAME = vault_name("01JDETENTE0000000000000000", 2026, 11)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(Folder(tmp_path / "evidence"), KEY)


def files_of(vault: Vault) -> list[Path]:
    assert isinstance(vault.store, Folder)
    return [path for path in vault.store.root.rglob("*") if path.is_file()]


def test_what_was_kept_opens_again_and_its_hash_is_that_of_the_file(vault: Vault) -> None:
    kept = vault.keep(NAME, b"plain words", BOUND)
    assert vault.open(NAME, kept.wrapped, BOUND) == b"plain words"
    [file] = files_of(vault)
    assert vault.file_hash(NAME) == kept.cipher_hash == sha256(file.read_bytes()).digest()
    assert (kept.size, list(vault.store.names())) == (file.stat().st_size, [NAME])


def test_the_file_is_unreadable_without_its_key_and_closed_to_others(vault: Vault) -> None:
    vault.keep(NAME, b"plain words", BOUND)
    [file] = files_of(vault)
    assert b"plain words" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("what", ["another key", "another commitment", "a changed byte", "no file"])
def test_what_is_not_the_same_does_not_open(vault: Vault, what: str) -> None:
    kept = vault.keep(NAME, b"plain words", BOUND)
    [file] = files_of(vault)
    if what == "a changed byte":
        file.write_bytes(bytes([file.read_bytes()[0] ^ 1]) + file.read_bytes()[1:])
    if what == "no file":
        file.unlink()
    opener = Vault(vault.store, b"x" * 32) if what == "another key" else vault
    with pytest.raises(SealBroken):
        opener.open(NAME, kept.wrapped, sha256(b"else").digest() if what == "another commitment" else BOUND)


def test_a_destroyed_file_is_gone_and_destroying_again_changes_nothing(vault: Vault) -> None:
    kept = vault.keep(NAME, b"plain words", BOUND)
    vault.destroy(NAME)
    vault.destroy(NAME)
    assert (files_of(vault), vault.file_hash(NAME)) == ([], None)
    with pytest.raises(SealBroken):
        vault.open(NAME, kept.wrapped, BOUND)


def test_a_full_disk_leaves_nothing_half_written(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NoRoom):
        vault.keep(NAME, b"plain words", BOUND)
    assert files_of(vault) == []


def test_a_name_is_never_taken_twice(vault: Vault) -> None:
    vault.keep(NAME, b"first", BOUND)
    with pytest.raises(FileExistsError):
        vault.keep(NAME, b"second", BOUND)
    assert len(files_of(vault)) == 1


def test_what_a_killed_process_left_half_written_is_no_name_and_can_be_cleared(vault: Vault) -> None:
    vault.keep(NAME, b"whole", BOUND)
    assert isinstance(vault.store, Folder)
    (vault.store.root / "2026" / "11" / ".draft-abc").write_bytes(b"half")
    assert list(vault.store.names()) == [NAME]
    assert vault.store.clear_drafts() == 1
    assert len(files_of(vault)) == 1
