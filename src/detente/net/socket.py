"""A long line to one vetted address: WebSocket over TLS, the same vetting as for a request, capped frames.

Frames come as bytes whatever their kind. A line that ends says so by an error; nothing here opens it again.
"""

from __future__ import annotations

import logging
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final

import httpx
from websockets.exceptions import ConnectionClosed, InvalidHandshake, WebSocketException
from websockets.sync.client import ClientConnection, connect

from detente.contracts.network import NotSent, Unknown
from detente.net.addresses import AllowedOrigins, Origin, Resolver, origin_of, resolve, vet
from detente.net.way import trusted

_HTTP: Final = {"ws": "http", "wss": "https"}
_QUIET: Final = logging.getLogger("detente.net.socket.frames")
_QUIET.setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class LineLimits:
    """Caps of a line. `connect`: seconds until it is open; `alive`: between two signs of life; `frame`: in bytes."""

    connect: float = 10.0
    alive: float = 30.0
    frame: int = 1024 * 1024


class Line:
    """One open line. Use it as a context; it is closed at the end."""

    def __init__(self, inner: ClientConnection) -> None:
        self._inner = inner

    def __enter__(self) -> Line:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def receive(self, seconds: float) -> bytes | None:
        """The next frame; None when `seconds` pass without one. Raises `Unknown` when the line has ended."""
        try:
            frame = self._inner.recv(timeout=seconds)
        except TimeoutError:
            return None
        except (ConnectionClosed, WebSocketException, OSError) as error:
            raise Unknown(f"the line ended ({type(error).__name__})") from error
        return frame.encode("utf-8", "surrogatepass") if isinstance(frame, str) else bytes(frame)

    def close(self) -> None:
        """End it, from whichever thread."""
        self._inner.close()


@dataclass(frozen=True, slots=True)
class LineOut:
    """The one way from the desk to a stream. Safe to share between threads."""

    allowed: AllowedOrigins = field(default_factory=AllowedOrigins)
    limits: LineLimits = field(default_factory=LineLimits)
    resolver: Resolver = resolve
    tls: ssl.SSLContext = field(default_factory=trusted)

    def open(self, url: str) -> Line:
        """Resolve once, vet, dial the vetted address. Raises `AddressRefused` or `NotSent`; `Unknown` when the other
        side does not speak as it should."""
        origin = _origin(url)
        wire = self._dial(origin, vet(origin, self.allowed, self.resolver))
        secure = origin.scheme == "https"
        try:
            inner = connect(
                url,
                sock=wire,
                ssl=self.tls if secure else None,
                server_hostname=origin.host if secure else None,
                proxy=None,
                compression=None,
                open_timeout=self.limits.connect,
                ping_interval=self.limits.alive,
                ping_timeout=self.limits.alive,
                close_timeout=1,
                max_size=self.limits.frame,
                logger=_QUIET,
                user_agent_header=None,
            )
        except (InvalidHandshake, WebSocketException, OSError, EOFError, ValueError) as error:
            # A redirect is a ValueError to the library: our socket goes nowhere else.
            wire.close()
            raise Unknown(f"{origin.host}: no line ({type(error).__name__})") from error
        if not isinstance(inner, ClientConnection):
            raise Unknown(f"{origin.host}: no line")
        return Line(inner.__enter__())  # the library wants a context; ours is `Line`

    def _dial(self, origin: Origin, addresses: Sequence[str]) -> socket.socket:
        for address in addresses:
            try:
                return socket.create_connection((address, origin.port), timeout=self.limits.connect)
            except OSError:
                continue
        raise NotSent(f"{origin.host}: nobody answers")


def _origin(url: str) -> Origin:
    """The origin as the operator's list writes it: http and https."""
    try:
        target = httpx.URL(url)
        return origin_of(target.copy_with(scheme=_HTTP.get(target.scheme, "")))
    except (httpx.InvalidURL, ValueError) as error:
        raise NotSent("the address cannot be read") from error
