"""The HTTP API of the network of paper."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Final
from urllib.parse import parse_qs, urlsplit

from detente.channels.testkit.paper.book import LONGEST, Note, PaperBook
from detente.contracts.arrivals import Json

Answer = tuple[int, Mapping[str, Json]]
MOST: Final = 100


class Refuse(Exception):
    """The API says no."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.answer: Answer = (status, {"error": code})


class PaperServer:
    """The network of paper on 127.0.0.1."""

    def __init__(self, book: PaperBook) -> None:
        self.book = book
        self._server = _Server(("127.0.0.1", 0), book)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> PaperServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])


def shown(note: Note) -> dict[str, Json]:
    """A note as the API tells it."""
    return {
        "id": note.id, "parent": note.parent, "author": note.author, "text": note.text, "version": note.version,
        "written_at": note.at.isoformat(), "state": note.state, "locked": note.locked,
    }  # fmt: skip


class _Api:
    """One request to the API."""

    def __init__(self, book: PaperBook, method: str, url: str, body: bytes, key: str) -> None:
        self.book = book
        self.method = method
        self.place = urlsplit(url).path
        self.query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        self.body = body
        self.key = key

    def answer(self) -> Answer:
        for method, pattern, name in ROUTES:
            found = re.fullmatch(pattern, self.place)
            if found and method == self.method:
                handler: Callable[..., Answer] = getattr(self, name)
                with self.book.lock:
                    return handler(*found.groups())
        raise Refuse(404, "no_such_place")

    def me(self) -> Answer:
        return 200, {"account": "paper-1", "name": "Ondelune", "rights": ["read", "write", "hide"]}

    def notes(self) -> Answer:
        before = datetime.fromisoformat(self.query["before"]) if "before" in self.query else None
        limit = min(int(self.query.get("limit", MOST)), MOST)
        there = [note for note in self.book.listing() if before is None or note.at < before]
        return 200, {"notes": [shown(note) for note in there[:limit]], "older": len(there) > limit}

    def note(self, note_id: str) -> Answer:
        return 200, shown(self._there(note_id))

    def many(self) -> Answer:
        found = [self.book.get(note_id) for note_id in self.query.get("ids", "").split(",")]
        return 200, {"notes": [shown(note) for note in found if note and note.state != "gone"]}

    def answers(self, note_id: str) -> Answer:
        # A blind network shows nobody's answers of ours.
        ours = False if self.book.kind == "blind" else None
        return 200, {"notes": [shown(note) for note in self.book.under(self._there(note_id).id, ours=ours)]}

    def by_key(self, key: str) -> Answer:
        note = self.book.with_key(key)
        if note is None or self.book.kind not in ("keyed", "two_phase"):
            raise Refuse(404, "gone")
        return 200, shown(note)

    def write(self) -> Answer:
        said = self._said()
        if self.book.kind == "keyed" and (known := self.book.with_key(self.key)):
            return 200, shown(known)
        return self._written(str(said.get("parent")), str(said.get("text")))

    def slot(self, note_id: str) -> Answer:
        """An upsert: one answer a note, and whatever stood there is replaced."""
        text = str(self._said().get("text"))
        mine = self.book.under(note_id, ours=True)
        if not mine:
            return self._written(note_id, text)
        if mine[0].text == text:
            return 200, shown(mine[0])
        return 200, shown(self.book.change(mine[0].id, text=text))

    def draft(self, key: str) -> Answer:
        said = self._said()
        self._checked(str(said.get("parent")), str(said.get("text")))
        self.book.drafts.setdefault(key, (str(said.get("parent")), str(said.get("text"))))
        return 200, {"draft": key}

    def publish(self, key: str) -> Answer:
        if known := self.book.with_key(key):
            return 200, shown(known)
        if key not in self.book.drafts:
            raise Refuse(404, "no_draft")
        self.key = key
        return self._written(*self.book.drafts[key])

    def hide(self, note_id: str) -> Answer:
        return 200, shown(self.book.change(self._there(note_id).id, state="hidden"))

    def show(self, note_id: str) -> Answer:
        return 200, shown(self.book.change(self._there(note_id).id, state="shown"))

    def _written(self, parent: str, text: str) -> Answer:
        self._checked(parent, text)
        if self.book.kind == "dedup" and any(n.text == text for n in self.book.under(parent, ours=True)):
            raise Refuse(409, "duplicate")
        return 201, shown(self.book.write(text, parent=parent, author=None, key=self.key))

    def _checked(self, parent: str, text: str) -> None:
        note = self._there(parent)
        if note.locked or note.state == "hidden":
            raise Refuse(403, "locked")
        if not text.strip() or len(text) > LONGEST:
            raise Refuse(422, "text")

    def _there(self, note_id: str) -> Note:
        note = self.book.get(note_id)
        if note is None or note.state == "gone":
            raise Refuse(404, "gone")
        return note

    def _said(self) -> dict[str, Json]:
        try:
            said = json.loads(self.body)
        except ValueError:
            raise Refuse(400, "body") from None
        if not isinstance(said, dict):
            raise Refuse(400, "body")
        return said


ROUTES: Final = (
    ("GET", "/v1/me", "me"),
    ("GET", "/v1/notes", "notes"),
    ("GET", "/v1/many", "many"),
    ("GET", r"/v1/notes/(\w+)", "note"),
    ("GET", r"/v1/notes/(\w+)/answers", "answers"),
    ("GET", r"/v1/keys/([\w.:-]+)", "by_key"),
    ("POST", "/v1/notes", "write"),
    ("PUT", r"/v1/notes/(\w+)/answer", "slot"),
    ("PUT", r"/v1/drafts/([\w.:-]+)", "draft"),
    ("POST", r"/v1/drafts/([\w.:-]+)/publish", "publish"),
    ("POST", r"/v1/notes/(\w+)/hide", "hide"),
    ("POST", r"/v1/notes/(\w+)/show", "show"),
)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], book: PaperBook) -> None:
        self.book = book
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_any(self) -> None:
        """Answer one request."""
        self.close_connection = True
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        try:
            if self.headers.get("authorization") != f"Bearer {self.server.book.secret}":
                raise Refuse(401, "who_are_you")
            key = self.headers.get("idempotency-key", "")
            status, said = _Api(self.server.book, self.command, self.path, body, key).answer()
        except Refuse as refused:
            status, said = refused.answer
        data = json.dumps(said, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.send_header("connection", "close")
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_any  # noqa: N815  names of http.server

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
