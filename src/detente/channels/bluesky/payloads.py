"""The protocol's posts as frozen values, and a reply as a record. Pure. Every surprise is a `Contract`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from detente.channels.bluesky.facets import facets
from detente.channels.bluesky.tid import tid
from detente.channels.slices import parse_object
from detente.contracts.network import Accepted, Aside, AuthorValue, Contract, Intent, Invalid, Item, Json
from detente.contracts.words import Words

POST: Final = "app.bsky.feed.post"
REASONS: Final = ("reply", "mention", "quote")
SITE: Final = "https://bsky.app"
_URI: Final = re.compile(r"at://(did:[a-z]+:[A-Za-z0-9._:%-]{1,200})/([a-zA-Z0-9.-]{3,200})/([A-Za-z0-9._:~-]{1,200})")
_TITLE: Final = 120
_UNREADABLE: Final = Words(
    fr="Ce message n’a pas la forme que Bluesky promet\u202f: {what}.",
    en="This message does not have the form that Bluesky promises: {what}.",
)

Payload = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known when posts are read: who we are, the first words of roots by uri, and what is hidden."""

    us: str
    titles: Mapping[str, str]
    hidden: frozenset[str] = frozenset()

    def read(self, posts: Iterable[tuple[Payload, bytes]]) -> tuple[list[Item], list[Aside]]:
        """The posts as items; what cannot be read is put aside with its reason."""
        items: list[Item] = []
        aside: list[Aside] = []
        for post, raw in posts:
            try:
                items.append(self.item(post, raw))
            except Contract as surprise:
                aside.append(Aside(raw, _UNREADABLE.with_(what=str(surprise))))
        return items, aside

    def item(self, post: Payload, raw: bytes) -> Item:
        """One post, from a list of notifications, posts or a thread. Raises `Contract`."""
        uri, author, record = _uri(post, "uri"), _object(post, "author"), _object(post, "record")
        did = owner(uri)
        if author.get("did") != did:
            raise Contract("its author is not who it belongs to")
        own = {"uri": uri, "cid": _text(post, "cid")}
        parent, root = _above(record)
        top = root or own
        handle = _maybe(author, "handle") or did
        return Item(
            external_id=uri,
            parent_external_id=parent["uri"] if parent else None,
            conversation_external_id=top["uri"],
            conversation_title=self.titles.get(top["uri"], "") if root else title(record),
            conversation_url=permalink(top["uri"]),
            author=AuthorValue(did, handle, _maybe(author, "displayName") or handle),
            ours=did == self.us,
            text=_text(record, "text", empty=True),
            language_hint=_language(record),
            posted_at=_time(post, "indexedAt"),
            permalink=permalink(uri),
            raw=raw,
            hidden=uri in self.hidden,
            reference={
                "root": dict(top),
                "parent": dict(own),
                "author": {"did": did, "handle": handle},
                "closed": _flag(post.get("viewer"), "replyDisabled"),
            },
        )


def is_post(post: Payload) -> bool:
    """Whether a notification is about a post at all."""
    record = post.get("record")
    return not isinstance(record, dict) or record.get("$type", POST) == POST


def owner(uri: str) -> str:
    """The DID in the address of a record. Raises `Contract`."""
    return parts(uri)[0]


def key_of(uri: str) -> str:
    """The key of a record in its address. Raises `Contract`."""
    return parts(uri)[2]


def parts(uri: str) -> tuple[str, str, str]:
    """DID, collection and key of an address. Raises `Contract`."""
    found = _URI.fullmatch(uri)
    if not found:
        raise Contract("an address cannot be read")
    return found[1], found[2], found[3]


def permalink(uri: str) -> str:
    """Where people see a post."""
    did, _, key = parts(uri)
    return f"{SITE}/profile/{did}/post/{key}"


def title(record: Payload) -> str:
    """The first words of a post, on one line."""
    words = " ".join((_maybe(record, "text") or "").split())
    return words if len(words) <= _TITLE else words[: _TITLE - 1] + "…"


def post_record(intent: Intent) -> dict[str, Json]:
    """The record of a reply, for ever the same for its intent. Raises `Invalid` without the parent's reference."""
    record: dict[str, Json] = {
        "$type": POST,
        "text": intent.text,
        "createdAt": stamp(intent.written_at),
        "reply": {name: _ref(intent.reference.get(name), name) for name in ("root", "parent")},
    }
    if intent.language:
        record["langs"] = [intent.language]
    found = facets(intent.text, _people(intent.reference))
    return record | {"facets": found} if found else record


def put_body(repo: str, collection: str, key: str, record: Payload, swap: str | None) -> bytes:
    """The body of `putRecord`. `swap`: the record that is replaced (None: there must be none yet)."""
    told = {"repo": repo, "collection": collection, "rkey": key, "record": dict(record), "swapRecord": swap}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def reply_body(intent: Intent, repo: str) -> bytes:
    """The body of the one request that publishes a reply."""
    return put_body(repo, POST, tid(intent.written_at, intent.key), post_record(intent), None)


def accepted_of(body: bytes) -> Accepted:
    """What the server says it wrote."""
    uri = _uri(parse_object(body), "uri")
    return Accepted(uri, permalink(uri), body)


def stamp(at: datetime) -> str:
    """An instant as the protocol writes it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def time_of(text: str) -> datetime | None:
    """An instant as the protocol writes it; None when it cannot be read."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None


def hidden_in(gate: Json) -> frozenset[str]:
    """The addresses that a gate's record hides; none when there is no gate."""
    listed = gate.get("hiddenReplies") if isinstance(gate, dict) else None
    return frozenset(each for each in listed if isinstance(each, str)) if isinstance(listed, list) else frozenset()


def _above(record: Payload) -> tuple[dict[str, str], dict[str, str]] | tuple[None, None]:
    reply = record.get("reply")
    if not isinstance(reply, dict):
        return None, None
    return _strong(_object(reply, "parent")), _strong(_object(reply, "root"))


def _strong(told: Payload) -> dict[str, str]:
    return {"uri": _uri(told, "uri"), "cid": _text(told, "cid")}


def _ref(told: Json, name: str) -> dict[str, Json]:
    try:
        return dict(_strong(told if isinstance(told, dict) else {}))
    except Contract as error:
        raise Invalid(f"the {name} of the reply is not known", field="reference") from error


def _people(reference: Payload) -> dict[str, str]:
    author = reference.get("author")
    did, handle = (author.get("did"), author.get("handle")) if isinstance(author, dict) else (None, None)
    return {handle.lower(): did} if isinstance(did, str) and isinstance(handle, str) else {}


def _language(record: Payload) -> str | None:
    langs = record.get("langs")
    return langs[0][:20] if isinstance(langs, list) and langs and isinstance(langs[0], str) else None


def _object(payload: Payload, name: str) -> dict[str, Json]:
    value = payload.get(name)
    if not isinstance(value, dict):
        raise Contract(f"{name} is missing")
    return value


def _text(payload: Payload, name: str, *, empty: bool = False) -> str:
    value = payload.get(name)
    if not isinstance(value, str) or not (value or empty):
        raise Contract(f"{name} is missing")
    return value


def _maybe(payload: Payload, name: str) -> str | None:
    value = payload.get(name)
    return value if isinstance(value, str) else None


def _uri(payload: Payload, name: str) -> str:
    uri = _text(payload, name)
    parts(uri)
    return uri


def _time(payload: Payload, name: str) -> datetime:
    at = time_of(_text(payload, name))
    if at is None:
        raise Contract(f"{name} is not a time")
    return at


def _flag(told: Json, name: str) -> bool:
    return isinstance(told, dict) and told.get(name) is True
