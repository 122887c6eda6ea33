"""One request to a site's REST API, and what each answer means.

Every route is asked as `?rest_route=`: it works with plain permalinks, with pretty ones and in a folder. Every read is
made in the context of an editor, which WordPress refuses to strangers: a wrong application password, which it otherwise
answers as if nobody had signed in, is told at once.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote, urlencode

from detente.channels.waits import until_of
from detente.channels.wordpress import payloads
from detente.channels.wordpress.payloads import Seen
from detente.channels.wordpress.shape import PAGE
from detente.contracts.network import (
    Aside,
    Auth,
    Conflict,
    Connection,
    Contract,
    Denied,
    Gone,
    Invalid,
    Limited,
    Unknown,
)
from detente.contracts.words import Words
from detente.net import Answer, WayOut
from detente.net.way import AnswerTooLong

COMMENTS: Final = "/wp/v2/comments"
FIELDS: Final = "id,post,parent,author,author_name,author_email,date_gmt,content,link,status,type"
"""What is asked of a comment. Neither address nor browser of its author, which the desk has no use for; nor its links,
for which WordPress asks its database once more for every comment: they double the time of a page."""

JSON: Final = ("content-type", "application/json")
_GONE: Final = ("rest_comment_invalid_id", "rest_post_invalid_id", "rest_comment_invalid_post_id")
_TOO_LONG: Final = ("comment_content_column_length", "rest_comment_content_invalid")
CLOSED: Final = Words(fr="Les commentaires de cet article sont fermés.", en="Comments on this post are closed.")
OPEN: Final = Words(
    fr="Rouvrez-les dans WordPress (Discussion, sur la page de l’article), ou répondez ailleurs.",
    en="Open them again in WordPress (Discussion, on the post’s page), or answer elsewhere.",
)
_WITHDRAWN: Final = Words(fr="L’article n’est plus publié.", en="The post is no longer published.")
_NO_BIN: Final = Words(
    fr="Ce site n’a pas de corbeille\u202f: une suppression y serait définitive.",
    en="This site has no bin: deleting there would be for good.",
)
_HIDE: Final = Words(fr="Masquez le commentaire plutôt.", en="Hide the comment instead.")
_NOT_OURS: Final = Words(
    fr="Le compte du bureau n’a pas le droit de modérer ce commentaire.",
    en="The desk’s account may not moderate this comment.",
)
_EDITOR: Final = Words(fr="Donnez-lui le rôle Éditeur dans WordPress.", en="Give it the role Editor in WordPress.")
_DENIALS: Final = {
    "rest_comment_closed": (CLOSED, OPEN),
    "rest_comment_draft_post": (_WITHDRAWN, OPEN),
    "rest_comment_trash_post": (_WITHDRAWN, OPEN),
    "rest_trash_not_supported": (_NO_BIN, _HIDE),
    "rest_cannot_edit": (_NOT_OURS, _EDITOR),
    "rest_cannot_delete": (_NOT_OURS, _EDITOR),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a listing. `total`: comments in the whole listing; `rows`: how many this page could have held."""

    seen: tuple[Seen, ...]
    aside: tuple[Aside, ...]
    total: int
    rows: int


class Rest:
    """The API of one site, as one account."""

    def __init__(self, connection: Connection, way: WayOut) -> None:
        self._connection = connection
        self._way = way

    @property
    def login(self) -> str:
        """The name that the account signs in with."""
        return str(self._connection.settings.get("user_name") or self._connection.account_id)

    def comments(self, wanted: Mapping[str, object], *, now: datetime, rows: int = PAGE) -> Page:
        """One page of comments. A page that is too long to be taken in is asked for again by halves, down to two."""
        while True:
            try:
                return self._page(wanted, rows, now)
            except AnswerTooLong:
                if rows <= 2:
                    raise
                rows = max(2, rows // 2)

    def comment(self, external_id: str, *, now: datetime) -> Seen:
        """One comment as it is now. Raises `Gone`."""
        return payloads.one_seen(self.read(_one(external_id), {"_fields": FIELDS}, external_id, now=now).body)

    def read(self, route: str, asked: Mapping[str, object], external_id: str = "", *, now: datetime) -> Answer:
        """A good answer to a read in an editor's context, or what it means that it was none."""
        answer = self.ask("GET", address(route, {"context": "edit", **asked}))
        if answer.status == 200:
            return answer
        _common(answer, external_id, now)
        if answer.status == 403:
            raise Auth("the account may not moderate comments", kind="role")
        if answer.status >= 500:
            raise Unknown(f"the site answered {answer.status}")
        if 300 <= answer.status < 400:
            raise Contract("the site sends us to another address")
        raise Contract(f"the site answered {answer.status} to a read")

    def write(
        self, method: str, path: str, headers: tuple[tuple[str, str], ...], body: bytes, external_id: str, now: datetime
    ) -> Answer:
        """A good answer to the one request of a write, or what it means; whatever is not clear is `Unknown`."""
        return self.judge_write(self.ask(method, path, headers, body), external_id, now)

    def judge_write(self, answer: Answer, external_id: str, now: datetime) -> Answer:
        """The answer of a write, or what it means."""
        if answer.status in (200, 201):
            return answer
        _common(answer, external_id, now)
        code = payloads.error_of(answer.body)
        if answer.status == 409 and code == "comment_duplicate":
            raise Conflict("the same text stands there already", kind="duplicate")
        if code in _DENIALS:
            raise Denied(*_DENIALS[code])
        if answer.status == 400 and code:
            raise Invalid(code, field="text" if code in _TOO_LONG else "body")
        raise Unknown(f"the site answered {answer.status} {code}")

    def ask(self, method: str, path: str, headers: tuple[tuple[str, str], ...] = (), body: bytes = b"") -> Answer:
        """Exactly one request; `path` follows the site's address."""
        basic = base64.b64encode(f"{self.login}:{self._connection.secret}".encode()).decode()
        whole = self._connection.base_url.rstrip("/") + path
        return self._way.request(method, whole, [*headers, ("authorization", f"Basic {basic}")], body)

    def _page(self, wanted: Mapping[str, object], rows: int, now: datetime) -> Page:
        answer = self.read(COMMENTS, {"_fields": FIELDS, "per_page": rows, **wanted}, now=now)
        total = answer.headers.get("x-wp-total", "")
        if not total.isdecimal():
            raise Contract("the site does not say how many comments there are")
        seen, aside = payloads.seen_in(answer.body)
        return Page(tuple(seen), tuple(aside), int(total), rows)


def address(route: str, asked: Mapping[str, object] | None = None) -> str:
    """A route with its questions, to follow the site's address."""
    query = "&" + urlencode({name: str(value) for name, value in asked.items()}) if asked else ""
    return f"/?rest_route={quote(route, safe='/')}{query}"


def one(external_id: str, asked: Mapping[str, object] | None = None) -> str:
    """The address of one comment."""
    return address(_one(external_id), asked)


def _one(external_id: str) -> str:
    if not (external_id.isascii() and external_id.isdecimal()):
        raise Gone(external_id)
    return f"{COMMENTS}/{external_id}"


def _common(answer: Answer, external_id: str, now: datetime) -> None:
    code = payloads.error_of(answer.body)
    if answer.status == 401:
        raise Auth("the site does not know our account or its application password", kind="revoked")
    if code in _GONE:
        raise Gone(external_id)
    if answer.status == 429 or code == "comment_flood":
        raise Limited("the site asks us to wait", until=until_of(answer.headers, now))
