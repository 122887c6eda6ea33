"""Another person agrees with this exact text, against this exact state of the thread; then it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from detente.contracts.actors import Actor
from detente.contracts.people import MandateKind
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_draft
from detente.desk.actions._asks import answered, ask_for_the_rest
from detente.desk.actions._replies import current_revision, tell
from detente.desk.actions._review_over import review_over
from detente.desk.actions._ties import check_text_unchanged, check_thread_unmoved
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.queue_publication import queue_publication
from detente.desk.models import Draft, DraftRevision, Review
from detente.desk.queries.review_needs import need_of, signed_mandates, standing_reviews
from detente.desk.queries.threads import bound_thread
from detente.rules import draft as machine
from detente.rules.approval import expires_at
from detente.rules.draft import DraftFact, DraftState
from detente.rules.process import check_face
from detente.rules.review_policy import ReviewMode, ReviewNeed, check_mandates, may_review, missing_mandates
from detente.rules.roles import Action

_SIGNED_ALREADY = Words(
    fr="Vous avez déjà signé cette version. Il manque encore quelqu’un d’autre.",
    en="You have already signed this version. Somebody else is still missing.",
)


@dataclass(frozen=True, slots=True)
class Signed:
    """What a signature brought: the publication that was queued, or the mandates that are still missing."""

    publication_id: int | None
    missing: tuple[MandateKind, ...]


@transaction.atomic
def approve_draft(
    person_id: int, draft_id: int, *, text_hash: str, thread_state: str, face_to_face: bool, now: datetime
) -> Signed:
    """Sign the version that is in review; when nothing is missing any more, queue its publication.

    `text_hash` and `thread_state` are what the reviewer's page showed. Raises `Refused`: `access.…`, `state.draft`,
    `proc.review` (own text, no reviewer), `proc.approval` (a mandate is missing that this person does not hold),
    `proc.unchanged` (another text, or the thread moved), `proc.face`.
    """
    draft, colleague = access_draft(person_id, draft_id, Action.APPROVE_DRAFT, lock=True)
    machine.move(DraftState(draft.state), DraftFact.SIGNED)
    revision = current_revision(draft)
    need = need_of(draft, revision)
    may_review(revision.writer_id, colleague.id, by_another(need), colleague.roles, colleague.mandates)
    check_text_unchanged(revision, text_hash)
    check_thread_unmoved(draft, thread_state)
    check_face(face_to_face)
    before = standing_reviews(draft, revision.number, now=now)
    signatures = [*before, *_sign(draft, revision, colleague, need, before, now)]
    missing = missing_mandates(need, signed_mandates(signatures))
    last = signatures[-1]
    publication_id = None if missing else approved(draft, revision, last, colleague.actor, now=now)
    if missing:
        answered(draft, colleague.id, now=now)
        ask_for_the_rest(draft, revision, now=now)
    tell_screens(draft.case.brand_id)
    return Signed(publication_id, missing)


def by_another(need: ReviewNeed) -> ReviewNeed:
    """A text that its writer could re-read alone may always be read by somebody else; never by the writer here."""
    return ReviewNeed(ReviewMode.ANOTHER_PERSON, need.mandates, need.because, min_seconds=0)


def _sign(
    draft: Draft,
    revision: DraftRevision,
    colleague: Colleague,
    need: ReviewNeed,
    before: Sequence[Review],
    now: datetime,
) -> list[Review]:
    """One row for each missing mandate that this person holds; one without mandate when none is asked for."""
    missing = missing_mandates(need, signed_mandates(before))
    held = [mandate for mandate in missing if mandate in colleague.mandates]
    if missing and not held:
        if any(review.reviewer_id == colleague.id for review in before):
            raise Refused("proc.approval", _SIGNED_ALREADY)
        check_mandates(need, [*signed_mandates(before), colleague.mandates])
    rows = [_review(draft, revision, colleague, mandate.value, now) for mandate in held]
    rows = rows or [_review(draft, revision, colleague, "", now)]
    facts = {
        "revision": revision.number,
        "hash": revision.text_hash,
        "mandates": [row.mandate for row in rows],
        "missing": [mandate.value for mandate in missing if mandate not in held],
    }
    tell("draft.signed", colleague.actor, draft, facts, now=now)
    return rows


def _review(draft: Draft, revision: DraftRevision, colleague: Colleague, mandate: str, now: datetime) -> Review:
    return Review.objects.create(
        draft=draft,
        revision_number=revision.number,
        text_hash=revision.text_hash,
        writer_id=revision.writer_id,
        reviewer_id=colleague.id,
        decision="approved",
        mode=ReviewMode.ANOTHER_PERSON,
        mandate=mandate,
        recipient_id=draft.recipient_id,
        recipient_revision=draft.recipient.revision_number,
        channel_id=draft.channel_id,
        thread_state=bound_thread(draft.recipient).hash,
        face_to_face=True,
        at=now,
        expires_at=expires_at(now, draft.case.deadline),
    )


def approved(draft: Draft, revision: DraftRevision, last: Review, actor: Actor, *, now: datetime) -> int:
    """Nothing is missing any more after the signature `last`: queue the publication and return its id."""
    draft.state = machine.move(DraftState(draft.state), DraftFact.APPROVED)
    draft.save(update_fields=["state"])
    review_over(draft, actor, now=now)
    facts = {"revision": revision.number, "hash": revision.text_hash, "review": last.id, "mode": last.mode}
    tell("draft.approved", actor, draft, facts, now=now)
    return queue_publication(draft, revision, last, actor, now=now)
