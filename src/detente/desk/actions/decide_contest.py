"""Somebody who neither asked for a removal nor decided it looks again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.words import Words
from detente.desk.access import access_removal
from detente.desk.actions.removal_steps import WORKED, tell_removal
from detente.desk.actions.restore_removal import put_back
from detente.desk.actions.written import written
from detente.desk.clauses import clause_rule
from detente.rules.charter import check_contest_decision
from detente.rules.removal import RemovalFact, RemovalState, move
from detente.rules.roles import Action

_WHY = Words(
    fr="Dites pourquoi, en une phrase\u202f: l’auteur a droit à une réponse.",
    en="Say why, in one sentence: the author has a right to an answer.",
)


@transaction.atomic
def decide_contest(person_id: int, removal_id: int, uphold: bool, note: str, *, now: datetime) -> RemovalState:
    """Uphold the removal, or have the message put back. Raises `Refused`: `access.…`, `proc.approval`, `input.text`,
    `state.removal`.
    """
    removal, colleague = access_removal(person_id, removal_id, Action.DECIDE_CONTEST, lock=True)
    had_a_say = (removal.asked_by_id, removal.decided_by_id, removal.override_by_id)
    took_part = [one for one in had_a_say if one is not None]
    check_contest_decision(clause_rule(removal.clause), took_part, person_id, colleague.roles, colleague.mandates)
    removal.state = move(RemovalState(removal.state), RemovalFact.UPHELD if uphold else RemovalFact.RESTORED)
    removal.decision_note = f"{removal.decision_note}\n\n{written(note, _WHY)}".strip()
    removal.contest_decided_by_id, removal.contest_decided_at = person_id, now
    if not uphold:
        put_back(removal, now=now)
    removal.save(update_fields=["state", "decision_note", "contest_decided_by", "contest_decided_at", *WORKED])
    name = "removal.upheld" if uphold else "removal.restored"
    tell_removal(name, colleague.actor, removal, {"contested": True}, now=now)
    return RemovalState(removal.state)
