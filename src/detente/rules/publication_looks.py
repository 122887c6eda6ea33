"""What to do about a publication whose fate is unknown, class by class. Nothing is sent here, and nothing is looked at.

After a lost answer the network is looked at before anything else. Only what was seen, and how the network treats a
second copy, decides whether the very same bytes may leave again. Source: platforms, publish protocol, step 6.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from detente.contracts.capabilities import Idempotency
from detente.contracts.network import Cannot, Found, NotFound

LOOKS_NEEDED: Final = 2
"""Complete looks that found nothing, before absence is believed."""

SKEW: Final = timedelta(minutes=2)
"""How far a network's clock may be from ours: a look must begin so much before the attempt."""

GIVE_UP: Final = timedelta(minutes=30)
"""After so long in doubt a person decides."""

RESENDS: Final = 5
"""Second copies that a network which refuses them may be offered; one that can only be listed is offered one."""

_SHORTEST_PAUSE: Final = timedelta(milliseconds=200)
_LONGEST_PAUSE: Final = timedelta(minutes=5)


class Verdict(StrEnum):
    """What the doubt becomes."""

    CONFIRMED = "confirmed"
    LOOK_AGAIN = "look_again"
    SEND_AGAIN = "send_again"
    PERSON = "person"


class SlotTaken(StrEnum):
    """The look met something that is not this text."""

    OTHER_TEXT = "other_text"


Seen: TypeAlias = Found | NotFound | Cannot | SlotTaken | None
"""What one look brought; `None` when the look itself failed."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A publication that may or may not be out.

    `attempt_at` is the start of the attempt in doubt, `first_attempt_at` of the very first; `looks` the complete looks
    before this one that found nothing; `attempts` how many requests were opened so far, this one included.
    """

    idempotency: Idempotency
    settle: timedelta
    key_lifetime: timedelta | None
    attempt_at: datetime
    first_attempt_at: datetime
    attempts: int
    looks: int


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict, the complete looks counted so far, and when to look again (only with `LOOK_AGAIN`)."""

    verdict: Verdict
    looks: int
    look_at: datetime | None = None


def first_look_at(attempt_at: datetime, settle: timedelta) -> datetime:
    """When the network can first be believed about this attempt."""
    return attempt_at + settle


def decide(doubt: Doubt, seen: Seen, *, now: datetime) -> Decision:
    """What one look makes of the doubt."""
    if isinstance(seen, Found):
        return Decision(Verdict.CONFIRMED, doubt.looks)
    if isinstance(seen, Cannot | SlotTaken) or doubt.idempotency is Idempotency.BLIND:
        return Decision(Verdict.PERSON, doubt.looks)
    complete = seen is not None and _covers(seen, doubt, now)
    looks = doubt.looks + complete
    if looks < LOOKS_NEEDED:
        return _again(doubt, looks, complete, now)
    may = doubt.attempts <= _resends(doubt, now)
    return Decision(Verdict.SEND_AGAIN if may else Verdict.PERSON, looks)


def _again(doubt: Doubt, looks: int, complete: bool, now: datetime) -> Decision:
    """After a complete look the next one follows as soon as the network settled; others come ever less often."""
    waited = now - doubt.attempt_at
    if waited > max(GIVE_UP, 4 * doubt.settle):
        return Decision(Verdict.PERSON, looks)
    return Decision(Verdict.LOOK_AGAIN, looks, now + pause(doubt.settle, timedelta() if complete else waited))


def pause(settle: timedelta, waited: timedelta) -> timedelta:
    """How long to wait before looking again: at least `settle`, longer the longer we have been waiting."""
    return max(settle, _SHORTEST_PAUSE, min(waited / 2, _LONGEST_PAUSE))


def _covers(seen: NotFound, doubt: Doubt, now: datetime) -> bool:
    """Whether the look saw everything from before the attempt until it could be believed."""
    believed = first_look_at(doubt.attempt_at, doubt.settle)
    return seen.covered_from <= doubt.attempt_at - SKEW and believed <= seen.covered_to and now >= believed


def _resends(doubt: Doubt, now: datetime) -> int:
    """How many second copies the network may be offered."""
    if doubt.idempotency in (Idempotency.UPSERT, Idempotency.DEDUP):
        return RESENDS
    keyed = doubt.idempotency in (Idempotency.KEYED, Idempotency.TWO_PHASE)
    if keyed and (doubt.key_lifetime is None or now - doubt.first_attempt_at < doubt.key_lifetime):
        return RESENDS
    return 1
