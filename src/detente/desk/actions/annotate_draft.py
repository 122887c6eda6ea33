"""A colleague says something of some words of a text in review; the writer settles it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_draft
from detente.desk.actions._annotations import Said, write_annotation
from detente.desk.actions._replies import current_revision, tell
from detente.desk.actions.notify import tell_screens
from detente.desk.models import DraftComment
from detente.rules.roles import Action

_NO_SUCH = Words(
    fr="Cette annotation n’existe pas, ou ne vous est pas ouverte.",
    en="This annotation does not exist, or is not open to you.",
)
_WRITER = Words(
    fr="C’est à {name}, qui tient la plume, de clore cette annotation.",
    en="Settling this annotation is for {name}, who holds the pen.",
)


@transaction.atomic
def annotate_draft(person_id: int, draft_id: int, said: Said, *, now: datetime) -> int:
    """Say something of the text in review, or of some of its words; the annotation's id.

    Raises `Refused`: `access.…`, `state.draft`, `state.annotations`, `proc.unchanged` (another text was on the page),
    `input.place`, `input.text`.
    """
    draft, colleague = access_draft(person_id, draft_id, Action.ANNOTATE_DRAFT, lock=True)
    return write_annotation(draft, current_revision(draft), said, colleague.actor, now=now)


@transaction.atomic
def settle_annotation(person_id: int, annotation_id: int, *, now: datetime) -> int:
    """The writer has dealt with an annotation, or its own author takes it back; the draft's id.

    Again changes nothing. Raises `Refused("access.…")`.
    """
    row = DraftComment.objects.filter(id=annotation_id).first()
    if row is None:
        raise Refused("access.annotation", _NO_SUCH)
    draft, colleague = access_draft(person_id, row.draft_id, Action.ANNOTATE_DRAFT, lock=True)
    writer = current_revision(draft).writer
    if colleague.id not in (writer.id, row.person_id):
        raise Refused("access.annotation", _WRITER.with_(name=writer.name))
    open_one = DraftComment.objects.filter(id=annotation_id, settled_at__isnull=True)
    if open_one.update(settled_by_id=colleague.id, settled_at=now):
        facts = {"revision": row.revision_number, "annotation": row.id}
        tell("draft.annotation_settled", colleague.actor, draft, facts, now=now)
        tell_screens(draft.case.brand_id)
    return draft.id
