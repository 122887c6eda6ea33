"""Checks the inner archive of a bundle against the manifest, and against its own list and digest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from detente.evidence.bundle import zips
from detente.evidence.bundle.build import WACZ
from detente.evidence.bundle.canonical import NotCanonical, Value, parsed
from detente.evidence.bundle.read_manifest import Listed, Manifest
from detente.evidence.bundle.signer import is_wacz_signed
from detente.evidence.bundle.wacz import DIGEST, PACKAGE

_NOT_IN_PACKAGE: Final = (PACKAGE, DIGEST)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the file (a path inside `capture.wacz` after `!`), and the rest of the sentence."""

    file: str
    what: str

    def __str__(self) -> str:
        return f"{self.file} {self.what}"


def wacz_findings(data: bytes, manifest: Manifest) -> Iterator[Finding]:
    """What is wrong with this `capture.wacz`."""
    listed = manifest.files.get(WACZ)
    if listed is None or not _is(data, listed):
        yield Finding(WACZ, "is not the archive that manifest.json names")
    try:
        inner = zips.read(data, most_bytes=min(zips.MOST_BYTES, sum(one.size for one in manifest.files.values())))
    except zips.ZipRefused as refused:
        yield Finding(_inside(refused.file) if refused.file else WACZ, str(refused))
        return
    yield from _against_manifest(inner, manifest)
    yield from _against_itself(inner)


def _against_manifest(inner: Mapping[str, bytes], manifest: Manifest) -> Iterator[Finding]:
    for path in sorted({*inner, *manifest.files} - {WACZ}):
        if path not in manifest.files:
            yield Finding(_inside(path), "is not listed in manifest.json")
        elif path not in inner:
            yield Finding(_inside(path), "is listed in manifest.json and missing")
        elif not _is(inner[path], manifest.files[path]):
            yield Finding(_inside(path), "has another hash than manifest.json says")


def _against_itself(inner: Mapping[str, bytes]) -> Iterator[Finding]:
    """Its list of files and the digest of that list, as any program for WACZ checks them."""
    package, digest = _object(inner.get(PACKAGE, b"")), _object(inner.get(DIGEST, b""))
    if package is None or digest is None:
        yield Finding(_inside(PACKAGE if package is None else DIGEST), "is missing or cannot be read")
        return
    expected = {path: f"sha256:{sha256(data).hexdigest()}" for path, data in inner.items()}
    if digest.get("hash") != expected[PACKAGE] or digest.get("path") != PACKAGE:
        yield Finding(_inside(DIGEST), f"holds another hash than that of {PACKAGE}")
    if not _is_signed(digest.get("signedData"), expected[PACKAGE]):
        yield Finding(_inside(DIGEST), "has a signature that does not hold")
    resources = package.get("resources")
    listed = {_field(one, "path"): _field(one, "hash") for one in resources} if isinstance(resources, list) else {}
    for path in sorted({*expected, *listed} - {*_NOT_IN_PACKAGE}):
        if listed.get(path) != expected.get(path):
            yield Finding(_inside(path), f"is not the file that {PACKAGE} lists")


def _is_signed(said: Value, digest: str) -> bool:
    same = _field(said, "hash") == digest
    return same and is_wacz_signed(digest, _field(said, "signature"), _field(said, "publicKey"))


def _is(data: bytes, listed: Listed) -> bool:
    return len(data) == listed.size and sha256(data).hexdigest() == listed.sha256


def _object(raw: bytes) -> Mapping[str, Value] | None:
    try:
        said = parsed(raw)
    except NotCanonical:
        return None
    return said if isinstance(said, dict) else None


def _field(value: Value, name: str) -> str:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def _inside(path: str) -> str:
    return f"{WACZ}!{path if path.isprintable() and len(path) <= 120 else ascii(path[:120])}"
