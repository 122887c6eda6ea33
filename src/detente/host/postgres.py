"""Our own small supervision of the embedded PostgreSQL: private socket, passwords, and an end with its starter.

The server is a direct child. On Linux the kernel sends it SIGINT (a fast, clean shutdown) when the process that started
it dies, whatever killed that process; elsewhere the next start finds it and ends it first. Start it from the main
thread: the kernel binds that promise to the thread.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote

from detente.host.account import unprivileged
from detente.host.cluster import (
    ADMIN_KEY,
    OWNER,
    ROLE,
    ROLE_KEY,
    Cluster,
    ensure,
    explain,
    open_cluster,
    plain,
    socket_folder,
)
from detente.host.programs import Programs, find, reachable
from detente.host.stopping import shielded
from detente.host.trouble import HostTrouble

RECOVERY_SECONDS: Final = 600.0
"""How long a start may take: the repair after a crash of a large database is slow, and must not be called a failure."""
LEFTOVER_SECONDS: Final = 30.0
_PR_SET_PDEATHSIG: Final = 1
_HELD: Final = "pre-existing shared memory block"
_SETTINGS: Final[Mapping[str, str]] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "80",
    "shared_buffers": "128MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # What people wrote stays out of the log: no statement, no row value.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


class Postgres:
    """One running server. `url` is the desk's own address, `admin_url` the owner's."""

    def __init__(self, cluster: Cluster, programs: Programs, run: Path, process: subprocess.Popen[bytes]) -> None:
        self.cluster = cluster
        self.programs = programs
        self.run = run
        self.process = process

    @property
    def url(self) -> str:
        """The address of the desk's database; it holds the password."""
        return self._url(ROLE, ROLE_KEY, ROLE)

    @property
    def admin_url(self) -> str:
        """The address for the owner of the server; it holds the password."""
        return self._url(OWNER, ADMIN_KEY, "postgres")

    def _url(self, role: str, key: str, database: str) -> str:
        return f"postgresql://{role}:{self.cluster.password(key)}@/{database}?host={quote(str(self.run), safe='')}"

    def lives(self) -> bool:
        """Whether our own child still runs."""
        return self.process.poll() is None

    def stop(self, seconds: float = 10.0) -> None:
        """End the server: fast and clean, and hard when that takes longer than `seconds`."""
        for number, patience in ((signal.SIGINT, seconds), (signal.SIGQUIT, 2.0), (signal.SIGKILL, 5.0)):
            if not self.lives():
                break
            self.process.send_signal(number)
            _wait(self.process, patience)
        if self.run != self.cluster.home / "run":
            shutil.rmtree(self.run, ignore_errors=True)

    def psql(self, script: str, *, database: str = "postgres") -> str:
        """Run a script as the owner and return what it printed. Raises `HostTrouble`."""
        command = [self.programs.path("psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", database]
        environment = {
            **plain(), "PGHOST": str(self.run), "PGUSER": OWNER, "PGPASSWORD": self.cluster.password(ADMIN_KEY),
        }  # fmt: skip
        done = subprocess.run(command, input=script, capture_output=True, text=True, env=environment)
        if done.returncode != 0:
            raise HostTrouble(explain(done.stderr, self.cluster.home))
        return done.stdout.strip()


def start(
    data: Path, *, run_as: str | None = None, explicit: Path | None = None, settings: Mapping[str, str] | None = None
) -> Postgres:
    """Start the embedded server of a data folder and make the desk's role and database. Raises `HostTrouble`."""
    account = unprivileged(run_as)
    cluster = open_cluster(data, account)
    programs = reachable(find(explicit), account, cluster.home)
    _end_leftover(cluster)
    ensure(cluster, programs, durable=(settings or {}).get("fsync") != "off")
    server = _started(cluster, programs, {**_SETTINGS, **(settings or {})})
    try:
        _make_desk(server)
    except BaseException:
        server.stop()
        raise
    return server


def log_file(cluster: Cluster) -> Path:
    """Where the server writes what it has to say."""
    return cluster.home.parent / "log" / "postgres.log"


def _started(cluster: Cluster, programs: Programs, settings: Mapping[str, str]) -> Postgres:
    """A server that takes connections. The workers of one that was killed hold its memory a moment longer: wait."""
    deadline = time.monotonic() + LEFTOVER_SECONDS
    while True:
        try:
            return _ready(cluster, programs, settings)
        except HostTrouble:
            if _HELD not in log_file(cluster).read_text(errors="replace") or time.monotonic() > deadline:
                raise
        time.sleep(0.1)


def _ready(cluster: Cluster, programs: Programs, settings: Mapping[str, str]) -> Postgres:
    """One start, ended again when it fails."""
    server = None
    try:
        with shielded():
            server = _launch(cluster, programs, settings)
        _await_ready(server)
    except BaseException:
        if server is not None:
            server.stop()
        raise
    return server


def _launch(cluster: Cluster, programs: Programs, settings: Mapping[str, str]) -> Postgres:
    run = socket_folder(cluster)
    options = [text for name, value in settings.items() for text in ("-c", f"{name}={value}")]
    command = [programs.path("postgres"), "-D", str(cluster.files), "-k", str(run), *options]
    log = os.open(log_file(cluster), os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        process = subprocess.Popen(
            command, cwd=cluster.files.anchor, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=plain(),
            process_group=0, preexec_fn=_end_with_parent(os.getpid()), **cluster.identity,
        )  # fmt: skip
    except OSError as error:
        raise HostTrouble(f"The program {command[0]} cannot be run ({error.strerror}): install it again.") from error
    finally:
        os.close(log)
    return Postgres(cluster, programs, run, process)


def _end_with_parent(parent: int) -> Callable[[], None] | None:
    """What the child does first: ask the kernel for SIGINT at our end, and end at once if we are gone already."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None, use_errno=True)

    def bind() -> None:
        library.prctl(_PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return bind


def _await_ready(server: Postgres) -> None:
    """Wait until our own child, and no other server on the folder, says that it takes connections."""
    deadline = time.monotonic() + RECOVERY_SECONDS
    while time.monotonic() < deadline:
        if _wait(server.process, 0.02):
            raise HostTrouble(explain(log_file(server.cluster).read_text(errors="replace"), server.cluster.home))
        if _status(server.cluster) == (server.process.pid, "ready"):
            return
    raise HostTrouble(
        f"The database is still repairing itself after {RECOVERY_SECONDS / 60:.0f} minutes: "
        f"look at {log_file(server.cluster)}, then start again."
    )


def _status(cluster: Cluster) -> tuple[int, str] | None:
    """The process and the state that the files name, None when there are none."""
    try:
        lines = (cluster.files / "postmaster.pid").read_text().splitlines()
        return int(lines[0]), lines[7].strip()
    except (OSError, ValueError, IndexError):
        return None


def _make_desk(server: Postgres) -> None:
    """Check by a real connection that the server answers, and make the desk's role and database when missing."""
    names = server.psql("SELECT rolname FROM pg_roles UNION ALL SELECT datname FROM pg_database").splitlines()
    if ROLE not in names:
        server.psql(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{server.cluster.password(ROLE_KEY)}'")
    if names.count(ROLE) < 2:
        server.psql(f"CREATE DATABASE {ROLE} OWNER {ROLE}")


def _end_leftover(cluster: Cluster) -> None:
    """End a server that outlived its starter. Two servers on one folder would destroy it, so wait for its end."""
    status = _status(cluster)
    if status is None or not _is_server_of(status[0], cluster):
        return
    deadline = time.monotonic() + LEFTOVER_SECONDS
    os.kill(status[0], signal.SIGINT)
    while _is_server_of(status[0], cluster):
        if time.monotonic() > deadline:
            raise HostTrouble(
                f"An earlier database server (process {status[0]}) still holds {cluster.files}: "
                "end it, then start again."
            )
        time.sleep(0.05)


def _is_server_of(process: int, cluster: Cluster) -> bool:
    """Whether that process is alive and was started on these files (its number may have gone to another)."""
    try:
        line = Path(f"/proc/{process}/cmdline").read_bytes()
    except FileNotFoundError:
        line = b"" if sys.platform == "linux" else _asked_of_ps(process)
    return os.fsencode(cluster.files) in line


def _asked_of_ps(process: int) -> bytes:
    return subprocess.run(["ps", "-o", "args=", "-p", str(process)], capture_output=True).stdout


def _wait(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Whether the process ended within `seconds`."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True
