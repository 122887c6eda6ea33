"""The signing secrets of one door, in or out: the newest, and for a day the one before it. Kept encrypted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from detente.channels.webhook.signature import new_secret
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.channels import lock_secret, open_secret

OVERLAP: Final = timedelta(days=1)
_REPLACED = Words(
    fr="Un nouveau secret a déjà été fait depuis cette page. Regardez-la de nouveau avant d’en faire un autre.",
    en="A new secret has been made since this page was opened. Look at it again before you make another one.",
)


@dataclass(frozen=True, slots=True)
class Ring:
    """`newest` signs and is accepted; `older` as well, until `older_until`. Empty strings: none was made."""

    newest: str = ""
    older: str = ""
    older_until: datetime | None = None

    def live(self, now: datetime) -> tuple[str, ...]:
        """The secrets that count now, the newest first."""
        holds = self.older and self.older_until is not None and now < self.older_until
        return tuple(secret for secret in (self.newest, self.older if holds else "") if secret)

    @property
    def mark(self) -> str:
        """A short name of the newest secret, safe to show: it tells whether a page speaks of this one."""
        return sha256(b"mark:" + self.newest.encode()).hexdigest()[:12] if self.newest else ""

    def turned(self, seen: str, now: datetime) -> Ring:
        """With a new secret. `seen`: the mark that the person saw. Raises `Refused("state.secret")`."""
        if seen != self.mark:
            raise Refused("state.secret", _REPLACED)
        return Ring(new_secret(), self.newest, now + OVERLAP if self.newest else None)


def lock_ring(ring: Ring, brand_id: int) -> bytes:
    """The ring encrypted, bound to its brand."""
    until = ring.older_until.isoformat() if ring.older_until else None
    return lock_secret(json.dumps([ring.newest, ring.older, until]), brand_id)


def open_ring(locked: bytes | memoryview | None, brand_id: int) -> Ring:
    """The ring; an empty one where none was made. Raises `Refused("state.channel")` when the key is another desk's."""
    if locked is None:
        return Ring()
    newest, older, until = json.loads(open_secret(bytes(locked), brand_id))
    return Ring(str(newest), str(older), datetime.fromisoformat(until) if until else None)


def readable_ring(locked: bytes | memoryview | None, brand_id: int) -> Ring:
    """The ring; an empty one also where it was locked with another desk's key, so that a new secret can be made."""
    try:
        return open_ring(locked, brand_id)
    except Refused:
        return Ring()
