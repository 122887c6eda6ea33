"""What somebody needs who posts an approved text themselves: where, which words exactly, and whether they still may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from detente.contracts.words import Words
from detente.desk.access import Colleague
from detente.desk.actions._by_hand import why_not_by_hand, withdrawn_because
from detente.desk.models import DraftRevision, Message, Publication
from detente.desk.queries.posts import denials_of
from detente.rules.by_hand import PASSING
from detente.rules.publication import PublicationState
from detente.rules.roles import Action

_BLOCKED = Words(fr="Le réseau refuse ici notre connexion\u202f: {what}", en="The network refuses us here: {what}")
_NO_CONNECTOR = Words(
    fr="Ce réseau n’a pas de liaison qui publie. Une personne pose la réponse, avec ces mots et aucun autre.",
    en="No connection of this network publishes. A person posts the reply, in these words and no others.",
)


@dataclass(frozen=True, slots=True)
class HandPanel:
    """The panel of a reply to post by hand. `words` is the sealed version, empty when it was withdrawn from sight.

    `withdrawn` says why, and `passing` whether the text comes back by itself. `address`: where the post stands, empty
    when nobody gave it. `may`: whether this person may say that it is out.
    """

    publication_id: int
    words: str
    address: str
    because: Words
    approved_until: datetime
    withdrawn: Words | None
    passing: bool
    may: bool


def hand_panel(case_id: int, colleague: Colleague, *, now: datetime) -> HandPanel | None:
    """The reply of a case that a person is to post; None when there is none. No gate here: callers have one."""
    rows = Publication.objects.filter(case_id=case_id, state=PublicationState.BY_HAND)
    rows = rows.select_related("channel", "recipient__conversation", "review", "draft__recipient")
    publication = rows.order_by("-id").first()
    return _panel(publication, colleague, now) if publication else None


def _panel(publication: Publication, colleague: Colleague, now: datetime) -> HandPanel:
    why = why_not_by_hand(publication, now=now)
    return HandPanel(
        publication_id=publication.id,
        words="" if why else _sealed_words(publication),
        address=_address(publication.recipient),
        because=_because(publication),
        approved_until=publication.review.expires_at,
        withdrawn=withdrawn_because(publication, why) if why else None,
        passing=why in PASSING,
        may=colleague.may(Action.POST_BY_HAND),
    )


def _sealed_words(publication: Publication) -> str:
    return DraftRevision.objects.get(draft_id=publication.draft_id, number=publication.revision_number).text


def _address(recipient: Message) -> str:
    return recipient.permalink or recipient.conversation.url


def _because(publication: Publication) -> Words:
    """Why a hand is needed: what the network said of this item, else that nothing publishes there."""
    denied = next((one for one in denials_of(publication.recipient.denied) if one.verb == "reply" and one.sure), None)
    if denied is not None and denied.reason is not None:
        return _BLOCKED.with_(what=denied.reason)
    _, _, said = publication.trouble.partition(": ")
    if said:
        return _BLOCKED.with_(what=said)
    return _NO_CONNECTOR
