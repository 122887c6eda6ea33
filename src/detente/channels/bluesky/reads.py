"""What is asked of the network while listening, one request each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.channels.bluesky.payloads import POST, REASONS, Payload, hidden_in, is_post, key_of, owner, title
from detente.channels.bluesky.wire import Wire
from detente.channels.slices import elements, parse_object, tree
from detente.contracts.network import Contract, Json

PAGE: Final = 100
RECENT: Final = 50
DEEP: Final = 40
BATCH: Final = 25

Posts = list[tuple[dict[str, Json], bytes]]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a listing, newest first. `at`: the network's cursor behind it; "" when it was the last."""

    posts: Posts
    at: str


@dataclass(frozen=True, slots=True)
class Watched:
    """One recent post of ours with the network's count of its replies. `post` is its view."""

    uri: str
    count: int
    is_root: bool
    at: str
    post: dict[str, Json]
    raw: bytes


@dataclass(frozen=True, slots=True)
class Thread:
    """A post and what stands below it. `hidden`: what the gate hides. `posts` begin with the post itself."""

    posts: Posts
    hidden: frozenset[str]


def notifications(wire: Wire, at: str, now: datetime) -> Page:
    """Answers, mentions and quotes, newest first."""
    asked = [("limit", str(PAGE)), *(("reasons", reason) for reason in REASONS)]
    body = wire.read("app.bsky.notification.listNotifications", asked + _cursor(at), "notifications", now)
    posts = [(told, raw) for told, raw in elements(body, "notifications") if is_post(told)]
    return Page(posts, _at(body))


def own_posts(wire: Wire, us: str, at: str, now: datetime, *, roots: bool) -> tuple[list[Watched], str]:
    """Our newest posts (`roots`: those that answer nothing), and the network's cursor behind them."""
    kind = "posts_no_replies" if roots else "posts_with_replies"
    asked = [("actor", us), ("limit", str(RECENT)), ("filter", kind)]
    body = wire.read("app.bsky.feed.getAuthorFeed", asked + _cursor(at), us, now)
    found = [_watched(post, raw, us) for entry, raw in elements(body, "feed") for post in [entry.get("post")]]
    return [each for each in found if each], _at(body)


def thread(wire: Wire, uri: str, now: datetime, *, depth: int = DEEP) -> Thread:
    """A post and what stands below it. Raises `Gone` when it is not there."""
    asked = [("uri", uri), ("depth", str(depth)), ("parentHeight", "0")]
    body = wire.read("app.bsky.feed.getPostThread", asked, uri, now)
    gate = parse_object(body).get("threadgate")
    record = gate.get("record") if isinstance(gate, dict) else None
    return Thread(tree(body, "thread", "post", "replies"), hidden_in(record))


def posts(wire: Wire, uris: Iterable[str], now: datetime) -> dict[str, tuple[dict[str, Json], bytes]]:
    """Posts by address, at most 25; what is not there is left out."""
    asked = [("uris", uri) for uri in dict.fromkeys(uris)]
    if not asked:
        return {}
    body = wire.read("app.bsky.feed.getPosts", asked, asked[0][1], now)
    return {str(post.get("uri")): (post, raw) for post, raw in elements(body, "posts")}


def roots_of(found: Iterable[Payload]) -> list[str]:
    """The roots that posts name, each once, as far as they can be read."""
    named: dict[str, None] = {}
    for post in found:
        place: Json = dict(post)
        for name in ("record", "reply", "root", "uri"):
            place = place.get(name) if isinstance(place, dict) else None
        if isinstance(place, str) and _is_post_of_somebody(place):
            named[place] = None
    return list(named)


def titles_of(views: Mapping[str, tuple[Payload, bytes]]) -> dict[str, str]:
    """The first words of each post."""
    records = {uri: post.get("record") for uri, (post, _) in views.items()}
    return {uri: title(record) for uri, record in records.items() if isinstance(record, dict)}


def hidden_by(views: Mapping[str, tuple[Payload, bytes]]) -> frozenset[str]:
    """What the gates of these roots hide."""
    gates = [post.get("threadgate") for post, _ in views.values()]
    return frozenset(uri for gate in gates if isinstance(gate, dict) for uri in hidden_in(gate.get("record")))


def _is_post_of_somebody(uri: str) -> bool:
    try:
        return bool(owner(uri))
    except Contract:
        return False


def _watched(post: Json, raw: bytes, us: str) -> Watched | None:
    """A post of ours in a feed; None for what we only passed on, or what cannot be read."""
    if not isinstance(post, dict):
        return None
    uri, count, record, at = (post.get(name) for name in ("uri", "replyCount", "record", "indexedAt"))
    if not (isinstance(uri, str) and uri.startswith(f"at://{us}/{POST}/") and _is_post_of_somebody(uri)):
        return None
    if not isinstance(record, dict):
        return None
    number = count if isinstance(count, int) else 0
    return Watched(uri, number, "reply" not in record, at if isinstance(at, str) else "", post, raw)


def _cursor(at: str) -> list[tuple[str, str]]:
    return [("cursor", at)] if at else []


def _at(body: bytes) -> str:
    said = parse_object(body).get("cursor")
    return said if isinstance(said, str) else ""


def key(watched: Watched) -> str:
    """The key of its record."""
    return key_of(watched.uri)
