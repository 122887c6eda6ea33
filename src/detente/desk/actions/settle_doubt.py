"""What one look at the network makes of a publication in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from detente.contracts.actors import SYSTEM
from detente.contracts.capabilities import Capabilities
from detente.contracts.network import Found
from detente.desk.actions._fence import close_attempts, held, open_attempt_of
from detente.desk.actions._replies import tell_publication
from detente.desk.actions.claim import Claim
from detente.desk.actions.confirm_publication import Proof, confirm_locked
from detente.desk.actions.notify import tell_screens, wake_workers
from detente.desk.models import Attempt, Publication
from detente.rules.publication import PublicationFact, PublicationState, move
from detente.rules.publication_looks import Decision, Doubt, Seen, Verdict, decide


@dataclass(frozen=True, slots=True)
class Look:
    """One look: what it brought, at a network of which class."""

    seen: Seen
    capabilities: Capabilities


@transaction.atomic
def settle_doubt(claim: Claim, look: Look, *, now: datetime) -> Verdict:
    """Count the look and move the publication: confirmed, to be looked for again, back to the queue, or to a person.

    Raises `Superseded`.
    """
    publication = held(claim, PublicationState.UNKNOWN)
    attempt = open_attempt_of(publication)
    if attempt is None:
        return _send_again(publication, Decision(Verdict.SEND_AGAIN, 0), "nothing_left", now)
    if isinstance(look.seen, Found):
        confirm_locked(publication, _proof(look.seen, attempt), PublicationFact.FOUND, SYSTEM, now=now)
        return Verdict.CONFIRMED
    decision = decide(_doubt(publication, attempt, look.capabilities), look.seen, now=now)
    if decision.verdict is Verdict.SEND_AGAIN:
        return _send_again(publication, decision, "absent", now)
    if decision.verdict is Verdict.PERSON:
        return _to_person(publication, decision, now)
    publication.looks, publication.due_at, publication.lease_until = decision.looks, decision.look_at, None
    publication.save(update_fields=["looks", "due_at", "lease_until"])
    return Verdict.LOOK_AGAIN


def _proof(found: Found, attempt: Attempt) -> Proof:
    return Proof("found", found.external_id, found.permalink or "", found.posted_at or attempt.opened_at)


def _doubt(publication: Publication, attempt: Attempt, capabilities: Capabilities) -> Doubt:
    opened = Attempt.objects.filter(publication=publication).order_by("number").values_list("opened_at", flat=True)
    return Doubt(
        idempotency=capabilities.idempotency,
        settle=capabilities.settle,
        key_lifetime=capabilities.key_lifetime,
        attempt_at=attempt.opened_at,
        first_attempt_at=opened[0],
        attempts=len(opened),
        looks=publication.looks,
    )


def _send_again(publication: Publication, decision: Decision, because: str, now: datetime) -> Verdict:
    close_attempts(publication, "absent", now=now)
    publication.state = move(PublicationState.UNKNOWN, PublicationFact.RESEND_ALLOWED)
    publication.due_at, publication.lease_until, publication.looks = now, None, 0
    publication.trouble = ""
    publication.save(update_fields=["state", "due_at", "lease_until", "looks", "trouble"])
    facts = {"because": because, "looks": decision.looks}
    tell_publication("publication.queued_again", SYSTEM, publication, facts, now=now)
    wake_workers("publish")
    return Verdict.SEND_AGAIN


def _to_person(publication: Publication, decision: Decision, now: datetime) -> Verdict:
    publication.state = move(PublicationState.UNKNOWN, PublicationFact.NEEDS_PERSON)
    publication.due_at = publication.lease_until = None
    publication.looks = decision.looks
    publication.save(update_fields=["state", "due_at", "lease_until", "looks"])
    tell_publication("publication.needs_person", SYSTEM, publication, {"looks": decision.looks}, now=now)
    tell_screens(publication.case.brand_id)
    return Verdict.PERSON
