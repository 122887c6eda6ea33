"""A department answers a question."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.words import Words
from detente.desk.access import access_hand_off
from detente.desk.actions.give_back import give_back
from detente.desk.actions.written import written
from detente.rules.handoff import HandOffFact, HandOffState
from detente.rules.roles import Action

_ANSWER = Words(fr="Écrivez la réponse du service.", en="Write the department’s answer.")


@transaction.atomic
def answer_hand_off(person_id: int, hand_off_id: int, answer: str, *, now: datetime) -> HandOffState:
    """Answer; the case is open again. Raises `Refused`: `access.…`, `input.text`, `state.handoff`."""
    hand_off, colleague = access_hand_off(person_id, hand_off_id, Action.ANSWER_HAND_OFF, lock=True)
    return give_back(hand_off, colleague, HandOffFact.ANSWERED, written(answer, _ANSWER), now)
