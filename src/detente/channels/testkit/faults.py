"""A real HTTP proxy that fails on purpose, in front of a network's server.

with FaultProxy("127.0.0.1", 8000) as proxy:
    proxy.fail(Fault.AFTER_503, times=1)
    proxy.also(Fault.LIMITED, on="reads", path="/list", answer=Canned(429, b"{}", {"Retry-After": "30"}))
    …requests to proxy.origin…
    proxy.writes  # what was asked to write, in order
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Final

from detente.channels.testkit.treatment import OVERSIZE, READS, Canned, Change, Fault, Rule, Wait, Which, skewed

__all__ = ["Canned", "Fault", "FaultProxy", "Seen", "Wait", "skewed"]

_HOP: Final = ("connection", "keep-alive", "transfer-encoding", "host", "content-length")
_DRIP: Final = 0.1
_AS_IT_IS: Final = Rule(Fault.OK)


@dataclass(frozen=True, slots=True)
class Seen:
    """One request that reached the proxy."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fault: Fault


class FaultProxy:
    """Listens on 127.0.0.1 and passes on to one server. `silence` (seconds): how long a time-out stays silent."""

    def __init__(self, host: str, port: int, *, listen: int = 0, silence: float = 30.0) -> None:
        self._target = (host, port)
        self._silence = silence
        self._lock = threading.Condition()
        self._rules: list[Rule] = []
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
        return tuple(each for each in self.seen if each.method not in READS)

    def fail(
        self,
        fault: Fault,
        *,
        times: int | None = None,
        on: Which = "writes",
        path: str = "",
        after: int = 0,
        answer: Canned | None = None,
        change: Change | None = None,
    ) -> None:
        """Treat the next `times` requests so (None: all until told otherwise), and forget what was said before.

        `on`: writes, reads or all; `path`: a regular expression searched in the path; `after`: let so many through
        first; `answer`: what stands in for the server's answer; `change`: what is made of the server's answer.
        """
        with self._lock:
            self._rules.clear()
        self.also(fault, times=times, on=on, path=path, after=after, answer=answer, change=change)

    def also(
        self,
        fault: Fault,
        *,
        times: int | None = None,
        on: Which = "writes",
        path: str = "",
        after: int = 0,
        answer: Canned | None = None,
        change: Change | None = None,
    ) -> None:
        """One more rule behind those that hold already; the first that fits a request treats it."""
        with self._lock:
            self._rules.append(Rule(fault, -1 if times is None else times, on, path, after, answer, change))
            self._released.clear()

    def release(self) -> None:
        """Let the held requests go on their way."""
        self._released.set()

    def wait_for_writes(self, count: int, *, timeout: float = 10.0) -> bool:
        """Wait until `count` writes have been seen; False when `timeout` seconds pass before."""
        with self._lock:
            return self._lock.wait_for(lambda: len([s for s in self._seen if s.method not in READS]) >= count, timeout)

    def note(self, method: str, path: str, headers: Iterable[tuple[str, str]], body: bytes) -> tuple[Seen, Rule]:
        """Write down a request and say how it will be treated."""
        with self._lock:
            rule = next((rule for rule in self._rules if rule.takes(method, path)), _AS_IT_IS)
            seen = Seen(method, path, tuple(headers), body, rule.fault)
            self._seen.append(seen)
            self._lock.notify_all()
            return seen, rule

    def pass_on(self, seen: Seen) -> Canned:
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
            headers = {name: value for name, value in answer.getheaders() if name.lower() not in _HOP}
            return Canned(answer.status, answer.read(), headers)
        finally:
            link.close()

    def hold(self, seconds: float | None = None) -> bool:
        """Wait until released, or for the time given; whether it was released."""
        return self._released.wait(seconds if seconds is not None else 60)

    @property
    def silence(self) -> float:
        """How long a time-out stays silent, in seconds."""
        return self._silence


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

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
        seen, rule = self.server.proxy.note(self.command, self.path, self.headers.items(), body)
        if rule.fault is Fault.HOLD_BEFORE:
            self.server.proxy.hold()
        if rule.fault is Fault.CLOSE:
            return
        if not rule.fault.commits and rule.fault is not Fault.HOLD_BEFORE:
            self._answer(rule.canned())
            return
        try:
            answer = self.server.proxy.pass_on(seen)
        except (OSError, HTTPException):
            answer = Canned(502)
        self._after(answer, rule)

    do_GET = do_HEAD = do_OPTIONS = do_POST = do_PUT = do_PATCH = do_DELETE = do_any  # noqa: N815  names of http.server

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _after(self, answer: Canned, rule: Rule) -> None:
        """The server behind has done its work: what the client hears of it."""
        proxy = self.server.proxy
        match rule.fault:
            case Fault.TIMEOUT_AFTER:
                proxy.hold(proxy.silence)
            case Fault.CLOSE_AFTER:
                pass
            case Fault.AFTER_503:
                self._answer(rule.canned())
            case Fault.HTML:
                self._answer(rule.canned())
            case Fault.SLOW_DRIP:
                self._drip(answer)
            case Fault.CUT:
                self._head(answer, len(answer.body) + 1)
                self.wfile.write(answer.body[: len(answer.body) // 2])
            case Fault.TRUNCATED:
                self._answer(Canned(answer.status, answer.body[: len(answer.body) // 2], answer.headers))
            case Fault.OVERSIZED:
                self._answer(Canned(answer.status, b'{"x":"' + b"x" * OVERSIZE + b'"}', answer.headers))
            case Fault.HOLD_AFTER:
                proxy.hold()
                self._answer(answer)
            case _:
                self._answer(rule.change(answer) if rule.change else answer)

    def _drip(self, answer: Canned) -> None:
        """One byte at a time, never to the end."""
        proxy = self.server.proxy
        self._head(answer, len(answer.body) + 1)
        for number in range(int(proxy.silence / _DRIP)):
            self.wfile.write(answer.body[number : number + 1])
            self.wfile.flush()
            if proxy.hold(_DRIP):
                return

    def _answer(self, answer: Canned) -> None:
        self._head(answer, len(answer.body))
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _head(self, answer: Canned, length: int) -> None:
        self.send_response_only(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(length))
        self.send_header("connection", "close")
        self.end_headers()
