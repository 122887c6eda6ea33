"""A socket that does exactly what a test tells it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from types import TracebackType

Behaviour = Callable[[socket.socket, threading.Event], None]


def read_request(connection: socket.socket) -> bytes:
    """One whole request: head, then as many bytes as Content-Length says."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, rest = data.partition(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    wanted = int(lengths[0].split(b":")[1]) if lengths else 0
    while len(rest) < wanted:
        rest += connection.recv(65536)
    return head + b"\r\n\r\n" + rest


def answering(answer: bytes) -> Behaviour:
    def behave(connection: socket.socket, _over: threading.Event) -> None:
        connection.sendall(answer)

    return behave


class RawServer:
    """Listens on 127.0.0.1; `seen` are the requests it read, `over` is set when the test has ended."""

    def __init__(self, behave: Behaviour, *, read_first: bool = True) -> None:
        self.behave = behave
        self.read_first = read_first
        self.seen: list[bytes] = []
        self.over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> RawServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.over.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while not self.over.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        try:
            if self.read_first:
                self.seen.append(read_request(connection))
            self.behave(connection, self.over)
        except OSError:
            return
