"""The bundle as one zip to hand over: the sealed files, every stamp had so far, the sums and how to check it all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final, Protocol

from detente.evidence.bundle import zips
from detente.evidence.bundle.build import MANIFEST, PUBLIC_KEY, SIGNATURE, WACZ
from detente.evidence.bundle.canonical import NotCanonical, parsed
from detente.evidence.bundle.contents import CAPTURE_ID
from detente.evidence.bundle.signer import fingerprint
from detente.evidence.bundle.verify_text import verify_text

SUMS: Final = "SHA256SUMS"
HOW: Final = "VERIFY.txt"
CHAIN: Final = "tsa-chain.pem"
SEALED: Final = (WACZ, MANIFEST, SIGNATURE, PUBLIC_KEY)
"""What every bundle holds, before stamps."""


class Stamped(Protocol):
    """What a bundle keeps of a time stamp; `detente.evidence.stamp.answer.Stamp` is one."""

    @property
    def authority(self) -> str:
        """Its short name (`[a-z0-9-]+`)."""
        ...

    @property
    def request(self) -> bytes:
        """What was asked, in DER."""
        ...

    @property
    def response(self) -> bytes:
        """The whole answer as it came."""
        ...

    @property
    def certificates(self) -> tuple[str, ...]:
        """PEM, from the signer's up to a root."""
        ...


def with_stamps(files: Mapping[str, bytes], stamps: Iterable[Stamped]) -> dict[str, bytes]:
    """All files of the bundle as they are handed over now."""
    stamps = sorted(stamps, key=lambda stamp: stamp.authority)
    known = {name: files[name] for name in SEALED}
    for stamp in stamps:
        known |= {query(stamp.authority): stamp.request, reply(stamp.authority): stamp.response}
    if stamps:
        roots = dict.fromkeys(certificate.strip() for stamp in stamps for certificate in stamp.certificates)
        known[CHAIN] = "".join(f"{certificate}\n" for certificate in roots).encode()
    known[HOW] = verify_text(fingerprint(files[PUBLIC_KEY]), [stamp.authority for stamp in stamps]).encode()
    return {**known, SUMS: sums(known)}


def pack(files: Mapping[str, bytes], stamps: Iterable[Stamped] = ()) -> bytes:
    """The zip to hand over, its files in a folder named after the capture. The same files give the same bytes."""
    folder = _folder(files[MANIFEST])
    return zips.write({f"{folder}/{name}": data for name, data in with_stamps(files, stamps).items()})


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of such a zip by name, out of their folder. Raises `zips.ZipRefused`; says nothing of their worth."""
    try:
        files = zips.read(data)
    except zips.ZipRefused as refused:
        raise _inside(refused) from refused.__cause__
    tops = {name.partition("/")[0] for name in files}
    if len(tops) == 1 and all("/" in name for name in files):
        return {name.partition("/")[2]: content for name, content in files.items()}
    return files


def sums(files: Mapping[str, bytes]) -> bytes:
    """`SHA256SUMS` as `sha256sum -c` reads it."""
    return "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())).encode()


def query(authority: str) -> str:
    """The name of the file with what an authority was asked."""
    return f"manifest.{authority}.tsq"


def reply(authority: str) -> str:
    """The name of the file with what it answered."""
    return f"manifest.{authority}.tsr"


def _folder(manifest: bytes) -> str:
    try:
        said = parsed(manifest)
    except NotCanonical:
        return "bundle"
    name = said.get("capture_id") if isinstance(said, dict) else None
    return name if isinstance(name, str) and CAPTURE_ID.fullmatch(name) else "bundle"


def _inside(refused: zips.ZipRefused) -> zips.ZipRefused:
    return zips.ZipRefused(str(refused), refused.file.partition("/")[2] or refused.file)
