"""What a version of a draft owes to a language model, from its mark and from the event of the proposal."""

from __future__ import annotations

from detente.desk.models import DraftRevision
from detente.journal.models import Event
from detente.rules.draft_origin import Origin
from detente.rules.model_words import ModelWords

PROPOSED = "draft.proposed"
"""The event of a proposal: it holds the hash of the whole text as it was put into the draft."""


def model_words_of(revision: DraftRevision) -> ModelWords | None:
    """The model that proposed its words and whether they changed since; None for words of people. No gate here."""
    if revision.origin != Origin.MODEL:
        return None
    same = Event.objects.filter(
        name=PROPOSED, subject_kind="draft", subject_id=revision.draft_id, facts__hash=revision.text_hash
    )
    return ModelWords(revision.origin_name, changed=not same.exists())
