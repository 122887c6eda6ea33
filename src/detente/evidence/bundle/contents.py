"""What goes into a bundle: one visit of a page, or an operator's own capture, or nothing but the network's bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from detente.contracts.capture import Level, Visit
from detente.evidence.bundle.reconstruction import Shown

EXTENSIONS: Final = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "application/pdf": "pdf",
    "multipart/related": "mhtml",
}
"""The kinds of file that an operator may bring, and how their names end."""

CAPTURE_ID: Final = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
KEY: Final = re.compile(r"[a-z0-9-]{1,64}")
_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def capture_id(at: datetime, chance: bytes) -> str:
    """A new ULID: the time in milliseconds, then 80 random bits (`chance`: 10 bytes). Sorts by time."""
    number = int(at.timestamp() * 1000) << 80 | int.from_bytes(chance[:10], "big")
    return "".join(_CROCKFORD[number >> 5 * place & 31] for place in reversed(range(26)))


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the bundle. `key` names its files, `comment_id` is the network's own name for it.

    `api`: the exact bytes that the network gave (b"": none); `api_headers`: what came with them; `shown`: what a
    reconstruction says, where one may be made.
    """

    key: str
    comment_id: str
    api: bytes = b""
    api_headers: Mapping[str, str] = field(default_factory=dict)
    shown: Shown | None = None


@dataclass(frozen=True, slots=True)
class OperatorFile:
    """What a person kept with their own browser. `by`: their internal id; `key`: of the message that it shows."""

    data: bytes
    media_type: str
    key: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """How the machine's clock was compared: `source`, how far off in milliseconds (None: not known), and when."""

    source: str
    offset_ms: int | None
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class Chain:
    """The last line of the ledger when this bundle was made; `prev_hash` hexadecimal."""

    ledger: str
    prev_seq: int
    prev_hash: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The machine, as the standard for bailiffs wants it described. "" where it is not known."""

    detente: str
    machine: str
    system: str
    public_address: str = ""
    resolver: str = ""
    provider: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """All of it. `started_at` and `ended_at` (aware) are those of the visit where there is one."""

    capture_id: str
    platform: str
    url: str
    messages: tuple[Message, ...]
    started_at: datetime
    ended_at: datetime
    clock: ClockFacts
    surroundings: Surroundings
    visit: Visit | None = None
    operator: tuple[OperatorFile, ...] = ()
    erases_after: datetime | None = None
    legal_basis: str = ""

    def __post_init__(self) -> None:
        """Raises `ValueError` where a name could not stand in a bundle, or a key stands twice."""
        keys = [message.key for message in self.messages]
        if not CAPTURE_ID.fullmatch(self.capture_id):
            raise ValueError("the id of a capture is a ULID")
        if len(set(keys)) != len(keys) or not all(KEY.fullmatch(key) for key in keys):
            raise ValueError("the key of each message is its own, of small letters, digits and dashes")
        if any(file.media_type not in EXTENSIONS or file.key not in keys for file in self.operator):
            raise ValueError("an operator's file is an image, a PDF or an MHTML, and shows a message of the bundle")

    def level_of(self, message: Message) -> Level:
        """How high this message climbed."""
        if self.visit is not None and self.visit.why_not_a(message.key) is None:
            return Level.A
        if any(file.key == message.key for file in self.operator):
            return Level.B
        return Level.D if message.shown is None else Level.C

    @property
    def level(self) -> Level:
        """Of the whole: that of the message that climbed least, so that a bundle never claims too much."""
        return max(map(self.level_of, self.messages), default=Level.D)
