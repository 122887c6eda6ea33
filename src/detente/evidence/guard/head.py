"""The head of one request to the guard, and of one answer through it.

Strict on purpose: whatever a proxy and a server could read differently (two Hosts, folded lines, two lengths, a bare
line feed) is refused, so that nothing can be smuggled behind a request that was vetted.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

Header = tuple[str, str]

HEAD_BYTES: Final = 32 * 1024
_LINE: Final = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) ([\x21-\x7e]+) HTTP/1\.1")
_HEADER: Final = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)")
_AUTHORITY: Final = re.compile(r"([A-Za-z0-9_-][A-Za-z0-9._-]{0,254}|\[[0-9A-Fa-f:.]{2,45}\])(?::([1-9][0-9]{0,4}))?")
_ABSOLUTE: Final = re.compile(r"http://([^/?#]+)(/[^#]*|\?[^#]*)?")
_STATUS: Final = re.compile(r"HTTP/1\.[01] ([1-5][0-9]{2})(?: [\t\x20-\x7e\x80-\xff]*)?")
_LENGTH: Final = re.compile(r"[0-9]{1,9}")
_BETWEEN_TWO: Final = frozenset(
    {"connection", "proxy-connection", "keep-alive", "proxy-authorization", "proxy-authenticate", "te", "trailer",
     "upgrade", "expect", "proxy-status"}
)  # fmt: skip
OWN_MARK: Final = ("Proxy-Status", "detente")
"""On every answer that the guard writes itself; taken from those of a site."""
_PORTS: Final = {True: 443, False: 80}


class BadHead(ValueError):
    """These bytes are not a request, or an answer, that can be read in one way only."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a browser asks of the guard. `tunnel`: CONNECT, else one plain request with a body of `length` bytes.

    `host` in lower case, an IPv6 address without brackets; `path` as sent on, empty for a tunnel.
    """

    tunnel: bool
    method: str
    host: str
    port: int
    path: str = ""
    headers: tuple[Header, ...] = ()
    length: int = 0

    @property
    def target(self) -> str:
        """Host and port as they are written in an address."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def sent_on(self) -> bytes:
        """The head for the site: one request, and the connection ends with it."""
        kept = [f"{name}: {value}" for name, value in self.headers if name.lower() not in _BETWEEN_TWO]
        return _joined([f"{self.method} {self.path} HTTP/1.1", *kept, "Connection: close"])


def read_request(raw: bytes) -> Wanted:
    """The request of these bytes, up to and with the empty line. Raises `BadHead`."""
    first, headers = _taken_apart(raw)
    found = _LINE.fullmatch(first)
    if not found:
        raise BadHead("no request line")
    method, target = found[1], found[2]
    tunnel = method == "CONNECT"
    authority, path = (target, "") if tunnel else _absolute(target)
    host, port = _place(authority, tunnel)
    if tunnel and ":" not in authority.rpartition("]")[2]:
        raise BadHead("a tunnel needs a port")
    if _place(_only(headers, "host"), tunnel) != (host, port):
        raise BadHead("the address and Host differ")
    return Wanted(tunnel, method, host, port, path, headers, _length(headers, tunnel))


def read_answer(raw: bytes) -> tuple[int, bytes]:
    """Status of an answer, and its head as the browser gets it: the connection ends with it. Raises `BadHead`."""
    first, headers = _taken_apart(raw)
    found = _STATUS.fullmatch(first)
    if not found:
        raise BadHead("no status line")
    kept = [f"{name}: {value}" for name, value in headers if name.lower() not in _BETWEEN_TWO]
    return int(found[1]), _joined([first, *kept, "Connection: close"])


def own_answer(status: str) -> bytes:
    """An answer of the guard's own, without a body."""
    return _joined([f"HTTP/1.1 {status}", ": ".join(OWN_MARK), "Content-Length: 0", "Connection: close"])


def is_own_answer(url: str, headers: Iterable[Header]) -> bool:
    """Whether what a browser got for this address is an answer of the guard, and none of the site."""
    own = {(name.lower(), value) for name, value in headers}
    return url.startswith("http://") and (OWN_MARK[0].lower(), OWN_MARK[1]) in own


def _joined(lines: list[str]) -> bytes:
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def _taken_apart(raw: bytes) -> tuple[str, tuple[Header, ...]]:
    if len(raw) > HEAD_BYTES or not raw.endswith(b"\r\n\r\n"):
        raise BadHead("no whole head")
    first, *lines = raw[:-4].decode("latin-1").split("\r\n")
    return first, tuple(_header(line) for line in lines)


def _header(line: str) -> Header:
    """A folded line, a space before the colon, a bare line feed and a NUL do not match."""
    found = _HEADER.fullmatch(line)
    if not found:
        raise BadHead("a header that is none")
    return found[1], found[2].rstrip(" \t")


def _absolute(target: str) -> tuple[str, str]:
    found = _ABSOLUTE.fullmatch(target)
    if not found:
        raise BadHead("not an absolute plain address")
    path = found[2] or "/"
    return found[1], path if path.startswith("/") else f"/{path}"


def _place(authority: str, tunnel: bool) -> tuple[str, int]:
    found = _AUTHORITY.fullmatch(authority)
    if not found:
        raise BadHead("no host and port")
    port = int(found[2]) if found[2] else _PORTS[tunnel]
    if port > 65535:
        raise BadHead("no such port")
    return _host(found[1]), port


def _host(written: str) -> str:
    if not written.startswith("["):
        return written.lower()
    try:
        return str(ipaddress.IPv6Address(written[1:-1]))
    except ValueError as error:
        raise BadHead("no IPv6 address") from error


def _values(headers: tuple[Header, ...], wanted: str) -> list[str]:
    return [value for name, value in headers if name.lower() == wanted]


def _only(headers: tuple[Header, ...], wanted: str) -> str:
    values = _values(headers, wanted)
    if len(values) != 1:
        raise BadHead(f"{wanted} must stand there once")
    return values[0]


def _length(headers: tuple[Header, ...], tunnel: bool) -> int:
    """How many bytes follow. A body in pieces is refused: browsers send none in plain HTTP, smugglers do."""
    if _values(headers, "transfer-encoding"):
        raise BadHead("a body in pieces")
    if not _values(headers, "content-length"):
        return 0
    length = _only(headers, "content-length")
    if tunnel or not _LENGTH.fullmatch(length):
        raise BadHead("no length")
    return int(length)
