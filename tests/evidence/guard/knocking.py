"""Knock at a gate with exact bytes, and know what the gate dialled."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime

from detente.evidence.guard import Gate, Guard
from detente.evidence.guard.passage import Streams, dial
from detente.net import AllowedOrigins, Resolver, resolve

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PUBLIC = "93.184.216.34"


class Dialled:
    """Stands for the machine's dialling: writes down where, and leads everything to one local port, or nowhere."""

    def __init__(self, port: int | None = None) -> None:
        self.port = port
        self.places: list[tuple[str, int]] = []

    async def __call__(self, address: str, port: int) -> Streams:
        self.places.append((address, port))
        if self.port is None:
            raise ConnectionRefusedError
        return await dial("127.0.0.1", self.port)


def guard(allowed: Sequence[str] = (), resolver: Resolver = resolve, dialled: Dialled | None = None) -> Guard:
    return Guard(AllowedOrigins(allowed), lambda: NOON, resolver=resolver, dial=dialled or dial)


def public(_host: str, _port: int) -> list[str]:
    return [PUBLIC]


def connected(gate: Gate) -> socket.socket:
    return socket.create_connection(("127.0.0.1", gate.port), timeout=5)


def knock(gate: Gate, raw: bytes) -> bytes:
    """What comes back until the gate ends the connection; what came before a cut when it was cut."""
    answer = b""
    with suppress(ConnectionError), connected(gate) as line:
        line.sendall(raw)
        while part := line.recv(65536):
            answer += part
    return answer


def tunnel(target: str) -> bytes:
    return f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode("latin-1")


def plain(authority: str, path: str = "/", *headers: str, method: str = "GET") -> bytes:
    lines = [f"{method} http://{authority}{path} HTTP/1.1", f"Host: {authority}", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
