"""The protocol over HTTP: each call is one request, never a second, and each error is named by what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from detente.channels.bluesky.session import Tokens
from detente.channels.slices import parse_object
from detente.channels.waits import until_of
from detente.contracts.network import Auth, Budget, Conflict, Contract, Gone, Invalid, Limited, Unknown
from detente.net import Answer, WayOut

JSON_BODY: Final = ("content-type", "application/json")
_OLD: Final = ("ExpiredToken", "InvalidToken")
_UNKNOWN_US: Final = ("AuthMissing", "AuthenticationRequired", "AuthRequired", "AccountNotFound")
_CLOSED: Final = ("AccountTakedown", "AccountDeactivated", "AccountSuspended", "RepoTakendown", "RepoDeactivated")
_NOT_THERE: Final = ("NotFound", "RecordNotFound", "RepoNotFound")

Query = Sequence[tuple[str, str]]


@dataclass(slots=True)
class Wire:
    """One account's requests. `budget`: what its last answer said that is left; `date`: what time it named."""

    way: WayOut
    base: str
    tokens: Tokens | None = field(default=None, repr=False)
    appview: str = ""
    budget: Budget | None = field(default=None, init=False)
    date: str = field(default="", init=False)

    def read(self, method: str, query: Query, about: str, now: datetime) -> bytes:
        """The body of a good answer. Raises `NetworkError`; a server in trouble is `Unknown`: read again later."""
        answer = self._send("GET", f"{path(method)}?{urlencode(query)}", [], b"", now)
        if answer.status == 200:
            return answer.body
        raise _common(answer, about, now) or _of_a_read(answer)

    def write(self, method: str, body: bytes, about: str, now: datetime) -> bytes:
        """The body of a good answer to one write. Raises `NetworkError`; whatever is not clear is `Unknown`."""
        return self.post(path(method), [JSON_BODY], body, about, now)

    def post(self, target: str, headers: Query, body: bytes, about: str, now: datetime) -> bytes:
        """The same for a request that was frozen."""
        answer = self._send("POST", target, headers, body, now)
        if answer.status == 200:
            return answer.body
        raise _common(answer, about, now) or _of_a_write(answer)

    def _send(self, method: str, target: str, headers: Query, body: bytes, now: datetime) -> Answer:
        mine = [("accept", "application/json")]
        if self.tokens:
            mine.append(("authorization", f"Bearer {self.tokens.access}"))
        if self.appview and "/app.bsky." in target:
            mine.append(("atproto-proxy", self.appview))
        answer = self.way.request(method, self.base.rstrip("/") + target, [*headers, *mine], body)
        self.budget = budget_of(answer, now) or self.budget
        self.date = answer.headers.get("date", "")
        return answer


def path(method: str) -> str:
    """Where a method of the protocol answers."""
    return f"/xrpc/{method}"


def error_of(body: bytes) -> tuple[str, str]:
    """The name and the message of an error; both empty when the body is anything else."""
    try:
        told = parse_object(body)
    except Contract:
        return "", ""
    name, message = told.get("error"), told.get("message")
    return (name if isinstance(name, str) else "", message[:300] if isinstance(message, str) else "")


def budget_of(answer: Answer, now: datetime) -> Budget | None:
    """What the headers say is left."""
    limit, remaining = (answer.headers.get(f"ratelimit-{name}", "") for name in ("limit", "remaining"))
    if not (limit.isdecimal() and remaining.isdecimal()):
        return None
    return Budget(int(limit[:9]), int(remaining[:9]), until_of(answer.headers, now))


def _common(answer: Answer, about: str, now: datetime) -> Auth | Limited | Gone | None:
    """What reads and writes share."""
    name = error_of(answer.body)[0]
    if answer.status == 429:
        return Limited("the server asks us to wait", until=until_of(answer.headers, now))
    if name in _OLD:
        return Auth("the session is over", kind="expired")
    if name in _CLOSED:
        return Auth("the account is closed or suspended", kind="role")
    if name == "AuthFactorTokenRequired":
        return Auth("the account asks for a code: use an app password", kind="scope")
    if answer.status == 401 or name in _UNKNOWN_US:
        return Auth("the server does not know our password or our session", kind="revoked")
    if answer.status == 403:
        return Auth("the session may not do this", kind="scope")
    # A post that is not there is 400 with a name; a bare 404 is a server that is not one of ours.
    return Gone(about) if answer.status in (400, 404) and name in _NOT_THERE else None


def _of_a_read(answer: Answer) -> Unknown | Contract:
    if answer.status >= 500:
        return Unknown(f"the server answered {answer.status}")
    return Contract(f"the server answered {answer.status} to a read: {error_of(answer.body)[0][:60]}")


def _of_a_write(answer: Answer) -> Conflict | Invalid | Unknown:
    name, message = error_of(answer.body)
    if name == "InvalidSwap":
        return Conflict(message, kind="swap")
    if answer.status == 400 and name in ("InvalidRequest", "InvalidRecord"):
        too_long = "too big" in message or "too long" in message
        return Invalid(message, field="text" if too_long else "body")
    return Unknown(f"the server answered {answer.status}")
