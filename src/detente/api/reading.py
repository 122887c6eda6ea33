"""The body of a push, read in parts: checked and measured on the way, kept only as long as it is short enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.http import HttpRequest
from django.http.request import UnreadablePostError

from detente.channels.webhook.shape import MOST_BYTES
from detente.contracts.network import SignatureCheck
from detente.contracts.refusals import Refused
from detente.desk.actions.refuse_push import EXCERPT

PART: Final = 64 * 1024
FARTHEST: Final = 32_000_000
"""Bytes that are read at most, to know who sends so much; after them the sender is not listened to any more."""


@dataclass(frozen=True, slots=True)
class Body:
    """`whole` is empty when it was too long; `excerpt` are its first bytes, `size` and `digest` those of all of it."""

    whole: bytes
    excerpt: bytes
    size: int
    digest: str

    @property
    def too_long(self) -> bool:
        """Whether it passed the limit of a push."""
        return self.size > MOST_BYTES


class Endless(Exception):
    """The body does not end, or was cut off by its sender: nothing can be said of it."""


def read_body(request: HttpRequest, checks: Sequence[SignatureCheck]) -> Body:
    """Read the body and feed it to every check. Raises `Endless`."""
    kept, size, digest = bytearray(), 0, sha256()
    while part := _part(request):
        size += len(part)
        if size > FARTHEST:
            raise Endless
        for check in checks:
            check.feed(part)
        digest.update(part)
        if size <= MOST_BYTES:
            kept += part
        else:
            del kept[EXCERPT:]
    whole = bytes(kept) if size <= MOST_BYTES else b""
    return Body(whole, bytes(kept[:EXCERPT]), size, digest.hexdigest())


def settle(checks: Sequence[SignatureCheck], *, now: datetime) -> None:
    """One right signature is enough. Every check is settled, whatever the first one says.

    Raises `Refused`: `access.stale` when a signature is right but its time is not, else `access.signature`.
    """
    verdicts = [_verdict(check, now) for check in checks]
    if None in verdicts:
        return
    told = [one for one in verdicts if one is not None]
    raise next((one for one in told if one.code != "access.signature"), told[0])


def skew_of(timestamp: str, now: datetime) -> timedelta:
    """The sender's clock against ours, from a time that was signed and found good."""
    return timedelta(seconds=int(timestamp) - int(now.timestamp()))


def _verdict(check: SignatureCheck, now: datetime) -> Refused | None:
    try:
        check.settle(now=now)
    except Refused as said:
        return said
    return None


def _part(request: HttpRequest) -> bytes:
    try:
        return request.read(PART)
    except (UnreadablePostError, OSError) as error:
        raise Endless from error
