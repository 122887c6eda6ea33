"""A person has a removed message put back, without waiting for a contest."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_removal
from detente.desk.actions.removal_steps import WORKED, tell_removal, want
from detente.desk.actions.written import written
from detente.desk.models import Removal
from detente.desk.networks import network_power
from detente.rules.removal import RemovalFact, RemovalState, move
from detente.rules.roles import Action

_WHY = Words(
    fr="Dites pourquoi le message revient, en une phrase.", en="Say why the message comes back, in one sentence."
)
_CONTESTED = Words(
    fr="L’auteur conteste ce retrait\u202f: décidez de la contestation.",
    en="The author contests this removal: decide on the contest.",
)
_FOR_GOOD = Words(
    fr="Ce réseau ne rend pas ce qu’il a supprimé. Écrivez à l’auteur et invitez-le à publier de nouveau.",
    en="This network does not give back what it deleted. Write to the author and invite them to post again.",
)


@transaction.atomic
def restore_removal(person_id: int, removal_id: int, note: str, *, now: datetime) -> RemovalState:
    """Decide that a removed message comes back; a worker carries it out.

    Anybody with the mandate may, whoever asked: undoing needs no second person. A contested removal is decided by
    `decide_contest` instead. Raises `Refused`: `access.…`, `input.text`, `state.removal`.
    """
    removal, colleague = access_removal(person_id, removal_id, Action.DECIDE_REMOVAL, lock=True)
    removal.state = _restored(removal)
    removal.decision_note = f"{removal.decision_note}\n\n{written(note, _WHY)}".strip()
    put_back(removal, now=now)
    removal.save(update_fields=["state", "decision_note", *WORKED])
    tell_removal("removal.restored", colleague.actor, removal, {"contested": False}, now=now)
    return RemovalState(removal.state)


def put_back(removal: Removal, *, now: datetime) -> None:
    """Have a worker restore the message, where the network can; else say what a person can do. The caller saves."""
    power = network_power(removal.channel.network, removal.verb)
    if power is not None and power.reversible:
        want(removal, "restore", now=now)
        return
    removal.wanted, removal.due_at = "", None
    removal.trouble = _FOR_GOOD.in_(removal.case.brand.language)[:200]


def _restored(removal: Removal) -> RemovalState:
    state = RemovalState(removal.state)
    if state is RemovalState.CONTESTED:
        raise Refused("state.removal", _CONTESTED)
    return move(state, RemovalFact.RESTORED)
