"""What arrives from a network: items, what happened to them, and pages of both. Frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from detente.contracts.words import Words

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Cursor: TypeAlias = "dict[str, Json]"


@dataclass(frozen=True, slots=True)
class AuthorValue:
    """Who a network says wrote something. `external_id` identifies; `handle` and `display_name` are only shown."""

    external_id: str
    handle: str
    display_name: str


@dataclass(frozen=True, slots=True)
class Item:
    """One comment, mention, reply or review, as its network shows it at one moment.

    `raw` is the exact payload bytes of this item (what evidence seals). `text` is never altered. `revision` counts the
    edits the network tells of (1 = as first written). `hidden`: the network does not show it to others (removed from
    view, or held until it is approved). `private`: addressed to us alone, so never answered in public.
    `reference` is what the connector will need to answer this item (JSON, owned by it, given back in `Intent`), never
    a secret.
    """

    external_id: str
    parent_external_id: str | None
    conversation_external_id: str
    conversation_title: str
    conversation_url: str | None
    author: AuthorValue | None
    ours: bool
    text: str
    language_hint: str | None
    posted_at: datetime | None
    permalink: str | None
    raw: bytes
    is_review: bool = False
    revision: int = 1
    hidden: bool = False
    private: bool = False
    reference: Mapping[str, Json] = field(default_factory=dict)


class ChangeKind(StrEnum):
    """What happened to an item. `MODERATED_ELSEWHERE`: hidden by somebody, possibly by our own removal."""

    CREATED = "created"
    EDITED = "edited"
    DELETED = "deleted"
    RESTORED = "restored"
    MODERATED_ELSEWHERE = "moderated_elsewhere"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True)
class Change:
    """One fact about one item. Order is never assumed: a deletion may arrive before the creation, and wins.

    `item` is None only when the network gave nothing but an id (a deletion). `note` holds the author's own words of a
    contest, else "". `source_event_id` is the network's id of this change, when it has one.
    """

    kind: ChangeKind
    external_id: str
    item: Item | None
    observed_at: datetime
    occurred_at: datetime | None = None
    note: str = ""
    source_event_id: str | None = None


class Coverage(StrEnum):
    """Whether a batch joins the one before it. `GAP`: something may be missing between them; show it to people."""

    COMPLETE = "complete"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Hole:
    """A stretch of time in which something may be missing, half open: `since` ≤ t < `until`."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Aside:
    """One payload that could not be understood: kept with its reason, shown to people, never a reason to stop.

    `raw` are its exact bytes (cut by the one who stores them), `reason` a sentence that says what was wrong.
    """

    raw: bytes
    reason: Words


@dataclass(frozen=True, slots=True)
class Budget:
    """What the network still lets us ask before `resets_at`, as its last answer said."""

    limit: int
    remaining: int
    resets_at: datetime | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many messages of others the network itself counts since `since` (None: ever), to hold against our count."""

    count: int
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """One page of changes. Store `next_cursor` in the transaction that stores `changes`, never before, never after.

    Delivery is at least once: the same change may come again. `more`: poll again at once. With `Coverage.GAP`, `hole`
    says where; None means that even that is unknown. `filled`: stretches that this batch proved complete after all.
    """

    changes: tuple[Change, ...]
    next_cursor: Cursor
    more: bool
    coverage: Coverage = Coverage.COMPLETE
    hole: Hole | None = None
    filled: tuple[Hole, ...] = ()
    aside: tuple[Aside, ...] = ()
    budget: Budget | None = None
    tally: Tally | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """A stream says that something happened to an item of ours. Not proof: fetch it. `gone`: it says deleted.

    `item`: what the stream itself showed, taken only when the item was deleted before the network could be asked.
    """

    external_id: str
    gone: bool = False
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Pushed:
    """What one signed push holds. `delivery_id` is the sender's own id of it, to refuse a replay."""

    delivery_id: str
    changes: tuple[Change, ...]
    aside: tuple[Aside, ...] = ()
