"""The author of a removed message contests: heard once, told to the lead, decided by somebody new to the matter."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.actors import Actor
from detente.desk.actions.queue_mail import queue_mail
from detente.desk.actions.removal_steps import tell_removal
from detente.desk.duty import leads
from detente.desk.letters import contested
from detente.desk.models import Removal
from detente.rules.removal import RemovalFact, RemovalState, move

_CONTESTABLE = (RemovalState.DONE, RemovalState.PROVISIONAL)


@transaction.atomic
def record_contest(message_id: int, text: str, *, now: datetime) -> int | None:
    """Keep the author's words and return the removal's id; None when nothing of this message can be contested (again).

    A provisional hide stays provisional: whoever confirms it reads the contest first.
    """
    rows = Removal.objects.select_for_update(of=("self",)).select_related("case__brand")
    removal = rows.filter(message_id=message_id, state__in=_CONTESTABLE, contested_at__isnull=True).first()
    if removal is None:
        return None
    if removal.state == RemovalState.DONE:
        removal.state = move(RemovalState.DONE, RemovalFact.CONTESTED)
    removal.contested_at, removal.contest_text = now, text
    removal.save(update_fields=["state", "contested_at", "contest_text"])
    actor = Actor.connector(removal.channel_id)
    tell_removal("removal.contested", actor, removal, {"message": message_id, "state": removal.state}, now=now)
    queue_mail(contested(removal), leads([removal.brand_id]).get(removal.brand_id, ()), now=now)
    return removal.id
