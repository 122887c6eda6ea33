"""The states of a removal (hide or delete). Nothing here is moved by a timer; undoing stays possible for a person."""

from __future__ import annotations

from typing import Final

from detente.contracts.labelled import Labelled
from detente.contracts.words import Words
from detente.rules.machine import Machine


class RemovalState(Labelled):
    """Where a removal stands; the values are stored."""

    ASKED = "asked", "Demandé", "Asked"
    APPROVED = "approved", "Approuvé", "Approved"
    REFUSED = "refused", "Refusé", "Refused"
    PROVISIONAL = "provisional", "Masqué provisoirement", "Hidden provisionally"
    DONE = "done", "Retiré", "Removed"
    CONTESTED = "contested", "Contesté", "Contested"
    UPHELD = "upheld", "Maintenu après contestation", "Upheld"
    RESTORED = "restored", "Rétabli", "Restored"


class RemovalFact(Labelled):
    """What can happen to a removal."""

    APPROVED = "approved", "Approuvé par une seconde personne", "Approved by a second person"
    REFUSED = "refused", "Refusé par une seconde personne", "Refused by a second person"
    HIDDEN_PROVISIONALLY = "hidden_provisionally", "Masqué en attendant confirmation", "Hidden until confirmed"
    CONFIRMED = "confirmed", "Confirmé par une seconde personne", "Confirmed by a second person"
    NOT_CONFIRMED = "not_confirmed", "Non confirmé par une seconde personne", "Not confirmed by a second person"
    EXECUTED = "executed", "Exécuté sur le réseau", "Carried out on the network"
    CONTESTED = "contested", "Contesté par l’auteur", "Contested by the author"
    UPHELD = "upheld", "Maintenu", "Upheld"
    RESTORED = "restored", "Rétabli", "Restored"


_S, _F = RemovalState, RemovalFact

_TABLE: Final = {
    (_S.ASKED, _F.APPROVED): _S.APPROVED,
    (_S.ASKED, _F.REFUSED): _S.REFUSED,
    (_S.ASKED, _F.HIDDEN_PROVISIONALLY): _S.PROVISIONAL,
    (_S.APPROVED, _F.EXECUTED): _S.DONE,
    (_S.PROVISIONAL, _F.CONFIRMED): _S.DONE,
    (_S.PROVISIONAL, _F.NOT_CONFIRMED): _S.RESTORED,
    (_S.DONE, _F.CONTESTED): _S.CONTESTED,
    (_S.DONE, _F.RESTORED): _S.RESTORED,
    (_S.CONTESTED, _F.UPHELD): _S.UPHELD,
    (_S.CONTESTED, _F.RESTORED): _S.RESTORED,
}

REMOVAL: Final = Machine(
    "removal", Words(fr="Retrait", en="Removal"), RemovalState, RemovalFact, RemovalState.ASKED, _TABLE
)
move = REMOVAL.move
moves_from = REMOVAL.moves_from
