"""Comments of one WordPress site: read, answered and moderated as one account of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from detente.channels.slices import parse_object
from detente.channels.wordpress import payloads
from detente.channels.wordpress.affordances import affordances_of
from detente.channels.wordpress.prose import as_html, as_text, same_words, sendable
from detente.channels.wordpress.reading import Reader
from detente.channels.wordpress.rest import COMMENTS, JSON, Rest, address, one
from detente.channels.wordpress.shape import CAPABILITIES, measure
from detente.contracts.network import (
    Accepted,
    Affordance,
    Auth,
    Batch,
    Connection,
    Contract,
    Cursor,
    Denied,
    Frozen,
    Gone,
    Intent,
    Invalid,
    Item,
    Json,
    Length,
    Limited,
    Lookup,
    Moderated,
    Moderation,
    NetworkError,
    NotFound,
    NotSent,
    Probe,
    Verb,
    Visibility,
)
from detente.contracts.words import Words
from detente.net import WayOut

_STATES: Final[Mapping[Verb, str]] = {"hide": "hold", "restore": "approved", "spam": "spam", "delete": "trash"}
_INVERSES: Final[Mapping[Verb, Verb]] = {"hide": "restore", "spam": "restore", "delete": "restore", "restore": "hide"}
_SKEW: Final = timedelta(minutes=2)
_VERSION: Final = re.compile(rb"<generator>https?://wordpress\.org/\?v=([0-9][0-9A-Za-z.-]{0,30})</generator>")
_NEEDED: Final = ("moderate_comments", "edit_posts", "edit_others_posts", "edit_published_posts")
_RIGHTS: Final = Words(
    fr="Le compte «\u202f{name}\u202f» ne peut pas modérer les commentaires. Donnez-lui dans WordPress le rôle "
    "Éditeur.",
    en="The account “{name}” may not moderate comments. Give it the role Editor in WordPress.",
)
_CLOCKS: Final = Words(
    fr="L’horloge du site et celle du bureau diffèrent de {seconds} s. Réglez-les.",
    en="The site’s clock and the desk’s differ by {seconds} s. Set them right.",
)
_REFUSED: Final = Words(fr="WordPress ne connaît pas ce geste.", en="WordPress does not know this.")
_LOOK: Final = Words(fr="Regardez le commentaire sur le site.", en="Look at the comment on the site.")
_NOT_SHOWN: Final = Words(
    fr="Ce commentaire n’est pas en ligne\u202f: une réponse y paraîtrait seule.",
    en="This comment is not online: a reply to it would stand alone.",
)
_PUBLISH_FIRST: Final = Words(fr="Publiez-le d’abord.", en="Publish it first.")


class WordPress:
    """One account of one site."""

    capabilities = CAPABILITIES

    def __init__(self, connection: Connection, way: WayOut) -> None:
        self._connection = connection
        self._rest = Rest(connection, way)
        self._number = int(connection.account_id) if connection.account_id.isdecimal() else 0

    def probe(self, *, now: datetime) -> Probe:
        """Which account signs in, what it may do, and whether the site's clock agrees with ours."""
        asked = {"_fields": "id,name,slug,roles,capabilities"}
        answer = self._rest.read("/wp/v2/users/me", asked, now=now)
        me = parse_object(answer.body)
        number, name, able = me.get("id"), me.get("name"), me.get("capabilities")
        if not isinstance(number, int) or not isinstance(name, str) or not isinstance(able, dict):
            raise Contract("the site does not say who we are")
        held = frozenset(key for key, value in able.items() if value is True)
        skew = _skew(answer.headers.get("date", ""), now)
        problems = [] if held.issuperset(_NEEDED) else [_RIGHTS.with_(name=name)]
        if skew and abs(skew) > _SKEW:
            problems.append(_CLOCKS.with_(seconds=int(abs(skew.total_seconds()))))
        return Probe(str(number), name, held & frozenset(_NEEDED), skew, self._software(), tuple(problems))

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        """What happened since the cursor: the newest hundred compared, older held ones looked up."""
        return self._reader(now).poll(cursor, now=now, limit=limit)

    def backfill(self, cursor: Cursor | None, *, since: datetime, now: datetime, limit: int = 100) -> Batch:
        """The next older page of comments that are online or held."""
        return self._reader(now).backfill(cursor, since, now, limit)

    def fetch(self, external_id: str, *, now: datetime) -> Item:
        """One comment as it is now; in the bin or among spam it is hidden, not gone."""
        (item,) = self._reader(now).items([self._rest.comment(external_id, now=now)], now)
        return item

    def fetch_many(self, external_ids: Sequence[str], *, now: datetime) -> Mapping[str, Item | None]:
        """Each comment as it is now."""
        reader = self._reader(now)
        found = reader.whereabouts([int(key) for key in external_ids if key.isascii() and key.isdecimal()], now)
        items = reader.items([seen for seen in found.values() if seen], now)
        shown: dict[str, Item | None] = {str(key): None for key, seen in found.items() if seen is None}
        return shown | {item.external_id: item for item in items}

    def replies(self, external_id: str, *, now: datetime) -> tuple[Item, ...]:
        """What stands directly under a comment, online or held, oldest first."""
        reader = self._reader(now)
        found = reader.under(external_id, {"status": "all"}, now)
        if not found:
            reader.exists(external_id, now)
        return reader.items(found, now)

    def measure(self, text: str) -> Length:
        """The text's bytes as WordPress is given it."""
        return measure(text)

    def affordances(self, item: Item) -> Mapping[Verb, Affordance]:
        """Replying and hiding concern what is online, publishing what is not."""
        return affordances_of(item)

    def prepare(self, intent: Intent) -> Frozen:
        """The one request of this intent: plain words, guarded so that readers see them unchanged. Raises `Invalid`."""
        if not intent.text.strip() or not sendable(intent.text):
            raise Invalid("the text is empty or holds a control character", field="text")
        if self.measure(intent.text).over:
            raise Invalid("the text is too long", field="text")
        post = str(intent.reference.get("post") or intent.conversation_external_id)
        if not (post.isdecimal() and intent.parent_external_id.isdecimal()):
            raise Invalid("a reply needs the numbers of its comment and of its post", field="parent")
        body = {"post": int(post), "parent": int(intent.parent_external_id), "content": as_html(intent.text)}
        plain = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        return Frozen.of(intent.key, "POST", address(COMMENTS), [JSON], plain)

    def send(self, frozen: Frozen, *, now: datetime) -> Accepted:
        """The frozen bytes, once; one look at the comment goes before.

        WordPress takes a reply to anything, even to a comment that is gone or held, and some sites take one from
        strangers: only the look can tell. It writes nothing, so where it fails nothing was sent.
        """
        parent = str(_body_of(frozen)["parent"])
        self._look_before(parent, now)
        answer = self._rest.write(frozen.method, frozen.path, frozen.headers, frozen.body, parent, now)
        return payloads.accepted_of(answer.body)

    def find(self, frozen: Frozen, *, since: datetime, now: datetime) -> Lookup:
        """Our reply with these words under that comment, whatever its state. All of ours there are read."""
        body = _body_of(frozen)
        wanted = as_text(str(body["content"]))
        asked = {"author": self._me(now), "status": "any"}
        for seen in self._reader(now).under(str(body["parent"]), asked, now):
            found = payloads.found_of(seen)
            if same_words(found.text, wanted):
                return found
        return NotFound(since, now)

    def visibility(self, external_id: str, *, now: datetime) -> Visibility:
        """What others see of our reply."""
        try:
            return payloads.visibility_of(self._rest.comment(external_id, now=now))
        except Gone:
            return Visibility.GONE

    def moderate(self, order: Moderation, *, now: datetime) -> Moderated:
        """Hold, publish, mark as spam or put into the bin: one look, then one request unless it is so already.

        WordPress writes the address and the browser of whoever changes a state over those of the comment's author:
        they are read first and given back.
        """
        state = _STATES.get(order.verb)
        if state is None:
            raise Denied(_REFUSED, _LOOK)
        before = self._rest.read(
            f"{COMMENTS}/{_number(order.external_id)}",
            {"_fields": "id,status,author_ip,author_user_agent"}, order.external_id, now=now,
        )  # fmt: skip
        was = parse_object(before.body)
        if was.get("status") == state:
            return Moderated(order.external_id, order.verb, before.body)
        if state == "trash":
            return self._to_the_bin(order, now)
        kept = {name: was[name] for name in ("author_ip", "author_user_agent") if was.get(name)}
        body = json.dumps({"status": state, **kept}).encode()
        answer = self._rest.write("POST", one(order.external_id), (JSON,), body, order.external_id, now)
        parse_object(answer.body)
        return Moderated(order.external_id, order.verb, answer.body)

    def inverse(self, order: Moderation) -> Moderation | None:
        """Publishing undoes them all; what undoes publishing is to hold."""
        verb = _INVERSES.get(order.verb)
        if verb is None:
            return None
        return Moderation(verb, order.external_id, order.notice, order.clause_title, order.contest_until)

    def _to_the_bin(self, order: Moderation, now: datetime) -> Moderated:
        answer = self._rest.ask("DELETE", one(order.external_id))
        if answer.status == 410 and payloads.error_of(answer.body) == "rest_already_trashed":
            return Moderated(order.external_id, order.verb, answer.body)
        good = self._rest.judge_write(answer, order.external_id, now)
        parse_object(good.body)
        return Moderated(order.external_id, order.verb, good.body)

    def _look_before(self, parent: str, now: datetime) -> None:
        try:
            seen = self._rest.comment(parent, now=now)
        except (Gone, Auth, Limited, NotSent):
            raise
        except NetworkError as error:
            raise NotSent(f"the comment could not be looked at: {error}") from error
        if seen.state != "approved":
            raise Denied(_NOT_SHOWN, _PUBLISH_FIRST)

    def _reader(self, now: datetime) -> Reader:
        return Reader(self._rest, self._me(now), _numbers(self._connection.settings.get("colleagues")))

    def _me(self, now: datetime) -> int:
        """The account's number: kept with the channel, asked once where it is not."""
        if not self._number:
            number = parse_object(self._rest.read("/wp/v2/users/me", {"_fields": "id"}, now=now).body).get("id")
            if not isinstance(number, int):
                raise Contract("the site does not say who we are")
            self._number = number
        return self._number

    def _software(self) -> str:
        """WordPress and its version, where the site's feed tells it."""
        try:
            told = _VERSION.search(self._rest.ask("GET", "/?feed=comments-rss2").body)
        except NetworkError:
            told = None
        return f"WordPress {told[1].decode()}" if told else "WordPress"


def _number(external_id: str) -> str:
    if not (external_id.isascii() and external_id.isdecimal()):
        raise Gone(external_id)
    return external_id


def _numbers(told: Json) -> frozenset[int]:
    words = str(told or "").replace(",", " ").split()
    return frozenset(int(word) for word in words if word.isdecimal())


def _body_of(frozen: Frozen) -> dict[str, Json]:
    return parse_object(frozen.body)


def _skew(said: str, now: datetime) -> timedelta | None:
    """How far the site's clock is ahead of ours, to the second; None where it does not say."""
    try:
        at = parsedate_to_datetime(said)
    except (ValueError, TypeError):
        return None
    return at - now if at.tzinfo else None
