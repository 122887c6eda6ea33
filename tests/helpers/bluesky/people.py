"""Accounts of the test network and what they do there, straight through its own doors: the connector is not asked."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx

from tests.helpers.bluesky.network import Network
from tests.helpers.wait import wait_until

POST = "app.bsky.feed.post"
SECONDS = 20.0
_BEFORE_ANSWERS = 1.0


@dataclass
class Account:
    """One account, signed in with its own password. `app_password` is what a desk is given."""

    pds: str
    handle: str
    did: str
    access: str = field(repr=False)
    app_password: str = field(default="", repr=False)

    def ask(self, method: str, query: object = None, body: object = None) -> httpx.Response:
        """One request with this account's rights."""
        headers = {"authorization": f"Bearer {self.access}"}
        url = f"{self.pds}/xrpc/{method}"
        if body is None:
            return _CLIENT.get(url, params=query, headers=headers)  # type: ignore[arg-type]
        return _CLIENT.post(url, json=body, headers=headers)

    def post(self, text: str, under: dict[str, Any] | None = None, *, at: datetime | None = None, **more: Any) -> Post:
        """A post, or a reply `under` a post's reference; `at` is what its author claims."""
        record = {"$type": POST, "text": text, "createdAt": _stamp(at or datetime.now(UTC)), **more}
        record |= {"reply": under} if under else {}
        body = {"repo": self.did, "collection": POST, "record": record}
        answer = self.ask("com.atproto.repo.createRecord", body=body)
        assert answer.status_code == 200, answer.text
        return Post(answer.json()["uri"], answer.json()["cid"], under)

    def put(self, collection: str, key: str, record: dict[str, Any]) -> None:
        """Write a record."""
        body = {"repo": self.did, "collection": collection, "rkey": key, "record": record}
        answer = self.ask("com.atproto.repo.putRecord", body=body)
        assert answer.status_code == 200, answer.text

    def delete(self, uri: str) -> None:
        """Delete a record of this account."""
        _, _, repo, collection, key = uri.split("/")
        answer = self.ask("com.atproto.repo.deleteRecord", body={"repo": repo, "collection": collection, "rkey": key})
        assert answer.status_code == 200, answer.text


@dataclass(frozen=True)
class Post:
    """A post that somebody made. `under`: what it answers."""

    uri: str
    cid: str
    under: dict[str, Any] | None = None

    @property
    def ref(self) -> dict[str, str]:
        """What others need to answer it."""
        return {"uri": self.uri, "cid": self.cid}

    @property
    def reply(self) -> dict[str, Any]:
        """The reference of an answer to it."""
        return {"root": self.under["root"] if self.under else self.ref, "parent": self.ref}


class People:
    """Fresh accounts of one network."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def account(self, name: str, *, with_app_password: bool = False) -> Account:
        """A new account whose name begins so."""
        handle = f"{name}-{secrets.token_hex(4)}.test"
        body = {"handle": handle, "email": f"{handle}@people.example", "password": "of-the-account"}
        answer = _CLIENT.post(f"{self.network.pds}/xrpc/com.atproto.server.createAccount", json=body)
        assert answer.status_code == 200, answer.text
        told = answer.json()
        made = Account(self.network.pds, handle, told["did"], told["accessJwt"])
        if with_app_password:
            answer = made.ask("com.atproto.server.createAppPassword", body={"name": "desk"})
            made.app_password = answer.json()["password"]
        wait_until(lambda: self._known(made), seconds=SECONDS, what="the app view to know the account")
        return made

    def settled_root(self, brand: Account, text: str = "Notre nouvelle bouilloire est là.") -> Post:
        """A root that the app view knows: what is written within a moment of its root may never be notified."""
        root = brand.post(text)
        self.wait_shown(root.uri)
        return root

    def wait_shown(self, *uris: str, gone: bool = False) -> None:
        """Wait until the app view shows these posts, or (`gone`) no longer shows any of them."""
        wanted = 0 if gone else len(uris)
        wait_until(
            lambda: len(self.shown(*uris)) == wanted, seconds=SECONDS, what=f"the app view to show {wanted} posts"
        )

    def wait_told(self, account: Account, *uris: str) -> None:
        """Wait until these posts stand in somebody's notifications."""
        wait_until(lambda: set(uris) <= set(told(account)), seconds=SECONDS, what="the notifications to hold them")

    def shown(self, *uris: str) -> list[str]:
        """Which of these posts the app view shows."""
        query = [("uris", uri) for uri in uris]
        answer = _CLIENT.get(f"{self.network.appview}/xrpc/app.bsky.feed.getPosts", params=query)
        return [post["uri"] for post in answer.json()["posts"]]

    def thread(self, uri: str) -> list[dict[str, Any]]:
        """The posts directly under one, as the app view shows them."""
        query = {"uri": uri, "depth": 1, "parentHeight": 0}
        answer = _CLIENT.get(f"{self.network.appview}/xrpc/app.bsky.feed.getPostThread", params=query)
        below = answer.json()["thread"].get("replies", [])
        return [each["post"] for each in below if "post" in each]

    def _known(self, account: Account) -> bool:
        query = {"actor": account.did}
        return _CLIENT.get(f"{self.network.appview}/xrpc/app.bsky.actor.getProfile", params=query).status_code == 200


def told(account: Account) -> list[str]:
    """The addresses in somebody's notifications, newest first."""
    answer = account.ask("app.bsky.notification.listNotifications", {"limit": 100})
    return [each["uri"] for each in answer.json()["notifications"]]


def records(account: Account, collection: str = POST) -> list[dict[str, Any]]:
    """What an account's own server holds of it, newest first."""
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        query = {"repo": account.did, "collection": collection, "limit": 100} | ({"cursor": cursor} if cursor else {})
        answer = account.ask("com.atproto.repo.listRecords", query).json()
        found += answer["records"]
        cursor = answer.get("cursor")
        if not cursor or not answer["records"]:
            return found


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


_CLIENT = httpx.Client(timeout=30, limits=httpx.Limits(max_connections=40))
