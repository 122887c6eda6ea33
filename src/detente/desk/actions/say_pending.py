"""The writer says whether something remains to be done after the reply: if so, it has to say when."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.desk.access import access_draft
from detente.desk.actions._replies import Seen, current_revision, seen_of, tell
from detente.desk.actions.save_draft import next_version
from detente.rules.draft import DraftState
from detente.rules.roles import Action

_SAID = {True: "yes", False: "no", None: "open"}


@transaction.atomic
def say_pending(person_id: int, draft_id: int, pending: bool | None, *, now: datetime) -> Seen:
    """Keep it with the draft, and return what the writer now sees; `None` leaves it open.

    The checks of a text depend on it, so that a text in review goes back to *editing*, as for any other change.
    Raises `Refused`: `access.…`, `state.draft` (the text is leaving).
    """
    draft, colleague = access_draft(person_id, draft_id, Action.WRITE_DRAFT, lock=True)
    revision = current_revision(draft)
    if draft.pending is pending:
        return seen_of(revision)
    if draft.state != DraftState.EDITING:
        revision = next_version(draft, colleague, revision, revision.text, now=now)
    draft.pending = pending
    draft.save(update_fields=["pending"])
    tell("draft.pending_said", colleague.actor, draft, {"pending": _SAID[pending]}, now=now)
    return seen_of(revision)
