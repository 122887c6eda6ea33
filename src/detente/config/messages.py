"""Compile the translations of the screens: every django.po of the package becomes the django.mo that Django reads.

    python -m detente.config.messages            writes the .mo files
    python -m detente.config.messages --check    writes nothing, exits 1 and names each .mo that is missing or stale

Pure Python, so no gettext programs are needed; the same .po always gives the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent


def sources(package: Path = PACKAGE) -> Iterator[Path]:
    """Every .po file of the package, in a fixed order."""
    yield from sorted(package.glob("*/locale/*/LC_MESSAGES/*.po"))


def compiled(source: Path) -> bytes:
    """The bytes of the .mo for `source`; fuzzy and empty entries are left out, as Django expects."""
    catalogue = polib.pofile(str(source), encoding="utf-8")
    return bytes(catalogue.to_binary())


def stale(package: Path = PACKAGE) -> list[Path]:
    """The .mo files that are missing or differ from what their .po gives."""
    return [target for source in sources(package) if not _is_fresh(source, target := source.with_suffix(".mo"))]


def write(package: Path = PACKAGE) -> list[Path]:
    """Write the stale .mo files and name them."""
    targets = stale(package)
    for target in targets:
        target.write_bytes(compiled(target.with_suffix(".po")))
    return targets


def _is_fresh(source: Path, target: Path) -> bool:
    return target.is_file() and target.read_bytes() == compiled(source)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line of this module; 0 when all is fresh afterwards, 1 when `--check` found stale files."""
    parser = argparse.ArgumentParser(prog="python -m detente.config.messages", description="Compile translations.")
    parser.add_argument("--check", action="store_true", help="write nothing, fail when a .mo file is stale")
    check = parser.parse_args(arguments).check
    named = stale() if check else write()
    for path in named:
        sys.stdout.write(f"{'stale' if check else 'written'}: {path.relative_to(PACKAGE)}\n")
    return 1 if check and named else 0


if __name__ == "__main__":
    sys.exit(main())
