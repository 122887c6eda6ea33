"""The network of paper over HTTP: the worked example of `docs/adding-a-network.md`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import quote

from detente.channels.slices import elements, parse_object
from detente.channels.testkit.paper import payloads, shape
from detente.channels.testkit.paper.walk import Walk
from detente.channels.waits import until_of
from detente.contracts.network import (
    Accepted,
    Affordance,
    AffordanceState,
    Auth,
    Batch,
    Cannot,
    Conflict,
    Connection,
    Contract,
    Cursor,
    Denied,
    Found,
    Frozen,
    Gone,
    Idempotency,
    Intent,
    Invalid,
    Item,
    Length,
    Limited,
    Lookup,
    Moderated,
    Moderation,
    NotFound,
    Probe,
    Unknown,
    Verb,
    Visibility,
)
from detente.contracts.words import Words
from detente.net import Answer, WayOut

_JSON: Final = ("content-type", "application/json")
_MOST: Final = 100
_SKEW: Final = timedelta(seconds=30)
_CLOSED: Final = Words(fr="Cette note n’accepte plus de réponse.", en="This note takes no more answers.")
_LOOK: Final = Words(fr="Regardez la note sur le réseau.", en="Look at the note on the network.")
_BLIND: Final = Words(fr="Ce réseau ne montre pas nos réponses.", en="This network does not show our answers.")
_CLOCK: Final = Words(fr="L’horloge du réseau est fausse.", en="The network’s clock is wrong.")
_ALLOWED: Final = Affordance(AffordanceState.ALLOWED)
_NO: Final = Affordance(AffordanceState.DENIED, _CLOSED, _LOOK)


class Paper:
    """One account on a network of paper. `Connection.settings["kind"]` is its class (a value of `Idempotency`)."""

    def __init__(self, connection: Connection, way: WayOut) -> None:
        self._connection = connection
        self._way = way
        self._kind = Idempotency(str(connection.settings.get("kind", "listable")))
        self.capabilities = shape.capabilities(self._kind)

    def probe(self, *, now: datetime) -> Probe:
        """Who we are, what we may do, and how far the network's clock is from ours."""
        answer = self._read("me", "", now)
        said = parse_object(answer.body)
        skew = _skew(answer.headers.get("date", ""), now)
        rights = said.get("rights")
        scopes = frozenset(str(each) for each in rights) if isinstance(rights, list) else frozenset()
        problems = (_CLOCK,) if skew is not None and abs(skew) > _SKEW else ()
        return Probe(str(said.get("account")), str(said.get("name")), scopes, skew, "paper", problems)

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        """One page of the walk that the cursor holds (`walk.py`)."""
        walk = Walk.of(cursor)
        page = self._page(walk.before, limit + walk.ties, now)
        return replace(walk.take(page.items, older=page.older, limit=limit, now=now), aside=page.aside)

    def backfill(self, cursor: Cursor | None, *, since: datetime, now: datetime, limit: int = 100) -> Batch:
        """The next older page, down to `since`."""
        walk = Walk.of(cursor)
        page = self._page(walk.before, limit + walk.ties, now)
        recent = tuple(item for item in page.items if item.posted_at and item.posted_at >= since)
        older = page.older and len(recent) == len(page.items)
        batch = walk.take(recent, older=older, limit=limit, now=now)
        return replace(batch, aside=page.aside)

    def fetch(self, external_id: str, *, now: datetime) -> Item:
        """One note as it is now."""
        return payloads.one(self._read(_note(external_id), external_id, now).body)

    def fetch_many(self, external_ids: Sequence[str], *, now: datetime) -> Mapping[str, Item | None]:
        """Many notes in one request; those that the network leaves out are gone."""
        if not external_ids:
            return {}
        asked = ",".join(quote(each, safe="") for each in external_ids)
        items, aside = payloads.split(elements(self._read(f"many?ids={asked}", "", now).body, "notes"))
        found = {item.external_id: item for item in items}
        # A note that came but could not be read may be any of those missing: then nothing is certain.
        return found if aside else {each: found.get(each) for each in external_ids}

    def replies(self, external_id: str, *, now: datetime) -> tuple[Item, ...]:
        """What stands under a note, oldest first."""
        answer = self._read(_note(external_id, "/answers"), external_id, now)
        return tuple(payloads.item_of(payload, raw) for payload, raw in elements(answer.body, "notes"))

    def measure(self, text: str) -> Length:
        """The text's length in code points."""
        return shape.measure(text)

    def affordances(self, item: Item) -> Mapping[Verb, Affordance]:
        """Ours are left alone; a locked or hidden note is not answered."""
        closed = item.ours or item.hidden or bool(item.reference.get("locked"))
        return {
            "reply": _NO if closed else _ALLOWED,
            "hide": _NO if item.ours or item.hidden else _ALLOWED,
            "restore": _ALLOWED if item.hidden else _NO,
        }

    def prepare(self, intent: Intent) -> Frozen:
        """The one request of this intent. Raises `Invalid`."""
        if not intent.text.strip() or self.measure(intent.text).over:
            raise Invalid("the text is empty or too long", field="text")
        said = {"parent": intent.parent_external_id, "text": intent.text}
        body = json.dumps(said, ensure_ascii=False).encode()
        method, path, headers = "POST", "/v1/notes", [_JSON]
        match self._kind:
            case Idempotency.KEYED:
                headers.append(("idempotency-key", intent.key))
            case Idempotency.UPSERT:
                method, path = "PUT", f"/v1/{_note(intent.parent_external_id, '/answer')}"
            case Idempotency.TWO_PHASE:
                path = f"/v1/drafts/{quote(intent.key, safe='')}/publish"
        return Frozen.of(intent.key, method, path, headers, body)

    def send(self, frozen: Frozen, *, now: datetime) -> Accepted:
        """The frozen bytes, once. In two phases the draft shows nothing to anybody: only publishing counts."""
        parent = str(json.loads(frozen.body)["parent"])
        if self._kind is Idempotency.TWO_PHASE:
            draft = frozen.path.removesuffix("/publish")
            _write(self._request("PUT", draft, frozen.headers, frozen.body), parent, now)
        answer = _write(self._request(frozen.method, frozen.path, frozen.headers, frozen.body), parent, now)
        item = payloads.one(answer.body)
        return Accepted(item.external_id, item.permalink, answer.body)

    def find(self, frozen: Frozen, *, since: datetime, now: datetime) -> Lookup:
        """By key where there are keys; else among our answers under the note; never where they are not shown."""
        if self._kind is Idempotency.BLIND:
            return Cannot(_BLIND)
        if self._kind in (Idempotency.KEYED, Idempotency.TWO_PHASE):
            return self._find_key(frozen.key, since, now)
        wanted = json.loads(frozen.body)
        ours = [item for item in self.replies(str(wanted["parent"]), now=now) if item.ours]
        for item in ours:
            if item.text == wanted["text"]:
                return Found(item.external_id, item.permalink, item.text, item.posted_at)
        if ours and self._kind is Idempotency.UPSERT:
            raise Conflict("another answer stands there", kind="slot_taken")
        return NotFound(since, now)

    def visibility(self, external_id: str, *, now: datetime) -> Visibility:
        """What others see of our answer."""
        try:
            item = self.fetch(external_id, now=now)
        except Gone:
            return Visibility.GONE
        return Visibility.REJECTED if item.hidden else Visibility.VISIBLE

    def moderate(self, order: Moderation, *, now: datetime) -> Moderated:
        """Hide, or show again."""
        if self.capabilities.power(order.verb) is None:
            raise Denied(_CLOSED, _LOOK)
        verb = {"hide": "/hide", "restore": "/show"}[order.verb]
        path = f"/v1/{_note(order.external_id, verb)}"
        answer = _write(self._request("POST", path, [_JSON], b"{}"), order.external_id, now)
        payloads.one(answer.body)
        return Moderated(order.external_id, order.verb, answer.body)

    def inverse(self, order: Moderation) -> Moderation | None:
        """The order that undoes this one."""
        power = self.capabilities.power(order.verb)
        return replace(order, verb=power.inverse) if power and power.inverse else None

    def _find_key(self, key: str, since: datetime, now: datetime) -> Lookup:
        answer = self._request("GET", f"/v1/keys/{quote(key, safe='')}")
        if answer.status == 404 and payloads.error_of(answer.body) == "gone":
            return NotFound(since, now)
        item = payloads.one(_checked(answer, key, now).body)
        return Found(item.external_id, item.permalink, item.text, item.posted_at)

    def _page(self, before: datetime | None, size: int, now: datetime) -> payloads.Page:
        from_there = f"&before={quote(before.isoformat())}" if before else ""
        return payloads.page_of(self._read(f"notes?limit={min(size, _MOST)}{from_there}", "", now).body)

    def _read(self, place: str, external_id: str, now: datetime) -> Answer:
        return _checked(self._request("GET", f"/v1/{place}"), external_id, now)

    def _request(self, method: str, path: str, headers: Sequence[tuple[str, str]] = (), body: bytes = b"") -> Answer:
        bearer = ("authorization", f"Bearer {self._connection.secret}")
        return self._way.request(method, self._connection.base_url + path, [*headers, bearer], body)


def _note(external_id: str, rest: str = "") -> str:
    return f"notes/{quote(external_id, safe='')}{rest}"


def _checked(answer: Answer, external_id: str, now: datetime) -> Answer:
    """A good answer to a read, or what it means. A server in trouble is read again later."""
    if answer.status == 200:
        return answer
    _common(answer, external_id, now)
    if answer.status >= 500:
        raise Unknown(f"the network answered {answer.status}")
    raise Contract(f"the network answered {answer.status} to a read")


def _write(answer: Answer, external_id: str, now: datetime) -> Answer:
    """A good answer to a write, or what it means. Whatever is not clear is unknown."""
    if answer.status in (200, 201):
        return answer
    _common(answer, external_id, now)
    code = payloads.error_of(answer.body)
    if (answer.status, code) == (409, "duplicate"):
        raise Conflict("the same answer stands there", kind="duplicate")
    if (answer.status, code) == (403, "locked"):
        raise Denied(_CLOSED, _LOOK)
    if (answer.status, code) == (422, "text"):
        raise Invalid("the text is empty or too long", field="text")
    raise Unknown(f"the network answered {answer.status}")


def _common(answer: Answer, external_id: str, now: datetime) -> None:
    if answer.status == 401:
        raise Auth("the network does not know our token", kind="revoked")
    if (answer.status, payloads.error_of(answer.body)) == (404, "gone"):
        raise Gone(external_id)
    if answer.status == 429:
        raise Limited("the network asks us to wait", until=until_of(answer.headers, now))


def _skew(said: str, now: datetime) -> timedelta | None:
    try:
        return parsedate_to_datetime(said) - now
    except ValueError:
        return None
