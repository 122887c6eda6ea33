"""The kit's site for a network of paper, of any class."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from detente.channels.testkit.faults import Canned, FaultProxy
from detente.channels.testkit.paper.book import LISTED, PaperBook
from detente.channels.testkit.paper.connector import Paper
from detente.channels.testkit.paper.server import PaperServer
from detente.channels.testkit.site import SiteBase
from detente.contracts.network import Connection
from detente.net import AllowedOrigins, Limits, WayOut


@dataclass
class PaperSite(SiteBase):
    """See `detente.channels.testkit.site.Site`. `make` is the connector’s class: bad ones go there."""

    book: PaperBook
    proxy: FaultProxy
    now: datetime
    make: type[Paper] = Paper
    secret: str = "paper-secret-1"  # noqa: S105  of no value
    publishing: str = ""
    lacks: Mapping[str, str] = field(default_factory=dict)

    def connector(self, *, secret: str | None = None) -> Paper:
        connection = Connection(self.proxy.origin, secret or self.secret, "paper-1", {"kind": self.book.kind})
        return self.make(connection, WayOut(AllowedOrigins([self.proxy.origin]), Limits(read=0.4, total=1.5)))

    def comment(self, text: str) -> str:
        return self.book.write(text).id

    def comments_at_once(self, texts: Sequence[str]) -> Sequence[str]:
        at = self.book.write("L’instant").at
        return [self.book.write(text, at=at).id for text in texts]

    def withdraw(self, external_id: str) -> None:
        self.book.change(external_id, state="gone")

    def edit(self, external_id: str, text: str) -> None:
        self.book.change(external_id, text=text)

    def lock(self, external_id: str) -> None:
        self.book.change(external_id, locked=True)

    def colleague(self, external_id: str, text: str) -> str:
        return self.book.write(text, parent=external_id, author=None).id

    def flood(self) -> None:
        for number in range(LISTED + 5):
            self.book.write(f"Foule {number}")

    def replies_to(self, external_id: str) -> Sequence[str]:
        return [note.text for note in self.book.under(external_id, ours=True)]

    def takes(self, external_id: str, text: str) -> bool:
        body = json.dumps({"parent": external_id, "text": text}).encode()
        way = WayOut(AllowedOrigins([self.proxy.origin]))
        bearer = [("authorization", f"Bearer {self.secret}")]
        status = way.request("POST", f"{self.proxy.origin}/v1/notes", bearer, body).status
        assert status in (201, 422), status
        return status == 201

    def spoil(self, answer: Canned) -> Canned:
        return _first_note(answer, {"version": "two"})

    def estrange(self, answer: Canned) -> Canned:
        return _first_note(answer, {"state": "simmering"})


@contextmanager
def paper_site(now: datetime, kind: str = "listable", make: type[Paper] = Paper) -> Iterator[PaperSite]:
    """A network of paper of this class, with a fault proxy before it. `now`: the true time, or clocks will differ."""
    book = PaperBook(kind)
    lacks = {"colleagues": "a blind network shows nobody's answers of ours"} if kind == "blind" else {}
    with PaperServer(book) as server, FaultProxy("127.0.0.1", server.port, silence=0.8) as proxy:
        yield PaperSite(book, proxy, now, make, publishing="/publish$" if kind == "two_phase" else "", lacks=lacks)


def _first_note(answer: Canned, said: Mapping[str, str]) -> Canned:
    body = json.loads(answer.body)
    if not body.get("notes"):
        return answer
    body["notes"][0] |= said
    return replace(answer, body=json.dumps(body).encode())
