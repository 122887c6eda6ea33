"""An approved text that no connector sends is given to a person, who posts it and says so."""

from __future__ import annotations

from datetime import datetime

from detente.contracts.actors import Actor
from detente.desk.actions._replies import tell_publication
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Publication
from detente.rules.publication import PublicationFact, PublicationState, move


def give_by_hand(publication: Publication, actor: Actor, trouble: str = "", *, now: datetime) -> None:
    """From *queued*, or *refused* by the network, to *by hand*; its approval stands. The publication is locked.

    `trouble` is what the network said when it refused.
    """
    publication.state = move(PublicationState(publication.state), PublicationFact.GIVEN_TO_A_PERSON)
    publication.by_hand, publication.trouble = True, trouble[:200]
    publication.due_at = publication.lease_until = None
    publication.save(update_fields=["state", "by_hand", "trouble", "due_at", "lease_until"])
    tell_publication("publication.given", actor, publication, {"review": publication.review_id}, now=now)
    tell_screens(publication.case.brand_id)
