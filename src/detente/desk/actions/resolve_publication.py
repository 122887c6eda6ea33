"""A person looked at the network and says whether the reply is there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.desk.access import access_publication
from detente.desk.actions._fence import close_attempts, locked
from detente.desk.actions._link import link_of
from detente.desk.actions._replies import tell_publication
from detente.desk.actions.confirm_publication import Proof, confirm_locked
from detente.desk.actions.hold_back import back_to_editor, end_unsent
from detente.desk.models import Attempt, Publication
from detente.rules.publication import PublicationFact, PublicationState, move
from detente.rules.roles import Action


@transaction.atomic
def resolve_publication(
    person_id: int, publication_id: int, published: bool, permalink: str = "", *, now: datetime
) -> None:
    """Settle a doubt that was left to a person (state *human*). Not published: the text may be written and sent again.

    The clock stops at the attempt that is in doubt. Raises `Refused`: `access.…`, `state.publication`, `input.link`.
    """
    _, colleague = access_publication(person_id, publication_id, Action.RESOLVE_PUBLICATION)
    publication = locked(publication_id)
    after = move(PublicationState(publication.state), PublicationFact.PERSON_SAYS_NOT_PUBLISHED)
    if published:
        proof = Proof("person", "", link_of(permalink), _attempted_at(publication))
        confirm_locked(publication, proof, PublicationFact.PERSON_SAYS_PUBLISHED, colleague.actor, now=now)
        return
    publication.state = after
    close_attempts(publication, "person_no", now=now)
    end_unsent(publication, "person_says_absent")
    tell_publication("publication.not_published", colleague.actor, publication, {"how": "person"}, now=now)
    back_to_editor(publication.draft, colleague.actor, "not_published", now=now)


def _attempted_at(publication: Publication) -> datetime:
    attempts = Attempt.objects.filter(publication=publication).order_by("-number")
    return attempts.values_list("opened_at", flat=True).first() or publication.queued_at
