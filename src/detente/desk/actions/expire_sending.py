"""A worker that died while sending: its publication is in doubt, never simply queued again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.actors import SYSTEM
from detente.desk.actions._fence import open_attempt_of
from detente.desk.actions._replies import tell_publication
from detente.desk.models import Publication
from detente.rules.publication import PublicationFact, PublicationState, move


@transaction.atomic
def expire_sending(*, now: datetime) -> int:
    """Make every publication whose lease ran out while *sending* unknown; how many there were.

    One that had opened no attempt has certainly not left: it goes back to the queue in the same breath.
    """
    rows = Publication.objects.select_for_update(of=("self",), skip_locked=True).select_related("case")
    lost = list(rows.filter(state=PublicationState.SENDING, due_at__lte=now, lease_until__lte=now).order_by("id"))
    for publication in lost:
        _lose(publication, now)
    return len(lost)


def _lose(publication: Publication, now: datetime) -> None:
    attempt = open_attempt_of(publication)
    _move(publication, PublicationFact.LOST, "lease", now)
    facts = {"cause": "lease", "attempt": attempt.number if attempt else None}
    tell_publication("publication.unknown", SYSTEM, publication, facts, now=now)
    if attempt is None:
        _move(publication, PublicationFact.RESEND_ALLOWED, "", now)
        tell_publication("publication.queued_again", SYSTEM, publication, {"because": "nothing_left"}, now=now)


def _move(publication: Publication, fact: PublicationFact, trouble: str, now: datetime) -> None:
    publication.state = move(PublicationState(publication.state), fact)
    publication.lease_until, publication.due_at, publication.trouble, publication.looks = None, now, trouble, 0
    publication.save(update_fields=["state", "lease_until", "due_at", "trouble", "looks"])
