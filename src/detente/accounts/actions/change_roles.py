"""Change what a person does in a brand; a person who had left is back as soon as they hold a role again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from detente.accounts.actions.common import (
    check_administrator_left,
    check_person_may,
    in_order,
    locked_brand,
    members_of,
)
from detente.accounts.models import Membership, Person
from detente.contracts.actors import Actor
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.journal.record import Entry, record
from detente.rules.roles import Action

_STRANGER = Words(
    fr="Cette personne n’appartient pas à la marque. Invitez-la.", en="This person is not of the brand. Invite them."
)
_NONE = Words(
    fr="Laissez au moins un rôle, ou retirez l’accès de cette personne.",
    en="Leave at least one role, or take this person’s access away.",
)


@transaction.atomic
def change_roles(
    by: int, brand_id: int, person_id: int, roles: Collection[str], *, now: datetime, department_id: int | None = None
) -> None:
    """Give exactly these roles. Raises `Refused`, also when nobody would administer the brand any more."""
    locked_brand(brand_id)
    check_person_may(by, brand_id, Action.CHANGE_ROLE)
    wanted = members_of(Role, roles)
    held = Membership.objects.filter(brand_id=brand_id, person_id=person_id)
    if not held.exists():
        raise Refused("access.person", _STRANGER)
    if not wanted:
        raise Refused("input.roles", _NONE)
    held.exclude(role__in=[role.value for role in wanted]).update(active=False)
    for role in wanted:
        _hold(person_id, brand_id, role, department_id, now)
    Person.objects.filter(id=person_id, is_active=False).update(is_active=True)
    check_administrator_left(brand_id)
    facts = {"roles": in_order(wanted)}
    record(Entry("person.roles_changed", Actor.person(by), "person", person_id, brand_id, facts=facts), at=now)


def _hold(person_id: int, brand_id: int, role: Role, department_id: int | None, now: datetime) -> None:
    department = department_id if role is Role.EXPERT else None
    Membership.objects.update_or_create(
        person_id=person_id,
        brand_id=brand_id,
        role=role.value,
        defaults={"active": True, "department_id": department},
        create_defaults={"since": now, "department_id": department},
    )
