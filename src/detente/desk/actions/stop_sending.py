"""Stop everything that leaves, for a whole brand, and let it leave again: one click when something goes wrong."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.accounts.models import Brand
from detente.desk.access import Colleague, access_brand
from detente.desk.actions.notify import tell_screens, wake_workers
from detente.desk.models import Publication
from detente.journal.record import Entry, record
from detente.rules.publication import PublicationState
from detente.rules.roles import Action


@transaction.atomic
def stop_sending(person_id: int, brand_id: int, *, now: datetime) -> int:
    """From now on nothing of the brand leaves, by hand neither; how many texts were being sent at this instant.

    What a worker has in hand and has not tried yet goes back to the queue. Doubts are still looked at, replies still
    read back. Stopping what is stopped changes nothing. Raises `Refused("access.…")`.
    """
    brand, colleague = _brand(person_id, brand_id)
    leaving = _count(brand, PublicationState.SENDING)
    if brand.sending_stopped_at is None:
        brand.sending_stopped_at = now
        _keep("brand.sending_stopped", brand, colleague, leaving, now)
    return leaving


@transaction.atomic
def resume_sending(person_id: int, brand_id: int, *, now: datetime) -> int:
    """What waits may leave again, as far as its approval still stands; how many texts wait. Raises as stopping does."""
    brand, colleague = _brand(person_id, brand_id)
    if brand.sending_stopped_at is not None:
        brand.sending_stopped_at = None
        _keep("brand.sending_resumed", brand, colleague, _count(brand, PublicationState.SENDING), now)
        wake_workers("publish")
    return _count(brand, PublicationState.QUEUED)


def _brand(person_id: int, brand_id: int) -> tuple[Brand, Colleague]:
    colleague = access_brand(person_id, brand_id, Action.STOP_SENDING)
    return Brand.objects.select_for_update().get(id=brand_id), colleague


def _keep(name: str, brand: Brand, colleague: Colleague, leaving: int, now: datetime) -> None:
    brand.save(update_fields=["sending_stopped_at"])
    facts = {"waiting": _count(brand, PublicationState.QUEUED), "leaving": leaving}
    record(Entry(name, colleague.actor, "brand", brand.id, brand.id, facts=facts), at=now)
    tell_screens(brand.id)


def _count(brand: Brand, state: PublicationState) -> int:
    return Publication.objects.filter(channel__brand=brand, state=state).count()
