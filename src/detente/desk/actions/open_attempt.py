"""The last look at the desk's own rows before a byte leaves, and the note that one is about to."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db import IntegrityError, transaction

from detente.contracts.actors import SYSTEM
from detente.desk.actions._fence import held
from detente.desk.actions._replies import tell_publication
from detente.desk.actions.claim import Claim
from detente.desk.actions.hold_back import let_fall
from detente.desk.actions.postpone_publication import give_back
from detente.desk.models import Attempt, Channel, Publication, Review
from detente.desk.queries.threads import bound_thread
from detente.rules.publication import PublicationState

BUSY_PAUSE: Final = timedelta(seconds=2)


class Opening(StrEnum):
    """Whether the request may leave now."""

    OPEN = "open"
    LATER = "later"
    HELD_BACK = "held_back"


@transaction.atomic
def open_attempt(claim: Claim, *, now: datetime) -> Opening:
    """Open the attempt, committed before the first byte leaves; or put the text back, or hold it back.

    Checked under lock: the kill switches of brand and channel, every signature (neither fallen nor run out), the thread
    as it was signed, and that nothing else of ours is in flight or in doubt under the same message. Raises
    `Superseded`.
    """
    publication = held(claim, PublicationState.SENDING)
    channel = Channel.objects.get(id=publication.channel_id)
    if publication.case.brand.sending_stopped_at is not None:
        give_back(publication, "stopped", until=now + BUSY_PAUSE, now=now)
        return Opening.LATER
    if not channel.publishes or channel.state != "active":
        give_back(publication, "switched_off", until=now + BUSY_PAUSE, now=now)
        return Opening.LATER
    if broken := broken_tie(publication, now=now):
        let_fall(publication, broken, now=now)
        return Opening.HELD_BACK
    if not _open(publication, claim, now):
        give_back(publication, "busy", until=now + BUSY_PAUSE, now=now)
        return Opening.LATER
    facts = {"attempt": claim.attempt, "digest": publication.digest}
    tell_publication("publication.attempt_opened", SYSTEM, publication, facts, now=now)
    return Opening.OPEN


def broken_tie(publication: Publication, *, now: datetime) -> str:
    """The tie of the approval that broke, in a word; empty when all of them hold."""
    signatures = list(
        Review.objects.filter(
            draft_id=publication.draft_id, revision_number=publication.revision_number, decision="approved"
        )
    )
    if not signatures or any(review.voided_at is not None for review in signatures):
        return "approval_void"
    if any(review.expires_at <= now for review in signatures):
        return "approval_expired"
    if publication.recipient.private:
        return "private"
    if publication.review.thread_state != bound_thread(publication.recipient).hash:
        return "thread_moved"
    return ""


def _open(publication: Publication, claim: Claim, now: datetime) -> bool:
    """Whether the attempt could be opened; the database lets one in per channel and message."""
    try:
        with transaction.atomic():
            Attempt.objects.create(
                publication=publication,
                number=claim.attempt,
                channel_id=publication.channel_id,
                recipient_id=publication.recipient_id,
                opened_at=now,
            )
    except IntegrityError as error:
        if "attempt_one_in_flight" not in str(error):
            raise
        return False
    return True
