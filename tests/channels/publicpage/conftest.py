"""A real public page behind the fault proxy."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from detente.channels.publicpage.connector import PublicPage
from detente.channels.testkit.faults import Canned, FaultProxy
from detente.channels.testkit.site import SiteBase
from detente.contracts.network import Connection
from detente.net import AllowedOrigins, Limits, WayOut
from detente.publicpage.actions import Entry, Sender, delete_comment, edit_comment, make_page, post_comment
from detente.publicpage.brand_actions import Reply, hide_comment, post_reply
from detente.publicpage.models import Comment, Visitor
from tests.helpers.live_page import live_page


@dataclass
class PageSite(SiteBase):
    """See `detente.channels.testkit.site.Site`."""

    proxy: FaultProxy
    port: int
    secret: str
    now: datetime
    edits: int = 0
    lacks: Mapping[str, str] = field(
        default_factory=lambda: {
            "gaps": "the feed numbers every change and forgets none, so no listing ends too early",
        }
    )

    def connector(self, *, secret: str | None = None) -> PublicPage:
        return PublicPage(
            Connection(f"{self.proxy.origin}/p/ferrolane", secret or self.secret, "ferrolane"),
            WayOut(AllowedOrigins([self.proxy.origin]), Limits(read=3.0, total=4.0)),
        )

    def comment(self, text: str) -> str:
        return post_comment("ferrolane", Entry(text, language="fr"), Sender(), now=self.now).public_id

    def withdraw(self, external_id: str) -> None:
        delete_comment(external_id, self._author(external_id), now=self.now)

    def replies_to(self, external_id: str) -> Sequence[str]:
        return list(Comment.objects.filter(parent__public_id=external_id, ours=True).values_list("text", flat=True))

    def takes(self, external_id: str, text: str) -> bool:
        body = json.dumps({"parent": external_id, "text": text, "signed_as": "Inès"}).encode()
        headers = [("content-type", "application/json"), ("authorization", f"Bearer {self.secret}")]
        origin = f"http://127.0.0.1:{self.port}"
        way = WayOut(AllowedOrigins([origin]))
        answer = way.request("POST", f"{origin}/p/ferrolane/api/v1/comments", headers, body)
        assert answer.status in (201, 422), answer
        return answer.status == 201

    def comments_at_once(self, texts: Sequence[str]) -> Sequence[str]:
        return [self.comment(text) for text in texts]

    def edit(self, external_id: str, text: str) -> None:
        # The page lets one visitor change only so much in a minute.
        self.edits += 1
        edit_comment(external_id, self._author(external_id), text, now=self.now + timedelta(minutes=10 * self.edits))

    def lock(self, external_id: str) -> None:
        hide_comment("ferrolane", external_id, notice="Avis", clause="Article 3", contest_until=None, now=self.now)

    def colleague(self, external_id: str, text: str) -> str:
        return post_reply("ferrolane", Reply(external_id, text, "Inès"), now=self.now)[0].public_id

    def skew(self, answer: Canned, by: timedelta) -> Canned:
        return _with(answer, lambda body: body | {"now": (self.now + by).isoformat()} if "now" in body else body)

    def spoil(self, answer: Canned) -> Canned:
        return _with(answer, lambda body: _first_change(body, at="yesterday"))

    def estrange(self, answer: Canned) -> Canned:
        return _with(answer, lambda body: _first_change(body, kind="exploded"))

    def _author(self, external_id: str) -> Visitor:
        visitor = Comment.objects.select_related("visitor").get(public_id=external_id).visitor
        assert visitor is not None
        return visitor


def _with(answer: Canned, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Canned:
    return replace(answer, body=json.dumps(change(json.loads(answer.body))).encode())


def _first_change(body: dict[str, Any], **said: str) -> dict[str, Any]:
    if body.get("changes") and body["changes"][0]["seq"] == 1:
        body["changes"][0] |= said
    return body


@pytest.fixture
def site(fresh_desk: str) -> Iterator[PageSite]:
    now = datetime.now(UTC)
    token = make_page("ferrolane", "Ferrolane", ["fr", "en"], now)
    with live_page() as port, FaultProxy("127.0.0.1", port, silence=3.5) as proxy:
        yield PageSite(proxy, port, token, now)
