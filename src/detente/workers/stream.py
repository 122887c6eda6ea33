"""Long lines to the streams of networks, one for each address, shared by its channels.

A line only lowers the delay: the poll is the truth and finds whatever a line loses. A line that breaks is opened again
after a growing pause, from a little before its last frame on; one that ends at once is opened from now on instead, for
a server that was rebuilt, or whose clock differs, may refuse our time. A dead stream never matters.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db import DatabaseError, InterfaceError, connection

from detente.contracts.network import Connector, NetworkError, Streams
from detente.contracts.refusals import Refused
from detente.desk.actions.stream_channels import stream_is_silent, stream_speaks, streaming_channels
from detente.desk.models import Channel
from detente.net import Line, LineOut
from detente.workers.hints import Ear, Hints
from detente.workers.trouble import DEFECTS

log = logging.getLogger(__name__)

LOOK_ROUND: Final = 5.0
"""Seconds between two looks at which channels want a line, and with which session."""
OVERLAP: Final = timedelta(seconds=10)
SHORTEST: Final = 1.0
LONGEST: Final = 60.0
STEADY: Final = timedelta(seconds=3)
"""A line that ended sooner was refused rather than lost."""
MOST_WAITING: Final = 100_000
"""Frames that wait to be looked at; beyond, they are let go, and the poll finds what they told."""
_SLICE: Final = 0.5

Connect = Callable[[Channel], Connector]


@dataclass(slots=True)
class LineWorker:
    """One line in one thread. `ears` is put anew from outside, never changed in place; `heard_at`: its last frame."""

    address: str
    out: LineOut
    clock: Callable[[], datetime]
    ears: tuple[Ear, ...] = ()
    addresses: Callable[[datetime | None], str] = field(default=lambda _: "")
    heard_at: datetime | None = None
    _stop: threading.Event = field(default_factory=threading.Event)
    _frames: queue.SimpleQueue[tuple[tuple[Ear, ...], bytes]] = field(default_factory=queue.SimpleQueue)

    def stop(self) -> None:
        """End the line soon."""
        self._stop.set()

    def run(self) -> None:
        """Listen until stopped. A second thread fetches: a slow network never holds up the line."""
        fetching = threading.Thread(target=self._fetch, name="stream-hints", daemon=True)
        fetching.start()
        pause = SHORTEST
        while not self._stop.is_set():
            opened_at = self.clock()
            try:
                self._listen()
            except NetworkError as error:
                log.warning("the stream %s is silent (%s)", self.address.split("?")[0], type(error).__name__)
            except (DatabaseError, InterfaceError) as error:
                log.warning("a stream lost the database (%s)", type(error).__name__)
                connection.close()
            steady = self.clock() - opened_at >= STEADY
            if not steady:
                self.heard_at = None
            pause = SHORTEST if steady else min(pause * 2, LONGEST)
            self._stop.wait(pause)
        fetching.join(timeout=2)
        connection.close()

    def _listen(self) -> None:
        since = self.heard_at - OVERLAP if self.heard_at else None
        with self.out.open(self.addresses(since)) as line:
            try:
                self._hear(line)
            finally:
                self._silent()

    def _hear(self, line: Line) -> None:
        carried: set[int] = set()
        while not self._stop.is_set():
            ears = self.ears
            ids = {ear.channel_id for ear in ears}
            if ids - carried:
                stream_speaks(ids, now=self.clock())
            carried = ids
            frame = line.receive(_SLICE)
            if frame is None:
                continue
            self.heard_at = self.clock()
            if self._frames.qsize() < MOST_WAITING:
                self._frames.put((ears, frame))

    def _fetch(self) -> None:
        hints = Hints(self.clock)
        while not self._stop.is_set():
            try:
                self._take_frames(hints)
                hints.look()
            except (DatabaseError, InterfaceError) as error:
                log.warning("a stream lost the database (%s)", type(error).__name__)
                connection.close()
                self._stop.wait(SHORTEST)
        connection.close()

    def _take_frames(self, hints: Hints) -> None:
        """Every frame that is there; wait for one until the next look is due."""
        seconds = hints.pause(_SLICE)
        with suppress(queue.Empty):
            while True:
                hints.hear(*self._frames.get(timeout=seconds) if seconds else self._frames.get_nowait())
                seconds = 0.0

    def _silent(self) -> None:
        try:
            stream_is_silent({ear.channel_id for ear in self.ears})
        except (DatabaseError, InterfaceError):
            connection.close()


class StreamLoop:
    """Gives every channel that wants one a line. Runs like a `Loop`."""

    def __init__(
        self, connect: Connect, out: LineOut, clock: Callable[[], datetime], *, look_round: float = LOOK_ROUND
    ) -> None:
        self.name = "stream"
        self._connect, self._out, self._clock, self._look_round = connect, out, clock, look_round
        self._stop = threading.Event()
        self._lines: dict[str, tuple[LineWorker, threading.Thread]] = {}

    def stop(self) -> None:
        """End every line and return from `run`."""
        self._stop.set()
        for worker, _ in list(self._lines.values()):
            worker.stop()

    def run(self) -> None:
        """Look round until stopped; survive a restart of the database."""
        fresh = True
        while not self._stop.is_set():
            try:
                if fresh:
                    stream_is_silent(None)
                self.look_round()
                fresh = False
            except (DatabaseError, InterfaceError) as error:
                log.warning("stream: the database is away (%s)", type(error).__name__)
                connection.close()
            self._stop.wait(self._look_round)
        for worker, thread in self._lines.values():
            worker.stop()
            thread.join(timeout=2)
        connection.close()

    def look_round(self) -> None:
        """Open, feed and end lines as the channels want it now."""
        wanted: dict[str, list[tuple[Ear, Streams]]] = {}
        for channel in streaming_channels():
            ear, stream = self._ear(channel)
            if ear and stream and (address := stream.stream_address(since=None)):
                wanted.setdefault(address, []).append((ear, stream))
        self._end(wanted)
        for address, ears in wanted.items():
            self._feed(address, ears)

    def _ear(self, channel: Channel) -> tuple[Ear | None, Streams | None]:
        try:
            connector = self._connect(channel)
        except (NetworkError, Refused, *DEFECTS) as error:
            log.info("channel %s: no stream (%s)", channel.id, type(error).__name__)
            return None, None
        if not isinstance(connector, Streams):
            return None, None
        return Ear(channel.id, connector, connector.hint), connector

    def _feed(self, address: str, ears: list[tuple[Ear, Streams]]) -> None:
        worker, thread = self._lines.get(address, (None, None))
        if worker is None or thread is None or not thread.is_alive():
            worker = LineWorker(address, self._out, self._clock)
            thread = threading.Thread(target=worker.run, name="stream-line", daemon=True)
            self._lines[address] = worker, thread
        worker.ears = tuple(ear for ear, _ in ears)
        stream = ears[0][1]
        worker.addresses = lambda since: stream.stream_address(since=since)
        if not thread.is_alive():
            thread.start()

    def _end(self, wanted: Mapping[str, object]) -> None:
        for address in [address for address in self._lines if address not in wanted]:
            self._lines.pop(address)[0].stop()
