"""Take the say on one matter back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.accounts.actions.common import check_person_may, locked_brand, members_of
from detente.accounts.models import MandateHeld
from detente.contracts.actors import Actor
from detente.contracts.people import MandateKind
from detente.journal.record import Entry, record
from detente.rules.roles import Action


@transaction.atomic
def release_mandate(by: int, brand_id: int, person_id: int, mandate: str, *, now: datetime) -> None:
    """Take the mandate away; nothing changes when it is not held. Raises `Refused`."""
    locked_brand(brand_id)
    check_person_may(by, brand_id, Action.CHANGE_ROLE)
    (kind,) = members_of(MandateKind, [mandate])
    gone, _ = MandateHeld.objects.filter(person_id=person_id, brand_id=brand_id, mandate=kind.value).delete()
    if gone:
        facts = {"mandate": kind.value}
        record(Entry("mandate.released", Actor.person(by), "person", person_id, brand_id, facts=facts), at=now)
