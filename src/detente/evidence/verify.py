"""Checks a bundle offline: every file against the manifest, the manifest against its signature and its stamps.

It says which file or which link fails, and nothing of the truth of what the bundle shows. Copies inside the bundle (the
public key, the authorities' chain) are only compared with the published ones when those are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Final

from cryptography import x509

from detente.evidence.bundle.build import MANIFEST, PUBLIC_KEY, SIGNATURE, WACZ
from detente.evidence.bundle.pack import CHAIN, HOW, SEALED, SUMS, query, reply
from detente.evidence.bundle.read_manifest import BadManifest, Manifest, read_manifest
from detente.evidence.bundle.signer import BadKey, fingerprint, is_signed
from detente.evidence.stamp.answer import NoStamp, Stamp, check, load
from detente.evidence.stamp.der import asked as what_was_asked
from detente.evidence.verify_wacz import Finding, wacz_findings

_STAMP_FILE: Final = re.compile(r"manifest\.([a-z0-9][a-z0-9-]*)\.ts[qr]")
_SUM_LINE: Final = re.compile(r"([0-9a-f]{64})  (.+)")
_SKEW: Final = timedelta(minutes=1)
"""How far a capturing machine and an authority may disagree on the time."""


@dataclass(frozen=True, slots=True)
class Report:
    """`findings`: what fails, empty for a whole bundle. `fingerprint`: of the key inside ("": none could be read)."""

    findings: tuple[Finding, ...]
    manifest: Manifest | None
    fingerprint: str
    stamps: tuple[Stamp, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """What was published outside the bundle, where the reader has it: PEM of the key, and of authorities' roots."""

    key: bytes = b""
    roots: bytes = b""


def verify(files: Mapping[str, bytes], published: Published = Published()) -> Report:
    """Check all of it and go on after each fault. Raises `ValueError` where what is published cannot be read."""
    manifest, found = _manifest(files)
    key, key_findings = _key(files, published)
    stamps, stamp_findings = _stamps(files, manifest, published)
    findings = [
        *_shape(files),
        *sum_findings(files),
        *key_findings,
        *found,
        *(wacz_findings(files[WACZ], manifest) if manifest and WACZ in files else ()),
        *stamp_findings,
    ]
    return Report(tuple(dict.fromkeys(findings)), manifest, key, stamps)


def _shape(files: Mapping[str, bytes]) -> Iterator[Finding]:
    for name in (*SEALED, SUMS, HOW):
        if name not in files:
            yield Finding(name, "is missing")
    for name in files:
        if name not in (*SEALED, SUMS, HOW, CHAIN) and not _STAMP_FILE.fullmatch(name):
            yield Finding(_shown(name), "does not belong to a bundle")


def sum_findings(files: Mapping[str, bytes]) -> Iterator[Finding]:
    """What differs between the files and their `SHA256SUMS`; nothing where there is none."""
    if SUMS not in files:
        return
    lines = [_SUM_LINE.fullmatch(line) for line in files[SUMS].decode("utf-8", "replace").split("\n")[:-1]]
    if not all(lines) or not files[SUMS].endswith(b"\n"):
        yield Finding(SUMS, "has a line that is not a sum and a name")
    listed = {line[2]: line[1] for line in lines if line}
    for name in sorted({*listed, *files} - {SUMS}):
        if name not in listed:
            yield Finding(_shown(name), f"is not listed in {SUMS}")
        elif name not in files:
            yield Finding(_shown(name), f"is listed in {SUMS} and missing")
        elif sha256(files[name]).hexdigest() != listed[name]:
            yield Finding(_shown(name), f"has another hash than {SUMS} says")


def _key(files: Mapping[str, bytes], published: Published) -> tuple[str, list[Finding]]:
    """The fingerprint of the key in the bundle, and what is wrong with it or with the signature."""
    if PUBLIC_KEY not in files:
        return "", []
    try:
        print_ = fingerprint(files[PUBLIC_KEY])
    except BadKey as bad:
        return "", [Finding(PUBLIC_KEY, str(bad))]
    found = []
    if published.key and fingerprint(published.key) != print_:
        found.append(Finding(PUBLIC_KEY, "is not the published key"))
    sealed = MANIFEST in files and SIGNATURE in files
    if sealed and not is_signed(files[MANIFEST], files[SIGNATURE], files[PUBLIC_KEY]):
        found.append(Finding(SIGNATURE, f"is not a signature of {MANIFEST} by {PUBLIC_KEY}"))
    return print_, found


def _manifest(files: Mapping[str, bytes]) -> tuple[Manifest | None, list[Finding]]:
    if MANIFEST not in files:
        return None, []
    try:
        return read_manifest(files[MANIFEST]), []
    except BadManifest as bad:
        return None, [Finding(MANIFEST, str(bad))]


def _stamps(
    files: Mapping[str, bytes], manifest: Manifest | None, published: Published
) -> tuple[tuple[Stamp, ...], list[Finding]]:
    names = sorted({match[1] for match in map(_STAMP_FILE.fullmatch, files) if match})
    if not names or MANIFEST not in files:
        return (), []
    try:
        roots = load(published.roots) if published.roots else _bundled(files)
    except BadChain as bad:
        return (), [Finding(CHAIN, str(bad))]
    stamps: list[Stamp] = []
    found: list[Finding] = []
    for name in names:
        try:
            stamps.append(_stamp(name, files, roots))
        except _Wrong as wrong:
            found.append(wrong.finding)
    early = [one for one in stamps if manifest and one.gen_time < manifest.ended_at - _SKEW]
    found += [Finding(reply(one.authority), "names a time before the capture ended") for one in early]
    return tuple(stamps), found


class BadChain(Exception):
    """The chain in the bundle cannot be used; the message is the rest of a sentence."""


class _Wrong(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.what)
        self.finding = finding


def _bundled(files: Mapping[str, bytes]) -> Sequence[x509.Certificate]:
    """The roots among the certificates of the bundle."""
    try:
        known = load(files.get(CHAIN, b""))
    except ValueError:
        raise BadChain("is missing or holds no certificate that can be read") from None
    return [one for one in known if one.issuer == one.subject]


def _stamp(name: str, files: Mapping[str, bytes], roots: Sequence[x509.Certificate]) -> Stamp:
    asked, answered = query(name), reply(name)
    for file in (asked, answered):
        if file not in files:
            raise _Wrong(Finding(file, "is missing"))
    try:
        stamp = check(name, files[asked], files[answered], roots)
    except NoStamp as none:
        raise _Wrong(Finding(answered, f"is not a stamp on what {asked} asks: {none.detail}")) from None
    if what_was_asked(stamp.request)[0] != sha256(files[MANIFEST]).digest():
        raise _Wrong(Finding(answered, f"is not a stamp on {MANIFEST}"))
    return stamp


def _shown(name: str) -> str:
    """A name from a stranger, safe to print."""
    return name if name.isprintable() and len(name) <= 120 else ascii(name[:120])
