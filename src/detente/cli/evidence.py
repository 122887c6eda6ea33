"""`detente evidence verify BUNDLE…`: check bundles offline, with no desk; say which file or which link fails."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from detente.host.trouble import HostTrouble

if TYPE_CHECKING:
    from detente.evidence.casefile.verify import CaseReport
    from detente.evidence.verify import Published, Report
    from detente.evidence.verify_wacz import Finding

NAME = "evidence"
HELP = "check bundles of evidence and files of cases, offline"
EXAMPLE = "detente evidence verify --key signer-as-published.pem bundle.zip"

_MOST_BYTES: Final = 2 << 30
_MOST_FILES: Final = 64
_PROOFS: Final = "proofs.json"
"""What tells the folder of a case file from that of a bundle."""


class _Unreadable(Exception):
    """This bundle cannot be opened; the message is the rest of a sentence."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    acts = parser.add_subparsers(title="acts", metavar="ACT", required=True)
    verify = acts.add_parser(
        "verify", help=HELP, description=f"{HELP.capitalize()}. One line for each thing that fails."
    )
    verify.add_argument("bundles", metavar="BUNDLE", nargs="+", type=Path, help="a zip, or the folder it was opened to")
    verify.add_argument("--key", metavar="FILE", type=Path, help="the public key (PEM) that the organisation published")
    verify.add_argument(
        "--roots", metavar="FILE", type=Path, help="roots (PEM) that the time-stamp authorities publish"
    )


def run(arguments: argparse.Namespace) -> int:
    """Check each bundle; 1 when anything fails."""
    published = _published(arguments.key, arguments.roots)
    whole = [_checked(path, published) for path in arguments.bundles]
    return 0 if all(whole) else 1


def _checked(path: Path, published: Published) -> bool:
    from detente.evidence.casefile.verify import is_case_file, verify_case
    from detente.evidence.verify import verify

    try:
        files = _opened(path)
    except _Unreadable as bad:
        print(f"{path}: {bad}", flush=True)
        return False
    if is_case_file(files):
        case = verify_case(files, published)
        return _told(path, case.findings, _whole_case(case, published))
    report = verify(files, published)
    return _told(path, report.findings, _whole(report, published))


def _told(path: Path, findings: Sequence[Finding], whole: str) -> bool:
    lines = [f"{path}: {finding}" for finding in findings] or [f"{path}: {whole}"]
    print("\n".join(lines), flush=True)
    return not findings


def _whole_case(report: CaseReport, published: Published) -> str:
    stamps = [f"{one.authority} {one.gen_time:%Y-%m-%d %H:%M:%S} UTC" for one in report.stamps]
    outside = f"{report.stamped} of them under a time stamp from outside ({', '.join(stamps) or 'none'})"
    keys = "the published key" if published.key else f"key {', '.join(report.keys)}; compare it with the published one"
    held = f"{report.items} sealed items, {report.bundles} folders"
    return f"whole, the file of a case: {held}, {outside}; signed by {keys}."


def _whole(report: Report, published: Published) -> str:
    level = report.manifest.level[0] if report.manifest else "?"
    stamps = [f"{one.authority} {one.gen_time:%Y-%m-%d %H:%M:%S} UTC" for one in report.stamps]
    key = "the published key" if published.key else f"key {report.fingerprint}; compare it with the published one"
    return f"whole, level {level}; time stamps: {', '.join(stamps) or 'none'}; signed by {key}."


def _published(key: Path | None, roots: Path | None) -> Published:
    from detente.evidence.bundle.signer import BadKey, fingerprint
    from detente.evidence.stamp.answer import load
    from detente.evidence.verify import Published

    read = Published(*(_given(path) if path else b"" for path in (key, roots)))
    try:
        if key:
            fingerprint(read.key)
    except BadKey as bad:
        raise HostTrouble(f"{key} {bad}: give the PEM file that the organisation published.") from None
    try:
        if roots:
            load(read.roots)
    except ValueError as bad:
        raise HostTrouble(f"{roots} {bad}: give the PEM file that the authority publishes.") from None
    return read


def _given(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise HostTrouble(f"{path} cannot be read ({error.strerror}): name a PEM file.") from None


def _opened(path: Path) -> Mapping[str, bytes]:
    from detente.evidence.bundle.pack import unpack
    from detente.evidence.bundle.zips import ZipRefused

    try:
        return _folder(path) if path.is_dir() else unpack(_file(path))
    except ZipRefused as refused:
        raise _Unreadable(f"{refused.file} {refused}" if refused.file else f"{refused}") from None
    except OSError as error:
        raise _Unreadable(f"cannot be read ({error.strerror})") from None


def _folder(folder: Path) -> dict[str, bytes]:
    if (folder / _PROOFS).is_file():
        return _case_folder(folder)
    paths = sorted(folder.iterdir())
    if len(paths) > _MOST_FILES:
        raise _Unreadable(f"holds {len(paths)} files, which no bundle does")
    for path in paths:
        if path.is_symlink() or not path.is_file():
            raise _Unreadable(f"holds {path.name!a}, which is not a plain file")
    return {path.name: _file(path) for path in paths}


def _case_folder(folder: Path) -> dict[str, bytes]:
    paths = [path for path in sorted(folder.rglob("*")) if path.is_symlink() or not path.is_dir()]
    if any(path.is_symlink() or not path.is_file() for path in paths):
        raise _Unreadable("holds something that is not a plain file")
    return {path.relative_to(folder).as_posix(): _file(path) for path in paths}


def _file(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        raise _Unreadable("is neither a zip nor a folder")
    if path.stat().st_size > _MOST_BYTES:
        raise _Unreadable(f"is larger than {_MOST_BYTES >> 30} GB, which no bundle is")
    return path.read_bytes()
