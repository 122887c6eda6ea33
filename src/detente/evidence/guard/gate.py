"""A gate for each visit: a port of its own on loopback, so that what it used and was denied is its own too."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from types import TracebackType
from typing import Final

from detente.contracts.capture import Denial
from detente.evidence.guard.head import HEAD_BYTES
from detente.evidence.guard.passage import Dial, Passage, dial, reset
from detente.evidence.guard.tally import Cap, GateLimits, Tally
from detente.evidence.guard.targets import Targets
from detente.net.addresses import AllowedOrigins, Resolver, resolve

_HERE: Final = "127.0.0.1"


class Gate:
    """The proxy of one visit, open inside its `with` block; what it counted may be read after it too."""

    def __init__(self, tally: Tally, allowed: AllowedOrigins, resolver: Resolver, dial: Dial, ports: set[int]) -> None:
        self.port: int = 0
        self._tally, self._dial, self._ports = tally, dial, ports
        self._targets = Targets(allowed, resolver, ports)
        self._open: dict[asyncio.Task[None], Passage] = {}
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run, name="guard-gate", daemon=True)

    def __enter__(self) -> Gate:
        self._listener = socket.create_server((_HERE, 0), backlog=128)
        self.port = self._listener.getsockname()[1]
        self._ports.add(self.port)
        self._thread.start()
        self._started.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        self._ports.discard(self.port)

    @property
    def denials(self) -> tuple[Denial, ...]:
        """The connections that were not made, oldest first."""
        return tuple(self._tally.denials)

    @property
    def addresses(self) -> Mapping[str, str]:
        """Host and port as in an address (`example.org:443`) → the address that was dialled last."""
        return dict(self._tally.addresses)

    @property
    def bytes(self) -> int:
        """Bytes carried so far, both ways."""
        return self._tally.bytes

    @property
    def over(self) -> Cap | None:
        """The first cap that was reached."""
        return self._tally.over

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._meet, sock=self._listener, limit=HEAD_BYTES)
        self._started.set()
        await self._stop.wait()
        server.close()
        await self._end_all()

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._stop.is_set() or not is_from_here(writer.get_extra_info("peername")):
            reset(writer)
            return
        passage = Passage(reader, writer, self._tally, self._targets, self._dial)
        task = asyncio.current_task()
        assert task is not None
        self._open[task] = passage
        try:
            await passage.run()
        except asyncio.CancelledError:
            reset(writer)
        finally:
            del self._open[task]

    async def _end_all(self) -> None:
        await asyncio.sleep(0)  # whoever was just let in is shown out by `_meet`
        for task, passage in [*self._open.items()]:
            reset(passage.writer)
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)
        await asyncio.sleep(0)  # transports that were cut are let go of one turn later


def is_from_here(peer: object) -> bool:
    """Whether a connection comes from this machine. The port listens on loopback only: this is the second lock."""
    return isinstance(peer, tuple) and bool(peer) and ipaddress.ip_address(str(peer[0])).is_loopback


class Guard:
    """The guard of one browser. `clock` dates what is denied; `resolver` and `dial` are the machine's own.

    Safe to share between threads; each visit opens a gate.
    """

    def __init__(
        self,
        allowed: AllowedOrigins,
        clock: Callable[[], datetime],
        *,
        resolver: Resolver = resolve,
        dial: Dial = dial,
    ) -> None:
        self._allowed, self._clock, self._resolver, self._dial = allowed, clock, resolver, dial
        self._ports: set[int] = set()

    def gate(self, limits: GateLimits | None = None) -> Gate:
        """A gate for one visit, to be used as a context. Raises `OSError` on entry when no port is free."""
        return Gate(Tally(limits or GateLimits(), self._clock), self._allowed, self._resolver, self._dial, self._ports)
