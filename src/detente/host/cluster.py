"""The database files: made once, whole or not at all, belonging to the account that runs them."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from detente.host import keys
from detente.host.account import Account, Identity, first_closed
from detente.host.programs import Programs
from detente.host.trouble import HostTrouble

OWNER: Final = "postgres"
"""The role that owns the server; used to make the desk's role and database, never by the desk."""
ROLE: Final = "detente"
"""The role and the database of the desk."""
ADMIN_KEY: Final = "database-admin-password"
ROLE_KEY: Final = "database-password"
_LEAST_FREE: Final = 32_000_000
"""Bytes below which the server cannot add to its log of changes; its own complaint may not fit on the disk."""
_SOCKET_LIMIT: Final = 90
"""Bytes a folder's path may have so that the socket's own name still fits (Linux 107, macOS 103)."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The folders of one embedded server."""

    home: Path
    keys: Path
    account: Account | None

    @property
    def files(self) -> Path:
        """The folder that PostgreSQL calls its data directory."""
        return self.home / "cluster"

    @property
    def identity(self) -> Identity:
        """As whom its programs run."""
        return self.account.identity if self.account else {}

    def password(self, name: str) -> str:
        """The password of a role, from the keys folder."""
        return keys.load(self.keys, name).hex()


def open_cluster(data: Path, account: Account | None) -> Cluster:
    """The cluster of a data folder, its folder made and given to the account. Raises `HostTrouble`."""
    cluster = Cluster(data / "postgres", data / "keys", account)
    cluster.home.mkdir(mode=0o700, exist_ok=True)
    keys.make(cluster.keys, (ADMIN_KEY, ROLE_KEY))
    if account:
        _let_in(data, account)
        _give(cluster.home, account)
    return cluster


def _let_in(data: Path, account: Account) -> None:
    """Let the account pass through our own folder, and say so when it cannot even reach it."""
    os.chown(data, -1, account.gid)
    data.chmod(0o710)
    closed = first_closed(account, data)
    if closed is not None:
        raise HostTrouble(
            f"The database runs as the account '{account.name}', which cannot enter {closed}: choose a data folder "
            "that it can reach, such as --data /var/lib/detente, or set DETENTE_RUN_AS to an account that can."
        )


def _give(home: Path, account: Account) -> None:
    os.chown(home, account.uid, account.gid)
    files = home / "cluster"
    if files.is_dir() and files.stat().st_uid != account.uid:
        for path in [files, *files.rglob("*")]:
            os.chown(path, account.uid, account.gid, follow_symlinks=False)


def ensure(cluster: Cluster, programs: Programs, *, durable: bool = True) -> bool:
    """Make the files when there are none yet; whether they were made now. Raises `HostTrouble`."""
    version = cluster.files / "PG_VERSION"
    if version.is_file():
        _same_major(version.read_text().strip(), programs)
        return False
    draft = cluster.home / "cluster.new"
    shutil.rmtree(draft, ignore_errors=True)
    _initdb(cluster, programs, draft, durable=durable)
    draft.rename(cluster.files)
    return True


def _same_major(found: str, programs: Programs) -> None:
    if found != str(programs.major):
        raise HostTrouble(
            f"The database files were made by PostgreSQL {found}, but the programs here are {programs.version}: "
            f"make a backup with the earlier version and restore it, or set DETENTE_POSTGRES_BIN to PostgreSQL {found}."
        )


def _initdb(cluster: Cluster, programs: Programs, draft: Path, *, durable: bool) -> None:
    secret = _password_file(cluster)
    command = [
        programs.path("initdb"), "--pgdata", str(draft), "--username", OWNER, "--pwfile", str(secret),
        "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale-provider", "builtin", "--locale", "C.UTF-8",
        "--data-checksums", *([] if durable else ["--no-sync"]),
    ]  # fmt: skip
    try:
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, env=plain(), **cluster.identity)
    finally:
        secret.unlink()
    if done.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        raise HostTrouble(explain(done.stderr or done.stdout, cluster.home))


def _password_file(cluster: Cluster) -> Path:
    number, name = tempfile.mkstemp(prefix=".first-", dir=cluster.home)
    with os.fdopen(number, "w") as file:
        file.write(cluster.password(ADMIN_KEY))
    if cluster.account:
        os.chown(name, cluster.account.uid, cluster.account.gid)
    return Path(name)


def socket_folder(cluster: Cluster) -> Path:
    """A private folder (mode 0700) for the socket: beside the files, or a short one when that path is too long."""
    folder = cluster.home / "run"
    if len(os.fsencode(folder)) <= _SOCKET_LIMIT:
        folder.mkdir(mode=0o700, exist_ok=True)
    else:
        folder = _short_folder(cluster)
    if cluster.account:
        os.chown(folder, cluster.account.uid, cluster.account.gid)
    return folder


def _short_folder(cluster: Cluster) -> Path:
    """The short folder of an earlier start that ended badly, if it is still ours and private, else a new one."""
    note = cluster.home / "short-run"
    with suppress(OSError):
        old = Path(note.read_text())
        state = old.lstat()
        owner = cluster.account.uid if cluster.account else os.geteuid()
        if state.st_uid == owner and stat.S_ISDIR(state.st_mode) and not state.st_mode & 0o077:
            return old
    new = Path(tempfile.mkdtemp(prefix="detente-", dir="/tmp"))
    note.write_text(str(new))
    return new


def plain() -> dict[str, str]:
    """An environment for PostgreSQL's programs in which nothing of ours or of the machine's PG… variables speaks."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "TMPDIR", "LD_LIBRARY_PATH")}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


def explain(output: str, place: Path) -> str:
    """One sentence for what a program of PostgreSQL complained about."""
    if "No space left on device" in output or shutil.disk_usage(place).free < _LEAST_FREE:
        return f"The disk that holds {place} is full: free some space, then start again; nothing is lost."
    if "could not create shared memory" in output or "could not resize shared memory" in output:
        return "The machine gives the database no shared memory: enlarge /dev/shm (64 MB is enough), then start again."
    if "Permission denied" in output:
        return f"The database cannot read or write its files in {place}: give them back to the account that made them."
    return (
        f"The database did not start ({_last_complaint(output)}): its log is {place.parent / 'log' / 'postgres.log'}."
    )


def _last_complaint(output: str) -> str:
    found: list[str] = re.findall(r"(?:FATAL|PANIC|ERROR|error|fatal):\s+(.+)", output)
    return found[-1].strip().rstrip(".") if found else "it gave no reason"
