"""A brand, a stranger and a root of the real network, behind the fault proxy."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from detente.channels.bluesky.connector import Bluesky
from detente.channels.testkit.faults import Canned, FaultProxy
from detente.channels.testkit.site import SiteBase
from detente.contracts.network import Accepted, Connection, Frozen, Intent
from detente.net import AllowedOrigins, Limits, WayOut
from tests.helpers.bluesky.people import Account, People, Post, records, told
from tests.helpers.wait import wait_until

SECONDS = 20.0


class Patient(Bluesky):
    """The connector, waiting after each write until the app view shows it: the checks look at once."""

    people: People

    def send(self, frozen: Frozen, *, now: datetime) -> Accepted:
        """Send, then wait."""
        accepted = super().send(frozen, now=now)
        self.people.wait_shown(accepted.external_id)
        return accepted


@dataclass
class BlueskySite(SiteBase):
    """See `detente.channels.testkit.site`."""

    proxy: FaultProxy
    people: People
    brand: Account
    stranger: Account
    root: Post
    now: datetime
    secret: str
    session: str

    publishing = r"com\.atproto\.repo\.putRecord"
    lacks = {
        "edits": "a post cannot be changed in the app; a record that is put again is not shown as an edit",
        "deletions": "a deleted answer just leaves the listing: the stream and the re-check tell of it",
        "gaps": "thousands of notifications would be needed; tried with a shorter walk in test_listening",
        "locks": "nobody closes our own threads to us; tried in somebody else's thread in test_replying",
        "vanished_parents": "the account server takes an answer to what is no longer there; the preflight looks first",
    }

    def connector(self, *, secret: str | None = None) -> Bluesky:
        """With a session that was kept; with another secret: with a session that the server never made."""
        told = json.loads(self.session)
        session = self.session if secret is None else json.dumps({**told, "access": secret, "refresh": secret})
        connection = Connection(
            self.proxy.origin,
            secret or self.brand.app_password,
            self.brand.did,
            {"identifier": self.brand.handle, "jetstream": self.people.network.jetstream},
            session,
        )
        made = Patient(connection, WayOut(AllowedOrigins([self.proxy.origin]), Limits(read=0.9)))
        made.people = self.people
        return made

    def intent(
        self, parent: str, key: str, text: str = "Merci de nous l’avoir dit. La bouilloire sera remplacée demain."
    ) -> Intent:
        """A reply with the references that the protocol needs."""
        post = self.posts.get(parent) or self.root
        reference = {"root": dict(post.reply["root"]), "parent": dict(post.ref)}
        return Intent(key, parent, self.root.uri, text, "Inès", reference, self.now, "fr")

    def comment(self, text: str) -> str:
        """The stranger answers the root."""
        return self.comments(text)[0]

    def comments(self, *texts: str, at: datetime | None = None) -> list[str]:
        """Several answers, of one claimed instant when `at` is given."""
        made = [self.stranger.post(text, self.root.reply, at=at) for text in texts]
        uris = [post.uri for post in made]
        self.posts.update({post.uri: post for post in made})
        self.people.wait_shown(*uris)
        self.people.wait_told(self.brand, *uris)
        return uris

    def apart(self, *texts: str) -> list[str]:
        """Answers that each stand under a root of their own: each is a case of its own."""
        roots = [self.brand.post(f"Annonce pour {text}") for text in texts]
        self.people.wait_shown(*(root.uri for root in roots))
        made = [self.stranger.post(text, root.reply) for text, root in zip(texts, roots, strict=True)]
        self.posts.update({post.uri: post for post in made})
        self.people.wait_shown(*(post.uri for post in made))
        self.people.wait_told(self.brand, *(post.uri for post in made))
        return [post.uri for post in made]

    def comments_at_once(self, texts: Sequence[str]) -> Sequence[str]:
        """Answers of one claimed instant."""
        return self.comments(*texts, at=self.now - timedelta(seconds=30))

    def withdraw(self, external_id: str) -> None:
        """The stranger deletes an answer."""
        self.stranger.delete(external_id)
        self.people.wait_shown(external_id, gone=True)
        wait_until(lambda: external_id not in self._told(), seconds=SECONDS, what="the notification to vanish")

    def colleague(self, external_id: str, text: str) -> str:
        """Somebody answers in the app with the brand's account."""
        post = self.brand.post(text, self.posts[external_id].reply)
        self.people.wait_shown(post.uri)
        return post.uri

    def replies_to(self, external_id: str) -> Sequence[str]:
        """What the brand's own server holds."""
        found = [record["value"] for record in records(self.brand)]
        return [each["text"] for each in found if each.get("reply", {}).get("parent", {}).get("uri") == external_id]

    def takes(self, external_id: str, text: str) -> bool:
        """Whether the account server takes the text."""
        record = {
            "$type": "app.bsky.feed.post",
            "text": text,
            "createdAt": self.now.isoformat().replace("+00:00", "Z"),
            "reply": self.posts[external_id].reply,
        }
        body = {"repo": self.brand.did, "collection": "app.bsky.feed.post", "record": record}
        answer = self.brand.ask("com.atproto.repo.createRecord", body=body)
        assert answer.status_code in (200, 400), answer.text
        return answer.status_code == 200

    def frames(self, external_id: str) -> Sequence[bytes]:
        """What a Jetstream says of this answer."""
        _, _, did, collection, key = external_id.split("/")
        commit = {"rev": "3", "operation": "create", "collection": collection, "rkey": key, "cid": "bafy"}
        record = {"$type": collection, "text": "x", "reply": self.posts[external_id].reply}
        event = {"did": did, "time_us": 1, "kind": "commit", "commit": {**commit, "record": record}}
        return [json.dumps(event).encode()]

    def expired(self) -> Canned:
        """A session that is over is a bad request here."""
        body = b'{"error": "ExpiredToken", "message": "Token has expired"}'
        return Canned(400, body, {"Content-Type": "application/json"})

    def spoil(self, answer: Canned) -> Canned:
        """The first answer loses its words, wherever it stands."""
        return self._altered(answer, lambda post: post["record"].pop("text", None))

    def estrange(self, answer: Canned) -> Canned:
        """The first answer is notified for a reason of tomorrow."""
        return self._altered(answer, lambda post: post.update(reason="of-tomorrow") if "reason" in post else None)

    def _altered(self, answer: Canned, change: Callable[[dict[str, Any]], object]) -> Canned:
        try:
            value = json.loads(answer.body)
        except ValueError:
            return answer
        for post in _objects(value):
            if post.get("uri") == next(iter(self.posts), "") and isinstance(post.get("record"), dict):
                change(post)
        return Canned(answer.status, json.dumps(value).encode(), answer.headers)

    @property
    def posts(self) -> dict[str, Post]:
        """The strangers' posts by address."""
        found: dict[str, Post] = self.__dict__.setdefault("_posts", {})
        return found

    def _told(self) -> list[str]:
        return told(self.brand)


def _objects(value: object) -> Iterator[dict[str, Any]]:
    """Every object in a JSON value."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(each)


@contextmanager
def bluesky_site(people: People) -> Iterator[BlueskySite]:
    """A new brand with one root, a new stranger, and the proxy before their server."""
    now = datetime.now(UTC).replace(microsecond=0)
    brand, stranger = people.account("brand", with_app_password=True), people.account("odile")
    root = people.settled_root(brand)
    where = urlsplit(people.network.pds)
    with FaultProxy("localhost", where.port or 80, silence=2) as proxy:
        connection = Connection(proxy.origin, brand.app_password, "", {"identifier": brand.handle})
        session = Bluesky(connection, WayOut(AllowedOrigins([proxy.origin]))).sign_in(now=now).secret
        secret = json.loads(session)["access"]
        yield BlueskySite(proxy, people, brand, stranger, root, now, secret, session)
