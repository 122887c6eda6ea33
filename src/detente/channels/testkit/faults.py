"""A real HTTP proxy that fails on purpose, in front of a network's server.

with FaultProxy("127.0.0.1", 8000) as proxy:
    proxy.fail(Fault.AFTER_503, times=1)
    …requests to proxy.origin…
    proxy.writes  # what was asked to write, in order
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType


class Fault(StrEnum):
    """What happens to a write. *Commit*: the server behind has done its work and answered the proxy."""

    OK = "ok"
    BEFORE_503 = "503-before"
    AFTER_503 = "503-after-commit"
    CLOSE = "close-after-read"
    CLOSE_AFTER = "close-after-commit"
    TIMEOUT_AFTER = "timeout-after-commit"
    HOLD_BEFORE = "hold-before"
    HOLD_AFTER = "hold-after-commit"

    @property
    def commits(self) -> bool:
        """Whether the server behind gets the request at once (a held one gets it when it is released)."""
        return self not in (Fault.BEFORE_503, Fault.CLOSE, Fault.HOLD_BEFORE)


@dataclass(frozen=True, slots=True)
class Seen:
    """One request that reached the proxy."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fault: Fault


_READS = ("GET", "HEAD", "OPTIONS")
_HOP = ("connection", "keep-alive", "transfer-encoding", "host", "content-length")


class FaultProxy:
    """Listens on 127.0.0.1 and passes on to one server. `silence` (seconds): how long a time-out stays silent."""

    def __init__(self, host: str, port: int, *, listen: int = 0, silence: float = 30.0) -> None:
        self._target = (host, port)
        self._silence = silence
        self._lock = threading.Condition()
        self._fault, self._times = Fault.OK, 0
        self._seen: list[Seen] = []
        self._released = threading.Event()
        self._server = _Server(("127.0.0.1", listen), self)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> FaultProxy:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Let go of everything that is held and close."""
        self._released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    @property
    def origin(self) -> str:
        """Where to send requests instead of to the server."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def seen(self) -> tuple[Seen, ...]:
        """Every request so far."""
        with self._lock:
            return tuple(self._seen)

    @property
    def writes(self) -> tuple[Seen, ...]:
        """Every request so far that asks to write."""
        return tuple(each for each in self.seen if each.method not in _READS)

    def fail(self, fault: Fault, *, times: int | None = None) -> None:
        """Treat the next `times` writes so (None: all of them until told otherwise)."""
        with self._lock:
            self._fault, self._times = fault, -1 if times is None else times
            self._released.clear()

    def release(self) -> None:
        """Let the held requests go on their way."""
        self._released.set()

    def wait_for_writes(self, count: int, *, timeout: float = 10.0) -> bool:
        """Wait until `count` writes have been seen; False when `timeout` seconds pass before."""
        with self._lock:
            return self._lock.wait_for(lambda: len([s for s in self._seen if s.method not in _READS]) >= count, timeout)

    def note(self, method: str, path: str, headers: Iterable[tuple[str, str]], body: bytes) -> Seen:
        """Write down a request and say how it will be treated."""
        with self._lock:
            fault = self._next() if method not in _READS else Fault.OK
            seen = Seen(method, path, tuple(headers), body, fault)
            self._seen.append(seen)
            self._lock.notify_all()
            return seen

    def pass_on(self, seen: Seen) -> tuple[HTTPResponse, bytes]:
        """Let the server behind do its work. Raises `OSError` or `HTTPException` when it does not answer."""
        link = HTTPConnection(*self._target, timeout=30)
        try:
            link.putrequest(seen.method, seen.path, skip_accept_encoding=True)
            for name, value in seen.headers:
                if name.lower() not in _HOP:
                    link.putheader(name, value)
            link.putheader("content-length", str(len(seen.body)))
            link.endheaders(seen.body)
            answer = link.getresponse()
            return answer, answer.read()
        finally:
            link.close()

    def hold(self, seconds: float | None = None) -> None:
        """Wait until released, or for the time given."""
        self._released.wait(seconds if seconds is not None else 60)

    @property
    def silence(self) -> float:
        """How long a time-out stays silent, in seconds."""
        return self._silence

    def _next(self) -> Fault:
        if self._times == 0:
            return Fault.OK
        self._times -= 1 if self._times > 0 else 0
        return self._fault


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], proxy: FaultProxy) -> None:
        self.proxy = proxy
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away in the middle is what this proxy is for."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_any(self) -> None:
        """Treat one request as told."""
        self.close_connection = True
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        seen = self.server.proxy.note(self.command, self.path, self.headers.items(), body)
        try:
            self._treat(seen)
        except (OSError, HTTPException):
            self._answer(502, [], b"")

    do_GET = do_HEAD = do_OPTIONS = do_POST = do_PUT = do_PATCH = do_DELETE = do_any  # noqa: N815  names of http.server

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _treat(self, seen: Seen) -> None:
        proxy, fault = self.server.proxy, seen.fault
        if fault is Fault.HOLD_BEFORE:
            proxy.hold()
        if fault is Fault.CLOSE:
            return
        if fault is Fault.BEFORE_503:
            self._answer(503, [], b"")
            return
        answer, body = proxy.pass_on(seen)
        if fault in (Fault.TIMEOUT_AFTER, Fault.HOLD_AFTER):
            proxy.hold(proxy.silence if fault is Fault.TIMEOUT_AFTER else None)
        if fault in (Fault.TIMEOUT_AFTER, Fault.CLOSE_AFTER):
            return
        if fault is Fault.AFTER_503:
            self._answer(503, [], b"")
            return
        self._answer(answer.status, answer.getheaders(), body)

    def _answer(self, status: int, headers: Iterable[tuple[str, str]], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in _HOP:
                self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.send_header("connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
