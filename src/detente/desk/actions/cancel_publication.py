"""Call a text back before anything of it left."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.desk.access import access_publication
from detente.desk.actions._by_hand import why_not_by_hand
from detente.desk.actions._fence import locked
from detente.desk.actions._replies import tell_publication
from detente.desk.actions.hold_back import back_to_editor, end_unsent, let_fall
from detente.rules.by_hand import PASSING
from detente.rules.publication import PublicationFact, PublicationState, move
from detente.rules.roles import Action


@transaction.atomic
def cancel_publication(person_id: int, publication_id: int, *, now: datetime) -> None:
    """From *queued* or *by hand* to *not published*; the text can be written again.

    Raises `Refused`: `access.…`, `state.publication` once a worker has it.
    """
    _, colleague = access_publication(person_id, publication_id, Action.SUBMIT_DRAFT)
    publication = locked(publication_id)
    after = move(PublicationState(publication.state), PublicationFact.CANCELLED)
    why = why_not_by_hand(publication, now=now) if publication.by_hand else ""
    if why and why not in PASSING:
        let_fall(publication, why, colleague.actor, now=now)
        return
    publication.state = after
    end_unsent(publication, "cancelled")
    tell_publication("publication.cancelled", colleague.actor, publication, {}, now=now)
    back_to_editor(publication.draft, colleague.actor, "cancelled", now=now)
