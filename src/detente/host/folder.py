"""The data folder: where it lies, who may enter it, and who is using it now."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from detente.host.trouble import HostTrouble

FOR_ROOT: Final = Path("/var/lib/detente")
PARTS: Final = ("keys", "log", "mail", "evidence")


def default_folder(environ: Mapping[str, str]) -> Path:
    """Where the data of this account lies when nobody says otherwise."""
    if os.geteuid() == 0:
        return FOR_ROOT
    home = environ.get("XDG_DATA_HOME") or os.path.join(environ.get("HOME") or "~", ".local", "share")
    return Path(home).expanduser().absolute() / "detente"


def make(folder: Path) -> None:
    """Make the folder and its parts (mode 0700). Raises `HostTrouble`; never changes a parent."""
    _refuse_checkout(folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for part in PARTS:
            (folder / part).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise HostTrouble(_cannot_use(folder, error)) from error
    _refuse_foreign(folder)


def _refuse_checkout(folder: Path) -> None:
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "pyproject.toml").is_file() and folder.resolve().is_relative_to(checkout):
        raise HostTrouble(
            f"The data folder {folder} lies inside the source code: choose one outside it, such as "
            f"{default_folder(os.environ)}, with --data."
        )


def _refuse_foreign(folder: Path) -> None:
    state = folder.stat()
    if state.st_uid != os.geteuid():
        raise HostTrouble(
            f"The data folder {folder} belongs to another account: start the desk as that account, or choose another "
            "folder with --data."
        )
    if state.st_mode & 0o027:
        folder.chmod(0o700)


def _cannot_use(folder: Path, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return f"The data folder {folder} cannot be written by this account: choose another with --data."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"The data folder {folder} is a file, or lies below one: choose another with --data."
    return f"The data folder {folder} cannot be made ({error.strerror}): free some space or choose another with --data."


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the folder: the command, its process, and the addresses it serves (empty until usable)."""

    command: str
    process: int
    address: str = ""
    database: str = ""

    @property
    def sentence(self) -> str:
        """Who it is, for a person who wanted the folder too."""
        if self.address:
            return f"the desk that runs at {self.address} (process {self.process})"
        return f"'detente {self.command}' (process {self.process})"


class FolderLock:
    """One user of a data folder at a time: held until `release` or our own end, never inherited by children."""

    def __init__(self, folder: Path, command: str) -> None:
        """Take the lock. Raises `HostTrouble` naming the holder when somebody else has it."""
        self._path = folder / "lock"
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            raise HostTrouble(_held(folder)) from None
        self.tell(Holder(command, os.getpid()))

    def tell(self, holder: Holder) -> None:
        """Say who holds the folder now, for those who come second."""
        text = json.dumps(asdict(holder)).encode()
        os.pwrite(self._file, text, 0)
        os.ftruncate(self._file, len(text))

    def stands(self) -> bool:
        """Whether the folder is still there with our lock in it: it may be deleted or moved while the desk runs."""
        try:
            there, ours = self._path.stat(), os.fstat(self._file)
        except OSError:
            return False
        return (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)

    def release(self) -> None:
        """Give the folder free."""
        os.ftruncate(self._file, 0)
        os.close(self._file)


def parts_file(folder: Path) -> Path:
    """The file that every part of a running desk holds locked, shared, while anything of it lives."""
    return folder / "parts"


def await_parts(folder: Path, seconds: float = 15.0) -> None:
    """Wait until no part of an earlier start is left, so that its port and database are free. Raises `HostTrouble`."""
    deadline = time.monotonic() + seconds
    with open(os.open(parts_file(folder), os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o600), "rb") as file:
        while not _is_free(file.fileno(), fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                raise HostTrouble(
                    f"Processes of an earlier start still work on {folder}: wait a moment and start again, or end them."
                )
            time.sleep(0.05)


def holder(folder: Path) -> Holder | None:
    """Who holds the folder, None when nobody does or it cannot be told."""
    try:
        with open(folder / "lock", "rb") as file:
            if _is_free(file.fileno()):
                return None
            return Holder(**json.loads(file.read()))
    except (OSError, ValueError, TypeError):
        return None


def _is_free(file: int, kind: int = fcntl.LOCK_SH) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(file, fcntl.LOCK_UN)
    return True


def _held(folder: Path) -> str:
    by = holder(folder)
    if by is None:
        return f"The data folder {folder} is in use by another 'detente': wait until it ends, or end it."
    if by.address:
        return f"The desk already runs on {folder}, at {by.address} (process {by.process}): open that address."
    return f"The data folder {folder} is in use by {by.sentence}: wait until it ends, or end it."
