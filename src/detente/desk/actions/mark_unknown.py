"""Bytes left and no usable answer came: the publication is in doubt until somebody has looked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.actors import SYSTEM
from detente.desk.actions._fence import held
from detente.desk.actions._replies import tell_publication
from detente.desk.actions.claim import Claim
from detente.desk.actions.notify import tell_screens, wake_workers
from detente.desk.actions.postpone_publication import mark_channel
from detente.rules.publication import PublicationFact, PublicationState, move


@transaction.atomic
def mark_unknown(claim: Claim, cause: str, *, look_at: datetime, now: datetime, stop_channel: bool = False) -> None:
    """From *sending* to *unknown*; the attempt stays open, so that nothing else leaves under that message.

    `cause`: `answer_lost`, `conflict` or `contract`. Raises `Superseded`.
    """
    publication = held(claim, PublicationState.SENDING)
    publication.state = move(PublicationState.SENDING, PublicationFact.LOST)
    publication.due_at, publication.lease_until = look_at, None
    publication.trouble, publication.looks = cause, 0
    publication.save(update_fields=["state", "due_at", "lease_until", "trouble", "looks"])
    facts = {"cause": cause, "attempt": claim.attempt}
    tell_publication("publication.unknown", SYSTEM, publication, facts, now=now)
    if stop_channel:
        mark_channel(publication, cause, now=now)
    wake_workers("publish")
    tell_screens(publication.case.brand_id)
