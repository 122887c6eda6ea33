"""The files of `evidence/`, and what the manifest says of each: its kind, its part, and whose data it holds."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from detente.contracts.capture import Level
from detente.evidence.bundle.canonical import Fields, canonical
from detente.evidence.bundle.contents import EXTENSIONS, Contents, Message
from detente.evidence.bundle.provenance import provenance
from detente.evidence.bundle.reconstruction import reconstruct
from detente.evidence.bundle.secrets_out import facts_without_secrets

FOLDER: Final = "evidence"
SOURCES: Final = ("api", "public_page", "operator", "desk")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is. `source`: whose data it holds, so that what came from a network's API can be erased apart."""

    media_type: str
    role: str
    source: str


_JSON: Final = "application/json"
_FIXED: Final = {
    "capture.wacz": Kind("application/wacz", "archive", "desk"),
    "archive/data.warc.gz": Kind("application/warc", "archive", "public_page"),
    "indexes/index.cdx": Kind("text/x-cdxj", "index", "public_page"),
    "pages/pages.jsonl": Kind("application/jsonl", "pages", "public_page"),
    "datapackage.json": Kind(_JSON, "package", "desk"),
    "datapackage-digest.json": Kind(_JSON, "package", "desk"),
    f"{FOLDER}/page.mhtml": Kind("multipart/related", "mhtml", "public_page"),
    f"{FOLDER}/provenance.json": Kind(_JSON, "provenance", "desk"),
}
_BY_START: Final = (
    ("context", Kind("image/jpeg", "context_image", "public_page")),
    ("c-", Kind("image/png", "comment_image", "public_page")),
    ("api-", Kind(_JSON, "api", "api")),
    # Drawn by the desk, but every word in it came from the API.
    ("reconstruction-", Kind("text/html", "reconstruction", "api")),
)
ROLES: Final = frozenset(
    {kind.role for kind in _FIXED.values()} | {kind.role for _, kind in _BY_START} | {"operator_file"}
)


def kind_of(path: str) -> Kind:
    """What the file at this path is."""
    name = path.rpartition("/")[2]
    if path in _FIXED:
        return _FIXED[path]
    if name.startswith("operator-"):
        ending = name.rpartition(".")[2]
        return Kind(next(kind for kind, end in EXTENSIONS.items() if end == ending), "operator_file", "operator")
    return next(kind for start, kind in _BY_START if name.startswith(start))


def evidence_files(contents: Contents) -> dict[str, bytes]:
    """All files of `evidence/`, the pictures first."""
    files = {**_pictures(contents), **_operators(contents)}
    for message in contents.messages:
        files |= _of_message(contents, message)
    said: Fields = provenance(contents)
    named = {**files, "provenance.json": canonical(said)}
    return {f"{FOLDER}/{name}": data for name, data in named.items()}


def _pictures(contents: Contents) -> dict[str, bytes]:
    visit = contents.visit
    if visit is None:
        return {}
    known = {message.key for message in contents.messages}
    files = {f"c-{shot.key}.png": shot.png for shot in visit.shots if shot.png and shot.key in known}
    for number, slice_ in enumerate(visit.context, start=1):
        files["context.jpg" if number == 1 else f"context-{number}.jpg"] = slice_
    return {**files, "page.mhtml": visit.mhtml} if visit.mhtml else files


def _operators(contents: Contents) -> dict[str, bytes]:
    numbered = enumerate(contents.operator, start=1)
    return {f"operator-{number}.{EXTENSIONS[file.media_type]}": file.data for number, file in numbered}


def _of_message(contents: Contents, message: Message) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    if message.api:
        headers: Fields = {**facts_without_secrets(message.api_headers)}
        files |= {f"api-{message.key}.json": message.api, f"api-{message.key}.headers.json": canonical(headers)}
    if message.shown is not None and contents.level_of(message) is Level.C:
        page = reconstruct(message.shown, sha256(message.api).hexdigest())
        files[f"reconstruction-{message.key}.html"] = page
    return files
