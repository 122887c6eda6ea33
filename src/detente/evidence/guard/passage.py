"""One connection of the browser: read what it wants, vet it, dial it, carry bytes both ways under the caps."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Final

from detente.evidence.guard.head import HEAD_BYTES, BadHead, Wanted, own_answer, read_answer, read_request
from detente.evidence.guard.tally import Cap, Capped, Tally, Why
from detente.evidence.guard.targets import Refused, Targets, Way, way_of

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Dial = Callable[[str, int], Awaitable[Streams]]
"""Opens a connection to a vetted address (never a name) and a port. Raises `OSError`."""

_REFUSED: Final = own_answer("403 Forbidden")
_FAILED: Final = own_answer("502 Bad Gateway")
_OPEN: Final = b"HTTP/1.1 200 OK\r\n\r\n"
_UNREACHED: Final = (Why.NO_NAME, Why.NO_ANSWER)
_TLS_HANDSHAKE: Final = 0x16
_CHUNK: Final = 64 * 1024
_LINGER: Final = 1.0
_CUT: Final = (OSError, asyncio.IncompleteReadError, BadHead, Capped)


async def dial(address: str, port: int) -> Streams:
    """Dial an address; a name is an error here, so that nothing can be resolved a second time."""
    return await asyncio.open_connection(address, port, limit=HEAD_BYTES, flags=socket.AI_NUMERICHOST)


@dataclass(slots=True)
class Passage:
    """From one connection of the browser to one vetted address, once."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    tally: Tally
    targets: Targets
    dial: Dial
    carried: int = 0

    async def run(self) -> None:
        """Serve it to its end. Raises nothing for what the browser, the page or the site does."""
        whole = asyncio.timeout(self.tally.limits.seconds)
        try:
            async with whole:
                self.tally.enter()
                await self._serve()
        except _CUT:
            if whole.expired():
                self.tally.reach(Cap.CONNECTION_SECONDS)
            reset(self.writer)
        finally:
            await _closed(self.writer)

    async def _serve(self) -> None:
        wanted = await self._wanted()
        if wanted is None:
            return
        try:
            way = way_of(wanted, self.targets.allowed)
            site = await self._dialled(way, wanted.target)
        except Refused as refused:
            await self._refuse(wanted.target, refused.why)
            return
        try:
            await (self._tunnel(site, way, wanted.target) if wanted.tunnel else self._once(site, wanted))
        finally:
            site[1].transport.abort()

    async def _wanted(self) -> Wanted | None:
        """The request; None when it could not be read, or when the browser closed a line that it had opened early."""
        try:
            async with asyncio.timeout(self.tally.limits.head):
                return read_request(await _head(self.reader))
        except BadHead:
            await self._refuse("", Why.MALFORMED)
        except (TimeoutError, asyncio.IncompleteReadError):
            reset(self.writer)
        return None

    async def _refuse(self, target: str, why: Why) -> None:
        self.tally.deny(target, why)
        self.writer.write(_FAILED if why in _UNREACHED else _REFUSED)
        await self.writer.drain()

    async def _dialled(self, way: Way, target: str) -> Streams:
        seconds = self.tally.limits.connect
        for address in await self.targets.addresses(way.origin, seconds):
            try:
                async with asyncio.timeout(seconds):
                    streams = await self.dial(address, way.origin.port)
            except OSError:
                continue
            self.tally.addresses[target] = address
            return streams
        raise Refused(Why.NO_ANSWER)

    async def _tunnel(self, site: Streams, way: Way, target: str) -> None:
        self.writer.write(_OPEN)
        first = await self.reader.read(_CHUNK)
        if way.encrypted and first and first[0] != _TLS_HANDSHAKE:
            self.tally.deny(target, Why.NOT_TLS)
            raise Capped
        if first:
            await self._carry(first, site[1])
            await _until_one_ends(self._pump(self.reader, site[1]), self._pump(site[0], self.writer))

    async def _once(self, site: Streams, wanted: Wanted) -> None:
        """One request and its answer; whatever the browser sends after it is not sent on."""
        await self._carry(wanted.sent_on(), site[1])
        left = wanted.length
        while left:
            part = await self.reader.readexactly(min(left, _CHUNK))
            left -= len(part)
            await self._carry(part, site[1])
        await _until_one_ends(self._answer(site[0]), _gone(self.reader))

    async def _answer(self, site: asyncio.StreamReader) -> None:
        status, head = 100, b""
        while status < 200:
            status, head = read_answer(await _head(site))
        await self._carry(head, self.writer)
        await self._pump(site, self.writer)

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while chunk := await source.read(_CHUNK):
            await self._carry(chunk, sink)

    async def _carry(self, chunk: bytes, sink: asyncio.StreamWriter) -> None:
        self.carried += len(chunk)
        self.tally.carry(len(chunk), self.carried)
        sink.write(chunk)
        await sink.drain()


def reset(writer: asyncio.StreamWriter) -> None:
    """Cut a connection so that the other side sees a fault: a clean end would make half an answer look whole."""
    inner = writer.get_extra_info("socket")
    if inner is not None and not writer.transport.is_closing():
        inner.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def _closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    try:
        async with asyncio.timeout(_LINGER):
            await writer.wait_closed()
    except OSError:
        writer.transport.abort()


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError as error:
        raise BadHead("too long") from error


async def _gone(reader: asyncio.StreamReader) -> None:
    while await reader.read(_CHUNK):
        pass


async def _until_one_ends(*works: Coroutine[None, None, None]) -> None:
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()
