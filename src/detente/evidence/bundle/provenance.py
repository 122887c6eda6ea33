"""`evidence/provenance.json`: the points of NF Z67-147, the French standard for a bailiff's record on the internet.

It is voluntary and was written for bailiffs; we fill its list so that whoever weighs the proof finds each answer.
"""

from __future__ import annotations

from collections.abc import Iterable

from detente.contracts.capture import BrowserFacts, Check, Denial, Visit
from detente.evidence.bundle.canonical import Fields, Value
from detente.evidence.bundle.contents import Contents
from detente.evidence.bundle.secrets_out import without_secrets
from detente.evidence.bundle.wacz import utc

_GUARD = (
    "All traffic of the browser passes a proxy of the desk on the same machine. It resolves each name once, refuses "
    "addresses that are not public, keeps no cache and does not end TLS: certificates are checked by the browser."
)
_FRESH = "A new one for this visit, closed after it: empty cache, no cookies, no history, no extension."
_CHANGES = "page_changes"
"""The entry of `Visit.extra` that says what was changed in the page before its picture was taken."""


def provenance(contents: Contents) -> Fields:
    """Everything known of how this came about; null where it is not known."""
    around = contents.surroundings
    return {
        "standard": "NF Z67-147 (2010), points filled in by the desk; no bailiff took part",
        "machine": around.machine or None,
        "system": around.system or None,
        "software": around.detente,
        "network": {
            "public_address": around.public_address or None,
            "resolver": around.resolver or None,
            "provider": around.provider or None,
        },
        "clock": clock(contents),
        "captured_at": {"start": utc(contents.started_at), "end": utc(contents.ended_at)},
        "visit": None if contents.visit is None else _visit(contents.visit),
        "operator": [
            {"message": file.key, "supplied_by": file.by, "at": utc(file.at), "media_type": file.media_type}
            for file in contents.operator
        ],
    }


def clock(contents: Contents) -> Fields:
    """How the machine's clock was compared."""
    known = contents.clock
    return {"source": known.source, "offset_ms": known.offset_ms, "checked_at": utc(known.checked_at)}


def check(said: Check, key: str = "") -> Fields:
    """One look; `key`: of the message that it concerns alone."""
    about: Fields = {"message": key} if key else {}
    return {"name": said.name, "result": said.result, "detail": said.detail, **about}


def _visit(visit: Visit) -> Fields:
    return {
        "browser": _browser(visit.browser),
        "session": _FRESH,
        "language": visit.order.language,
        "time_zone": visit.order.time_zone,
        "guard": {"declared": _GUARD, "denials": [*map(_denied, visit.denials)]},
        "path": {
            "asked": without_secrets(visit.order.url),
            "redirects": _list(map(without_secrets, visit.redirects)),
            "reached": without_secrets(visit.final_url),
            "status": visit.status,
        },
        "steps": [{"at": utc(step.at), "what": without_secrets(step.what)} for step in visit.steps],
        "certificates": _list(visit.certificates),
        "fonts": {shot.key: [{"family": name, "glyphs": count} for name, count in shot.fonts] for shot in visit.shots},
        "page_changes": visit.extra.get(_CHANGES) or "none recorded",
        "truncated": visit.truncated,
        "stopped_by": visit.stopped_by,
        "more": {name: without_secrets(value) for name, value in visit.extra.items()},
    }


def _browser(facts: BrowserFacts | None) -> Value:
    if facts is None:
        return None
    return {
        "product": facts.product,
        "path": facts.path,
        "flags": _list(facts.flags),
        "extensions": "none",
        "sandbox": facts.sandbox,
        "account": facts.account,
        "fonts_sha256": facts.fonts_sha256,
        "viewport": {"width": facts.viewport[0], "height": facts.viewport[1], "scale": str(facts.scale)},
    }


def _denied(denial: Denial) -> Value:
    return {"at": utc(denial.at), "target": denial.target, "why": denial.why}


def _list(texts: Iterable[str]) -> list[Value]:
    return list(texts)
