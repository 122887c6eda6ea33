"""Try again what a network did not carry out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_removal
from detente.desk.actions.removal_steps import WORKED, tell_removal, want
from detente.rules.roles import Action

_NOTHING = Words(
    fr="Rien n’attend d’être exécuté pour ce retrait.", en="Nothing is waiting to be carried out for this removal."
)


@transaction.atomic
def retry_removal(person_id: int, removal_id: int, *, now: datetime) -> None:
    """Have a worker try again a decision that was already taken. Raises `Refused`: `access.…`, `state.removal`."""
    removal, colleague = access_removal(person_id, removal_id, Action.ASK_REMOVAL, lock=True)
    if not removal.wanted:
        raise Refused("state.removal", _NOTHING)
    want(removal, removal.wanted, now=now)
    removal.save(update_fields=WORKED)
    tell_removal("removal.retried", colleague.actor, removal, {"wanted": removal.wanted}, now=now)
