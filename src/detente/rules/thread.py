"""What ties an approval to the state of its thread, and which ties broke since.

Bound: the revisions of the recipient and of its ancestors, later messages of the same author in the conversation, and
any reply of ours under the recipient. Comments of other people never void an approval; they are counted, to be shown.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from detente.contracts.words import Words

VERSION: Final = 1
"""Part of every hash, so that a change of this rule voids open approvals instead of keeping them by accident."""


@dataclass(frozen=True, slots=True)
class ThreadItem:
    """One message of a conversation, as far as an approval cares.

    `ours`: written by our account. `position` orders messages by arrival. `state` is the visibility the network tells
    (`visible`, `hidden`, `deleted`). `author_id` is `None` when the network names nobody.
    """

    message_id: int
    author_id: int | None
    ours: bool
    parent_id: int | None
    revision: int
    position: int
    state: str = "visible"


@dataclass(frozen=True, slots=True)
class ThreadState:
    """The ties of an approval. Pairs are (message id, revision); `hash` is what the approval stores."""

    recipient: tuple[int, int, str]
    ancestors: tuple[tuple[int, int, str], ...]
    author_later: tuple[tuple[int, int, str], ...]
    ours_under: tuple[int, ...]

    @property
    def hash(self) -> str:
        """SHA-256, hexadecimal, of the canonical form."""
        parts = [VERSION, self.recipient, self.ancestors, self.author_later, self.ours_under]
        return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode()).hexdigest()


_MOVED: Final = {
    "edited": Words(
        fr="L’auteur a modifié le message auquel vous répondez.", en="The author edited the message you are answering."
    ),
    "gone": Words(
        fr="Le message auquel vous répondez n’est plus visible.",
        en="The message you are answering is no longer visible.",
    ),
    "ancestor": Words(
        fr="Un message plus haut dans le fil a changé.", en="A message further up the thread has changed."
    ),
    "author_wrote": Words(fr="L’auteur a écrit de nouveau.", en="The author wrote again."),
    "author_changed": Words(
        fr="Un autre message de l’auteur a changé.", en="Another message of the author has changed."
    ),
    "ours": Words(
        fr="Une réponse de notre compte est déjà sous ce message.",
        en="A reply of our account is already under this message.",
    ),
}


OF_RECIPIENT: Final = frozenset({_MOVED["edited"], _MOVED["gone"]})
"""The sentences that speak of the message being answered; the others speak of the thread around it."""


def thread_state(items: Iterable[ThreadItem], recipient_id: int) -> ThreadState:
    """The bound state for a reply to `recipient_id`. Raises `KeyError` when the conversation does not hold it."""
    by_id = {item.message_id: item for item in items}
    recipient = by_id[recipient_id]
    later = (item for item in by_id.values() if _is_later_by_author(item, recipient))
    under = (item for item in by_id.values() if item.ours and item.parent_id == recipient_id)
    return ThreadState(
        recipient=_mark(recipient),
        ancestors=tuple(_mark(item) for item in _ancestors(recipient, by_id)),
        author_later=tuple(sorted(_mark(item) for item in later)),
        ours_under=tuple(sorted(item.message_id for item in under)),
    )


def thread_state_hash(items: Iterable[ThreadItem], recipient_id: int) -> str:
    """The hash of `thread_state`."""
    return thread_state(items, recipient_id).hash


def what_moved(before: ThreadState, after: ThreadState) -> tuple[Words, ...]:
    """One sentence for each tie that broke; empty exactly when both hashes are equal."""
    return tuple(_MOVED[key] for key in _moved(before, after))


def new_since(items: Iterable[ThreadItem], recipient_id: int, seen_position: int) -> int:
    """How many comments of other people arrived after `seen_position`. For display: they void nothing."""
    by_id = {item.message_id: item for item in items}
    recipient = by_id[recipient_id]
    return sum(
        item.position > seen_position and not item.ours and not _same_author(item, recipient) for item in by_id.values()
    )


def _moved(before: ThreadState, after: ThreadState) -> Iterator[str]:
    if before.recipient != after.recipient:
        yield "edited" if before.recipient[2] == after.recipient[2] else "gone"
    if before.ancestors != after.ancestors:
        yield "ancestor"
    if before.author_later != after.author_later:
        yield "author_wrote" if _has_new(before.author_later, after.author_later) else "author_changed"
    if before.ours_under != after.ours_under:
        yield "ours"


def _has_new(before: tuple[tuple[int, int, str], ...], after: tuple[tuple[int, int, str], ...]) -> bool:
    return bool({mark[0] for mark in after} - {mark[0] for mark in before})


def _mark(item: ThreadItem) -> tuple[int, int, str]:
    return (item.message_id, item.revision, item.state)


def _same_author(item: ThreadItem, recipient: ThreadItem) -> bool:
    return item.author_id is not None and item.author_id == recipient.author_id


def _is_later_by_author(item: ThreadItem, recipient: ThreadItem) -> bool:
    return not item.ours and _same_author(item, recipient) and item.position > recipient.position


def _ancestors(item: ThreadItem, by_id: Mapping[int, ThreadItem]) -> Iterator[ThreadItem]:
    """Nearest first. A parent that is not stored ends the chain; a loop made by a network is walked once."""
    seen = {item.message_id}
    while item.parent_id is not None and item.parent_id in by_id and item.parent_id not in seen:
        item = by_id[item.parent_id]
        seen.add(item.message_id)
        yield item
