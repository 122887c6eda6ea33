"""One account of the AT protocol. Each write is one request, never a second, and never `createRecord`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from detente.channels.bluesky import payloads, reads, stream
from detente.channels.bluesky.gates import GATE, Gate, gate_of
from detente.channels.bluesky.history import older
from detente.channels.bluesky.listening import Turn
from detente.channels.bluesky.payloads import POST, Reading
from detente.channels.bluesky.session import Tokens, kept, scope, tokens_of
from detente.channels.bluesky.shape import CAPABILITIES, measure
from detente.channels.bluesky.wire import JSON_BODY, Wire, path
from detente.channels.bluesky.words import CLOCKS, ELSEWHERE, affordances_of, trouble_of
from detente.channels.slices import parse_object
from detente.contracts.network import (
    Accepted,
    Affordance,
    Auth,
    Batch,
    Conflict,
    Connection,
    Contract,
    Cursor,
    Denied,
    Found,
    Frozen,
    Gone,
    Hint,
    Intent,
    Invalid,
    Item,
    Json,
    Length,
    Lookup,
    Moderated,
    Moderation,
    NotFound,
    Probe,
    Session,
    Verb,
    Visibility,
)
from detente.net import WayOut

_SKEW: Final = timedelta(seconds=30)
_PUT: Final = "com.atproto.repo.putRecord"


class Bluesky:
    """One account, reached through its own server."""

    capabilities = CAPABILITIES

    def __init__(self, connection: Connection, way: WayOut) -> None:
        self._connection = connection
        self._way = way

    # Sessions

    def sign_in(self, *, now: datetime) -> Session:
        """A session from the app password."""
        who = self._setting("identifier") or self._connection.account_id
        body = json.dumps({"identifier": who.removeprefix("@"), "password": self._connection.secret}).encode()
        wire = Wire(self._way, self._connection.base_url)
        return tokens_of(wire.write("com.atproto.server.createSession", body, who, now)).session(now)

    def refresh(self, *, now: datetime) -> Session:
        """A younger session from the kept one."""
        before = kept(self._connection)
        younger = Tokens(before.did, before.handle, before.pds, before.refresh, before.refresh)
        wire = Wire(self._way, before.pds or self._connection.base_url, younger)
        answer = wire.post(path("com.atproto.server.refreshSession"), [], b"", before.did, now)
        return tokens_of(answer, before).session(now)

    def probe(self, *, now: datetime) -> Probe:
        """Who we are, what the session may do, and whether the server's clock agrees with ours."""
        tokens = kept(self._connection)
        wire = self._wire()
        told = parse_object(wire.read("com.atproto.server.getSession", [], tokens.did, now))
        skew = _skew(wire.date, now)
        problems = trouble_of(told, scope(tokens.access))
        if skew is not None and abs(skew) > _SKEW:
            problems += (CLOCKS.with_(seconds=int(abs(skew.total_seconds()))),)
        handle = told.get("handle")
        name = handle if isinstance(handle, str) else tokens.handle
        rights = frozenset(each for each in [scope(tokens.access)] if each)
        return Probe(tokens.did, name, rights, skew, "AT protocol", problems)

    # Listening

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        """Notifications back to known ones, then what they do not explain."""
        return Turn(self._wire(), self._did(), cursor, now=now, limit=limit).run()

    def backfill(self, cursor: Cursor | None, *, since: datetime, now: datetime, limit: int = 100) -> Batch:
        """Older notifications, then the threads of our older posts."""
        return older(self._wire(), self._did(), cursor, since=since, now=now, limit=limit)

    def fetch(self, external_id: str, *, now: datetime) -> Item:
        """One post as it is now; whether it is hidden is read where we hide it ourselves, so a hide shows at once."""
        wire = self._wire()
        post, raw = self._post(wire, external_id, now)
        roots = reads.roots_of([post])
        titles = reads.titles_of(reads.posts(wire, roots, now))
        hidden = self._gate(wire, roots[0], now).hidden if roots and self._is_ours(roots[0]) else frozenset()
        return Reading(self._did(), titles, hidden).item(post, raw)

    def fetch_many(self, external_ids: Sequence[str], *, now: datetime) -> Mapping[str, Item | None]:
        """Posts by address, with what the gates of their threads hide."""
        wire = self._wire()
        asked = [each for each in external_ids if _is_address(each)]
        views = reads.posts(wire, asked, now)
        roots = reads.posts(wire, reads.roots_of(post for post, _ in views.values())[: reads.BATCH], now)
        reading = Reading(self._did(), reads.titles_of(roots), reads.hidden_by(roots))
        items, _ = reading.read(views.values())
        found: dict[str, Item | None] = {item.external_id: item for item in items}
        return found | {each: None for each in external_ids if each not in views}

    def replies(self, external_id: str, *, now: datetime) -> tuple[Item, ...]:
        """What stands directly under a post, oldest first."""
        found = reads.thread(self._wire(), _address(external_id), now, depth=1)
        if not found.posts:
            raise Gone(external_id)
        items, _ = Reading(self._did(), {}, found.hidden).read(found.posts[1:])
        return tuple(sorted(items, key=lambda item: (item.posted_at or now, item.external_id)))

    def stream_address(self, *, since: datetime | None) -> str:
        """The Jetstream of this channel; "" when none was named."""
        return stream.address(self._setting("jetstream"), since)

    def hint(self, frame: bytes) -> Hint | None:
        """Whether a frame of the stream speaks of us."""
        try:
            return stream.hint(frame, self._did())
        except Auth:
            return None

    # Replies

    def measure(self, text: str) -> Length:
        """Graphemes, or bytes when those bind."""
        return measure(text)

    def affordances(self, item: Item) -> Mapping[Verb, Affordance]:
        """Replies where the author allows them; hiding in our own threads only."""
        return affordances_of(item, in_our_thread=self._is_ours(item.conversation_external_id))

    def prepare(self, intent: Intent) -> Frozen:
        """The record, its key and its time, for ever the same. Raises `Invalid`; `Auth` while there is no session."""
        if not intent.text.strip() or self.measure(intent.text).over:
            raise Invalid("the text is empty or too long", field="text")
        try:
            body = payloads.reply_body(intent, self._did())
        except UnicodeEncodeError as error:
            raise Invalid("the text holds half of a character", field="text") from error
        return Frozen.of(intent.key, "POST", path(_PUT), [JSON_BODY], body)

    def send(self, frozen: Frozen, *, now: datetime) -> Accepted:
        """The frozen record, once. The same again changes nothing there."""
        wire, parent = self._wire(), _told(frozen, "record", "reply", "parent", "uri")
        return payloads.accepted_of(wire.post(frozen.path, frozen.headers, frozen.body, parent, now))

    def foretell(self, frozen: Frozen) -> str:
        """The address of the record: its key is ours."""
        return _address_of(frozen)

    def find(self, frozen: Frozen, *, since: datetime, now: datetime) -> Lookup:
        """The record under our key, read from our own server: a miss covers everything."""
        uri = _address_of(frozen)
        try:
            record = self._record(self._wire(), uri, now)
        except Gone:
            return NotFound(since, now)
        text, at = record.get("text"), record.get("createdAt")
        if text != _told(frozen, "record", "text"):
            raise Conflict("the key holds another text", kind="swap")
        return Found(uri, payloads.permalink(uri), str(text), payloads.time_of(str(at)))

    def visibility(self, external_id: str, *, now: datetime) -> Visibility:
        """Visible once the app's own view shows it; on our server only: pending."""
        wire = self._wire()
        if external_id in reads.posts(wire, [external_id], now):
            return Visibility.VISIBLE
        try:
            self._record(wire, external_id, now)
        except Gone:
            return Visibility.GONE
        return Visibility.PENDING

    # Removals

    def moderate(self, order: Moderation, *, now: datetime) -> Moderated:
        """Hide in a thread of ours, or show again: the gate is read, then written once under its swap."""
        if CAPABILITIES.power(order.verb) is None:
            raise Denied(*ELSEWHERE)
        wire = self._wire()
        post, _ = self._post(wire, order.external_id, now)
        root = next(iter(reads.roots_of([post])), "")
        if not root or not self._is_ours(root):
            raise Denied(*ELSEWHERE)
        gate = self._gate(wire, root, now)
        body = gate.changed(order.external_id, hide=order.verb == "hide", at=payloads.stamp(now))
        if body is None:
            return Moderated(order.external_id, order.verb, b"{}")
        answer = wire.write(_PUT, body, order.external_id, now)
        payloads.accepted_of(answer)
        return Moderated(order.external_id, order.verb, answer)

    def inverse(self, order: Moderation) -> Moderation | None:
        """Restore undoes hide; what undoes a restore is the hide with its own notice."""
        power = CAPABILITIES.power(order.verb)
        if power is None or power.inverse is None:
            return None
        return Moderation(power.inverse, order.external_id, order.notice, order.clause_title, order.contest_until)

    # Means

    def _wire(self) -> Wire:
        tokens = kept(self._connection)
        return Wire(self._way, tokens.pds or self._connection.base_url, tokens, self._setting("appview"))

    def _did(self) -> str:
        """Who we are: as the session says, else as the channel was checked. Raises `Auth` when neither is known."""
        known = self._connection.account_id
        return known if not self._connection.session and known.startswith("did:") else kept(self._connection).did

    def _setting(self, name: str) -> str:
        value = self._connection.settings.get(name)
        return value.strip() if isinstance(value, str) else ""

    def _is_ours(self, uri: str) -> bool:
        return uri.startswith(f"at://{self._did()}/")

    def _post(self, wire: Wire, external_id: str, now: datetime) -> tuple[dict[str, Json], bytes]:
        found = reads.posts(wire, [_address(external_id)], now).get(external_id)
        if found is None:
            raise Gone(external_id)
        return found

    def _gate(self, wire: Wire, root: str, now: datetime) -> Gate:
        """The gate of a thread of ours, from our own server. No gate yet is an empty one."""
        did, _, key = payloads.parts(root)
        asked = [("repo", did), ("collection", GATE), ("rkey", key)]
        try:
            return gate_of(wire.read("com.atproto.repo.getRecord", asked, root, now), root)
        except Gone:
            return Gate(root, {})

    def _record(self, wire: Wire, uri: str, now: datetime) -> dict[str, Json]:
        did, collection, key = payloads.parts(uri)
        asked = [("repo", did), ("collection", collection), ("rkey", key)]
        value = parse_object(wire.read("com.atproto.repo.getRecord", asked, uri, now)).get("value")
        if not isinstance(value, dict):
            raise Contract("the record cannot be read")
        return value


def _is_address(external_id: str) -> bool:
    try:
        payloads.parts(external_id)
    except Contract:
        return False
    return True


def _address(external_id: str) -> str:
    """The id, when it can be one of this network. Raises `Gone`: nothing ever stood at another one."""
    if not _is_address(external_id):
        raise Gone(external_id)
    return external_id


def _address_of(frozen: Frozen) -> str:
    return f"at://{_told(frozen, 'repo')}/{POST}/{_told(frozen, 'rkey')}"


def _told(frozen: Frozen, *names: str) -> str:
    """What the frozen body says at this place."""
    place: Json = json.loads(frozen.body)
    for name in names:
        place = place.get(name) if isinstance(place, dict) else None
    return str(place)


def _skew(said: str, now: datetime) -> timedelta | None:
    try:
        return parsedate_to_datetime(said) - now
    except (ValueError, TypeError):
        return None
