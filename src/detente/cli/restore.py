"""`detente restore FILE`: a desk from a backup, into an empty data folder; then ledger and evidence are verified."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final

from detente.cli import backup, desk, prepare
from detente.config.env import Environment
from detente.host import folder, keys, programs
from detente.host.trouble import HostTrouble

NAME = "restore"
HELP = "make a desk from a backup, in an empty data folder"
EXAMPLE = "detente restore /mnt/safe/desk-2026-11-21.tar --data /srv/detente"

_MADE: Final = ("postgres", "keys", "evidence", "restoring")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("file", metavar="FILE", help="a file made by 'detente backup', with FILE.keys beside it")
    parser.add_argument("--keys", metavar="FILE", help="the file of the keys, when it lies elsewhere")
    desk.add_data(parser)
    parser.set_defaults(command=NAME)


def run(arguments: argparse.Namespace) -> int:
    """Restore and verify; 1 when the ledger or a file of the evidence does not hold.

    A failed restore leaves the folder as empty as before.
    """
    asked = desk.environment(arguments)
    source = Path(arguments.file).absolute()
    carried = _read_keys(Path(arguments.keys) if arguments.keys else source.with_name(f"{source.name}.keys"))
    _check_manifest(source)
    _refuse_full(asked)
    try:
        return _restore(asked, source, carried)
    except BaseException:
        _empty(asked.data)
        raise


def _restore(asked: Environment, source: Path, carried: Mapping[str, str]) -> int:
    folder.make(asked.data)
    for name, text in carried.items():
        keys.put(asked.data / "keys", name, text)
    room = asked.data / "restoring"
    _unpack(source, room)
    if asked.database_url:
        with desk.locked(asked.data, NAME):
            return _fill(desk.Desk(asked, asked.database_url), room)
    with desk.started(replace(asked, database_url=None), NAME) as made:
        return _fill(made, room)


def _fill(made: desk.Desk, room: Path) -> int:
    found = programs.find(made.asked.postgres_bin)
    command = [found.path("pg_restore"), "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    environment = backup.dialled(made.database)
    command += ["--dbname", environment["PGDATABASE"], str(room / backup.DUMP)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise HostTrouble(f"The database cannot be restored: {done.stderr.strip().splitlines()[-1]}")
    if (room / backup.EVIDENCE).is_dir():
        shutil.copytree(room / backup.EVIDENCE, made.asked.evidence, dirs_exist_ok=True)
    shutil.rmtree(room)
    return _verify(made)


def _verify(made: desk.Desk) -> int:
    desk.start_django(desk.variables(made.asked, made.database))
    prepare.migrate()
    from django.db import connections

    from detente.desk.vault import the_vault
    from detente.desk.whole_check import Found, look_at_files
    from detente.journal.ledger import verify
    from detente.rules.whole import found_lines

    verdict, found = verify(), Found()
    look_at_files(found, the_vault(), deep=False)
    connections.close_all()
    language = os.environ.get("LANG") or "en"
    said = [verdict.sentence, *found_lines(found)]
    print(f"Restored into {made.data}. {' '.join(one.in_(language) for one in said)}")
    return 0 if verdict.intact and found.whole else 1


def _read_keys(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise HostTrouble(
            f"The keys of the backup cannot be read from {path}: put the .keys file beside the backup, "
            "or name it with --keys; without it nothing sealed can be read."
        ) from error
    if not isinstance(found, dict) or keys.SEALING not in found:
        raise HostTrouble(f"{path} is not a file of keys made by 'detente backup': name the right one with --keys.")
    return {str(name): str(text) for name, text in found.items()}


def _check_manifest(source: Path) -> None:
    try:
        with tarfile.open(source) as tar:
            member = tar.extractfile(backup.MANIFEST)
            manifest = json.loads(member.read()) if member else {}
    except (OSError, tarfile.TarError, KeyError, ValueError) as error:
        raise HostTrouble(f"{source} is not a backup made by 'detente backup': name another file.") from error
    if manifest.get("form") != backup.FORM:
        version = manifest.get("version", "of another form")
        raise HostTrouble(f"{source} was made by Détente {version}, which this one cannot read: restore it with that.")


def _refuse_full(asked: Environment) -> None:
    full = [name for name in ("postgres", "keys") if _has_something(asked.data / name)]
    if full:
        raise HostTrouble(
            f"The data folder {asked.data} holds a desk already: name an empty one with --data, or move this one away."
        )
    if asked.database_url:
        _refuse_full_database(asked.database_url)


def _refuse_full_database(url: str) -> None:
    import psycopg

    trouble = prepare.database_trouble(url)
    if trouble:
        raise HostTrouble(trouble)
    with psycopg.connect(url) as link:
        found = link.execute("SELECT 1 FROM information_schema.tables WHERE table_schema = 'public' LIMIT 1").fetchone()
    if found:
        raise HostTrouble("The database of DATABASE_URL holds tables already: name an empty one, or unset it.")


def _has_something(path: Path) -> bool:
    return path.is_dir() and any(path.iterdir())


def _unpack(source: Path, room: Path) -> None:
    """Unpack only what a backup holds: plain files under the names we know, never outside `room`."""
    with tarfile.open(source) as tar:
        for member in tar:
            name = PurePosixPath(member.name)
            if not member.isfile() or name.is_absolute() or ".." in name.parts:
                raise HostTrouble(f"{source} holds {member.name!r}, which no backup of ours holds: name another file.")
            target = room / name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            content = tar.extractfile(member)
            with open(target, "wb") as file:
                shutil.copyfileobj(content, file) if content else None
            target.chmod(0o600)


def _empty(data: Path) -> None:
    for name in _MADE:
        shutil.rmtree(data / name, ignore_errors=True)
    print(f"Nothing was restored; {data} is as empty as before.", file=sys.stderr)
