"""Take a person's access to a brand away; what they wrote stays under their name."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.accounts.actions.common import check_administrator_left, check_person_may, locked_brand
from detente.accounts.models import MandateHeld, Membership, Person
from detente.contracts.actors import Actor
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.journal.record import Entry, record
from detente.rules.roles import Action

_STRANGER = Words(
    fr="Cette personne n’a pas d’accès à retirer.", en="This person has no access that could be taken away."
)


@transaction.atomic
def deactivate_person(by: int, brand_id: int, person_id: int, *, now: datetime) -> None:
    """End every role and mandate in the brand, and the account when no brand is left. Raises `Refused`."""
    locked_brand(brand_id)
    check_person_may(by, brand_id, Action.CHANGE_ROLE)
    if not Membership.objects.filter(person_id=person_id, brand_id=brand_id, active=True).update(active=False):
        raise Refused("access.person", _STRANGER)
    check_administrator_left(brand_id)
    MandateHeld.objects.filter(person_id=person_id, brand_id=brand_id).delete()
    if not Membership.objects.filter(person_id=person_id, active=True).exists():
        Person.objects.filter(id=person_id).update(is_active=False)
    record(Entry("person.deactivated", Actor.person(by), "person", person_id, brand_id), at=now)
