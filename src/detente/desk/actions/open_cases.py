"""One author's matter in one conversation: open a case for it, or take its case up again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from detente.analysis.similar import signed
from detente.contracts.actors import SYSTEM
from detente.contracts.analysis import ReadingResult
from detente.contracts.kinds import Kind
from detente.desk.hours import hours_of
from detente.desk.models import Case, Message
from detente.journal.record import Entry
from detente.rules.case import CaseFact, CaseState, move
from detente.rules.clock import ResponseClock, allowed_time, deadline, effective_severity


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message that was just read."""

    message: Message
    revision_number: int
    reading: ReadingResult

    @property
    def matter(self) -> tuple[int, int]:
        """Author and conversation: what makes a case."""
        return (self.message.author_id or 0, self.message.conversation_id)


@dataclass(slots=True)
class _Opening:
    """What a batch does to cases."""

    cases: dict[tuple[int, int], Case]
    made: list[tuple[int, int]] = field(default_factory=list)
    touched: set[tuple[int, int]] = field(default_factory=set)
    entries: list[Entry] = field(default_factory=list)


def open_cases(arrivals: Sequence[Arrival], *, now: datetime) -> list[Entry]:
    """Write the cases of these messages, set-based, and return the events to record. The conversations are locked."""
    opening = _Opening(_latest_cases(arrivals))
    for arrival in sorted(arrivals, key=lambda one: (one.message.posted_at, one.message.id)):
        _take_in(opening, arrival, now)
    made = [opening.cases[key] for key in opening.made]
    _insert(made)
    old = [opening.cases[key] for key in opening.touched - set(opening.made)]
    Case.objects.bulk_update(old, _CHANGED)
    _release(arrivals, opening)
    return [_opened(case) for case in made] + opening.entries


_INSERT = """
INSERT INTO desk_case (brand_id, channel_id, conversation_id, author_id, state, close_reason, kind, severity_guess,
    severity, language, heart, topic, fingerprint, historical, opened_at, clock_started_at, deadline, first_reply_kind,
    times_opened)
SELECT c.brand_id, c.channel_id, c.conversation_id, c.author_id, c.state, '', c.kind, c.severity_guess, c.severity,
    c.language, c.heart, c.topic, c.fingerprint, c.historical, c.opened_at, c.clock_started_at, c.deadline, '',
    c.times_opened
FROM json_to_recordset(%s::json) AS c (brand_id bigint, channel_id bigint, conversation_id bigint, author_id bigint,
    state text, kind text, severity_guess int, severity int, language text, heart text, topic text, fingerprint bigint,
    historical bool, opened_at timestamptz, clock_started_at timestamptz, deadline timestamptz, times_opened int)
RETURNING id, author_id, conversation_id
"""
_INSERTED = (
    "brand_id", "channel_id", "conversation_id", "author_id", "state", "kind", "severity_guess", "severity", "language",
    "heart", "topic", "fingerprint", "historical", "opened_at", "clock_started_at", "deadline", "times_opened",
)  # fmt: skip


def _insert(made: Sequence[Case]) -> None:
    """Write the new cases in one statement and give them their ids."""
    if not made:
        return
    rows = [{name: getattr(case, name) for name in _INSERTED} for case in made]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [json.dumps(rows, default=datetime.isoformat)])
        ids = {(author, conversation): key for key, author, conversation in cursor.fetchall()}
    for case in made:
        case.id = ids[case.author_id, case.conversation_id]


_CHANGED = [
    "state", "close_reason", "kind", "severity_guess", "severity", "heart", "topic", "fingerprint", "historical",
    "clock_started_at",
    "deadline",
    "first_reply_at", "first_reply_kind", "answered_at", "closed_at", "times_opened",
]  # fmt: skip


_READ = """
UPDATE desk_message m SET case_id = r.case_id, read_state = 'read', due_at = NULL, lease_until = NULL
FROM unnest(%s::bigint[], %s::bigint[]) AS r (message_id, case_id) WHERE m.id = r.message_id
"""


def _release(arrivals: Sequence[Arrival], opening: _Opening) -> None:
    """Tie the messages to their cases and let them go as read, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, [[a.message.id for a in arrivals], [opening.cases[a.matter].id for a in arrivals]])


def _latest_cases(arrivals: Sequence[Arrival]) -> dict[tuple[int, int], Case]:
    rows = Case.objects.filter(
        author_id__in={a.message.author_id for a in arrivals},
        conversation_id__in={a.message.conversation_id for a in arrivals},
    ).select_for_update()
    return {(case.author_id, case.conversation_id): case for case in rows.order_by("id")}


def _take_in(opening: _Opening, arrival: Arrival, now: datetime) -> None:
    case = opening.cases.get(arrival.matter)
    if case is None:
        opening.cases[arrival.matter] = _new_case(arrival, now)
        opening.made.append(arrival.matter)
        return
    if arrival.revision_number > 1 and case.id is not None:
        _edited(opening, case, arrival)
        return
    _author_wrote(opening, case, arrival, now)


def _new_case(arrival: Arrival, now: datetime) -> Case:
    message, reading = arrival.message, arrival.reading
    severity = effective_severity(reading.severity, None, reading.kind)
    case = Case(
        brand=message.channel.brand,
        channel=message.channel,
        conversation_id=message.conversation_id,
        author_id=message.author_id or 0,
        state=move(CaseState.NEW, CaseFact.READ),
        kind=reading.kind,
        severity_guess=reading.severity,
        severity=severity,
        language=reading.language,
        heart=reading.heart[:300],
        topic=reading.topic,
        fingerprint=signed(reading.fingerprint),
        historical=message.historical,
        opened_at=now,
    )
    if not message.historical:
        start_clock(case, min(message.posted_at, now))
    return case


def start_clock(case: Case, started_at: datetime) -> None:
    """Set the start and the deadline of the first reply, in the brand's opening hours."""
    clock = ResponseClock(started_at, allowed_time(case.severity, Kind(case.kind)), hours_of(case.brand))
    case.clock_started_at, case.deadline = started_at, deadline(clock)


def _edited(opening: _Opening, case: Case, arrival: Arrival) -> None:
    """An edit is a new revision of a known message: it may raise the guess, it never starts a clock."""
    case.severity_guess = max(case.severity_guess, arrival.reading.severity)
    opening.touched.add(arrival.matter)
    opening.entries.append(_entry("message.revised", case, arrival.message.id, {"revision": arrival.revision_number}))


_WAITED = (CaseState.ANSWERED, CaseState.CLOSED, CaseState.WAITING_AUTHOR)


def _author_wrote(opening: _Opening, case: Case, arrival: Arrival, now: datetime) -> None:
    before = CaseState(case.state)
    case.state = move(before, CaseFact.AUTHOR_WROTE)
    case.severity_guess = max(case.severity_guess, arrival.reading.severity)
    now_due = effective_severity(case.severity_guess, case.severity_confirmed, Kind(case.kind))
    case.severity = max(case.severity, now_due)
    waited = before in _WAITED or case.answered_at is not None
    wakes = case.historical and not arrival.message.historical
    if (waited or wakes) and not arrival.message.historical:
        _reopen(case, arrival, now)
    opening.touched.add(arrival.matter)
    if case.id is not None:
        name = "case.reopened" if waited or wakes else "case.author_wrote"
        opening.entries.append(_entry(name, case, arrival.message.id, {"from": before.value}))


def _reopen(case: Case, arrival: Arrival, now: datetime) -> None:
    case.historical = False
    case.times_opened += 1
    case.closed_at, case.close_reason = None, ""
    if arrival.reading.kind is Kind.COMPLIMENT and case.first_reply_at is not None:
        return  # thanks for a reply: somebody reads them, but the matter keeps its name and no hour begins
    case.first_reply_at = case.answered_at = None
    case.first_reply_kind = ""
    if arrival.reading.kind not in (Kind.OTHER, Kind.COMPLIMENT):
        case.heart = arrival.reading.heart[:300] or case.heart
        case.topic, case.fingerprint = arrival.reading.topic, signed(arrival.reading.fingerprint)
    start_clock(case, min(arrival.message.posted_at, now))


def _opened(case: Case) -> Entry:
    facts = {
        "kind": case.kind,
        "severity": case.severity,
        "historical": case.historical,
        "deadline": case.deadline.isoformat() if case.deadline else None,
    }
    return Entry("case.opened", SYSTEM, "case", case.id, case.brand_id, case.id, facts)


def _entry(name: str, case: Case, message_id: int, facts: dict[str, str | int]) -> Entry:
    return Entry(name, SYSTEM, "case", case.id, case.brand_id, case.id, {"message": message_id, **facts})
