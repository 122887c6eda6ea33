"""The six steps of a case, from its facts."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from detente.contracts.clock import ClockFace, ClockState, OpeningHours
from detente.contracts.kinds import Kind
from detente.desk.queries.case_facts import CaseFacts
from detente.rules.case import CaseState
from detente.rules.clock import ResponseClock, allowed_time, reading
from detente.rules.draft import DraftState
from detente.rules.handoff import HandOffState
from detente.rules.promise import PromiseState
from detente.rules.publication import PublicationState
from detente.rules.removal import RemovalState
from detente.rules.six_steps import Station, StepFacts, six_steps

_SETTLED: Final = frozenset({PublicationState.VISIBLE, PublicationState.NOT_PUBLISHED})
_OUT: Final = frozenset({PublicationState.CONFIRMED, PublicationState.VISIBLE})
_OVER: Final = frozenset({CaseState.ANSWERED, CaseState.CLOSED})


def clock_of(facts: CaseFacts, hours: OpeningHours, now: datetime) -> ClockFace | None:
    """The response clock of a case at `now`; None for a historical case."""
    if facts.historical or facts.clock_started_at is None:
        return None
    allowed = allowed_time(facts.severity, Kind(facts.kind))
    return reading(ResponseClock(facts.clock_started_at, allowed, hours, facts.first_reply_at), now)


def stations_of(facts: CaseFacts, clock: ClockState | None) -> tuple[Station, ...]:
    """The six stations, in order."""
    draft, publication = in_hand(facts)
    return six_steps(
        StepFacts(
            read=facts.read,
            unsure=facts.unsure,
            confirmed=facts.confirmed,
            sealed=facts.message_id is not None,
            pictured=facts.pictured,
            removal=RemovalState(facts.removal) if facts.removal else None,
            clock=clock,
            hand_off=HandOffState(facts.hand_off) if facts.hand_off else None,
            promise=PromiseState(facts.promise) if facts.promise else None,
            draft=draft,
            publication=publication,
            stated=facts.publication_stated,
            earlier_out=publication is None and facts.publication in _OUT,
        )
    )


def in_hand(facts: CaseFacts) -> tuple[DraftState | None, PublicationState | None]:
    """Draft and publication of the reply in hand: the unfinished one, else one on its way, else the one that answered.

    A holding reply that is out, or a reply before the author wrote again, is behind us: the next one is to come.
    """
    published = PublicationState(facts.publication) if facts.publication else None
    if facts.draft_id is not None:
        own = published if facts.publication_draft_id == facts.draft_id else None
        return DraftState(facts.draft or "editing"), own
    if published is None:
        return None, None
    out = published in _SETTLED or facts.publication_stated
    if not out or CaseState(facts.state) in _OVER:
        return DraftState.APPROVED, published
    return None, None
