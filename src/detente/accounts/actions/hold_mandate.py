"""Give a person the say on one matter."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.accounts import queries
from detente.accounts.actions.common import check_person_may, locked_brand, members_of
from detente.accounts.models import MandateHeld
from detente.contracts.actors import Actor
from detente.contracts.people import MandateKind
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.journal.record import Entry, record
from detente.rules.roles import Action

_STRANGER = Words(
    fr="Cette personne n’a plus de rôle dans la marque. Donnez-lui d’abord un rôle.",
    en="This person no longer has a role in the brand. Give them a role first.",
)


@transaction.atomic
def hold_mandate(by: int, brand_id: int, person_id: int, mandate: str, *, now: datetime) -> None:
    """Give the mandate; nothing changes when it is held already. Raises `Refused`."""
    locked_brand(brand_id)
    check_person_may(by, brand_id, Action.CHANGE_ROLE)
    (kind,) = members_of(MandateKind, [mandate])
    if not queries.roles_of(person_id, brand_id):
        raise Refused("access.person", _STRANGER)
    _, made = MandateHeld.objects.get_or_create(
        person_id=person_id, brand_id=brand_id, mandate=kind.value, defaults={"since": now}
    )
    if made:
        facts = {"mandate": kind.value}
        record(Entry("mandate.held", Actor.person(by), "person", person_id, brand_id, facts=facts), at=now)
