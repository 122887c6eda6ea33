"""Leave the desk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.accounts import queries
from detente.contracts.actors import Actor
from detente.journal.record import Entry, record


@transaction.atomic
def sign_out(person_id: int, now: datetime) -> None:
    """Write that the person left; the session itself is ended by the door that opened it."""
    place = queries.brand_of(person_id)
    brand_id = place.id if place else None
    record(Entry("person.signed_out", Actor.person(person_id), "person", person_id, brand_id), at=now)
