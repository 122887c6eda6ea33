"""`detente backup FILE`: database and evidence in one file, and the keys, apart, in FILE.keys."""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from detente import __version__
from detente.cli import desk
from detente.config.clock import now
from detente.host import cluster, programs
from detente.host.trouble import HostTrouble

NAME = "backup"
HELP = "keep the whole desk in one file, and its keys in a second one"
EXAMPLE = "detente backup /mnt/safe/desk-2026-11-21.tar"

FORM: Final = 1
"""The form of the file; a later one that cannot be read by this version has a higher number."""
MANIFEST: Final = "manifest.json"
DUMP: Final = "database.dump"
EVIDENCE: Final = "evidence"
NOT_CARRIED: Final = frozenset({cluster.ADMIN_KEY, cluster.ROLE_KEY})
"""Passwords of this machine's own database; a restored desk makes its own."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("file", metavar="FILE", help="the file to make; FILE.keys is made beside it")
    desk.add_data(parser)
    parser.set_defaults(command=NAME)


def run(arguments: argparse.Namespace) -> int:
    """Make both files, whole or not at all. Works while the desk runs."""
    target = Path(arguments.file).absolute()
    beside = target.with_name(f"{target.name}.keys")
    for path in (target, beside):
        if path.exists():
            raise HostTrouble(f"{path} exists already, and a backup is never written over another: choose a new name.")
    with desk.open_desk(arguments) as open_desk:
        try:
            with _whole(target) as draft:
                _write(open_desk, draft)
            with _whole(beside) as draft:
                draft.write_text(json.dumps(_keys(open_desk.data / "keys")))
        except OSError as error:
            sentence = f"The backup cannot be written to {target.parent} ({error.strerror}): choose another folder."
            raise HostTrouble(sentence) from error
    print(f"Backup made: {target} ({target.stat().st_size // 1024} kB).")
    print(f"Keep {beside} in another place: without it nothing sealed can be read, with it everything can.")
    return 0


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """A private draft that takes its name only when it is complete and on the disk."""
    number, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(number)
    draft = Path(name)
    try:
        yield draft
        with open(draft, "rb") as file:
            os.fsync(file.fileno())
        draft.rename(target)
    finally:
        draft.unlink(missing_ok=True)


def _write(open_desk: desk.Desk, draft: Path) -> None:
    """The database first: all evidence that it names is then on the disk already."""
    with tempfile.TemporaryDirectory(dir=draft.parent, prefix=".detente-") as room, tarfile.open(draft, "w") as tar:
        dump = Path(room) / DUMP
        dump_database(open_desk, dump)
        manifest = json.dumps({"form": FORM, "version": __version__, "made_at": now().isoformat()}).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(manifest)
        tar.addfile(entry, io.BytesIO(manifest))
        tar.add(dump, DUMP)
        _add_evidence(tar, open_desk.asked.evidence)


def _add_evidence(tar: tarfile.TarFile, folder: Path) -> None:
    """What is erased while we read is left out, and so is what another part is just writing."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
            with suppress(FileNotFoundError):
                tar.add(path, f"{EVIDENCE}/{path.relative_to(folder)}", recursive=False)


def dump_database(open_desk: desk.Desk, dump: Path) -> None:
    """Write the database in PostgreSQL's own archive form. Raises `HostTrouble`."""
    found = programs.find(open_desk.asked.postgres_bin)
    command = [found.path("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", "--file", str(dump)]
    done = subprocess.run(command, env=dialled(open_desk.database), capture_output=True, text=True)
    if done.returncode != 0:
        raise HostTrouble(cluster.explain(done.stderr, dump.parent))


def dialled(database: str) -> dict[str, str]:
    """An environment in which PostgreSQL's programs reach that database; its password is in no list of processes."""
    from psycopg.conninfo import conninfo_to_dict

    told = conninfo_to_dict(database)
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    names |= {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}
    return {**cluster.plain(), **{names[key]: str(value) for key, value in told.items() if key in names}}


def _keys(folder: Path) -> dict[str, str]:
    paths = [path for path in folder.iterdir() if path.name not in NOT_CARRIED and not path.name.startswith(".")]
    return {path.name: path.read_text().strip() for path in sorted(paths)}
