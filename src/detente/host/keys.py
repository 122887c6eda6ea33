"""The keys of a desk: made once, readable by their owner only, kept in a folder apart from the database."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Final

SECRET: Final = "secret-key"  # noqa: S105 - the name of a file
SEALING: Final = "sealing-key"
CHANNELS: Final = "channels-key"
SIGNING: Final = "signing-key"
NAMES: Final = (SECRET, SEALING, CHANNELS, SIGNING)
_LENGTH: Final = 32


class KeyMissing(Exception):
    """A key cannot be read; the message is one sentence that says what to do."""


def make_all(folder: Path) -> None:
    """Make the folder (mode 0700) and every key that is not there yet (mode 0600), each written whole or not at all."""
    make(folder, NAMES)


def make(folder: Path, names: Iterable[str]) -> None:
    """Make the named keys that are not there yet; a key that exists is never touched."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in names:
        if not (folder / name).exists():
            _write(folder / name, secrets.token_hex(_LENGTH))


def put(folder: Path, name: str, text: str) -> None:
    """Put a key of a backup into the folder of a new desk. Raises `KeyMissing` when its name is not that of a key."""
    if name != Path(name).name or name.startswith(".") or "\0" in name:
        raise KeyMissing(f"The keys file holds {name!r}, which is not the name of a key: use the one of the backup.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(folder / name, text)


def load(folder: Path, name: str) -> bytes:
    """The 32 bytes of a key. Raises `KeyMissing`."""
    try:
        key = bytes.fromhex((folder / name).read_text().strip())
    except (OSError, ValueError):
        raise KeyMissing(
            f"The key {name} cannot be read in {folder}: start the desk once, or restore the keys file of a backup."
        ) from None
    if len(key) != _LENGTH:
        raise KeyMissing(f"The key {name} in {folder} is damaged: restore the keys file of a backup.")
    return key


def _write(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
