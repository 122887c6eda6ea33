"""`manifest.json`, the only thing that is signed and stamped: form `detente.evidence/1`, canonical JSON.

It holds the hash of every file and a salt of 256 bits, so that its own hash tells nothing to whoever lacks it.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from detente.contracts.capture import Level
from detente.evidence.bundle.canonical import Fields, Value
from detente.evidence.bundle.contents import Chain, Contents, Message
from detente.evidence.bundle.inner import kind_of
from detente.evidence.bundle.provenance import check, clock
from detente.evidence.bundle.secrets_out import without_secrets
from detente.evidence.bundle.wacz import utc

SCHEMA: Final = "detente.evidence/1"
LEVELS: Final = {Level.A: "A_browser", Level.B: "B_operator", Level.C: "C_reconstruction", Level.D: "D_api_only"}


def manifest(contents: Contents, files: Mapping[str, bytes], chain: Chain, salt: bytes) -> Fields:
    """The manifest of these files (inner ones by their path in the WACZ, and `capture.wacz` itself)."""
    legal: Fields = {"legal_basis": contents.legal_basis} if contents.legal_basis else {}
    return {
        "schema": SCHEMA,
        "capture_id": contents.capture_id,
        "salt": salt.hex(),
        "captured_at": {"start": utc(contents.started_at), "end": utc(contents.ended_at)},
        "clock": clock(contents),
        "target": _target(contents),
        "level": LEVELS[contents.level],
        "checks": _checks(contents),
        "files": [_file(path, data) for path, data in sorted(files.items())],
        "chain": {"ledger": chain.ledger, "prev_seq": chain.prev_seq, "prev_hash": chain.prev_hash},
        "software": _software(contents),
        "erases_after": utc(contents.erases_after) if contents.erases_after else None,
        **legal,
    }


def _target(contents: Contents) -> Fields:
    visit = contents.visit
    return {
        "platform": contents.platform,
        "url": without_secrets(contents.url),
        "final_url": without_secrets(visit.final_url) if visit else None,
        "status": visit.status if visit else None,
        "stopped_by": visit.stopped_by if visit else None,
        "truncated": visit.truncated if visit else False,
        "comment_ids": [message.comment_id for message in contents.messages],
        "messages": [_message(contents, message) for message in contents.messages],
    }


def _message(contents: Contents, message: Message) -> Fields:
    visit = contents.visit
    return {
        "key": message.key,
        "comment_id": message.comment_id,
        "level": LEVELS[contents.level_of(message)],
        "stopped_by": visit.why_not_a(message.key) if visit else None,
    }


def _checks(contents: Contents) -> list[Value]:
    visit = contents.visit
    if visit is None:
        return []
    return [*map(check, visit.checks), *(check(said, shot.key) for shot in visit.shots for said in shot.checks)]


def _file(path: str, data: bytes) -> Fields:
    kind = kind_of(path)
    return {
        "path": path,
        "sha256": sha256(data).hexdigest(),
        "bytes": len(data),
        "media_type": kind.media_type,
        "role": kind.role,
        "source": kind.source,
    }


def _software(contents: Contents) -> Fields:
    browser = contents.visit.browser if contents.visit else None
    return {
        "detente": contents.surroundings.detente,
        "os": contents.surroundings.system,
        "browser": browser.product if browser else None,
        "fonts_sha256": browser.fonts_sha256 if browser else None,
    }
