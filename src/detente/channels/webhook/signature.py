"""The signature of Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, several signatures allowed.

Source: the public convention "Standard Webhooks" (headers `webhook-id`, `webhook-timestamp`, `webhook-signature`;
symmetric signatures `v1,<base64>`; secrets `whsec_<base64>`). The exact bytes of the body count, never a parsed copy.
"""

from __future__ import annotations

import binascii
import hmac
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from detente.contracts.refusals import Refused
from detente.contracts.words import Words

ID: Final = "webhook-id"
TIMESTAMP: Final = "webhook-timestamp"
SIGNATURE: Final = "webhook-signature"
TOLERANCE: Final = timedelta(minutes=5)
PREFIX: Final = "whsec_"
_BYTES: Final = 32
_MOST_SIGNATURES: Final = 10
_LONGEST_HEADER: Final = 200

REFUSED: Final = Words(
    fr="Cette signature n’est pas celle d’un canal de ce bureau. Vérifiez l’adresse, le secret et les en-têtes "
    "webhook-id, webhook-timestamp et webhook-signature, calculés sur les octets exacts du corps.",
    en="This signature is not that of a channel of this desk. Check the address, the secret and the headers "
    "webhook-id, webhook-timestamp and webhook-signature, computed over the exact bytes of the body.",
)
_LATE: Final = Words(
    fr="La signature est juste, mais son heure retarde de {minutes} min sur celle de ce bureau (5 au plus). Mettez à "
    "l’heure la machine qui envoie, ou signez de nouveau au moment de l’envoi.",
    en="The signature is right, but its time is {minutes} min behind this desk’s clock (at most 5). Set the clock of "
    "the sending machine, or sign again when you send.",
)
_EARLY: Final = Words(
    fr="La signature est juste, mais son heure avance de {minutes} min sur celle de ce bureau (5 au plus). Mettez à "
    "l’heure la machine qui envoie.",
    en="The signature is right, but its time is {minutes} min ahead of this desk’s clock (at most 5). Set the clock of "
    "the sending machine.",
)


def new_secret() -> str:
    """A new secret: 32 random bytes as `whsec_` and base64."""
    return PREFIX + b64encode(secrets.token_bytes(_BYTES)).decode()


def sign(secret: str, message_id: str, at: datetime, body: bytes) -> str:
    """One signature, `v1,<base64>`. `at` is rounded down to the second, as `webhook-timestamp` says it."""
    mac = _begin(secret, message_id, str(int(at.timestamp())))
    mac.update(body)
    return "v1," + b64encode(mac.digest()).decode()


class Check:
    """The check of one push against one secret. Every path costs the same; nothing is told before `settle`."""

    def __init__(self, headers: Mapping[str, str], secret: str) -> None:
        told = {name.lower(): value for name, value in headers.items()}
        self._id, self._at = told.get(ID, ""), told.get(TIMESTAMP, "")
        self._given = told.get(SIGNATURE, "").split(" ")[:_MOST_SIGNATURES]
        self._mac = _begin(secret, self._id, self._at)

    def feed(self, part: bytes) -> None:
        """The next bytes of the body."""
        self._mac.update(part)

    def settle(self, *, now: datetime) -> None:
        """Raises `Refused`: `access.signature` unless one signature is right, then `access.stale` (fact `seconds`)."""
        expected = ("v1," + b64encode(self._mac.digest()).decode()).encode()
        right = [hmac.compare_digest(expected, one.encode("latin-1", "replace")) for one in self._given]
        if not any(right) or not self._is_whole():
            raise Refused("access.signature", REFUSED)
        skew = int(self._at) - int(now.timestamp())
        if abs(skew) > TOLERANCE.total_seconds():
            said = _EARLY if skew > 0 else _LATE
            raise Refused("access.stale", said.with_(minutes=-(-abs(skew) // 60)), seconds=skew)

    def _is_whole(self) -> bool:
        digits = self._at.isascii() and self._at.isdigit() and len(self._at) <= 12
        return digits and 0 < len(self._id) <= _LONGEST_HEADER and self._id.isprintable()


def _begin(secret: str, message_id: str, at: str) -> hmac.HMAC:
    head = f"{message_id}.{at}.".encode("latin-1", "replace")
    return hmac.new(_key(secret), head, sha256)


def _key(secret: str) -> bytes:
    """The key inside a secret; the bytes of the text itself where it is not base64. Never called without one."""
    try:
        return b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return secret.encode()
