"""A department takes a question on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.desk.access import access_hand_off
from detente.desk.actions.notify import tell_screens
from detente.journal.record import Entry, record
from detente.rules.handoff import HandOffFact, HandOffState, move
from detente.rules.roles import Action


@transaction.atomic
def accept_hand_off(person_id: int, hand_off_id: int, *, now: datetime) -> HandOffState:
    """Accept; one that is overdue stays overdue. Raises `Refused`: `access.…`, `state.handoff`."""
    hand_off, colleague = access_hand_off(person_id, hand_off_id, Action.ANSWER_HAND_OFF, lock=True)
    after = move(HandOffState(hand_off.state), HandOffFact.ACCEPTED)
    hand_off.state = after
    hand_off.save(update_fields=["state"])
    case = hand_off.case
    facts = {"department": hand_off.department_id, "state": after.value}
    record(Entry("hand_off.accepted", colleague.actor, "hand_off", hand_off.id, case.brand_id, case.id, facts), at=now)
    tell_screens(case.brand_id)
    return after
