"""The doors of a network: small protocols, of which each connector offers some. Ask with `isinstance`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from detente.contracts.arrivals import Batch, Cursor, Hint, Item, Json, Pushed
from detente.contracts.capabilities import Affordance, Capabilities, Length, Verb
from detente.contracts.departures import Accepted, Frozen, Intent, Lookup, Moderated, Moderation, Visibility
from detente.contracts.words import Words


@dataclass(frozen=True, slots=True)
class Connection:
    """One connected account of ours. `secret` and `session` never appear in a log, an error or a frozen request.

    `settings` are the answers to the network's own fields (`Registered.fields`), secrets excepted. `session` is what
    `Signs` made last, "" before the first.
    """

    base_url: str
    secret: str = field(repr=False)
    account_id: str
    settings: Mapping[str, Json] = field(default_factory=dict)
    session: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Session:
    """A kept sign-in. `secret` is stored encrypted; `renew_at`: refresh from then on; `until`: then sign in anew."""

    secret: str = field(repr=False)
    renew_at: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Probe:
    """Who we are on the network and what is missing. `problems` empty: the channel can be used.

    `rights_until`: when the credentials themselves end (a session that refreshes itself is not meant); None: never.
    """

    account_id: str
    account_name: str
    scopes: frozenset[str]
    clock_skew: timedelta | None = None
    software: str = ""
    problems: tuple[Words, ...] = ()
    rights_until: datetime | None = None


@runtime_checkable
class Probes(Protocol):
    """Can say who we are there."""

    def probe(self, *, now: datetime) -> Probe:
        """Identity, rights and clock of the connection. Raises `NetworkError`."""
        ...


@runtime_checkable
class Signs(Protocol):
    """Needs a session between our secret and its requests. One process at a time signs in or refreshes a channel."""

    def sign_in(self, *, now: datetime) -> Session:
        """A new session from the secret. Raises `Auth`, `Limited` or another `NetworkError`."""
        ...

    def refresh(self, *, now: datetime) -> Session:
        """A younger session from the kept one. Raises `Auth(expired | revoked)` when only `sign_in` helps."""
        ...


@runtime_checkable
class Polls(Protocol):
    """Can be asked for what happened."""

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        """Changes after the cursor (None: from the beginning), at most `limit`. Raises `NetworkError`."""
        ...

    def fetch(self, external_id: str, *, now: datetime) -> Item:
        """One item as it is now. Raises `Gone` when it is no longer there, else `NetworkError`."""
        ...

    def replies(self, external_id: str, *, now: datetime) -> tuple[Item, ...]:
        """What stands directly under an item now, oldest first, ours included. Raises `Gone`, else `NetworkError`."""
        ...


@runtime_checkable
class Streams(Protocol):
    """Pushes over a long connection. It only lowers the delay: the poll finds whatever it loses."""

    def stream_address(self, *, since: datetime | None) -> str:
        """Where to listen (ws:// or wss://), from `since` on (None: from now). Channels of one address share a line."""
        ...

    def hint(self, frame: bytes) -> Hint | None:
        """The item of ours that a frame speaks of; None when it is not about us or cannot be read. Never raises."""
        ...


@runtime_checkable
class Backfills(Protocol):
    """Can be asked for what was there before the channel was connected."""

    def backfill(self, cursor: Cursor | None, *, since: datetime, now: datetime, limit: int = 100) -> Batch:
        """The next older page, newest first, not older than `since`; `more` False: done. Raises `NetworkError`."""
        ...


@runtime_checkable
class Rechecks(Protocol):
    """Can be asked for many items by id."""

    def fetch_many(self, external_ids: Sequence[str], *, now: datetime) -> Mapping[str, Item | None]:
        """Each asked id as it is now; None: surely no longer there; an id left out: unknown, ask again later.

        At most `Capabilities.recheck_batch` ids. Raises `NetworkError`.
        """
        ...


class SignatureCheck(Protocol):
    """The check of one push against one secret of ours, fed while it is read: a long body is never held whole."""

    def feed(self, part: bytes) -> None:
        """The next bytes of the body, exactly as they came."""
        ...

    def settle(self, *, now: datetime) -> None:
        """Raises `Refused`: `access.signature` unless all of it was signed by the secret, then `access.stale`."""
        ...


class Receives(Protocol):
    """Reads what a network pushes to us over HTTP. Pure: no request leaves, so the door that answers may hold it."""

    def signature(self, headers: Mapping[str, str], secret: str) -> SignatureCheck:
        """The check of one push, begun from its headers. Never raises: what is missing is told by `settle`."""
        ...

    def read(self, headers: Mapping[str, str], body: bytes, *, now: datetime) -> Pushed:
        """What it says. Raises `Refused` (`input.*`) when the whole of it cannot be read; single items go `aside`."""
        ...


@runtime_checkable
class Publishes(Protocol):
    """Can publish a reply."""

    capabilities: Capabilities

    def measure(self, text: str) -> Length:
        """The text's length as this network counts."""
        ...

    def affordances(self, item: Item) -> Mapping[Verb, Affordance]:
        """What may be done with this item."""
        ...

    def prepare(self, intent: Intent) -> Frozen:
        """The one request of this intent: pure and deterministic. Raises `Invalid` when the text cannot be sent."""
        ...

    def send(self, frozen: Frozen, *, now: datetime) -> Accepted:
        """Exactly one request, never a second. Raises a `NetworkError`; one that fits no class is `Unknown`."""
        ...

    def find(self, frozen: Frozen, *, since: datetime, now: datetime) -> Lookup:
        """Whether this reply is there, looking back to `since` (start of the attempt). Raises `NetworkError`."""
        ...

    def visibility(self, external_id: str, *, now: datetime) -> Visibility:
        """What others see of our reply now. Raises `NetworkError`."""
        ...


@runtime_checkable
class Foretells(Protocol):
    """Knows the id of a reply before it is sent, so that our own post is recognised however fast it comes back."""

    def foretell(self, frozen: Frozen) -> str:
        """The external id under which the network will show this very request. Pure."""
        ...


@runtime_checkable
class Moderates(Protocol):
    """Can remove, and mostly put back."""

    def moderate(self, order: Moderation, *, now: datetime) -> Moderated:
        """Exactly one request; a state that holds already is done. Raises `Gone`, `Denied`, else `NetworkError`."""
        ...

    def inverse(self, order: Moderation) -> Moderation | None:
        """The order that undoes this one; None when nothing can."""
        ...


class Connector(Probes, Polls, Protocol):
    """The least that every network offers."""
