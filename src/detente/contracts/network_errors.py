"""Every way in which a network can say no, each with what its caller must do.

Default of a write error that fits no class: `Unknown`. Default of a read error: read again later.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from detente.contracts.words import Words


class NetworkError(Exception):
    """Something on the way to a network or back. Around a write, catch each kind: each asks for another act."""


class NotSent(NetworkError):
    """Not one byte of the request left (name, connection, TLS). Send again later; nothing is in doubt."""


class Limited(NetworkError):
    """The network said wait. Not an attempt: queue again for `until` (None: wait the worker's own delay)."""

    def __init__(
        self, what: str, *, until: datetime | None, scope: Literal["window", "day", "money", "user"] = "window"
    ) -> None:
        super().__init__(what)
        self.until = until
        self.scope = scope


class Auth(NetworkError):
    """Our right to act is gone. Refresh once where that exists, then pause the channel and tell the lead."""

    def __init__(self, what: str, *, kind: Literal["expired", "revoked", "scope", "role"]) -> None:
        super().__init__(what)
        self.kind = kind


class Denied(NetworkError):
    """Refused for this item, for good. Do not try again: show `reason` and `remedy` to the person."""

    def __init__(self, reason: Words, remedy: Words) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.remedy = remedy


class Gone(NetworkError):
    """The item (or the parent of a reply) is no longer there. Stop and mark it; nothing of ours was published."""

    def __init__(self, external_id: str) -> None:
        super().__init__(f"{external_id} is no longer there")
        self.external_id = external_id


class Conflict(NetworkError):
    """Something of ours is there already. Call `find`; never treat it as a plain failure, never change the text.

    `duplicate`: the same text was posted before. `swap`: the same key holds another text. `slot_taken`: one reply only.
    """

    def __init__(self, what: str, *, kind: Literal["duplicate", "swap", "slot_taken"]) -> None:
        super().__init__(what)
        self.kind = kind


class Invalid(NetworkError):
    """The network will not take this content. Nothing was published: give it back to the editor with `field`."""

    def __init__(self, what: str, *, field: str) -> None:
        super().__init__(what)
        self.field = field


class Contract(NetworkError):
    """The answer is not what the network promised. Treat a write as `Unknown`, pause the channel, tell the lead.

    `raw`: the answer's own bytes where they are at hand; they are kept aside for people to look at.
    """

    def __init__(self, what: str, *, raw: bytes = b"") -> None:
        super().__init__(what)
        self.raw = raw


class Unknown(NetworkError):
    """Bytes left and no usable answer came. A write may have happened: look with `find` before anything else.

    A read may simply be made again later. Every write error that fits no other class is this one.
    """
