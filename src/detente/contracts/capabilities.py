"""What a network can do, before and after looking at one item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Literal

from detente.contracts.words import Words

Verb = Literal["reply", "hide", "restore", "delete", "spam"]
"""What can be done with an item. `restore` shows what is hidden, held or in the bin; `spam` hides as unwanted."""


class Idempotency(StrEnum):
    """What protects a network from our second copy; the publish worker reads it after an unknown outcome."""

    KEYED = "keyed"
    UPSERT = "upsert"
    DEDUP = "dedup"
    TWO_PHASE = "two_phase"
    LISTABLE = "listable"
    BLIND = "blind"


class Verification(StrEnum):
    """How far a connector was proven: on the network, a real server, its contract, or its documentation."""

    LIVE = "live"
    REAL_SERVER = "real_server"
    CONTRACT_SIM = "contract_sim"
    DOC_SIM = "doc_sim"


Unit = Literal["code_points", "utf16", "graphemes", "weighted", "bytes"]


@dataclass(frozen=True, slots=True)
class LengthRule:
    """How a network counts the length of a reply. `url_weight`: what every address counts as (None: as written)."""

    unit: Unit
    maximum: int
    url_weight: int | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A text measured by a rule, in the rule's own unit."""

    count: int
    maximum: int
    unit: Unit

    @property
    def over(self) -> int:
        """How many units too many; 0 when it fits."""
        return max(0, self.count - self.maximum)


@dataclass(frozen=True, slots=True)
class Power:
    """One moderation verb that a network offers. `inverse` is the verb that undoes it; None: for good.

    `shows_notice`: the order's notice is shown to the author in the message's place; elsewhere it reaches nobody.
    """

    verb: Verb
    inverse: Verb | None
    visible_to_author: bool
    shows_notice: bool = False

    @property
    def reversible(self) -> bool:
        """Whether it can be undone on the network (what a provisional hide needs)."""
        return self.inverse is not None


@dataclass(frozen=True, slots=True)
class Retention:
    """How long the words of others may stay here. None: as long as the desk itself decides.

    `after_deletion`: after its author deleted it there; `refresh_or_erase`: unless it was seen again on the network.
    Source: platforms, section 5.
    """

    after_deletion: timedelta | None = None
    refresh_or_erase: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a network can do, before looking at any item. `key_lifetime` None with `KEYED`: the key holds for ever.

    `settle`: how long after a lost answer a look-up can be trusted. `poll_every`: the pause between two polls.
    `recheck_every`: how often an open case's messages are looked at again by id (None: never needed), `recheck_batch`
    ids at a time. `backfill`: how far back the network tells (None: not at all).
    """

    idempotency: Idempotency
    settle: timedelta
    poll_every: timedelta
    length: LengthRule
    verification: Verification
    key_lifetime: timedelta | None = None
    edits_notified: bool = False
    deletions_notified: bool = False
    reply_depth: int | None = None
    powers: tuple[Power, ...] = ()
    recheck_every: timedelta | None = None
    recheck_batch: int = 25
    backfill: timedelta | None = None
    retention: Retention = Retention()

    def power(self, verb: Verb) -> Power | None:
        """The moderation power of this verb, or None when the network does not offer it."""
        return next((power for power in self.powers if power.verb == verb), None)


class AffordanceState(StrEnum):
    """Whether one verb is possible on one item."""

    ALLOWED = "allowed"
    DENIED = "denied"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Affordance:
    """What may be done with one item; if not, why and what helps. `UNKNOWN` is offered, with the reason shown."""

    state: AffordanceState
    reason: Words | None = None
    remedy: Words | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One question asked when a channel of this network is connected.

    `key` is `base_url`, `account_id`, `secret` or a name in `Connection.settings`. `kind`: how it is typed and shown;
    only `secret` ones are encrypted and never shown again. `default` fills the field.
    """

    key: str
    label: Words
    help: Words
    kind: Literal["text", "address", "secret"] = "text"
    default: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a message of this network stands for everybody to read, so that a picture of it can be taken.

    A page counts only on one of `hosts`, or, with `own`, on the host of the channel's own address. `anchors`: ids of
    the elements it may be found under, `{id}` standing for its external id; without any its text is looked for.
    """

    hosts: tuple[str, ...] = ()
    own: bool = False
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Registered:
    """One network in the register that screens and rules may read: no HTTP in it.

    `capabilities` None: nothing can be published through it (`import`); `by_hand`: a person copies the approved text
    and tells the desk when it is out. `has_connector`: a worker can dial it (`detente.channels.dial`). `receives`: it
    pushes to us; `streams`: a long connection tells us sooner than the poll. `fields` are asked when it is connected;
    `rights` says in a sentence which rights it needs and where to make them. `connectable`: people may add such a
    channel themselves. `pages`: how its messages are looked at (None: nobody can without signing in).
    """

    network: str
    name: Words
    capabilities: Capabilities | None
    measure: Callable[[str], Length] | None
    has_connector: bool
    by_hand: bool = False
    receives: bool = False
    streams: bool = False
    connectable: bool = False
    fields: tuple[Field, ...] = ()
    rights: Words | None = None
    pages: Pages | None = None
