"""A language model that proposes texts, invented by a test: an OpenAI-compatible server on loopback."""

from __future__ import annotations

import json
import re
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

WORDS = "Vous attendez ce colis depuis mardi. J’ai demandé une recherche au dépôt."


@dataclass
class Asked:
    """One request as it came: the two messages, and the data between the marks."""

    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def system(self) -> str:
        return str(self.body["messages"][0]["content"])

    @property
    def user(self) -> str:
        return str(self.body["messages"][1]["content"])

    @property
    def mark(self) -> str:
        return str(re.match(r"<<<([0-9a-f]{32})\n", self.user)[1])  # type: ignore[index]

    @property
    def data(self) -> dict[str, Any]:
        """The object between the first and the last line, and nothing beside it."""
        first, told, last = self.user.split("\n")
        assert (first, last) == (f"<<<{self.mark}", f"{self.mark}>>>")
        return dict(json.loads(told))


@dataclass
class FakeWriter:
    """Serves while it is entered. `says`: its words; `message`: its whole message instead; `status`; `hang`."""

    says: str = WORDS
    message: object = None
    raw: bytes = b""
    status: int = 200
    hang: bool = False
    asked: list[Asked] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> FakeWriter:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def answer(self) -> bytes:
        message = self.message or {"role": "assistant", "content": self.says}
        return self.raw or json.dumps({"choices": [{"message": message}]}).encode()


def _handler(fake: FakeWriter) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            fake.asked.append(Asked({name.lower(): value for name, value in self.headers.items()}, body))
            if fake.hang:
                fake.over.wait(30)
                return
            told = fake.answer()
            self.send_response(fake.status)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                self.close_connection = True  # we hung up first: that is what the test is about

        def log_message(self, format: str, *args: object) -> None:
            return

    return Handler
