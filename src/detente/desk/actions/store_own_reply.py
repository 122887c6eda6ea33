"""Our reply, as the network shows it, becomes a message of the thread."""

from __future__ import annotations

from datetime import datetime

from detente.contracts.network import Change, ChangeKind, Item
from detente.desk.actions.receive import Received, receive


def store_own_reply(channel_id: int, item: Item, *, now: datetime) -> Received:
    """Store and seal it like anything else that arrives, unless listening brought it already.

    A transaction of its own, before any lock on the publication: listening takes its locks in the other order.
    """
    return receive(channel_id, [Change(ChangeKind.CREATED, item.external_id, item, now)], now=now)
