"""A person posted the approved text themselves and says so: the one statement that stands for the network's word."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_publication
from detente.desk.actions._by_hand import why_not_by_hand, withdrawn_because
from detente.desk.actions._fence import locked
from detente.desk.actions._link import link_of
from detente.desk.actions._versions import text_hash
from detente.desk.actions.confirm_publication import Proof, confirm_locked
from detente.desk.actions.receive_rows import ToSeal, seal_all
from detente.desk.actions.recognise_posted import STATED, recognise_locked, seen_reply
from detente.desk.models import DraftRevision, Message, Publication, Revision
from detente.rules.publication import PublicationFact, PublicationState
from detente.rules.roles import Action

_ALREADY = Words(
    fr="C’est déjà dit\u202f: {who} a inscrit cette réponse comme publiée. Rien n’est à refaire.",
    en="It is said already: {who} recorded this reply as posted. There is nothing to do again.",
)
_NOT_BY_HAND = Words(
    fr="Cette réponse n’est pas à publier à la main. Rechargez la page.",
    en="This reply is not one to post by hand. Reload the page.",
)
_OF_THE_MESSAGE = Words(
    fr="C’est l’adresse du message auquel vous répondez. Collez celle de votre réponse, ou laissez ce champ vide.",
    en="This is the address of the message you are answering. Paste that of your reply, or leave the field empty.",
)


@transaction.atomic
def state_posted(
    person_id: int, publication_id: int, link: str = "", *, already_out: bool = False, now: datetime
) -> int:
    """Record that the person posted the text: the clock stops with the statement. Returns the message's id.

    `already_out`: it had been posted when a tie broke; the statement is taken and marked so, since what is true of the
    network counts. Raises `Refused`: `access.…`, `input.link`, `state.stated` (somebody said so before),
    `state.publication`, `proc.unchanged` (a tie broke, or nothing may go out).
    """
    _, colleague = access_publication(person_id, publication_id, Action.POST_BY_HAND)
    publication = locked(publication_id)
    if publication.stated_by is not None:
        raise Refused("state.stated", _ALREADY.with_(who=publication.stated_by.name))
    if publication.state != PublicationState.BY_HAND:
        raise Refused("state.publication", _NOT_BY_HAND)
    address = _link(link, publication)
    publication.stated_url = address
    seen = seen_reply(publication)
    why = "" if seen else why_not_by_hand(publication, now=now)
    if why and not already_out:
        raise Refused("proc.unchanged", withdrawn_because(publication, why), because=why)
    publication.stated_by_id, publication.stated_at = colleague.id, now
    publication.message = message = _as_message(publication, address, now)
    proof = Proof("by_hand", "", address, now, tie=why)
    confirm_locked(publication, proof, PublicationFact.PERSON_SAYS_PUBLISHED, colleague.actor, now=now)
    if seen is not None:
        recognise_locked(publication, seen, now=now)
    _seal(publication, message, colleague, now)
    return message.id


def _link(link: str, publication: Publication) -> str:
    address = link_of(link)
    if address and address == publication.recipient.permalink:
        raise Refused("input.link", _OF_THE_MESSAGE)
    return address


def _as_message(publication: Publication, address: str, now: datetime) -> Message:
    """Our reply in the thread, until the network shows it."""
    recipient = publication.recipient
    message = Message.objects.create(
        channel_id=publication.channel_id,
        conversation_id=recipient.conversation_id,
        case_id=publication.case_id,
        parent=recipient,
        parent_external_id=recipient.external_id,
        external_id=f"{STATED}{publication.key}",
        ours=True,
        posted_at=now,
        first_seen_at=now,
        permalink=address,
        read_state="read",
        historical=recipient.historical,
    )
    text = DraftRevision.objects.get(draft_id=publication.draft_id, number=publication.revision_number).text
    Revision.objects.create(message=message, number=1, text=text, text_hash=text_hash(text), observed_at=now)
    return message


def _seal(publication: Publication, message: Message, colleague: Colleague, now: datetime) -> None:
    """Level D of the statement: who, when, which text, where. Sealed last, as the ledger's head is locked last."""
    told = {
        "statement": "posted by hand",
        "person": colleague.id,
        "name": colleague.name,
        "at": now.isoformat(),
        "text_sha256": publication.text_hash,
        "link": publication.stated_url,
        "publication": str(publication.key),
    }
    raw = json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
    seal_all(publication.channel, [ToSeal(message.id, 1, "stated", raw)], now=now)
