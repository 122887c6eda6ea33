"""What writing an annotation shares, whoever writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.contracts.actors import Actor
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions._replies import check_text, tell
from detente.desk.actions._ties import check_text_unchanged
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Draft, DraftComment, DraftRevision
from detente.rules.annotations import check_said, read_place
from detente.rules.draft import DraftState

MOST_OPEN: Final = 60
"""Annotations of one draft that may wait to be settled at once."""

_NOT_IN_REVIEW = Words(
    fr="Ce texte n’est plus en relecture\u202f: il a été repris, approuvé ou renvoyé.",
    en="This text is no longer in review: it was taken back, approved or sent back.",
)
_TOO_MANY = Words(
    fr="{most} annotations attendent déjà. Renvoyez plutôt le texte avec un mot.",
    en="{most} annotations are waiting already. Send the text back with a word instead.",
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a reader says. `place`: `12-40`, or empty for the whole text; `text_hash`: the text their page showed."""

    place: str
    text: str
    text_hash: str


def write_annotation(
    draft: Draft, revision: DraftRevision, said: Said, actor: Actor, *, link_id: int | None = None, now: datetime
) -> int:
    """Write one annotation on the version in review; its id. The draft is locked and the gate passed.

    Raises `Refused`: `state.draft`, `state.annotations`, `proc.unchanged`, `input.place`, `input.text`.
    """
    check_in_review(draft)
    check_text_unchanged(revision, said.text_hash)
    check_text(said.text)
    words = check_said(said.text)
    place = read_place(said.place, revision.text)
    if DraftComment.objects.filter(draft=draft, settled_at__isnull=True).count() >= MOST_OPEN:
        raise Refused("state.annotations", _TOO_MANY.with_(most=MOST_OPEN))
    row = DraftComment.objects.create(
        draft=draft,
        revision_number=revision.number,
        person_id=None if link_id else actor.id,
        link_id=link_id,
        start=place.start,
        end=place.end,
        quote=revision.text[place.start : place.end],
        text=words,
        at=now,
    )
    tell("draft.annotated", actor, draft, {"revision": revision.number, "annotation": row.id}, now=now)
    tell_screens(draft.case.brand_id)
    return row.id


def check_in_review(draft: Draft) -> None:
    """Raise `Refused("state.draft")` unless the draft is in review."""
    if draft.state != DraftState.IN_REVIEW:
        raise Refused("state.draft", _NOT_IN_REVIEW, state=draft.state)


def open_annotations(draft: Draft, revision_number: int) -> Sequence[int]:
    """The annotations of one version that nobody has settled."""
    rows = DraftComment.objects.filter(draft=draft, revision_number=revision_number, settled_at__isnull=True)
    return list(rows.order_by("id").values_list("id", flat=True))
