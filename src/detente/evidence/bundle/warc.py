"""WARC 1.1: what the browser asked and was answered, each record a gzip member of its own, with an index of addresses.

Bodies are written as the browser decoded them, so the headers that spoke of the wire are kept aside under other names.
"""

from __future__ import annotations

import gzip
import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from detente.contracts.capture import Exchange
from detente.evidence.bundle.canonical import canonical
from detente.evidence.bundle.secrets_out import headers_without_secrets, web_address

FILE: Final = "data.warc.gz"
_OF_THE_WIRE: Final = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_NOT_IN_A_LINE: Final = re.compile(r"[\x00-\x1f\x7f]+")
_TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_ADDRESS: Final = re.compile(r"[0-9a-fA-F:.]+")
_PROTOCOL: Final = re.compile(r"[a-z]+(?:/?\d(?:\.\d)?)?")

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Archive:
    """The records, gzipped, and their index (CDXJ, sorted)."""

    warc: bytes
    index: bytes


@dataclass(frozen=True, slots=True)
class _Asked:
    """One exchange whose address can be written down."""

    url: str
    exchange: Exchange


def archive(capture_id: str, at: datetime, software: str, exchanges: Iterable[Exchange]) -> Archive:
    """The archive of a visit; `at`: when it began. What is no http(s) request is left out."""
    info = f"software: {software}\r\nformat: WARC File Format 1.1\r\nisPartOf: {capture_id}\r\n".encode()
    kind = "application/warc-fields"
    parts = [_record("warcinfo", _name(capture_id, "info"), at, [("WARC-Filename", FILE)], kind, info)]
    lines: list[str] = []
    size = len(parts[0])
    for number, exchange in enumerate(exchanges):
        url = web_address(exchange.url)
        if url is None:
            continue
        response, request = _pair(capture_id, number, _Asked(url, exchange))
        if exchange.method.upper() == "GET":
            lines.append(_index_line(_Asked(url, exchange), len(response), size))
        parts += [response, request]
        size += len(response) + len(request)
    return Archive(b"".join(parts), "".join(f"{line}\n" for line in sorted(lines)).encode())


def _pair(capture_id: str, number: int, asked: _Asked) -> tuple[bytes, bytes]:
    exchange = asked.exchange
    name = _name(capture_id, f"{number} response")
    about = [("WARC-Target-URI", asked.url), *_protocol(exchange), *_peer(exchange)]
    digest = [("WARC-Payload-Digest", f"sha256:{sha256(exchange.body).hexdigest()}")]
    kind = "application/http; msgtype="
    answered = _record("response", name, exchange.at, [*about, *digest], f"{kind}response", _response(exchange))
    about.append(("WARC-Concurrent-To", name))
    asking = _name(capture_id, f"{number} request")
    return answered, _record("request", asking, exchange.at, about, f"{kind}request", _request(asked))


def _record(what: str, name: str, at: datetime, more: Pairs, kind: str, block: bytes) -> bytes:
    head = [
        ("WARC-Type", what),
        ("WARC-Record-ID", name),
        ("WARC-Date", f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"),
        *more,
        ("WARC-Block-Digest", f"sha256:{sha256(block).hexdigest()}"),
        ("Content-Type", kind),
        ("Content-Length", str(len(block))),
    ]
    written = b"WARC/1.1\r\n" + _lines(head) + b"\r\n" + block + b"\r\n\r\n"
    return gzip.compress(written, mtime=0)


def _response(exchange: Exchange) -> bytes:
    kept = [
        (f"X-Archive-Orig-{name}" if name.lower() in _OF_THE_WIRE else name, value)
        for name, value in headers_without_secrets(exchange.response_headers)
    ]
    kept.append(("Content-Length", str(len(exchange.body))))
    first = f"HTTP/1.1 {min(max(exchange.status, 0), 999):03d} {_one_line(exchange.reason)}\r\n"
    return first.encode() + _lines(kept) + b"\r\n" + exchange.body


def _request(asked: _Asked) -> bytes:
    parts = urlsplit(asked.url)
    method = asked.exchange.method.upper() if _TOKEN.fullmatch(asked.exchange.method) else "GET"
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    sent = [pair for pair in headers_without_secrets(asked.exchange.request_headers) if pair[0].lower() != "host"]
    return f"{method} {path} HTTP/1.1\r\n".encode() + _lines([("Host", parts.netloc), *sent]) + b"\r\n"


def _lines(headers: Pairs) -> bytes:
    """Header lines; a name that is none is left out (the pseudo-headers of HTTP/2), and no value starts a new line."""
    return b"".join(f"{name}: {_one_line(value)}\r\n".encode() for name, value in headers if _TOKEN.fullmatch(name))


def _one_line(text: str) -> str:
    return _NOT_IN_A_LINE.sub(" ", text).encode(errors="replace").decode().strip()


def _protocol(exchange: Exchange) -> Pairs:
    named = exchange.protocol.lower()
    return [("WARC-Protocol", named)] if _PROTOCOL.fullmatch(named) else []


def _peer(exchange: Exchange) -> Pairs:
    return [("WARC-IP-Address", exchange.address)] if _ADDRESS.fullmatch(exchange.address) else []


def _name(capture_id: str, part: str) -> str:
    return f"<urn:uuid:{uuid.UUID(bytes=sha256(f'{capture_id} {part}'.encode()).digest()[:16], version=4)}>"


def _index_line(asked: _Asked, length: int, offset: int) -> str:
    types = [value for name, value in asked.exchange.response_headers if name.lower() == "content-type"]
    found = canonical(
        {
            "url": asked.url,
            "mime": _one_line(types[0] if types else "").partition(";")[0].strip(),
            "status": str(asked.exchange.status),
            "digest": f"sha256:{sha256(asked.exchange.body).hexdigest()}",
            "length": str(length),
            "offset": str(offset),
            "filename": FILE,
        }
    )
    return f"{searchable(asked.url)} {asked.exchange.at.astimezone(UTC):%Y%m%d%H%M%S} {found.decode()}"


def searchable(url: str) -> str:
    """The address turned round (`org,example)/path?a=1`), small, without `www.`, its question in order."""
    parts = urlsplit(re.sub(r"^(https?://)www\d*\.", r"\1", url.lower()))
    host, _, port = parts.netloc.partition(":")
    plain = "" if port in ("", {"http": "80", "https": "443"}[parts.scheme]) else f":{port}"
    fields = sorted(parse_qsl(parts.query, keep_blank_values=True), key=lambda field: field[0])
    asked = f"?{urlencode(fields)}" if fields else ""
    return f"{','.join(reversed(host.split('.')))}{plain}){parts.path or '/'}{asked}"
