"""Reads a manifest that a stranger hands us: its form `detente.evidence/1`, and nothing of it believed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.evidence.bundle.canonical import NotCanonical, Value, canonical, parsed
from detente.evidence.bundle.contents import CAPTURE_ID
from detente.evidence.bundle.inner import ROLES, SOURCES
from detente.evidence.bundle.manifest import LEVELS, SCHEMA

_Looks = Callable[[Value], bool]
_HEX: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Listed:
    """What the manifest says of one file: SHA-256 (hexadecimal) and size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The part of it that is checked further. `ended_at`: when the capture ended; `files`: by path."""

    capture_id: str
    level: str
    url: str
    ended_at: datetime
    files: Mapping[str, Listed]


class BadManifest(Exception):
    """It has not the form; the message is the rest of a sentence."""


def read_manifest(raw: bytes) -> Manifest:
    """What it says. Raises `BadManifest` naming the first thing that is not as it should be."""
    try:
        said = parsed(raw)
        one_form = canonical(said) == raw
    except NotCanonical as error:
        raise BadManifest(str(error)) from None
    if not isinstance(said, dict):
        raise BadManifest("is not an object")
    for problem in _problems(said):
        raise BadManifest(problem)
    if not one_form:
        raise BadManifest("is not in its canonical form")
    return _read(said)


def _problems(said: Mapping[str, Value]) -> Iterator[str]:
    if said.get("schema") != SCHEMA:
        yield f"is not of the form {SCHEMA}"
    yield from (f"lacks {name}" for name in _FIELDS if name not in said)
    yield from (f"has a field of no known name ({name[:40]!a})" for name in said if name not in {*_FIELDS, *_OPTIONAL})
    looks = {**_FIELDS, **_OPTIONAL}
    yield from (f"has a wrong {name}" for name, value in said.items() if not looks[name](value))


def _text(value: Value) -> bool:
    return isinstance(value, str)


def _has(**inner: _Looks) -> _Looks:
    return lambda value: (
        isinstance(value, dict) and all(name in value and look(value[name]) for name, look in inner.items())
    )


def _each(look: _Looks, *, least: int = 0) -> _Looks:
    return lambda value: isinstance(value, list) and len(value) >= least and all(map(look, value))


def _like(pattern: re.Pattern[str]) -> _Looks:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _one_of(values: Collection[str]) -> _Looks:
    return lambda value: isinstance(value, str) and value in values


def _moment(value: Value) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _size(value: Value) -> bool:
    return type(value) is int and value >= 0


def _maybe(look: _Looks) -> _Looks:
    return lambda value: value is None or look(value)


_FILE: Final = _has(
    path=_text, sha256=_like(_HEX), bytes=_size, media_type=_text, role=_one_of(ROLES), source=_one_of(SOURCES)
)
_FIELDS: Final[Mapping[str, _Looks]] = {
    "schema": _text,
    "capture_id": _like(CAPTURE_ID),
    "salt": _like(_HEX),
    "captured_at": _has(start=_moment, end=_moment),
    "clock": _has(source=_text, offset_ms=_maybe(lambda value: type(value) is int), checked_at=_moment),
    "target": _has(platform=_text, url=_text, final_url=_maybe(_text), status=_maybe(_size), comment_ids=_each(_text)),
    "level": _one_of(LEVELS.values()),
    "checks": _each(_has(name=_text, result=_one_of(("pass", "fail", "skipped")))),
    "files": _each(_FILE, least=1),
    "chain": _has(ledger=_text, prev_seq=_size, prev_hash=_text),
    "software": _has(detente=_text, browser=_maybe(_text), os=_text, fonts_sha256=_maybe(_text)),
    "erases_after": _maybe(_moment),
}
_OPTIONAL: Final[Mapping[str, _Looks]] = {"legal_basis": _text}


def _read(said: Mapping[str, Value]) -> Manifest:
    files: dict[str, Listed] = {}
    for one in _list(said["files"]):
        path = _str(one, "path")
        if path in files:
            raise BadManifest("lists a file twice")
        size = _dict(one)["bytes"]
        files[path] = Listed(_str(one, "sha256"), size if isinstance(size, int) else 0)
    ended = datetime.fromisoformat(_str(said["captured_at"], "end"))
    level = said["level"]
    return Manifest(_str(dict(said), "capture_id"), str(level), _str(said["target"], "url"), ended, files)


def _dict(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, dict) else {}


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def _str(value: Value, name: str) -> str:
    return str(_dict(value)[name])
