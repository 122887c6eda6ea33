"""Hiding: the list of hidden replies in the gate of a thread of ours, read, changed, written under its swap. Pure.

A gate has the key of its thread's root. What else stands in it (who may reply) is kept as it is. Source: lexicon
app.bsky.feed.threadgate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from detente.channels.bluesky.payloads import hidden_in, key_of, owner, put_body
from detente.channels.slices import parse_object
from detente.contracts.network import Contract, Denied, Json
from detente.contracts.words import Words

GATE: Final = "app.bsky.feed.threadgate"
MOST: Final = 300
_FULL: Final = Words(
    fr="Bluesky ne masque pas plus de 300 réponses par fil, et ce fil en a déjà 300.",
    en="Bluesky hides at most 300 replies in a thread, and this thread has 300 already.",
)
_FREE_ONE: Final = Words(
    fr="Rétablissez une réponse masquée de ce fil, ou signalez celle-ci dans Bluesky.",
    en="Restore a hidden reply of this thread, or report this one in Bluesky.",
)


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate of one thread as it is now. `cid` None: there is none yet."""

    root: str
    record: Mapping[str, Json]
    cid: str | None = None

    @property
    def hidden(self) -> frozenset[str]:
        """What it hides."""
        return hidden_in(dict(self.record))

    def changed(self, external_id: str, *, hide: bool, at: str) -> bytes | None:
        """The body that hides or shows one reply; None when it is so already. Raises `Denied` when the list is full.

        `at`: when a first gate is made.
        """
        if (external_id in self.hidden) == hide:
            return None
        if hide and len(self.hidden) >= MOST:
            raise Denied(_FULL, _FREE_ONE)
        listed = [each for each in _listed(self.record) if each != external_id] + [external_id] * hide
        fresh = {"$type": GATE, "post": self.root, "createdAt": at}
        record: dict[str, Json] = {**fresh, **self.record, "hiddenReplies": list(listed)}
        return put_body(owner(self.root), GATE, key_of(self.root), record, self.cid)


def gate_of(body: bytes, root: str) -> Gate:
    """The gate of an answer to `getRecord`. Raises `Contract`."""
    told = parse_object(body)
    record, cid = told.get("value"), told.get("cid")
    if not isinstance(record, dict) or not isinstance(cid, str):
        raise Contract("the gate cannot be read")
    return Gate(root, record, cid)


def _listed(record: Mapping[str, Json]) -> list[Json]:
    listed = record.get("hiddenReplies")
    return list(listed) if isinstance(listed, list) else []
