"""A department says that a question is not its own, and why."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.words import Words
from detente.desk.access import access_hand_off
from detente.desk.actions.give_back import give_back
from detente.desk.actions.written import written
from detente.rules.handoff import HandOffFact, HandOffState
from detente.rules.roles import Action

_WHY = Words(
    fr="Dites pourquoi ce n’est pas à vous, et à qui demander.", en="Say why this is not yours, and whom to ask."
)


@transaction.atomic
def decline_hand_off(person_id: int, hand_off_id: int, why: str, *, now: datetime) -> HandOffState:
    """Decline; the reason is kept as the answer, the case is open again. Raises as `answer_hand_off`."""
    hand_off, colleague = access_hand_off(person_id, hand_off_id, Action.ANSWER_HAND_OFF, lock=True)
    return give_back(hand_off, colleague, HandOffFact.DECLINED, written(why, _WHY), now)
