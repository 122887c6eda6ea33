"""What leaves for a network and what comes back of it: one reply, one look for it, one removal. Frozen values."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeAlias

from detente.contracts.arrivals import Json
from detente.contracts.capabilities import Verb
from detente.contracts.words import Words


@dataclass(frozen=True, slots=True)
class Intent:
    """One approved reply. `key` is the publication's own id, the same for every attempt: the network's client key.

    `reference` is the parent's `Item.reference`; `written_at` (aware, fixed for ever) the instant it was queued, for
    networks whose requests carry a time; `language` the reply's own (BCP 47), "" when unknown.
    """

    key: str
    parent_external_id: str
    conversation_external_id: str
    text: str
    signed_as: str
    reference: Mapping[str, Json] = field(default_factory=dict)
    written_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    language: str = ""


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
