"""Promises whose time passed without a word: broken, said to the lead, and the case is open again, one step graver.

Source: practice, verdict 3 (a second failure destroys the recovery: severity +1, the lead is told).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from detente.contracts.actors import SYSTEM
from detente.contracts.kinds import Severity
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.queue_mail import queue_mails
from detente.desk.duty import leads
from detente.desk.letters import promise_broken
from detente.desk.models import Case, Promise
from detente.desk.turns import take_turn
from detente.journal.record import Entry, record_many
from detente.rules import case as case_rules
from detente.rules.case import CaseFact, CaseState
from detente.rules.promise import PromiseFact, PromiseState, move

_AT_ONCE = 200
_REOPENS = (CaseState.ANSWERED, CaseState.CLOSED)


@transaction.atomic
def break_promises(now: datetime) -> int:
    """Break the promises that are past due; returns how many."""
    if not take_turn("promises"):
        return 0
    cases = _cases_past_due(now)
    broken = _past_due(cases, now)
    for promise in broken:
        promise.state, promise.settled_at = move(PromiseState(promise.state), PromiseFact.DUE_PASSED), now
        promise.case = cases[promise.case_id]
    Promise.objects.bulk_update(broken, ["state", "settled_at"])
    entries = [entry for promise in broken for entry in _raise(promise)]
    Case.objects.bulk_update(list(cases.values()), _CHANGED)
    record_many(entries, at=now)
    _tell(broken, now)
    return len(broken)


_CHANGED = ["state", "severity", "severity_guess", "times_opened", "close_reason", "closed_at", "answered_at"]


def _cases_past_due(now: datetime) -> Mapping[int, Case]:
    """The cases first, as everywhere: a reply being confirmed holds its case and then settles the promises."""
    due = Promise.objects.filter(state=PromiseState.OPEN, due_at__lt=now).order_by("due_at", "id")[:_AT_ONCE]
    rows = Case.objects.select_for_update(of=("self",), skip_locked=True).select_related("brand")
    return {case.id: case for case in rows.filter(id__in={one.case_id for one in due}).order_by("id")}


def _past_due(cases: Mapping[int, Case], now: datetime) -> list[Promise]:
    rows = Promise.objects.select_for_update(of=("self",))
    return list(rows.filter(state=PromiseState.OPEN, due_at__lt=now, case_id__in=cases).order_by("due_at", "id"))


def _raise(promise: Promise) -> list[Entry]:
    """Open the case again and raise it by one step; a severity that a person set stays on record as theirs."""
    case = promise.case
    before, severity = CaseState(case.state), case.severity
    case.severity = case.severity_guess = min(severity + 1, Severity.GRAVE)
    if _may_open(case, before):
        case.state = case_rules.move(before, CaseFact.PROMISE_BROKEN)
        if before in _REOPENS:
            case.times_opened, case.close_reason = case.times_opened + 1, ""
            case.closed_at = case.answered_at = None
    facts = {"due_at": promise.due_at.isoformat(), "from": before.value}
    return [
        Entry("promise.broken", SYSTEM, "promise", promise.id, case.brand_id, case.id, facts),
        Entry(
            "case.severity_raised", SYSTEM, "case", case.id, case.brand_id, case.id,
            {"from": severity, "to": case.severity},
        ),
    ]  # fmt: skip


def _may_open(case: Case, before: CaseState) -> bool:
    """A closed case stays closed when the author has another open one in the same conversation."""
    if before is not CaseState.CLOSED:
        return True
    others = Case.objects.filter(author_id=case.author_id, conversation_id=case.conversation_id).exclude(id=case.id)
    return not others.exclude(state=CaseState.CLOSED).exists()


def _tell(broken: Sequence[Promise], now: datetime) -> None:
    readers = leads({one.case.brand_id for one in broken})
    queue_mails([(promise_broken(one), readers.get(one.case.brand_id, ())) for one in broken], now=now)
    for brand_id in {one.case.brand_id for one in broken}:
        tell_screens(brand_id)
