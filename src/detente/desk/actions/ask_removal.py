"""Ask for a removal under the charter. Nothing happens before another person decides."""

from __future__ import annotations

from datetime import datetime

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions._removal_proof import want_picture
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.removal_request import Asked, new_removal, open_gate, save_removal, told_when_refused
from detente.journal.record import Entry, record
from detente.rules.charter import RemovalVerb
from detente.rules.roles import Action

_BAD_VERB = Words(fr="Choisissez masquer ou supprimer.", en="Choose hide or delete.")


def ask_removal(
    person_id: int, message_id: int, verb: str, clause_id: int, quote: str, reason: str, notice: str, *, now: datetime
) -> int:
    """Ask and return the removal's id. Hiding counts as removing; `clause_id` 0 means that none was chosen.

    Raises `Refused`: `access.…`, `proc.removal` (the sentence says what stays possible), `proc.evidence`, `input.text`,
    `input.clause`, `input.verb`, `state.message`, `state.network`, `state.removal`.
    """
    with told_when_refused(person_id, message_id, clause_id, now=now):
        gate = open_gate(person_id, message_id, Action.ASK_REMOVAL)
        removal = new_removal(
            gate, removal_verb(verb), Asked(clause_id, quote, reason, notice), provisional=False, now=now
        )
        save_removal(removal)
        want_picture(removal, asked_by=person_id, now=now)
        facts = {"message": message_id, "verb": removal.verb, "clause": clause_id, "evidence": removal.evidence_id}
        entry = Entry(
            "removal.asked", gate.colleague.actor, "removal", removal.id, removal.brand_id, removal.case_id, facts
        )
        record(entry, at=now)
        tell_screens(removal.brand_id)
        return removal.id


def removal_verb(word: str) -> RemovalVerb:
    """The verb of a form. Raises `Refused("input.verb")`."""
    try:
        return RemovalVerb(word)
    except ValueError:
        raise Refused("input.verb", _BAD_VERB) from None
