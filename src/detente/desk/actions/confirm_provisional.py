"""A second person confirms a provisional hide, or has the message put back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.words import Words
from detente.desk.access import access_removal
from detente.desk.actions.decide_removal import check_still_sealed
from detente.desk.actions.removal_steps import WORKED, tell_removal, want
from detente.desk.actions.written import written
from detente.desk.models import Removal
from detente.rules.charter import check_confirmation
from detente.rules.removal import RemovalFact, RemovalState, move
from detente.rules.roles import Action

_WHY = Words(
    fr="Dites pourquoi le message revient, en une phrase.", en="Say why the message comes back, in one sentence."
)


@transaction.atomic
def confirm_provisional(person_id: int, removal_id: int, confirm: bool, note: str, *, now: datetime) -> RemovalState:
    """Confirm (final, contestable) or restore. It may come late: a timer never decides.

    Raises `Refused`: `access.…`, `proc.approval` (the person who hid), `proc.evidence`, `input.text`, `state.removal`.
    """
    removal, colleague = access_removal(person_id, removal_id, Action.CONFIRM_PROVISIONAL, lock=True)
    check_confirmation(removal.asked_by_id, person_id)
    fact = RemovalFact.CONFIRMED if confirm else RemovalFact.NOT_CONFIRMED
    after = move(RemovalState(removal.state), fact)
    if confirm:
        check_still_sealed(removal)
        after = _contested_meanwhile(removal, after)
    else:
        want(removal, "restore", now=now)
    removal.state, removal.decided_by_id, removal.decided_at = after, person_id, now
    removal.decision_note = note.strip() if confirm else written(note, _WHY)
    removal.save(update_fields=["state", "decided_by", "decided_at", "decision_note", *WORKED])
    name = "removal.confirmed" if confirm else "removal.not_confirmed"
    tell_removal(name, colleague.actor, removal, {"late": _late(removal, now)}, now=now)
    return after


def _contested_meanwhile(removal: Removal, after: RemovalState) -> RemovalState:
    """The author did not wait for the confirmation: the contest stands and has to be decided by a third person."""
    return move(after, RemovalFact.CONTESTED) if removal.contested_at is not None else after


def _late(removal: Removal, now: datetime) -> bool:
    return removal.confirm_by is not None and now > removal.confirm_by
