"""From what was captured to the sealed files in one pure step: same contents, key, chain and salt, same bytes."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from detente.contracts.capture import Level
from detente.evidence.bundle.canonical import canonical
from detente.evidence.bundle.contents import Chain, Contents
from detente.evidence.bundle.inner import evidence_files
from detente.evidence.bundle.manifest import manifest
from detente.evidence.bundle.signer import Signer
from detente.evidence.bundle.wacz import about_page, web_files, wrap, zipped

WACZ: Final = "capture.wacz"
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.sig"
PUBLIC_KEY: Final = "signer.pub.pem"
SALT: Final = 32


@dataclass(frozen=True, slots=True)
class Built:
    """A sealed capture. `files`: by name, without stamps; `commitment`: SHA-256 of `manifest`, 32 bytes.

    The commitment is what the ledger holds and what a time-stamp authority is asked to stamp. `levels`: by key.
    """

    files: Mapping[str, bytes]
    manifest: bytes
    commitment: bytes
    level: Level
    levels: Mapping[str, Level]


def build(contents: Contents, signer: Signer, *, chain: Chain, salt: bytes | None = None) -> Built:
    """Seal it. `salt`: 32 random bytes, made here when none are given. Raises `ValueError` for another length."""
    salt = secrets.token_bytes(SALT) if salt is None else salt
    if len(salt) != SALT:
        raise ValueError(f"a salt has {SALT} bytes, not {len(salt)}")
    inner = _inner(contents, signer)
    wacz = zipped(inner)
    said = canonical(manifest(contents, {**inner, WACZ: wacz}, chain, salt))
    files = {WACZ: wacz, MANIFEST: said, SIGNATURE: signer.sign(said), PUBLIC_KEY: signer.public_pem}
    levels = {message.key: contents.level_of(message) for message in contents.messages}
    return Built(files, said, sha256(said).digest(), contents.level, levels)


def _inner(contents: Contents, signer: Signer) -> dict[str, bytes]:
    software = contents.surroundings.detente
    web = web_files(contents.capture_id, contents.started_at, software, contents.visit)
    files = {**web, **evidence_files(contents)}
    about = about_page(contents.visit)
    return wrap(files, about=about, at=contents.ended_at, software=software, signer=signer)
