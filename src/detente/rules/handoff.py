"""The states of a hand-off to a department. Lateness is never erased by accepting late."""

from __future__ import annotations

from typing import Final

from detente.contracts.labelled import Labelled
from detente.contracts.words import Words
from detente.rules.machine import Machine


class HandOffState(Labelled):
    """Where a hand-off stands; the values are stored."""

    ASKED = "asked", "Demandé", "Asked"
    ACCEPTED = "accepted", "Accepté", "Accepted"
    DECLINED = "declined", "Décliné", "Declined"
    OVERDUE = "overdue", "En retard", "Overdue"
    ANSWERED = "answered", "Répondu", "Answered"


class HandOffFact(Labelled):
    """What can happen to a hand-off."""

    ACCEPTED = "accepted", "Accepté par le service", "Accepted by the department"
    DECLINED = "declined", "Décliné par le service", "Declined by the department"
    DEADLINE_PASSED = "deadline_passed", "Heure dépassée", "Deadline passed"
    ANSWERED = "answered", "Réponse du service", "Answer of the department"


_S, _F = HandOffState, HandOffFact

_TABLE: Final = {
    (_S.ASKED, _F.ACCEPTED): _S.ACCEPTED,
    (_S.ASKED, _F.DECLINED): _S.DECLINED,
    (_S.ASKED, _F.DEADLINE_PASSED): _S.OVERDUE,
    (_S.ASKED, _F.ANSWERED): _S.ANSWERED,
    (_S.ACCEPTED, _F.DECLINED): _S.DECLINED,
    (_S.ACCEPTED, _F.DEADLINE_PASSED): _S.OVERDUE,
    (_S.ACCEPTED, _F.ANSWERED): _S.ANSWERED,
    (_S.OVERDUE, _F.ACCEPTED): _S.OVERDUE,
    (_S.OVERDUE, _F.DECLINED): _S.DECLINED,
    (_S.OVERDUE, _F.ANSWERED): _S.ANSWERED,
}

HAND_OFF: Final = Machine(
    "handoff",
    Words(fr="Demande au service", en="Hand-off"),
    HandOffState,
    HandOffFact,
    HandOffState.ASKED,
    _TABLE,
)
move = HAND_OFF.move
moves_from = HAND_OFF.moves_from
