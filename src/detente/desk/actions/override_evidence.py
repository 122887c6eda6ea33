"""Somebody gives their word for a deletion of which no picture could be taken."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_removal
from detente.desk.actions._removal_ledger import ledger_removal
from detente.desk.actions.removal_steps import WORKED, tell_removal, want
from detente.desk.actions.written import written
from detente.desk.models import Removal
from detente.desk.proofs import have_of, tried_of
from detente.rules.proof import check_word
from detente.rules.removal import RemovalState
from detente.rules.roles import Action

_WHY: Final = Words(
    fr="Écrivez pourquoi cette suppression peut se passer d’image, en une phrase.",
    en="Write why this deletion may go without a picture, in one sentence.",
)
_NOT_WAITING: Final = Words(
    fr="Aucune suppression approuvée n’attend ici. Rechargez la page.",
    en="No approved deletion is waiting here. Reload the page.",
)


@transaction.atomic
def override_evidence(person_id: int, removal_id: int, reason: str, *, now: datetime) -> None:
    """Give one's word, with its reason in writing; a worker then carries the deletion out.

    Raises `Refused`: `access.…`, `proc.approval` (the asker), `proc.evidence` (a picture stands or may still come, or
    the clause asks for one), `input.text`, `state.removal`.
    """
    removal, colleague = access_removal(person_id, removal_id, Action.OVERRIDE_EVIDENCE, lock=True)
    _check_waiting(removal)
    check_word(removal.asked_by_id, person_id, removal.clause.evidence_level, have_of(removal), tried_of(removal), now)
    removal.override_by_id, removal.override_reason = person_id, written(reason, _WHY)
    want(removal, removal.wanted, now=now)
    removal.save(update_fields=["override_by", "override_reason", *WORKED])
    facts = {"verb": removal.verb, "evidence": removal.evidence_id}
    tell_removal("removal.vouched", colleague.actor, removal, facts, now=now)
    ledger_removal("evidence_overridden", removal, removal.attempts, removal.verb, facts={"by": person_id}, now=now)


def _check_waiting(removal: Removal) -> None:
    approved = removal.state == RemovalState.APPROVED and removal.wanted == removal.verb == "delete"
    if not approved or removal.override_by_id is not None:
        raise Refused("state.removal", _NOT_WAITING)
