"""A real public page behind the fault proxy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from detente.channels.publicpage.connector import PublicPage
from detente.channels.testkit.faults import FaultProxy
from detente.contracts.network import Connection
from detente.net import AllowedOrigins, Limits, WayOut
from detente.publicpage.actions import Entry, Sender, delete_comment, make_page, post_comment
from detente.publicpage.models import Comment
from tests.helpers.live_page import live_page


@dataclass
class PageSite:
    """See `detente.channels.testkit.conformance.Site`."""

    proxy: FaultProxy
    port: int
    secret: str
    now: datetime

    def connector(self, *, secret: str | None = None) -> PublicPage:
        return PublicPage(
            Connection(f"{self.proxy.origin}/p/ferrolane", secret or self.secret, "ferrolane"),
            WayOut(AllowedOrigins([self.proxy.origin]), Limits(read=0.5)),
        )

    def comment(self, text: str) -> str:
        return post_comment("ferrolane", Entry(text, language="fr"), Sender(), now=self.now).public_id

    def withdraw(self, external_id: str) -> None:
        comment = Comment.objects.select_related("visitor").get(public_id=external_id)
        assert comment.visitor is not None
        delete_comment(external_id, comment.visitor, now=self.now)

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


@pytest.fixture
def site(fresh_desk: str) -> Iterator[PageSite]:
    now = datetime.now(UTC)
    token = make_page("ferrolane", "Ferrolane", ["fr", "en"], now)
    with live_page() as port, FaultProxy("127.0.0.1", port, silence=2) as proxy:
        yield PageSite(proxy, port, token, now)
