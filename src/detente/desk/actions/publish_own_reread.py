"""The writer re-reads on a page of its own, answers the face-to-face question, and the text leaves."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_draft
from detente.desk.actions._replies import current_revision, tell
from detente.desk.actions._ties import check_face, check_thread_unmoved
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.queue_publication import queue_publication
from detente.desk.models import Draft, DraftRevision, Review
from detente.desk.queries.review_needs import need_of
from detente.rules import draft as machine
from detente.rules.approval import expires_at
from detente.rules.draft import DraftFact, DraftState
from detente.rules.review_policy import ReviewMode, ReviewNeed
from detente.rules.roles import Action

_ANOTHER = Words(
    fr="{because} Votre propre relecture ne suffit pas ici.", en="{because} Your own re-read is not enough here."
)
_WRITER = Words(
    fr="La relecture seul revient à {name}, qui a écrit ce texte. Relisez-le plutôt comme une autre personne.",
    en="An own re-read belongs to {name}, who wrote this text. Review it as another person instead.",
)
_TOO_SOON = Words(
    fr="Relisez encore {left} s, à froid\u202f: {least} s au moins. Rien n’est parti.",
    en="Read it for another {left} s, coolly: {least} s at least. Nothing has left.",
)
_AGAIN = Words(
    fr="Le texte a changé depuis l’ouverture de cette page. Rechargez-la et relisez\u202f: rien n’est parti.",
    en="The text changed since this page was opened. Reload it and read again: nothing has left.",
)


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
    _check_own(need, revision, colleague.id)
    _check_reread(draft, need, opened_at, now)
    check_face(face_to_face)
    check_thread_unmoved(draft, draft.thread_seen)
    draft.state = after
    draft.save(update_fields=["state"])
    review = _review(draft, revision, now)
    facts = {"revision": revision.number, "hash": revision.text_hash, "review": review.id, "mode": review.mode}
    tell("draft.approved", colleague.actor, draft, facts, now=now)
    tell_screens(draft.case.brand_id)
    return queue_publication(draft, revision, review, colleague.actor, now=now)


def _check_own(need: ReviewNeed, revision: DraftRevision, person_id: int) -> None:
    if revision.writer_id != person_id:
        raise Refused("proc.review", _WRITER.with_(name=revision.writer.name))
    if need.mode is not ReviewMode.OWN_REREAD:
        raise Refused("proc.review", _ANOTHER.with_(because=need.because))


def _check_reread(draft: Draft, need: ReviewNeed, opened_at: datetime, now: datetime) -> None:
    if draft.submitted_at is None or opened_at < draft.submitted_at:
        raise Refused("proc.unchanged", _AGAIN, draft=draft.id)
    left = timedelta(seconds=need.min_seconds) - (now - opened_at)
    if left > timedelta():
        seconds = -(-left // timedelta(seconds=1))
        raise Refused("proc.face", _TOO_SOON.with_(left=seconds, least=need.min_seconds), left=seconds)


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
