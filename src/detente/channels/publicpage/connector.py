"""The public page over HTTP: each method is one request, never a second."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote

from detente.channels.publicpage import payloads
from detente.channels.publicpage.shape import CAPABILITIES, measure
from detente.channels.slices import parse_object
from detente.channels.waits import until_of
from detente.contracts.network import (
    Accepted,
    Affordance,
    AffordanceState,
    Auth,
    Batch,
    Conflict,
    Connection,
    Contract,
    Cursor,
    Denied,
    Frozen,
    Gone,
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

API: Final = "/api/v1/"
_JSON: Final = ("content-type", "application/json")
_ALLOWED: Final = Affordance(AffordanceState.ALLOWED)
_OURS: Final = Words(fr="Ce message est le nôtre.", en="This message is ours.")
_HIDDEN: Final = Words(fr="Ce message est retiré.", en="This message has been removed.")
_RESTORE_FIRST: Final = Words(fr="Rétablissez-le avant d’y répondre.", en="Restore it before answering.")
_VISIBLE: Final = Words(fr="Ce message est déjà en ligne.", en="This message is online already.")
_NOTHING: Final = Words(fr="Il n’y a rien à faire.", en="There is nothing to do.")
_REFUSED: Final = Words(fr="La page refuse ce geste.", en="The page refuses this.")
_LOOK: Final = Words(fr="Regardez le message sur la page.", en="Look at the message on the page.")
_CLOCKS: Final = Words(
    fr="L’horloge de la page et celle du bureau diffèrent de {seconds} s. Réglez-les.",
    en="The page’s clock and the desk’s differ by {seconds} s. Set them right.",
)
_KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,199}")
_SKEW: Final = timedelta(seconds=30)


class PublicPage:
    """One page, reached by its API."""

    capabilities = CAPABILITIES

    def __init__(self, connection: Connection, way: WayOut) -> None:
        self._connection = connection
        self._way = way

    def probe(self, *, now: datetime) -> Probe:
        """Which page the token opens, and whether its clock agrees with ours."""
        answer = parse_object(_read(self._get("whoami"), "whoami", now).body)
        skew = _skew(answer.get("now"), now)
        problems = (_CLOCKS.with_(seconds=int(abs(skew.total_seconds()))),) if abs(skew) > _SKEW else ()
        scopes = answer.get("scopes")
        named = frozenset(str(scope) for scope in scopes) if isinstance(scopes, list) else frozenset()
        return Probe(str(answer.get("page")), str(answer.get("brand")), named, skew, "detente", problems)

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        """The feed after the cursor."""
        after = payloads.after_of(cursor)
        return payloads.batch_of(_read(self._get(f"changes?after={after}&limit={limit}"), "", now).body, after, now=now)

    def fetch(self, external_id: str, *, now: datetime) -> Item:
        """One comment as it is now."""
        return payloads.one_item(_read(self._get(_comment(external_id)), external_id, now).body)

    def replies(self, external_id: str, *, now: datetime) -> tuple[Item, ...]:
        """What stands directly under a comment, oldest first."""
        return payloads.items_under(_read(self._get(_comment(external_id, "/replies")), external_id, now).body)

    def measure(self, text: str) -> Length:
        """The text's length in code points."""
        return measure(text)

    def affordances(self, item: Item) -> Mapping[Verb, Affordance]:
        """Replying and removing concern what is online, restoring what is not."""
        if item.ours:
            no = Affordance(AffordanceState.DENIED, _OURS, _NOTHING)
            return {"reply": no, "hide": no, "restore": no}
        if item.hidden:
            no = Affordance(AffordanceState.DENIED, _HIDDEN, _RESTORE_FIRST)
            return {"reply": no, "hide": Affordance(AffordanceState.DENIED, _HIDDEN, _NOTHING), "restore": _ALLOWED}
        return {"reply": _ALLOWED, "hide": _ALLOWED, "restore": Affordance(AffordanceState.DENIED, _VISIBLE, _NOTHING)}

    def prepare(self, intent: Intent) -> Frozen:
        """The one request of this intent. Raises `Invalid` when it cannot be published there."""
        if not intent.text.strip() or self.measure(intent.text).over:
            raise Invalid("the text is empty or too long", field="text")
        if not _encodable(intent.text + intent.signed_as):
            raise Invalid("the text holds half of a character", field="text")
        if not _KEY.fullmatch(intent.key):
            raise Invalid("a key is plain letters, digits, dots, dashes and colons", field="key")
        if not intent.signed_as.strip():
            raise Invalid("a reply is signed", field="signed_as")
        return Frozen.of(intent.key, "POST", API + "comments", [_JSON], payloads.reply_body(intent))

    def send(self, frozen: Frozen, *, now: datetime) -> Accepted:
        """The frozen bytes, once. The same key again answers the same comment."""
        answer = self._request(frozen.method, frozen.path, frozen.headers, frozen.body)
        return payloads.accepted_of(_write(answer, _parent_of(frozen), now).body)

    def find(self, frozen: Frozen, *, since: datetime, now: datetime) -> Lookup:
        """The reply that holds the key. A key is never forgotten, so a miss covers everything."""
        answer = self._get(f"replies/by-key/{quote(frozen.key, safe='')}")
        if answer.status == 404 and payloads.error_of(answer.body)[0] == "not_found":
            return NotFound(since, now)
        return payloads.found_of(_read(answer, frozen.key, now).body)

    def visibility(self, external_id: str, *, now: datetime) -> Visibility:
        """What others see of our reply."""
        answer = self._get(_comment(external_id))
        if answer.status == 410:
            return Visibility.GONE
        return payloads.visibility_of(_read(answer, external_id, now).body)

    def moderate(self, order: Moderation, *, now: datetime) -> Moderated:
        """Hide with a notice, or restore."""
        if CAPABILITIES.power(order.verb) is None:
            raise Denied(_REFUSED, _LOOK)
        body = payloads.hide_body(order) if order.verb == "hide" else b"{}"
        path = API + _comment(order.external_id, f"/{order.verb}")
        answer = _write(self._request("POST", path, [_JSON], body), order.external_id, now)
        parse_object(answer.body)
        return Moderated(order.external_id, order.verb, answer.body)

    def inverse(self, order: Moderation) -> Moderation | None:
        """Restore undoes hide; what undoes a restore is the hide with its own notice."""
        power = CAPABILITIES.power(order.verb)
        if power is None or power.inverse is None:
            return None
        return Moderation(power.inverse, order.external_id, order.notice, order.clause_title, order.contest_until)

    def _get(self, path: str) -> Answer:
        return self._request("GET", API + path)

    def _request(
        self,
        method: str,
        path: str,
        headers: tuple[tuple[str, str], ...] | list[tuple[str, str]] = (),
        body: bytes = b"",
    ) -> Answer:
        bearer = ("authorization", f"Bearer {self._connection.secret}")
        return self._way.request(method, self._connection.base_url.rstrip("/") + path, [*headers, bearer], body)


def _comment(external_id: str, rest: str = "") -> str:
    return f"comments/{quote(external_id, safe='')}{rest}"


def _read(answer: Answer, external_id: str, now: datetime) -> Answer:
    """A good answer, or what a read's answer means. A server in trouble is `Unknown`: read again later."""
    if answer.status == 200:
        return answer
    _common(answer, external_id, now)
    if answer.status >= 500:
        raise Unknown(f"the page answered {answer.status}")
    raise Contract(f"the page answered {answer.status} to a read")


def _write(answer: Answer, external_id: str, now: datetime) -> Answer:
    """A good answer, or what a write's answer means; whatever is not clear is `Unknown`."""
    if answer.status in (200, 201):
        return answer
    _common(answer, external_id, now)
    code, message, name = payloads.error_of(answer.body)
    if answer.status == 409 and code == "conflict":
        raise Conflict(message, kind="swap")
    if answer.status == 403 and code == "forbidden":
        raise Denied(_HIDDEN, _RESTORE_FIRST)
    if answer.status in (400, 413, 422) and code:
        raise Invalid(message, field=name or "body")
    raise Unknown(f"the page answered {answer.status}")


def _common(answer: Answer, external_id: str, now: datetime) -> None:
    code = payloads.error_of(answer.body)[0]
    if answer.status == 401:
        raise Auth("the page does not know our token", kind="revoked")
    if (answer.status, code) in ((404, "not_found"), (410, "gone")):
        raise Gone(external_id)
    if answer.status == 429:
        raise Limited("the page asks us to wait", until=until_of(answer.headers, now))


def _skew(said: object, now: datetime) -> timedelta:
    try:
        return datetime.fromisoformat(str(said)) - now
    except (ValueError, TypeError) as error:
        raise Contract("the page's time cannot be read") from error


def _parent_of(frozen: Frozen) -> str:
    return str(json.loads(frozen.body)["parent"])


def _encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)
