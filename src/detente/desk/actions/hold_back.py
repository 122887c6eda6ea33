"""A tie of the approval broke before anything left: the text is held back and goes to its writer again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.actors import SYSTEM, Actor
from detente.desk.actions._fence import held
from detente.desk.actions._replies import tell, tell_publication, void_reviews
from detente.desk.actions.claim import Claim
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Draft, Publication
from detente.rules import draft as draft_machine
from detente.rules.draft import DraftFact, DraftState
from detente.rules.publication import PublicationFact, PublicationState, move


@transaction.atomic
def hold_back(claim: Claim, because: str, *, now: datetime) -> None:
    """Hold the text back for what was seen on the network (`thread_moved`, `answered_elsewhere`).

    Raises `Superseded`.
    """
    let_fall(held(claim, PublicationState.SENDING), because, now=now)


def let_fall(publication: Publication, because: str, actor: Actor = SYSTEM, *, now: datetime) -> None:
    """To *not published*; the approval falls. The publication is locked, no attempt of it is open."""
    publication.state = move(PublicationState(publication.state), PublicationFact.HELD_BACK)
    end_unsent(publication, f"held.{because}")
    tell_publication("publication.held_back", actor, publication, {"because": because}, now=now)
    back_to_editor(publication.draft, actor, because, now=now)


def end_unsent(publication: Publication, trouble: str) -> None:
    """Store a state in which nothing of it is on the network and nothing more will be done."""
    publication.due_at = publication.lease_until = None
    publication.trouble = trouble[:200]
    publication.save(update_fields=["state", "due_at", "lease_until", "trouble"])


def back_to_editor(draft: Draft, actor: Actor, because: str, *, now: datetime) -> None:
    """The draft can be written again; every approval of it falls. The draft is locked, its case loaded."""
    voided = void_reviews(draft, because[:30], now=now)
    if draft.state == DraftState.APPROVED:
        draft.state = draft_machine.move(DraftState.APPROVED, DraftFact.VOIDED)
    draft.finished_at = None
    draft.save(update_fields=["state", "finished_at"])
    tell("draft.approval_fell", actor, draft, {"because": because, "voided": voided}, now=now)
    tell_screens(draft.case.brand_id)
