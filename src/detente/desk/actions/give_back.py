"""What answering and declining share: the department is done with the question, the case is the desk's again."""

from __future__ import annotations

from datetime import datetime

from detente.desk.access import Colleague
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Case, HandOff
from detente.journal.record import Entry, record
from detente.rules import case as case_rules
from detente.rules.case import CaseFact, CaseState
from detente.rules.handoff import HandOffFact, HandOffState, move

_EVENTS = {HandOffFact.ANSWERED: "hand_off.answered", HandOffFact.DECLINED: "hand_off.declined"}


def give_back(hand_off: HandOff, colleague: Colleague, fact: HandOffFact, words: str, now: datetime) -> HandOffState:
    """Store the department's words and open the case again. `hand_off` is locked. Raises `Refused("state.handoff")`."""
    hand_off.state = after = move(HandOffState(hand_off.state), fact)
    hand_off.answer, hand_off.answered_by_id, hand_off.answered_at = words, colleague.id, now
    hand_off.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    case = Case.objects.select_for_update().get(id=hand_off.case_id)
    case.state = case_rules.move(CaseState(case.state), CaseFact.HAND_OFF_ANSWERED)
    case.save(update_fields=["state"])
    facts = {"department": hand_off.department_id, "late": now > hand_off.due_at}
    entry = Entry(_EVENTS[fact], colleague.actor, "hand_off", hand_off.id, case.brand_id, case.id, facts)
    record(entry, at=now)
    tell_screens(case.brand_id)
    return after
