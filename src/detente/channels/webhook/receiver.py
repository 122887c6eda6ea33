"""The network `webhook` behind the door `Receives`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from detente.channels.webhook.payloads import read_push
from detente.channels.webhook.signature import ID, Check
from detente.contracts.network import Pushed, SignatureCheck


class Webhook:
    """Checks and reads pushes. Keeps nothing: one object serves every channel."""

    def signature(self, headers: Mapping[str, str], secret: str) -> SignatureCheck:
        """The check of one push against one secret."""
        return Check(headers, secret)

    def read(self, headers: Mapping[str, str], body: bytes, *, now: datetime) -> Pushed:
        """What the push says. Raises `Refused` (`input.push`) when the whole of it cannot be read."""
        told = {name.lower(): value for name, value in headers.items()}
        changes, aside = read_push(body, now=now)
        return Pushed(told.get(ID, ""), changes, aside)
