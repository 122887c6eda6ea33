"""What one visit used of the network, where its caps lie, and what was denied to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from detente.contracts.capture import Denial

_MIB = 1024 * 1024


class Why(StrEnum):
    """Why a connection was not made."""

    MALFORMED = "malformed request"
    PLAIN = "plain http"
    PORT = "port not allowed"
    ADDRESS = "address not public"
    OWN_PORT = "the guard itself"
    NOT_TLS = "not encrypted"
    NO_NAME = "name without address"
    NO_ANSWER = "nobody answers"


class Cap(StrEnum):
    """A cap that was reached. The first two end the visit's traffic, the others one connection."""

    CONNECTIONS = "connections"
    VISIT_BYTES = "visit bytes"
    CONNECTION_BYTES = "connection bytes"
    CONNECTION_SECONDS = "connection seconds"


class Capped(Exception):
    """This connection may carry nothing more."""


@dataclass(frozen=True, slots=True)
class GateLimits:
    """Caps of one visit: bytes both ways; `head`, `connect`, `seconds`: for a request's head, a dial, a connection."""

    connections: int = 1_000
    visit_bytes: int = 64 * _MIB
    connection_bytes: int = 48 * _MIB
    seconds: float = 60.0
    head: float = 10.0
    connect: float = 5.0


@dataclass(slots=True)
class Tally:
    """Written by the gate's thread only; others may read it at any time."""

    limits: GateLimits
    clock: Callable[[], datetime]
    denials: list[Denial] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)
    connections: int = 0
    bytes: int = 0
    over: Cap | None = None
    shut: bool = False

    def enter(self) -> None:
        """Count one connection more. Raises `Capped`."""
        if self.shut:
            raise Capped
        self.connections += 1
        if self.connections > self.limits.connections:
            raise self.reach(Cap.CONNECTIONS)

    def carry(self, size: int, so_far: int) -> None:
        """Count `size` bytes of a connection that carried `so_far` with them. Raises `Capped`."""
        if self.shut:
            raise Capped
        self.bytes += size
        if self.bytes > self.limits.visit_bytes:
            raise self.reach(Cap.VISIT_BYTES)
        if so_far > self.limits.connection_bytes:
            raise self.reach(Cap.CONNECTION_BYTES)

    def reach(self, cap: Cap) -> Capped:
        """Remember the first cap that was reached; what to raise, for who wants to."""
        self.over = self.over or cap
        self.shut = self.shut or cap in (Cap.CONNECTIONS, Cap.VISIT_BYTES)
        return Capped(cap.value)

    def deny(self, target: str, why: Why) -> None:
        """Write down one connection that was not made."""
        self.denials.append(Denial(self.clock(), target, why.value))
