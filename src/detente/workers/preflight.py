"""The last look at the network before a text leaves: is what was approved still the case?

The message (gone, hidden, edited), replies of ours nobody re-reading could see, what the network lets us do there, its
length, its allowance. The desk's own rows are looked at under lock, last of all, by `open_attempt`: both kill switches,
every signature, the thread as it was signed. Source: platforms, publish protocol, step 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from detente.contracts.network import AffordanceState, Denied, Found, Invalid, Item, Polls, Publishes
from detente.contracts.words import Words
from detente.desk.actions._storable import clean
from detente.desk.queries.outgoing import Outgoing
from detente.rules.budget import wait_until

_NO_REASON = Words(
    fr="Le réseau n’accepte pas de réponse sous ce message.", en="The network takes no reply under this message."
)
_LOOK = Words(fr="Regardez le message sur le réseau.", en="Look at the message on the network.")


class Outbox(Polls, Publishes, Protocol):
    """A network where replies can be published and read back."""


@dataclass(frozen=True, slots=True)
class HoldBack:
    """A tie broke on the network: the text must not leave."""

    because: str


@dataclass(frozen=True, slots=True)
class AlreadyOut:
    """An earlier attempt of this very text did arrive."""

    found: Found


@dataclass(frozen=True, slots=True)
class Wait:
    """The network's allowance is used up: nothing is asked of it before `until`."""

    until: datetime


Preflight: TypeAlias = HoldBack | AlreadyOut | Wait | None


def preflight(outbox: Outbox, out: Outgoing, *, now: datetime) -> Preflight:
    """What stands in the way; `None` when nothing does.

    Raises `Denied` (no reply possible there), `Invalid` (too long), `Gone` (the message vanished), or another
    `NetworkError` when the network cannot be read.
    """
    if out.allowance and (until := wait_until(*out.allowance, now=now)):
        return Wait(until)
    parent = outbox.fetch(out.intent.parent_external_id, now=now)
    strangers = _unknown_replies(outbox, out, now)
    if out.tried_before and (own := _same_text(strangers, out.intent.text)):
        return AlreadyOut(own)
    if parent.hidden or clean(parent.text) != out.parent_text:
        return HoldBack("thread_moved")
    if strangers:
        return HoldBack("answered_elsewhere")
    _check_affordance(outbox, parent)
    if outbox.measure(out.intent.text).over:
        raise Invalid("the text is too long", field="text")
    return None


def _unknown_replies(outbox: Outbox, out: Outgoing, now: datetime) -> list[Item]:
    """Replies of ours under the message that the reviewer could not have seen."""
    replies = outbox.replies(out.intent.parent_external_id, now=now)
    return [item for item in replies if item.ours and item.external_id not in out.known_replies]


def _same_text(items: Sequence[Item], text: str) -> Found | None:
    wanted = " ".join(text.split())
    for item in items:
        if " ".join(item.text.split()) == wanted:
            return Found(item.external_id, item.permalink, item.text, item.posted_at)
    return None


def _check_affordance(outbox: Outbox, parent: Item) -> None:
    affordance = outbox.affordances(parent).get("reply")
    if affordance is not None and affordance.state is AffordanceState.DENIED:
        raise Denied(affordance.reason or _NO_REASON, affordance.remedy or _LOOK)
