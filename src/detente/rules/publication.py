"""The states of a publication: one approved text that leaves exactly once.

A process that dies while *sending* leaves the publication *unknown*, never queued again: the network is looked at
before any second send. Only a connector whose class permits it may say `resend_allowed`.
"""

from __future__ import annotations

from typing import Final

from detente.contracts.labelled import Labelled
from detente.contracts.words import Words
from detente.rules.machine import Machine


class PublicationState(Labelled):
    """Where a publication stands; the values are stored."""

    QUEUED = "queued", "En attente d’envoi", "Queued"
    SENDING = "sending", "Envoi en cours", "Sending"
    CONFIRMED = "confirmed", "Acceptée par le réseau", "Accepted by the network"
    VISIBLE = "visible", "Relue sur le réseau", "Read back on the network"
    REFUSED = "refused", "Refusée par le réseau", "Refused by the network"
    UNKNOWN = "unknown", "Sort inconnu, nous regardons", "Unknown, we are looking"
    NOT_PUBLISHED = "not_published", "Non publiée", "Not published"
    HUMAN = "human", "Une personne décide", "A person decides"
    BY_HAND = "by_hand", "À publier à la main", "To be posted by hand"


class PublicationFact(Labelled):
    """What can happen to a publication."""

    CLAIMED = "claimed", "Prise par un processus", "Claimed by a worker"
    ACCEPTED = "accepted", "Acceptée", "Accepted"
    SEEN = "seen", "Vue sur le réseau", "Seen on the network"
    REFUSED = "refused", "Refusée", "Refused"
    NETWORK_SAID_WAIT = "network_said_wait", "Le réseau demande d’attendre", "Network said wait"
    LOST = "lost", "Réponse du réseau perdue", "Answer of the network lost"
    FOUND = "found", "Retrouvée sur le réseau", "Found on the network"
    RESEND_ALLOWED = "resend_allowed", "Absente, nouvel envoi permis", "Absent, sending again is safe"
    NOT_FOUND = "not_found", "Absente du réseau", "Not on the network"
    NEEDS_PERSON = "needs_person", "Doute, une personne doit regarder", "In doubt, a person must look"
    PERSON_SAYS_PUBLISHED = "person_says_published", "Une personne l’a vue publiée", "A person saw it published"
    PERSON_SAYS_NOT_PUBLISHED = (
        "person_says_not_published",
        "Une personne ne la voit pas publiée",
        "A person saw it is not published",
    )
    CANCELLED = "cancelled", "Annulée avant l’envoi", "Cancelled before sending"
    HELD_BACK = "held_back", "Retenue, une attache a cédé", "Held back, a tie broke"
    GIVEN_TO_A_PERSON = "given_to_a_person", "Confiée à une personne", "Given to a person"


_S, _F = PublicationState, PublicationFact

_TABLE: Final = {
    (_S.QUEUED, _F.CLAIMED): _S.SENDING,
    (_S.QUEUED, _F.NEEDS_PERSON): _S.HUMAN,
    (_S.QUEUED, _F.CANCELLED): _S.NOT_PUBLISHED,
    (_S.QUEUED, _F.FOUND): _S.CONFIRMED,
    (_S.QUEUED, _F.HELD_BACK): _S.NOT_PUBLISHED,
    (_S.SENDING, _F.ACCEPTED): _S.CONFIRMED,
    (_S.SENDING, _F.REFUSED): _S.REFUSED,
    (_S.SENDING, _F.NETWORK_SAID_WAIT): _S.QUEUED,
    (_S.SENDING, _F.HELD_BACK): _S.NOT_PUBLISHED,
    (_S.SENDING, _F.LOST): _S.UNKNOWN,
    (_S.CONFIRMED, _F.SEEN): _S.VISIBLE,
    (_S.CONFIRMED, _F.FOUND): _S.CONFIRMED,
    (_S.VISIBLE, _F.SEEN): _S.VISIBLE,
    (_S.VISIBLE, _F.FOUND): _S.VISIBLE,
    (_S.UNKNOWN, _F.ACCEPTED): _S.CONFIRMED,
    (_S.UNKNOWN, _F.FOUND): _S.CONFIRMED,
    (_S.UNKNOWN, _F.RESEND_ALLOWED): _S.QUEUED,
    (_S.UNKNOWN, _F.NOT_FOUND): _S.NOT_PUBLISHED,
    (_S.UNKNOWN, _F.NEEDS_PERSON): _S.HUMAN,
    (_S.NOT_PUBLISHED, _F.FOUND): _S.CONFIRMED,
    (_S.HUMAN, _F.ACCEPTED): _S.CONFIRMED,
    (_S.HUMAN, _F.FOUND): _S.CONFIRMED,
    (_S.HUMAN, _F.PERSON_SAYS_PUBLISHED): _S.CONFIRMED,
    (_S.HUMAN, _F.PERSON_SAYS_NOT_PUBLISHED): _S.NOT_PUBLISHED,
    (_S.QUEUED, _F.GIVEN_TO_A_PERSON): _S.BY_HAND,
    (_S.REFUSED, _F.GIVEN_TO_A_PERSON): _S.BY_HAND,
    (_S.BY_HAND, _F.PERSON_SAYS_PUBLISHED): _S.CONFIRMED,
    (_S.BY_HAND, _F.FOUND): _S.CONFIRMED,
    (_S.BY_HAND, _F.CANCELLED): _S.NOT_PUBLISHED,
    (_S.BY_HAND, _F.HELD_BACK): _S.NOT_PUBLISHED,
}

PUBLICATION: Final = Machine(
    "publication",
    Words(fr="Publication", en="Publication"),
    PublicationState,
    PublicationFact,
    PublicationState.QUEUED,
    _TABLE,
)
move = PUBLICATION.move
moves_from = PUBLICATION.moves_from
