"""What the desk and a network say to each other: frozen values going in, frozen values and typed errors coming out.

Nothing here opens a connection. A connector (`detente.channels.<network>.connector`) turns raw payloads into these
values and these values into one request; it keeps no state and decides no policy. *now* is an argument (aware, UTC).

Every connector offers `Probes` and `Polls`; most offer `Publishes`; some offer `Moderates`. Ask with `isinstance`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeAlias, runtime_checkable

from detente.contracts.capabilities import (
    Affordance,
    AffordanceState,
    Capabilities,
    Idempotency,
    Length,
    LengthRule,
    Power,
    Registered,
    Unit,
    Verb,
    Verification,
)
from detente.contracts.network_errors import (
    Auth,
    Conflict,
    Contract,
    Denied,
    Gone,
    Invalid,
    Limited,
    NetworkError,
    NotSent,
    Unknown,
)
from detente.contracts.words import Words

__all__ = [
    "Accepted",
    "Affordance",
    "AffordanceState",
    "Auth",
    "AuthorValue",
    "Batch",
    "Cannot",
    "Capabilities",
    "Change",
    "ChangeKind",
    "Conflict",
    "Connection",
    "Connector",
    "Contract",
    "Coverage",
    "Cursor",
    "Denied",
    "Found",
    "Frozen",
    "Gone",
    "Idempotency",
    "Intent",
    "Invalid",
    "Item",
    "Json",
    "Length",
    "LengthRule",
    "Limited",
    "Lookup",
    "Moderated",
    "Moderates",
    "Moderation",
    "NetworkError",
    "NotFound",
    "NotSent",
    "Polls",
    "Power",
    "Probe",
    "Probes",
    "Publishes",
    "Registered",
    "Unit",
    "Unknown",
    "Verb",
    "Verification",
    "Visibility",
]

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Cursor: TypeAlias = "dict[str, Json]"

# --- What arrives ---


@dataclass(frozen=True, slots=True)
class AuthorValue:
    """Who a network says wrote something. `external_id` identifies; `handle` and `display_name` are only shown."""

    external_id: str
    handle: str
    display_name: str


@dataclass(frozen=True, slots=True)
class Item:
    """One comment, mention, reply or review, as its network shows it at one moment.

    `raw` is the exact payload bytes of this item (what evidence seals). `text` is never altered. `revision` counts the
    edits the network tells of (1 = as first written). `hidden` means that the network no longer shows it to others.
    """

    external_id: str
    parent_external_id: str | None
    conversation_external_id: str
    conversation_title: str
    conversation_url: str | None
    author: AuthorValue | None
    ours: bool
    text: str
    language_hint: str | None
    posted_at: datetime | None
    permalink: str | None
    raw: bytes
    is_review: bool = False
    revision: int = 1
    hidden: bool = False


class ChangeKind(StrEnum):
    """What happened to an item. `MODERATED_ELSEWHERE`: hidden by somebody, possibly by our own removal."""

    CREATED = "created"
    EDITED = "edited"
    DELETED = "deleted"
    RESTORED = "restored"
    MODERATED_ELSEWHERE = "moderated_elsewhere"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True)
class Change:
    """One fact about one item. Order is never assumed: a deletion may arrive before the creation, and wins.

    `item` is None only when the network gave nothing but an id (a deletion). `note` holds the author's own words of a
    contest, else "". `source_event_id` is the network's id of this change, when it has one.
    """

    kind: ChangeKind
    external_id: str
    item: Item | None
    observed_at: datetime
    occurred_at: datetime | None = None
    note: str = ""
    source_event_id: str | None = None


class Coverage(StrEnum):
    """Whether a batch joins the one before it. `GAP`: something may be missing between them; show it to people."""

    COMPLETE = "complete"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Batch:
    """One page of changes. Store `next_cursor` in the transaction that stores `changes`, never before, never after.

    Delivery is at least once: the same change may come again. `more`: poll again at once.
    """

    changes: tuple[Change, ...]
    next_cursor: Cursor
    more: bool
    coverage: Coverage = Coverage.COMPLETE


# --- What leaves ---


@dataclass(frozen=True, slots=True)
class Intent:
    """One approved reply. `key` is the publication's own id, the same for every attempt: the network's client key."""

    key: str
    parent_external_id: str
    conversation_external_id: str
    text: str
    signed_as: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """The exact request of an intent, made once and stored; every attempt sends these very bytes.

    `path` is relative to the connection's `base_url`. `headers` carry no secret: the connector adds it while sending.
    """

    key: str
    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    digest: str

    @classmethod
    def of(cls, key: str, method: str, path: str, headers: Sequence[tuple[str, str]], body: bytes) -> Frozen:
        """The request with its digest (SHA-256 over key, method, path, headers and body; hexadecimal)."""
        head = "\n".join([key, method, path, *(f"{name}: {value}" for name, value in headers), "", ""])
        digest = hashlib.sha256(head.encode() + body).hexdigest()
        return cls(key, method, path, tuple(headers), body, digest)

    def intact(self) -> bool:
        """Whether the stored bytes still are the ones that were frozen."""
        return Frozen.of(self.key, self.method, self.path, self.headers, self.body).digest == self.digest


@dataclass(frozen=True, slots=True)
class Accepted:
    """The network took it. Accepted is not visible: ask `visibility`. `raw` is the answer's exact bytes."""

    external_id: str
    permalink: str | None
    raw: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """The reply is on the network: the attempt is confirmed."""

    external_id: str
    permalink: str | None
    text: str
    posted_at: datetime | None


@dataclass(frozen=True, slots=True)
class NotFound:
    """Looked everywhere between the two instants and it is not there."""

    covered_from: datetime
    covered_to: datetime


@dataclass(frozen=True, slots=True)
class Cannot:
    """This network offers no way to look: a person decides."""

    reason: Words


Lookup: TypeAlias = Found | NotFound | Cannot


class Visibility(StrEnum):
    """What others see of something of ours after it was accepted."""

    VISIBLE = "visible"
    PENDING = "pending"
    REJECTED = "rejected"
    GONE = "gone"


# --- Removals ---


@dataclass(frozen=True, slots=True)
class Moderation:
    """One order about somebody's item. A hide carries the notice its author reads: what, why, until when to contest."""

    verb: Verb
    external_id: str
    notice: str = ""
    clause_title: str = ""
    contest_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Moderated:
    """The network did it (or it was so already). `raw` is the answer's exact bytes; verify with `fetch`."""

    external_id: str
    verb: Verb
    raw: bytes


# --- Doors ---


@dataclass(frozen=True, slots=True)
class Connection:
    """One connected account of ours. `secret` never appears in a log, an error or a frozen request."""

    base_url: str
    secret: str = field(repr=False)
    account_id: str
    settings: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Probe:
    """Who we are on the network and what is missing. `problems` empty: the channel can be saved."""

    account_id: str
    account_name: str
    scopes: frozenset[str]
    clock_skew: timedelta | None = None
    software: str = ""
    problems: tuple[Words, ...] = ()


@runtime_checkable
class Probes(Protocol):
    """Can say who we are there."""

    def probe(self, *, now: datetime) -> Probe:
        """Identity, rights and clock of the connection. Raises `NetworkError`."""
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
