"""The network said wait, or not a byte left: the text goes back to the queue, nothing in doubt."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.db import transaction

from detente.contracts.actors import SYSTEM
from detente.desk.actions._channel_trouble import into_trouble
from detente.desk.actions._fence import close_attempts, held
from detente.desk.actions._replies import tell_publication
from detente.desk.actions.claim import Claim
from detente.desk.models import Channel, Publication
from detente.rules.publication import PublicationFact, PublicationState, move

Outcome = Literal["limited", "not_sent", "auth"]


@transaction.atomic
def postpone_publication(
    claim: Claim, outcome: Outcome, trouble: str, *, until: datetime, now: datetime, stop_channel: bool = False
) -> None:
    """Queue again for `until`. `stop_channel`: our right to act is gone, so the channel is marked in trouble.

    Raises `Superseded`.
    """
    publication = held(claim, PublicationState.SENDING)
    close_attempts(publication, outcome, now=now)
    give_back(publication, trouble, until=until, now=now)
    if stop_channel:
        mark_channel(publication, trouble, now=now)


def give_back(publication: Publication, trouble: str, *, until: datetime, now: datetime) -> None:
    """From *sending* back to *queued*. The publication is locked and no attempt of it is open."""
    publication.state = move(PublicationState(publication.state), PublicationFact.NETWORK_SAID_WAIT)
    publication.due_at, publication.lease_until, publication.trouble = until, None, trouble[:200]
    publication.save(update_fields=["state", "due_at", "lease_until", "trouble"])
    facts = {"because": trouble.partition(":")[0], "until": until.isoformat()}
    tell_publication("publication.postponed", SYSTEM, publication, facts, now=now)


def mark_channel(publication: Publication, trouble: str, *, now: datetime) -> None:
    """Nothing more leaves through this channel until a poll succeeds or a person resumes it; the leads are told."""
    rows = Channel.objects.select_for_update(of=("self",)).select_related("brand")
    channel = rows.filter(id=publication.channel_id, state="active").first()
    if channel is not None:
        into_trouble(channel, trouble, alert=True, now=now)
