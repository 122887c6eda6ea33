"""Call a text back before anything of it left: its writer, whoever agreed, and the lead may."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_publication
from detente.desk.actions._by_hand import why_not_by_hand
from detente.desk.actions._fence import locked
from detente.desk.actions._replies import tell_publication
from detente.desk.actions.hold_back import back_to_editor, end_unsent, let_fall
from detente.rules.by_hand import PASSING
from detente.rules.publication import PublicationFact, PublicationState, move, moves_from
from detente.rules.roles import Action

_LEFT = Words(
    fr="Trop tard pour le rappeler\u202f: ce texte est déjà parti, ou son sort est réglé. Voyez sur le cas.",
    en="Too late to call it back: this text has left already, or is settled. See on the case what became of it.",
)


@transaction.atomic
def cancel_publication(person_id: int, publication_id: int, *, now: datetime) -> None:
    """From *queued* or *by hand* to *not published*; the text can be written again.

    Raises `Refused`: `access.…`, `state.publication` once a worker has it.
    """
    _, colleague = access_publication(person_id, publication_id, Action.CALL_BACK)
    publication = locked(publication_id)
    if PublicationFact.CANCELLED not in moves_from(PublicationState(publication.state)):
        raise Refused("state.publication", _LEFT, state=publication.state)
    after = move(PublicationState(publication.state), PublicationFact.CANCELLED)
    why = why_not_by_hand(publication, now=now) if publication.by_hand else ""
    if why and why not in PASSING:
        let_fall(publication, why, colleague.actor, now=now)
        return
    publication.state = after
    end_unsent(publication, "cancelled")
    tell_publication("publication.cancelled", colleague.actor, publication, {}, now=now)
    back_to_editor(publication.draft, colleague.actor, "cancelled", now=now)
