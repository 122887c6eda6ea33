"""Words that the desk proposes go into a draft, marked with where they come from. Nothing else happens."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.desk.access import access_draft
from detente.desk.actions._replies import Seen, seen_of, tell
from detente.desk.actions.save_draft import write_text
from detente.rules.draft_origin import Origin, Source
from detente.rules.roles import Action


@transaction.atomic
def put_words(
    person_id: int, draft_id: int, typed: str, words: str, source: Source, seen: Seen, *, now: datetime
) -> Seen:
    """Put `words` under what was typed; what stood before stays as a version of its own.

    Raises `Refused`: `access.…`, `input.text`, `state.draft_moved`, `state.draft` (the text is leaving).
    """
    draft, colleague = access_draft(person_id, draft_id, Action.WRITE_DRAFT, lock=True)
    text = f"{typed.rstrip()}\n\n{words}" if typed.strip() else words
    revision = write_text(draft, colleague, text, seen, source=source, now=now)
    if source.origin is Origin.MODEL:
        facts = {"revision": revision.number, "hash": revision.text_hash, "model": source.name}
        tell("draft.proposed", colleague.actor, draft, facts, now=now)
    return seen_of(revision)
