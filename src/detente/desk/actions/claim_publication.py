"""Take one approved text that is due, so that one worker has it and no other."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from detente.contracts.actors import SYSTEM
from detente.desk.actions._replies import tell_publication
from detente.desk.actions.claim import Claim, claim
from detente.desk.models import Publication
from detente.rules.publication import PublicationFact, PublicationState, move

CLAIM_CAP: Final = 100
"""Claims after which a person decides: whatever keeps killing its workers is not tried for ever."""

DOUBTFUL: Final = "state = 'unknown'"
ACCEPTED: Final = "state = 'confirmed' AND remote_id <> ''"
MAY_LEAVE: Final = Q(channel__publishes=True, channel__state="active", channel__brand__sending_stopped_at__isnull=True)
_NO_CAP: Final = 2_000_000_000


@transaction.atomic
def claim_publication(*, lease: timedelta, now: datetime) -> Claim | None:
    """Move one due publication from *queued* to *sending*; `None` when nothing may leave now.

    A channel that is paused, in trouble or switched off for publishing keeps its texts in the queue; so does a brand
    whose sending is stopped.
    """
    rows = Publication.objects.select_for_update(of=("self",), skip_locked=True).select_related("case")
    due = rows.filter(MAY_LEAVE, state=PublicationState.QUEUED, due_at__lte=now)
    due = due.filter(Q(leaves_at__isnull=True) | Q(leaves_at__lte=now))
    publication = due.order_by("due_at", "id").first()
    if publication is None:
        return None
    if publication.attempts >= CLAIM_CAP:
        _leave_to_person(publication, now)
        return None
    publication.state = move(PublicationState.QUEUED, PublicationFact.CLAIMED)
    publication.attempts += 1
    publication.lease_until = publication.due_at = now + lease
    publication.trouble = ""
    publication.save(update_fields=["state", "attempts", "lease_until", "due_at", "trouble"])
    tell_publication("publication.sending", SYSTEM, publication, {"claim": publication.attempts}, now=now)
    return Claim(publication.id, publication.attempts)


@transaction.atomic
def claim_doubt(*, lease: timedelta, now: datetime) -> Claim | None:
    """Take one publication in doubt that is due to be looked for. Its state stays."""
    return next(iter(claim("desk_publication", DOUBTFUL, limit=1, lease=lease, now=now, cap=_NO_CAP)), None)


@transaction.atomic
def claim_accepted(*, lease: timedelta, now: datetime) -> Claim | None:
    """Take one accepted publication that is due to be read back. Its state stays."""
    return next(iter(claim("desk_publication", ACCEPTED, limit=1, lease=lease, now=now, cap=_NO_CAP)), None)


def next_publication_due() -> datetime | None:
    """When a publication is next due for anything; `None` when none is."""
    states = [PublicationState.QUEUED, PublicationState.SENDING, PublicationState.UNKNOWN, PublicationState.CONFIRMED]
    waits = MAY_LEAVE | ~Q(state=PublicationState.QUEUED)
    rows = Publication.objects.filter(waits, state__in=states, due_at__isnull=False)
    return rows.order_by("due_at").values_list("due_at", flat=True).first()


def _leave_to_person(publication: Publication, now: datetime) -> None:
    publication.state = move(PublicationState.QUEUED, PublicationFact.NEEDS_PERSON)
    publication.due_at, publication.trouble = None, "too_many_claims"
    publication.save(update_fields=["state", "due_at", "trouble"])
    tell_publication("publication.needs_person", SYSTEM, publication, {"claims": publication.attempts}, now=now)
