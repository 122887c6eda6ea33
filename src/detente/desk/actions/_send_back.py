"""What asking for changes and rejecting share."""

from __future__ import annotations

from datetime import datetime

from detente.contracts.actors import Actor
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions._annotations import open_annotations
from detente.desk.actions._replies import check_text, current_revision, tell, void_reviews
from detente.desk.actions._review_over import review_over
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Draft, Review, ReviewLink
from detente.desk.queries.threads import bound_thread
from detente.rules import draft as machine
from detente.rules.draft import DraftFact, DraftState
from detente.rules.review_policy import ReviewMode

_NO_NOTE = Words(
    fr="Écrivez un mot à la personne qui a rédigé, ou annotez ses mots\u202f: ce qui manque, ce qui gêne.",
    en="Write a word to the person who wrote it, or annotate their words: what is missing, what is in the way.",
)
_OWN = Words(
    fr="C’est votre propre texte\u202f: modifiez-le, tout simplement.", en="This is your own text: simply change it."
)


def send_back(
    draft: Draft, by: Actor, fact: DraftFact, note: str, *, link: ReviewLink | None = None, now: datetime
) -> int:
    """Write the decision and let the approvals given so far fall. The draft is locked. Returns the review's id.

    `by` is a person of the desk, or the reader outside who came by `link`. The note may be empty when annotations of
    this version say it.
    """
    after = machine.move(DraftState(draft.state), fact)
    revision = current_revision(draft)
    if by.kind == "person" and revision.writer_id == by.id:
        raise Refused("proc.review", _OWN)
    check_text(note)
    said = open_annotations(draft, revision.number)
    if not (note.strip() or said):
        raise Refused("input.text", _NO_NOTE)
    void_reviews(draft, fact.value, now=now)
    draft.state = after
    draft.save(update_fields=["state"])
    review = Review.objects.create(
        draft=draft,
        revision_number=revision.number,
        text_hash=revision.text_hash,
        writer_id=revision.writer_id,
        reviewer_id=None if link else by.id,
        link=link,
        mode=ReviewMode.OUTSIDE if link else ReviewMode.ANOTHER_PERSON,
        decision=after.value,
        note=note.strip(),
        recipient_id=draft.recipient_id,
        recipient_revision=draft.recipient.revision_number,
        channel_id=draft.channel_id,
        thread_state=bound_thread(draft.recipient).hash,
        at=now,
        expires_at=now,
    )
    review_over(draft, by, now=now)
    facts = {"revision": revision.number, "hash": revision.text_hash, "review": review.id, "annotations": said}
    tell(f"draft.{after.value}", by, draft, facts, now=now)
    tell_screens(draft.case.brand_id)
    return review.id
