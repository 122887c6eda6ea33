"""Whose hands a publication is in. A worker that was too slow finds the row in other hands and leaves it alone."""

from __future__ import annotations

from datetime import datetime

from detente.desk.actions.claim import Claim
from detente.desk.models import Attempt, Case, Draft, Publication
from detente.rules.publication import PublicationState


class Superseded(Exception):
    """The claim no longer counts: its lease ran out and somebody else has the publication."""


def locked(publication_id: int) -> Publication:
    """The publication under lock, after its case and its draft: the order every writer keeps."""
    bare = Publication.objects.values("case_id", "draft_id").get(id=publication_id)
    case = Case.objects.select_for_update(of=("self",)).select_related("brand").get(id=bare["case_id"])
    draft = Draft.objects.select_for_update(of=("self",)).select_related("recipient").get(id=bare["draft_id"])
    rows = Publication.objects.select_for_update(of=("self",)).select_related("channel", "recipient", "review")
    publication = rows.get(id=publication_id)
    publication.case = draft.case = case
    publication.draft = draft
    return publication


def held(claim: Claim, *states: PublicationState) -> Publication:
    """The publication of this claim under lock, in one of `states`. Raises `Superseded`."""
    publication = locked(claim.id)
    if publication.attempts != claim.attempt or PublicationState(publication.state) not in states:
        raise Superseded(f"publication {claim.id} is in other hands")
    return publication


def open_attempt_of(publication: Publication) -> Attempt | None:
    """The attempt that is in flight or in doubt."""
    return Attempt.objects.filter(publication=publication, closed_at__isnull=True).first()


def close_attempts(publication: Publication, outcome: str, *, now: datetime) -> int:
    """Settle the attempt in flight, if there is one; how many there were."""
    rows = Attempt.objects.filter(publication=publication, closed_at__isnull=True)
    return rows.update(closed_at=now, outcome=outcome)
