"""A person says whether we are at fault in a case: the checks ask for an apology, or leave it, by this word alone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.composure import Fault
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_case
from detente.desk.actions._replies import tell_case
from detente.desk.actions.notify import tell_screens
from detente.rules.roles import Action

_BAD_CHOICE = Words(
    fr="Choisissez dans la liste\u202f: «\u202f{value}\u202f» n’en fait pas partie.",
    en="Choose from the list: “{value}” is not on it.",
)


@transaction.atomic
def say_fault(person_id: int, case_id: int, fault: str, *, now: datetime) -> None:
    """Write it on the case; the same word again changes nothing. Raises `Refused`: `access.…`, `input.fault`."""
    case, colleague = access_case(person_id, case_id, Action.CORRECT_READING, lock=True)
    if fault not in set(Fault):
        raise Refused("input.fault", _BAD_CHOICE.with_(value=fault[:40]))
    before, said = Fault(case.fault), Fault(fault)
    if said is before:
        return
    case.fault = said
    case.save(update_fields=["fault"])
    tell_case("case.fault_said", colleague.actor, case, {"fault": str(said), "before": str(before)}, now=now)
    tell_screens(case.brand_id)
