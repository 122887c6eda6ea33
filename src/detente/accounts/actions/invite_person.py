"""Invite a colleague: a one-time link, shown on the screen to whoever invites."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from detente.accounts.actions.common import (
    check_person_may,
    clean_email,
    in_order,
    locked_brand,
    members_of,
    new_token,
    token_hash,
)
from detente.accounts.models import Invitation
from detente.contracts.actors import Actor
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.journal.record import Entry, record
from detente.rules.roles import Action

VALID_FOR: Final = timedelta(days=7)
_NO_ROLE = Words(fr="Choisissez au moins un rôle.", en="Choose at least one role.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the invitation gives. `email`, when set, is the only address that may use it."""

    roles: Collection[str]
    mandates: Collection[str] = ()
    email: str = ""
    department_id: int | None = None


@transaction.atomic
def invite_person(by: int, brand_id: int, asked: Asked, *, now: datetime) -> str:
    """Make the invitation and return its token in clear, once. Raises `Refused`."""
    check_person_may(by, brand_id, Action.INVITE_PERSON)
    roles, mandates = members_of(Role, asked.roles), members_of(MandateKind, asked.mandates)
    if not roles:
        raise Refused("input.roles", _NO_ROLE)
    token = new_token()
    row = Invitation.objects.create(
        brand=locked_brand(brand_id),
        roles=in_order(roles),
        mandates=sorted(kind.value for kind in mandates),
        department_id=asked.department_id if Role.EXPERT in roles else None,
        email=clean_email(asked.email) if asked.email.strip() else "",
        token_hash=token_hash(token),
        invited_by_id=by,
        made_at=now,
        expires_at=now + VALID_FOR,
    )
    facts = {"roles": list(row.roles), "mandates": list(row.mandates)}
    record(Entry("person.invited", Actor.person(by), "invitation", row.id, brand_id, facts=facts), at=now)
    return token
