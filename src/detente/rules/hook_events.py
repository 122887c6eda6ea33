"""What others may hear of a desk: the few events that leave it, and which facts of the journal they come from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from detente.contracts.labelled import Labelled


class HookEvent(Labelled):
    """An event as others hear it; the value is its `type` in a delivery."""

    CASE_OPENED = "case.opened", "Un cas est ouvert", "A case is opened"
    CASE_REOPENED = "case.reopened", "Un cas est rouvert", "A case is open again"
    CASE_CLOSED = "case.closed", "Un cas est clos", "A case is closed"
    MESSAGE_EDITED = "message.edited", "Un message est modifié par son auteur", "A message is edited by its author"
    MESSAGE_DELETED = "message.deleted", "Un message est supprimé par son auteur", "A message is deleted by its author"
    PUBLICATION_CONFIRMED = "publication.confirmed", "Une réponse est acceptée", "A reply is accepted"
    PUBLICATION_VISIBLE = "publication.visible", "Une réponse est relue sur le réseau", "A reply is read back"
    PUBLICATION_REFUSED = "publication.refused", "Une réponse est refusée par le réseau", "A reply is refused"
    PUBLICATION_NEEDS_PERSON = (
        "publication.needs_person",
        "Le sort d’une réponse est en doute",
        "The fate of a reply is in doubt",
    )
    PUBLICATION_BY_HAND = (
        "publication.by_hand",
        "Une réponse est à publier à la main",
        "A reply is to be posted by hand",
    )
    REMOVAL_DECIDED = "removal.decided", "Un retrait est décidé", "A removal is decided"
    REMOVAL_EXECUTED = "removal.executed", "Le réseau a exécuté la décision", "The network carried out the decision"
    REMOVAL_RESTORED = "removal.restored", "Un retrait est annulé", "A removal is undone"
    CHANNEL_TROUBLE = "channel.trouble", "Un canal est en difficulté", "A channel is in trouble"
    CHANNEL_RECOVERED = "channel.recovered", "Un canal est rétabli", "A channel has recovered"


TEST: Final = "hook.test"
"""The `type` of a delivery that somebody asked for with the test button."""

WITH_TEXTS: Final = "with_texts"
"""Beside the events that a hook hears: the words of others may leave as well."""

_E = HookEvent
HEARD_AS: Final[Mapping[str, HookEvent]] = MappingProxyType(
    {
        "case.opened": _E.CASE_OPENED,
        "case.reopened": _E.CASE_REOPENED,
        "case.closed": _E.CASE_CLOSED,
        "message.revised": _E.MESSAGE_EDITED,
        "message.deleted": _E.MESSAGE_DELETED,
        "publication.confirmed": _E.PUBLICATION_CONFIRMED,
        "publication.seen": _E.PUBLICATION_VISIBLE,
        "publication.refused": _E.PUBLICATION_REFUSED,
        "publication.needs_person": _E.PUBLICATION_NEEDS_PERSON,
        "publication.given": _E.PUBLICATION_BY_HAND,
        "publication.stated": _E.PUBLICATION_CONFIRMED,
        "removal.approved": _E.REMOVAL_DECIDED,
        "removal.refused": _E.REMOVAL_DECIDED,
        "removal.confirmed": _E.REMOVAL_DECIDED,
        "removal.not_confirmed": _E.REMOVAL_DECIDED,
        "removal.upheld": _E.REMOVAL_DECIDED,
        "removal.done": _E.REMOVAL_EXECUTED,
        "removal.put_back": _E.REMOVAL_EXECUTED,
        "removal.restored": _E.REMOVAL_RESTORED,
        "channel.trouble": _E.CHANNEL_TROUBLE,
        "channel.recovered": _E.CHANNEL_RECOVERED,
    }
)
"""Name in the journal → what others hear."""


def names_heard(hears: list[str]) -> list[str]:
    """The journal's names behind what a hook hears; words that nobody knows are left out."""
    return [name for name, event in HEARD_AS.items() if event.value in hears]
