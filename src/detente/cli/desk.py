"""How a command reaches a desk: its data folder, its database (running already or started for the time), and Django."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from detente.config import env
from detente.host import folder, keys, postgres
from detente.host.trouble import HostTrouble

SETTINGS = "detente.config.settings"


def add_data(parser: argparse.ArgumentParser) -> None:
    """The option that names the data folder."""
    parser.add_argument("--data", metavar="DIR", help="the data folder (default: DETENTE_DATA, or the machine's usual)")


def environment(arguments: argparse.Namespace) -> env.Environment:
    """What the variables and `--data` ask for. Raises `EnvironmentRefused`."""
    named: str | None = getattr(arguments, "data", None)
    told = dict(os.environ)
    if named:
        told["DETENTE_DATA"] = str(Path(named).expanduser().absolute())
    return env.read(told)


def variables(asked: env.Environment, database: str) -> dict[str, str]:
    """The environment of a part of this desk."""
    return {
        "DETENTE_DATA": str(asked.data),
        "DATABASE_URL": database,
        "DETENTE_SECRET_KEY_FILE": str(asked.secret_key_file),
        "DETENTE_URL": asked.url or "",
        "DETENTE_ALLOWED_ORIGINS": ",".join(asked.allowed_origins),
        "DETENTE_MAIL": asked.mail,
        "DETENTE_EVIDENCE": str(asked.evidence),
        "DJANGO_SETTINGS_MODULE": SETTINGS,
    }


def start_django(told: Mapping[str, str]) -> None:
    """Set Django up in this process."""
    os.environ.update(told)
    import django

    django.setup()


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk whose database answers. `server` is the embedded one when this command started it."""

    asked: env.Environment
    database: str
    server: postgres.Postgres | None = None

    @property
    def data(self) -> Path:
        """Its data folder."""
        return self.asked.data


@contextmanager
def open_desk(arguments: argparse.Namespace) -> Iterator[Desk]:
    """The desk of the data folder, with its database: the one that runs, `DATABASE_URL`, or one started for the time.

    Raises `HostTrouble` when there is no desk yet.
    """
    asked = environment(arguments)
    if not (asked.data / "keys" / keys.SEALING).is_file():
        raise HostTrouble(f"There is no desk in {asked.data} yet: start one with 'detente up', or name it with --data.")
    running = folder.holder(asked.data)
    if asked.database_url or (running and running.database):
        yield Desk(asked, asked.database_url or (running.database if running else ""))
        return
    with started(asked, arguments.command) as desk:
        yield desk


@contextmanager
def started(asked: env.Environment, command: str) -> Iterator[Desk]:
    """The desk of a folder nobody uses now, its embedded database started for the time. Raises `HostTrouble`."""
    with locked(asked.data, command):
        server = postgres.start(asked.data, run_as=asked.run_as, explicit=asked.postgres_bin)
        try:
            yield Desk(replace(asked, database_url=None), server.url, server)
        finally:
            server.stop()


@contextmanager
def locked(data: Path, command: str) -> Iterator[folder.FolderLock]:
    """The data folder, made when missing, to ourselves, with its keys and nothing of an earlier start left in it."""
    os.umask(0o077)  # whatever the desk and its parts write is closed to others
    folder.make(data)
    lock = folder.FolderLock(data, command)
    try:
        folder.await_parts(data)
        keys.make_all(data / "keys")
        yield lock
    finally:
        lock.release()


def database_of(asked: env.Environment) -> str:
    """The database of a desk that runs already: `DATABASE_URL`, or what `up` says. Raises `HostTrouble`."""
    running = folder.holder(asked.data)
    found = asked.database_url or (running.database if running else "")
    if not found:
        raise HostTrouble(
            f"No database runs for {asked.data}: set DATABASE_URL, or start the whole desk with 'detente up'."
        )
    return found
