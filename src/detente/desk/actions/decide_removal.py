"""Another person decides on a removal, with the mandate that its clause asks for."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_removal
from detente.desk.actions.removal_steps import WORKED, tell_removal, want
from detente.desk.actions.written import written
from detente.desk.clauses import clause_rule
from detente.desk.models import EvidenceItem, Removal
from detente.desk.sealed import SEAL_BROKEN, is_whole
from detente.rules.charter import check_decision
from detente.rules.removal import RemovalFact, RemovalState, move
from detente.rules.roles import Action

_WHY = Words(fr="Dites pourquoi, en une phrase.", en="Say why, in one sentence.")
_EDITED = Words(
    fr="L’auteur a modifié ce message depuis la demande\u202f: elle ne vaut plus. Refusez-la, puis relisez le message.",
    en="The author has edited this message since the request: it no longer holds. Refuse it, then read again.",
)


@transaction.atomic
def decide_removal(person_id: int, removal_id: int, approve: bool, note: str, *, now: datetime) -> RemovalState:
    """Approve (a worker then carries it out) or refuse. A refusal says why.

    Raises `Refused`: `access.…`, `proc.approval` (asker, or mandate missing), `proc.evidence`, `input.text`,
    `state.removal`.
    """
    removal, colleague = access_removal(person_id, removal_id, Action.DECIDE_REMOVAL, lock=True)
    clause = clause_rule(removal.clause)
    check_decision(clause, removal.asked_by_id, person_id, colleague.roles, colleague.mandates)
    after = move(RemovalState(removal.state), RemovalFact.APPROVED if approve else RemovalFact.REFUSED)
    if approve:
        check_still_sealed(removal)
        want(removal, removal.verb, now=now)
    removal.state, removal.decided_by_id, removal.decided_at = after, person_id, now
    removal.decision_note = note.strip() if approve else written(note, _WHY)
    removal.save(update_fields=["state", "decided_by", "decided_at", "decision_note", *WORKED])
    name = "removal.approved" if approve else "removal.refused"
    tell_removal(name, colleague.actor, removal, {"verb": removal.verb, "clause": removal.clause_id}, now=now)
    return after


def check_still_sealed(removal: Removal) -> None:
    """Raise `Refused("proc.evidence")` when the evidence is broken, or is of a version that is no longer there."""
    evidence = EvidenceItem.objects.get(id=removal.evidence_id)
    if evidence.revision_number != removal.message.revision_number:
        raise Refused("proc.evidence", _EDITED)
    if not is_whole(evidence):
        raise Refused("proc.evidence", SEAL_BROKEN)
