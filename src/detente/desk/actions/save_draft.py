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
from detente.desk.actions._review_over import review_over
from detente.desk.actions.saved_replies import use_saved_reply
from detente.desk.models import Draft, DraftRevision
from detente.rules import draft as machine
from detente.rules.draft import DraftFact, DraftState, check_edit
from detente.rules.draft_origin import PERSON, Origin, Source, stronger

_MOVED = Words(
    fr="{name} a modifié ce brouillon entre-temps (version {number}). Votre texte n’est pas enregistré\u202f: "
    "comparez les deux, puis choisissez.",
    en="{name} changed this draft in the meantime (version {number}). Your text is not saved: compare, then choose.",
)


@transaction.atomic
def save_draft(
    person_id: int, draft_id: int, text: str, seen: Seen, *, saved_id: int = 0, beside: bool = False, now: datetime
) -> Seen:
    """Store the text and return what the writer now sees.

    `seen` is what they saw before typing (compare-and-set): a colleague's later save is never overwritten. The first
    change after a submission makes a new version in *editing*, and standing approvals fall. The same text again changes
    nothing. `saved_id`: the saved reply whose words were put in; what stood before them stays as a version of its own.
    `beside`: what is there stays as a version of its own, whoever wrote it. Raises `Refused`: `access.…`, `input.text`,
    `state.draft_moved`, `state.draft` (the text is leaving).
    """
    draft, colleague = access_draft(person_id, draft_id, "write_draft", lock=True)
    check_text(text)
    if current_revision(draft).text == text:
        return seen_of(current_revision(draft))
    source = use_saved_reply(person_id, saved_id, draft, now=now) if saved_id else PERSON
    return seen_of(write_text(draft, colleague, text, seen, source=source, beside=beside, now=now))


@transaction.atomic
def keep_version(person_id: int, draft_id: int, seen: Seen, *, now: datetime) -> Seen:
    """Keep the present text as a version that nothing changes any more, and go on in a new one.

    Raises as `save_draft`.
    """
    draft, colleague = access_draft(person_id, draft_id, "write_draft", lock=True)
    revision = current_revision(draft)
    check_seen(revision, seen)
    return seen_of(next_version(draft, colleague, revision, revision.text, now=now))


def write_text(
    draft: Draft,
    colleague: Colleague,
    text: str,
    seen: Seen | None,
    *,
    source: Source = PERSON,
    beside: bool = False,
    now: datetime,
) -> DraftRevision:
    """The version that holds `text` now. Locks are held by the caller; without `seen`, only one's own words change.

    `source`: whose words were put in, if not only the writer's; `beside` as in `save_draft`.
    """
    check_text(text)
    revision = current_revision(draft)
    if revision.text == text:
        return revision
    check_seen(revision, seen or _only_own(revision, colleague))
    apart = bool(revision.text) and (beside or source.origin is not Origin.PERSON)
    if apart or revision.sealed_at is not None or revision.writer_id != colleague.id:
        return next_version(draft, colleague, revision, text, source=source, now=now)
    revision.text, revision.text_hash = text, hash_of(text)
    _mark(revision, source)
    revision.saves += 1
    revision.save(update_fields=["text", "text_hash", "saves", "origin", "origin_name"])
    _tell_saved(draft, colleague, revision, now)
    return revision


def next_version(
    draft: Draft,
    colleague: Colleague,
    before: DraftRevision,
    text: str,
    *,
    source: Source = PERSON,
    anew: bool = False,
    now: datetime,
) -> DraftRevision:
    """A new version in *editing*: the one before is kept as it is, and every standing approval falls.

    It bears the mark of where the words before it came from, or that of `source` when it is stronger; with `anew`, that
    of `source` alone, as nothing of the words before is left.
    """
    check_edit(has_live_publication(draft))
    draft.state = machine.move(DraftState(draft.state), DraftFact.EDITED)
    if before.sealed_at is None:
        before.sealed_at = now
        before.save(update_fields=["sealed_at"])
    voided = void_reviews(draft, "edited", now=now)
    review_over(draft, colleague.actor, now=now)
    draft.revision_number = before.number + 1
    draft.face_to_face = draft.unsure = False
    draft.overridden = {}
    draft.save(update_fields=["state", "revision_number", "face_to_face", "unsure", "overridden"])
    revision = DraftRevision(
        draft=draft, number=draft.revision_number, writer_id=colleague.id, text=text, text_hash=hash_of(text), at=now
    )
    if not anew:
        revision.origin, revision.origin_name = before.origin, before.origin_name
    _mark(revision, source)
    revision.save()
    facts = {"revision": revision.number, "hash": revision.text_hash, "voided": voided, "origin": revision.origin}
    tell("draft.version_made", colleague.actor, draft, facts, now=now)
    return revision


def _mark(revision: DraftRevision, source: Source) -> None:
    """Where the words now come from: whoever empties the page begins anew."""
    before = Source(Origin(revision.origin), revision.origin_name)
    mark = stronger(before, source) if revision.text.strip() else PERSON
    revision.origin, revision.origin_name = mark.origin.value, mark.name


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
