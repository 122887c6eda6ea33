"""Put one's name on a case, or take it over from a colleague."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_case
from detente.desk.actions._replies import tell_case
from detente.desk.actions.notify import tell_screens
from detente.rules.case import CaseState
from detente.rules.roles import Action

_CLOSED = Words(
    fr="Ce cas est clos. Il s’ouvrira de nouveau si l’auteur écrit.",
    en="This case is closed. It opens again if its author writes.",
)


@transaction.atomic
def take_case(person_id: int, case_id: int, *, now: datetime) -> int | None:
    """Make the person the one who handles the case; returns whose it was before. One's own case changes nothing.

    Raises `Refused`: `access.…`, `state.case` for a closed one.
    """
    case, colleague = access_case(person_id, case_id, Action.TAKE_CASE, lock=True)
    before = case.assignee_id
    if before == colleague.id:
        return before
    if case.state == CaseState.CLOSED:
        raise Refused("state.case", _CLOSED, state=case.state)
    case.assignee_id = colleague.id
    case.save(update_fields=["assignee"])
    tell_case("case.taken", colleague.actor, case, {"from": before}, now=now)
    tell_screens(case.brand_id)
    return before
