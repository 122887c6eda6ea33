"""The reviewer sends a text back, with a word for its writer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.desk.access import access_draft
from detente.desk.actions._send_back import send_back
from detente.rules.draft import DraftFact
from detente.rules.roles import Action


@transaction.atomic
def ask_changes(person_id: int, draft_id: int, note: str, *, now: datetime) -> int:
    """Ask the writer to change the text in review; returns the review's id.

    Raises `Refused`: `access.…`, `state.draft`, `proc.review` (own text), `input.text` (neither note nor annotation).
    """
    draft, colleague = access_draft(person_id, draft_id, Action.REVIEW_DRAFT, lock=True)
    return send_back(draft, colleague.actor, DraftFact.CHANGES_ASKED, note, now=now)
