"""The kept sign-in: the two tokens of the protocol, and what they say of themselves. Pure."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from detente.channels.slices import parse_object
from detente.contracts.network import Auth, Connection, Contract, Json, Session

_EARLY: Final = timedelta(minutes=15)
_USUAL: Final = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Tokens:
    """One sign-in. `pds`: where the account's own server answers; "" means where it signed in."""

    did: str
    handle: str
    pds: str
    access: str = field(repr=False)
    refresh: str = field(repr=False)

    def as_secret(self) -> str:
        """The text that the desk keeps, encrypted."""
        told = {"v": 1, "did": self.did, "handle": self.handle, "pds": self.pds}
        return json.dumps({**told, "access": self.access, "refresh": self.refresh}, sort_keys=True)

    def session(self, now: datetime) -> Session:
        """The session with its times, as the tokens tell them."""
        until = expires(self.access) or now + _USUAL
        return Session(self.as_secret(), max(now, until - _EARLY), expires(self.refresh))


def kept(connection: Connection) -> Tokens:
    """The tokens of a connection. Raises `Auth` (expired) when there are none yet, or none that can be read."""
    try:
        told = json.loads(connection.session) if connection.session else None
    except ValueError:
        told = None
    names = ("did", "handle", "pds", "access", "refresh")
    if not isinstance(told, dict) or not all(isinstance(told.get(name), str) for name in names):
        raise Auth("there is no session yet", kind="expired")
    return Tokens(*(told[name] for name in names))


def tokens_of(body: bytes, before: Tokens | None = None) -> Tokens:
    """The tokens of an answer to a sign-in or a refresh (`before`: the ones it replaces). Raises `Contract`."""
    told = parse_object(body)
    pds = _pds(told.get("didDoc")) or (before.pds if before else "")
    return Tokens(_text(told, "did"), _text(told, "handle"), pds, _text(told, "accessJwt"), _text(told, "refreshJwt"))


def expires(token: str) -> datetime | None:
    """When a token ends, as it says itself; None when it does not say."""
    exp = claims(token).get("exp")
    return datetime.fromtimestamp(exp, UTC) if isinstance(exp, int) and 0 < exp < 2**33 else None


def scope(token: str) -> str:
    """What a token lets us do, as it says itself; "" when it does not say."""
    said = claims(token).get("scope")
    return said if isinstance(said, str) else ""


def claims(token: str) -> dict[str, Json]:
    """What a token says of itself, unchecked: only the server can check it."""
    middle = token.split(".")[1] if token.count(".") == 2 else ""
    try:
        return parse_object(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
    except (binascii.Error, ValueError, Contract):
        return {}


def _pds(document: Json) -> str:
    """The account's own server in its public document. Only https is believed: else the entered address stays."""
    services = document.get("service") if isinstance(document, dict) else None
    for each in services if isinstance(services, list) else ():
        if isinstance(each, dict) and str(each.get("id", "")).endswith("#atproto_pds"):
            where = each.get("serviceEndpoint")
            return where if isinstance(where, str) and where.startswith("https://") else ""
    return ""


def _text(told: dict[str, Json], name: str) -> str:
    value = told.get(name)
    if not isinstance(value, str) or not value:
        raise Contract(f"the session has no {name}")
    return value
