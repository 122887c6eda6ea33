"""One page, a still clock, and short ways to write on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from detente.publicpage.actions import Entry, Sender, make_page, post_comment
from detente.publicpage.models import Comment, Page, Visitor

NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)


class StillClock:
    """The time that the views read; a test moves it by hand."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **span: float) -> datetime:
        self.at += timedelta(**span)
        return self.at


CLOCK = StillClock()


@pytest.fixture
def still_clock(monkeypatch: pytest.MonkeyPatch) -> StillClock:
    CLOCK.at = NOW
    monkeypatch.setattr("detente.publicpage.door.read_clock", CLOCK)
    monkeypatch.setattr("detente.publicpage.api_door.read_clock", CLOCK)
    return CLOCK


@pytest.fixture
def client() -> Client:
    """A browser that prefers English."""
    return Client(headers={"accept-language": "en"})


@dataclass
class Api:
    """The desk's side of the page's API."""

    client: Client
    token: str
    slug: str = "ferrolane"

    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}

    def get(self, path: str, **query: str | int):
        return self.client.get(f"/p/{self.slug}/api/v1/{path}", query, headers=self.headers())

    def post(self, path: str, body: object = None):
        return self.client.post(
            f"/p/{self.slug}/api/v1/{path}", body or {}, content_type="application/json", headers=self.headers()
        )


@pytest.fixture
def token(db: None) -> str:
    return make_page(
        "ferrolane",
        "Ferrolane",
        ["fr", "en"],
        NOW,
        charter_url="/charter/ferrolane",
        register_url="/register/ferrolane",
    )


@pytest.fixture
def page(token: str) -> Page:
    return Page.objects.get(slug="ferrolane")


@pytest.fixture
def api(token: str, client: Client, still_clock: StillClock) -> Api:
    return Api(client, token)


Write = Callable[..., Comment]


@pytest.fixture
def write(token: str) -> Write:
    """`write("text", parent=…, visitor=…, name=…)`: a message of a visitor, a minute after the one before."""
    at = NOW - timedelta(hours=1)

    def writer(text: str, *, visitor: Visitor | None = None, now: datetime | None = None, **fields: str) -> Comment:
        nonlocal at
        at += timedelta(minutes=1)
        return post_comment("ferrolane", Entry(text, **fields), Sender(visitor), now=now or at)

    return writer
