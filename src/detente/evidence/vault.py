"""Where sealed folders lie: whole encrypted files under names of our own, each with a key of its own.

The door is small (`put`, `read`, `remove`, `names`), so that another store can stand behind it later. A file is written
under a temporary name, flushed to disk, then given its name: what is there is whole. Source: evidence note, sections 9
and 10.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, Protocol

from detente.evidence.seal import SealBroken, lock, unlock

_SUFFIX: Final = ".sealed"
_DRAFT: Final = ".draft-"
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_KEY: Final = 32


class NoRoom(Exception):
    """The disk is full: nothing was kept, nothing half-written stays."""


class Store(Protocol):
    """Named files, whole or absent."""

    def put(self, name: str, content: bytes) -> None:
        """Keep `content` for good under a new name. Raises `NoRoom`."""
        ...

    def read(self, name: str) -> bytes | None:
        """The whole file; None when it is not there."""
        ...

    def remove(self, name: str) -> None:
        """Destroy it. Again does nothing."""
        ...

    def names(self) -> Iterator[str]:
        """Every name there is, in no order."""
        ...

    def written_at(self, name: str) -> datetime | None:
        """When it was put there (aware, UTC); None when it is not there."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """A store in a folder of this machine, by year and month; names look like `2026/11/<26 letters>.sealed`."""

    root: Path

    def put(self, name: str, content: bytes) -> None:
        """See `Store`. Raises `NoRoom`, `FileExistsError` when the name is taken."""
        place = self.root / name
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = place.with_name(f"{_DRAFT}{secrets.token_hex(8)}")
        try:
            _write(draft, content)
            os.link(draft, place)
            _flush(place.parent)
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise NoRoom("the disk of the evidence folder is full") from error
            raise
        finally:
            draft.unlink(missing_ok=True)

    def read(self, name: str) -> bytes | None:
        """See `Store`."""
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        """See `Store`."""
        (self.root / name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """See `Store`."""
        return (path.relative_to(self.root).as_posix() for path in self.root.glob(f"*/*/*{_SUFFIX}"))

    def written_at(self, name: str) -> datetime | None:
        """See `Store`."""
        try:
            return datetime.fromtimestamp((self.root / name).stat().st_mtime, UTC)
        except FileNotFoundError:
            return None

    def clear_drafts(self, before: datetime | None = None) -> int:
        """Remove what a killed process left half-written, all when nobody writes, else what is older than `before`.

        How many there were.
        """
        drafts = [path for path in self.root.glob(f"*/*/{_DRAFT}*") if before is None or _older(path, before)]
        for draft in drafts:
            draft.unlink(missing_ok=True)
        return len(drafts)


def _write(draft: Path, content: bytes) -> None:
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _older(path: Path, before: datetime) -> bool:
    try:
        return path.stat().st_mtime < before.timestamp()
    except FileNotFoundError:
        return False


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the vault: its name, its key under the desk's sealing key, SHA-256 and size of it as it lies there."""

    name: str
    wrapped: bytes
    cipher_hash: bytes
    size: int


@dataclass(frozen=True, slots=True)
class Vault:
    """Encrypted files in a store. `key`: the desk's 32-byte sealing key, kept apart from the store."""

    store: Store
    key: bytes

    def keep(self, name: str, plain: bytes, bound_to: bytes) -> Kept:
        """Encrypt under a key of its own and keep. `bound_to`: its commitment, without which it never opens.

        Raises `NoRoom`.
        """
        own = secrets.token_bytes(_KEY)
        locked = lock(plain, own, bound_to)
        self.store.put(name, locked)
        return Kept(name, lock(own, self.key, bound_to), sha256(locked).digest(), len(locked))

    def open(self, name: str, wrapped: bytes, bound_to: bytes) -> bytes:
        """The plain bytes. Raises `SealBroken` when the file is gone, was changed, or is another one."""
        locked = self.store.read(name)
        if locked is None:
            raise SealBroken("the file is not in the vault")
        return unlock(locked, unlock(wrapped, self.key, bound_to), bound_to)

    def file_hash(self, name: str) -> bytes | None:
        """SHA-256 of the file as it lies there, 32 bytes; None when it is gone."""
        locked = self.store.read(name)
        return None if locked is None else sha256(locked).digest()

    def destroy(self, name: str) -> None:
        """Remove the file. Its key is destroyed by whoever holds `wrapped`."""
        self.store.remove(name)


def vault_name(key: str, year: int, month: int) -> str:
    """The name under which a bundle's file lies."""
    return f"{year:04d}/{month:02d}/{key}{_SUFFIX}"
