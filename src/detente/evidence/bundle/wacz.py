"""The inner archive, WACZ 1.1.1: what the page was, replayable, with every file listed and the list signed.

The signature inside is anonymous, as the format allows no time stamp beside it; the seal that counts is outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from detente.contracts.capture import Exchange, Visit
from detente.evidence.bundle.canonical import Fields, canonical
from detente.evidence.bundle.secrets_out import web_address
from detente.evidence.bundle.signer import Signer
from detente.evidence.bundle.warc import FILE, archive
from detente.evidence.bundle.zips import write

VERSION: Final = "1.1.1"
PACKAGE: Final = "datapackage.json"
DIGEST: Final = "datapackage-digest.json"
_SQUEEZED: Final = (".mhtml", ".json", ".html", ".jsonl", ".cdx")


def web_files(capture_id: str, at: datetime, software: str, visit: Visit | None) -> dict[str, bytes]:
    """`archive/`, `indexes/` and `pages/` of a visit; empty ones where there was none."""
    exchanges = visit.exchanges if visit else ()
    made = archive(capture_id, at, software, exchanges)
    return {f"archive/{FILE}": made.warc, "indexes/index.cdx": made.index, "pages/pages.jsonl": _pages(visit)}


def wrap(files: Mapping[str, bytes], *, about: Fields, at: datetime, software: str, signer: Signer) -> dict[str, bytes]:
    """The same files and, before them, the list of them and its signed digest. `about`: title and main page."""
    package = canonical(
        {
            "profile": "data-package",
            "wacz_version": VERSION,
            "created": utc(at),
            "software": software,
            **about,
            "resources": [_resource(path, data) for path, data in files.items()],
        }
    )
    digest = f"sha256:{sha256(package).hexdigest()}"
    signed: Fields = {"hash": digest, "created": utc(at), "software": software, **signer.sign_wacz(digest)}
    said = canonical({"path": PACKAGE, "hash": digest, "signedData": signed})
    return {PACKAGE: package, DIGEST: said, **files}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """`capture.wacz`. The archive itself is stored, so that a replaying program can read a record where it lies."""
    return write(files, squeeze=_SQUEEZED)


def about_page(visit: Visit | None) -> Fields:
    """Title and main page, where there is one that can be replayed."""
    main = _main(visit)
    if visit is None or main is None:
        return {"title": "Evidence without a page"}
    url, exchange = main
    return {"title": visit.title or url, "mainPageUrl": url, "mainPageDate": utc(exchange.at)}


def utc(at: datetime) -> str:
    """A moment as the bundle writes it."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z"


def _resource(path: str, data: bytes) -> Fields:
    name = path.rpartition("/")[2].lower()
    return {"name": name, "path": path, "hash": f"sha256:{sha256(data).hexdigest()}", "bytes": len(data)}


def _pages(visit: Visit | None) -> bytes:
    lines: list[Fields] = [{"format": "json-pages-1.0", "id": "pages", "title": "All pages"}]
    main = _main(visit)
    if visit is not None and main is not None:
        url, exchange = main
        lines.append({"id": "page-1", "url": url, "title": visit.title, "ts": utc(exchange.at)})
    return b"".join(canonical(line) + b"\n" for line in lines)


def _main(visit: Visit | None) -> tuple[str, Exchange] | None:
    """The address of the page and the exchange that brought it."""
    wanted = web_address(visit.final_url) if visit else None
    if visit is None or wanted is None:
        return None
    found = [one for one in visit.exchanges if web_address(one.url) == wanted and one.method.upper() == "GET"]
    return (wanted, found[-1]) if found else None
