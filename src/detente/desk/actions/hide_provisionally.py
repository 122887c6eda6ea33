"""One person hides at once what cannot wait; a second one confirms within a day.

The sealed bytes are enough; a picture is tried at the same time. Never final by itself, never undone by a timer.
"""

from __future__ import annotations

from datetime import datetime

from detente.desk.actions._removal_proof import want_picture
from detente.desk.actions.notify import tell_screens, wake_workers
from detente.desk.actions.removal_request import Asked, new_removal, open_gate, save_removal, told_when_refused
from detente.journal.record import Entry, record
from detente.rules.charter import RemovalVerb, confirm_by
from detente.rules.removal import RemovalFact, RemovalState, move
from detente.rules.roles import Action


def hide_provisionally(
    person_id: int, message_id: int, clause_id: int, quote: str, reason: str, notice: str, *, now: datetime
) -> int:
    """Hide now where the network can undo it, and return the removal's id. A worker carries it out.

    Raises as `ask_removal`; `proc.removal` as well when the clause or the network does not permit it.
    """
    with told_when_refused(person_id, message_id, clause_id, now=now):
        gate = open_gate(person_id, message_id, Action.HIDE_PROVISIONALLY)
        removal = new_removal(
            gate, RemovalVerb.HIDE, Asked(clause_id, quote, reason, notice), provisional=True, now=now
        )
        removal.state = move(RemovalState.ASKED, RemovalFact.HIDDEN_PROVISIONALLY)
        removal.confirm_by, removal.wanted, removal.due_at = confirm_by(now), RemovalVerb.HIDE.value, now
        save_removal(removal)
        want_picture(removal, asked_by=person_id, now=now)
        facts = {
            "message": message_id,
            "clause": clause_id,
            "evidence": removal.evidence_id,
            "confirm_by": removal.confirm_by.isoformat(),
        }
        name = "removal.hidden_provisionally"
        entry = Entry(name, gate.colleague.actor, "removal", removal.id, removal.brand_id, removal.case_id, facts)
        record(entry, at=now)
        wake_workers("moderate")
        tell_screens(removal.brand_id)
        return removal.id
