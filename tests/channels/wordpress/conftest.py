"""A real WordPress behind the fault proxy."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import httpx
import pytest

from detente.channels.testkit.faults import Canned, FaultProxy
from detente.channels.testkit.site import SiteBase
from detente.channels.wordpress.connector import WordPress
from detente.channels.wordpress.prose import as_html, as_text
from detente.contracts.network import Connection, Intent, Json
from detente.net import AllowedOrigins, Limits, WayOut
from tests.helpers.wordpress.site import WordPressSite


@dataclass
class Site(SiteBase):
    """See `detente.channels.testkit.site.Site`."""

    wp: WordPressSite
    proxy: FaultProxy
    secret: str
    now: datetime
    folder: str = ""
    lacks: Mapping[str, str] = field(
        default_factory=lambda: {"gaps": "the listing shows every comment, however old, so nothing drops out of it"}
    )

    def connection(self, **more: Json) -> Connection:
        settings: Mapping[str, Json] = {"user_name": self.wp.editor.login, **more}
        base = f"{self.proxy.origin}{self.folder}"
        return Connection(base, self.wp.editor.password, str(self.wp.editor.id), settings)

    def connector(self, *, secret: str | None = None, seconds: float = 1.5, **more: Json) -> WordPress:
        given = self.connection(**more)
        way = WayOut(AllowedOrigins([self.proxy.origin]), Limits(read=seconds, total=seconds * 2))
        return WordPress(replace(given, secret=secret) if secret else given, way)

    def comment(self, text: str) -> str:
        return str(self.wp.visit(as_html(text)))

    def withdraw(self, external_id: str) -> None:
        self.wp.set_state(int(external_id), "gone")

    def replies_to(self, external_id: str) -> Sequence[str]:
        return [as_text(each) for each in self.wp.under(int(external_id), self.wp.editor.id)]

    def takes(self, external_id: str, text: str) -> bool:
        body = {"post": self.wp.post, "parent": int(external_id), "content": as_html(text)}
        auth = (self.wp.editor.login, self.wp.editor.password)
        answer = httpx.post(f"{self.wp.origin}/?rest_route=/wp/v2/comments", json=body, auth=auth)
        assert answer.status_code in (201, 400), answer.text
        return answer.status_code == 201

    def intent(
        self, parent: str, key: str, text: str = "Merci de nous l’avoir dit. Le panneau sera réparé demain."
    ) -> Intent:
        return Intent(
            key, parent, str(self.wp.post), text, "Inès", reference={"post": self.wp.post}, written_at=self.now
        )

    def edit(self, external_id: str, text: str) -> None:
        self.wp.edit(int(external_id), as_html(text))

    def lock(self, external_id: str) -> None:
        self.wp.tell("close", post=self.wp.post)

    def colleague(self, external_id: str, text: str) -> str:
        return str(self.wp.insert(as_html(text), parent=int(external_id), person=self.wp.editor.id, name="Amina"))

    def comments_at_once(self, texts: Sequence[str]) -> Sequence[str]:
        at = self.now.strftime("%Y-%m-%d %H:%M:%S")
        return [str(self.wp.insert(as_html(text), at=at, email=f"{text[-9:]}@home.example")) for text in texts]

    def spoil(self, answer: Canned) -> Canned:
        return _first_comment(answer, lambda comment: comment.pop("status"))

    def estrange(self, answer: Canned) -> Canned:
        return _first_comment(answer, lambda comment: comment.update(status="quarantined"))


def _first_comment(answer: Canned, change: Callable[[dict[str, Json]], object]) -> Canned:
    """A listing of comments with something done to its first; any other answer as it is."""
    listed: Json = json.loads(answer.body)
    first = listed[0] if isinstance(listed, list) and listed else None
    if isinstance(first, dict) and "content" in first:
        change(first)
    return Canned(answer.status, json.dumps(listed).encode(), answer.headers)


@pytest.fixture
def wp(wordpress_server: WordPressSite) -> WordPressSite:
    """The run's WordPress with a new post and no comments."""
    wordpress_server.fresh()
    return wordpress_server


@pytest.fixture
def site(wp: WordPressSite) -> Iterator[Site]:
    account = f"{wp.editor.login}:{wp.editor.password}"
    with FaultProxy("127.0.0.1", wp.port, silence=3) as proxy:
        yield Site(wp, proxy, base64.b64encode(account.encode()).decode(), datetime.now(UTC))
