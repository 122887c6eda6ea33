"""Our reply was read back from the network: what stands there is kept as evidence."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.actors import SYSTEM
from detente.contracts.network import Item
from detente.desk.actions._fence import held
from detente.desk.actions._replies import hash_of, tell_publication
from detente.desk.actions.claim import Claim
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.plan_captures import want_capture
from detente.desk.actions.receive_rows import ToSeal, seal_all
from detente.desk.models import Message
from detente.rules.publication import PublicationFact, PublicationState, move


@transaction.atomic
def mark_visible(claim: Claim, item: Item, *, now: datetime) -> int:
    """Note that others see our reply, seal its bytes, and return the message's id.

    `store_own_reply` has run before, in a transaction of its own. Raises `Superseded`.
    """
    publication = held(claim, PublicationState.CONFIRMED)
    message = Message.objects.get(channel_id=publication.channel_id, external_id=item.external_id)
    publication.state = move(PublicationState.CONFIRMED, PublicationFact.SEEN)
    publication.message, publication.visible_at = message, now
    publication.due_at = publication.lease_until = None
    publication.trouble = ""
    publication.save(update_fields=["state", "message", "visible_at", "due_at", "lease_until", "trouble"])
    as_approved = hash_of(item.text) == publication.text_hash
    facts = {"message": message.id, "as_approved": as_approved}
    tell_publication("publication.seen", SYSTEM, publication, facts, now=now)
    tell_screens(publication.case.brand_id)
    want_capture(message, "readback", now=now)
    seal_all(publication.channel, [ToSeal(message.id, message.revision_number, "readback", item.raw)], now=now)
    return message.id


@transaction.atomic
def look_later(claim: Claim, trouble: str, *, until: datetime | None, now: datetime) -> None:
    """It is not visible yet (`pending`), not reachable (`unread`), or was taken away (`rejected`, `gone`: no `until`).

    Raises `Superseded`.
    """
    publication = held(claim, PublicationState.CONFIRMED)
    news = publication.trouble != trouble
    publication.due_at, publication.lease_until, publication.trouble = until, None, trouble
    publication.save(update_fields=["due_at", "lease_until", "trouble"])
    if news:
        tell_publication("publication.not_seen", SYSTEM, publication, {"because": trouble}, now=now)
        tell_screens(publication.case.brand_id)
