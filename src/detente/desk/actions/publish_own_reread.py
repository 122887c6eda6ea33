"""The writer re-reads on a page of its own, answers the face-to-face question, and the text leaves."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.desk.access import access_draft
from detente.desk.actions._replies import current_revision, tell
from detente.desk.actions._review_over import review_over
from detente.desk.actions._ties import check_thread_unmoved
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.queue_publication import queue_publication
from detente.desk.models import Draft, DraftRevision, Review
from detente.desk.queries.review_needs import need_of
from detente.rules import draft as machine
from detente.rules.approval import expires_at
from detente.rules.draft import DraftFact, DraftState
from detente.rules.process import check_face, check_reread
from detente.rules.review_policy import ReviewMode, check_own_reread
from detente.rules.roles import Action


@transaction.atomic
def publish_own_reread(person_id: int, draft_id: int, *, opened_at: datetime, face_to_face: bool, now: datetime) -> int:
    """Queue the publication on the writer's own re-read and return its id; recorded as such.

    `opened_at` is when the page of the re-read was opened, as the server signed it. Raises `Refused`: `access.…`,
    `state.draft`, `proc.review` (another person is needed, or it is not the writer), `proc.unchanged`, `proc.face`
    (read too shortly, or the question is not answered).
    """
    draft, colleague = access_draft(person_id, draft_id, Action.PUBLISH_OWN_REREAD, lock=True)
    after = machine.move(DraftState(draft.state), DraftFact.APPROVED)
    revision = current_revision(draft)
    need = need_of(draft, revision)
    check_own_reread(need, revision.writer_id, colleague.id, revision.writer.name)
    check_reread(opened_at, draft.submitted_at, least=need.min_seconds, now=now)
    check_face(face_to_face)
    check_thread_unmoved(draft, draft.thread_seen)
    draft.state = after
    draft.save(update_fields=["state"])
    review_over(draft, colleague.actor, now=now)
    review = _review(draft, revision, now)
    facts = {"revision": revision.number, "hash": revision.text_hash, "review": review.id, "mode": review.mode}
    tell("draft.approved", colleague.actor, draft, facts, now=now)
    tell_screens(draft.case.brand_id)
    return queue_publication(draft, revision, review, colleague.actor, now=now)


def _review(draft: Draft, revision: DraftRevision, now: datetime) -> Review:
    return Review.objects.create(
        draft=draft,
        revision_number=revision.number,
        text_hash=revision.text_hash,
        writer_id=revision.writer_id,
        reviewer_id=revision.writer_id,
        decision="approved",
        mode=ReviewMode.OWN_REREAD,
        recipient_id=draft.recipient_id,
        recipient_revision=draft.recipient.revision_number,
        channel_id=draft.channel_id,
        thread_state=draft.thread_seen,
        face_to_face=True,
        at=now,
        expires_at=expires_at(now, draft.case.deadline),
    )
