"""Keep what somebody types: often, on the server, never over a colleague's words."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_draft
from detente.desk.actions._replies import (
    Seen,
    check_text,
    current_revision,
    has_live_publication,
    hash_of,
    seen_of,
    tell,
    void_reviews,
)
from detente.desk.models import Draft, DraftRevision
from detente.rules import draft as machine
from detente.rules.draft import DraftFact, DraftState, check_edit

_MOVED = Words(
    fr="{name} a modifié ce brouillon entre-temps (version {number}). Votre texte n’est pas enregistré\u202f: "
    "copiez-le, rechargez la page, puis reprenez.",
    en="{name} changed this draft in the meantime (version {number}). Your text is not saved: copy it, reload the "
    "page, then carry on.",
)


@transaction.atomic
def save_draft(person_id: int, draft_id: int, text: str, seen: Seen, *, now: datetime) -> Seen:
    """Store the text and return what the writer now sees.

    `seen` is what they saw before typing (compare-and-set): a colleague's later save is never overwritten. The first
    change after a submission makes a new version in *editing*, and standing approvals fall. The same text again changes
    nothing. Raises `Refused`: `access.…`, `input.text`, `state.draft_moved`, `state.draft` (the text is leaving).
    """
    draft, colleague = access_draft(person_id, draft_id, "write_draft", lock=True)
    return seen_of(write_text(draft, colleague, text, seen, now=now))


@transaction.atomic
def keep_version(person_id: int, draft_id: int, seen: Seen, *, now: datetime) -> Seen:
    """Keep the present text as a version that nothing changes any more, and go on in a new one.

    Raises as `save_draft`.
    """
    draft, colleague = access_draft(person_id, draft_id, "write_draft", lock=True)
    revision = current_revision(draft)
    check_seen(revision, seen)
    return seen_of(next_version(draft, colleague, revision, revision.text, now=now))


def write_text(draft: Draft, colleague: Colleague, text: str, seen: Seen | None, *, now: datetime) -> DraftRevision:
    """The version that holds `text` now. Locks are held by the caller; without `seen`, only one's own words change."""
    check_text(text)
    revision = current_revision(draft)
    if revision.text == text:
        return revision
    check_seen(revision, seen or _only_own(revision, colleague))
    if revision.sealed_at is not None or revision.writer_id != colleague.id:
        return next_version(draft, colleague, revision, text, now=now)
    revision.text, revision.text_hash = text, hash_of(text)
    revision.saves += 1
    revision.save(update_fields=["text", "text_hash", "saves"])
    _tell_saved(draft, colleague, revision, now)
    return revision


def next_version(
    draft: Draft, colleague: Colleague, before: DraftRevision, text: str, *, now: datetime
) -> DraftRevision:
    """A new version in *editing*: the one before is kept as it is, and every standing approval falls."""
    check_edit(has_live_publication(draft))
    draft.state = machine.move(DraftState(draft.state), DraftFact.EDITED)
    if before.sealed_at is None:
        before.sealed_at = now
        before.save(update_fields=["sealed_at"])
    voided = void_reviews(draft, "edited", now=now)
    draft.revision_number = before.number + 1
    draft.face_to_face = draft.unsure = False
    draft.overridden = {}
    draft.save(update_fields=["state", "revision_number", "face_to_face", "unsure", "overridden"])
    revision = DraftRevision.objects.create(
        draft=draft, number=draft.revision_number, writer_id=colleague.id, text=text, text_hash=hash_of(text), at=now
    )
    facts = {"revision": revision.number, "hash": revision.text_hash, "voided": voided}
    tell("draft.version_made", colleague.actor, draft, facts, now=now)
    return revision


def _only_own(revision: DraftRevision, colleague: Colleague) -> Seen:
    """Somebody who does not say what they saw may only go on in their own version."""
    return seen_of(revision) if revision.writer_id == colleague.id else Seen(0, 0)


def check_seen(revision: DraftRevision, seen: Seen) -> None:
    """Raise `Refused("state.draft_moved")` when somebody saved since."""
    if seen_of(revision) != seen:
        sentence = _MOVED.with_(name=revision.writer.name, number=revision.number)
        raise Refused("state.draft_moved", sentence, revision=revision.number, saves=revision.saves)


def _tell_saved(draft: Draft, colleague: Colleague, revision: DraftRevision, now: datetime) -> None:
    facts = {"revision": revision.number, "saves": revision.saves, "hash": revision.text_hash}
    tell("draft.saved", colleague.actor, draft, facts, now=now)
