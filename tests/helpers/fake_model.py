"""A language model that a test invents: an OpenAI-compatible server on loopback that does what its `mode` says."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

Row = dict[str, object]
Model = Callable[[Mapping[str, str]], list[Row]]
"""What it answers to the texts by id, as the elements of `readings`."""


@dataclass
class Question:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, object]

    @property
    def system(self) -> str:
        return self._said(0)

    @property
    def user(self) -> str:
        return self._said(1)

    @property
    def mark(self) -> str:
        return str(re.match(r"<<<([0-9a-f]{32})\n", self.user)[1])  # type: ignore[index]

    @property
    def texts(self) -> dict[str, str]:
        """The data between the marks, as an honest reader finds it: between the first and the last line."""
        data = self.user.removeprefix(f"<<<{self.mark}\n").removesuffix(f"\n{self.mark}>>>")
        return {row["id"]: row["text"] for row in json.loads(data)}

    def _said(self, place: int) -> str:
        messages = self.body["messages"]
        assert isinstance(messages, list)
        return str(messages[place]["content"])


def saying(probability: float = 0.9, **values: str) -> Model:
    """A model that says the same of every text."""

    def model(texts: Mapping[str, str]) -> list[Row]:
        said = {each: {"value": value, "probability": probability} for each, value in values.items()}
        return [{"id": key, **said} for key in texts]

    return model


@dataclass
class FakeModel:
    """Serves while it is entered. `mode`: a status to answer with, or one of the faults of `_FAULTS`."""

    model: Model = field(default_factory=lambda: saying(sentiment="negative"))
    mode: str = "fine"
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> FakeModel:
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

    def content(self, texts: Mapping[str, str]) -> str:
        """The words of the model."""
        rows = self.model(texts)
        if self.mode == "wrong ids":
            rows = [{**row, "id": f"m{place}"} for place, row in enumerate(rows)]
        if self.mode == "half":
            rows = rows[: len(rows) // 2]
        said = json.dumps({"readings": rows})
        return {
            "garbage": "Bien sûr ! Voici les étiquettes :",
            "cut": said[:-9],
            "fenced": f"```json\n{said}\n```",
        }.get(self.mode, said)

    def answer(self, texts: Mapping[str, str]) -> bytes:
        """The body of an answer of `chat/completions`."""
        if self.mode == "no json":
            return b"<html>Bad gateway</html>"
        if self.mode == "deep":
            return b"[" * 200_000
        content = None if self.mode == "declined" else self.content(texts)
        body = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()
        return body + b" " * 2_000_000 if self.mode == "huge" else body


def _handler(fake: FakeModel) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            question = Question(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            fake.asked.append(question)
            if fake.mode == "hang":
                fake.over.wait(30)
                return
            self._answer(fake.answer(question.texts))

        def _answer(self, body: bytes) -> None:
            status = int(fake.mode) if fake.mode.isdigit() else 200
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **fake.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if fake.mode == "slow":
                self._drip(body)
            else:
                self.wfile.write(body)

        def _drip(self, body: bytes) -> None:
            """A byte now and then, so that no single wait is long."""
            for place in range(len(body)):
                self.wfile.write(body[place : place + 1])
                self.wfile.flush()
                if fake.over.wait(0.05):
                    return

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                self.close_connection = True  # we hung up first: that is what the test is about

        def log_message(self, format: str, *args: object) -> None:
            return

    return Handler
