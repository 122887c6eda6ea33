"""Join a brand by an invitation: as a new person, or as somebody who already works at this desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from detente.accounts.actions.common import clean_email, token_hash
from detente.accounts.actions.first_run import make_person
from detente.accounts.models import Invitation, MandateHeld, Membership, Person
from detente.contracts.actors import Actor
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.journal.record import Entry, record

_DEAD_LINK = Words(
    fr="Cette invitation a déjà servi, ou date de plus de sept jours. Demandez-en une nouvelle.",
    en="This invitation has been used, or is more than seven days old. Ask for a new one.",
)
_OTHER_EMAIL = Words(
    fr="Cette invitation est faite pour une autre adresse. Utilisez celle à laquelle elle a été envoyée.",
    en="This invitation was made for another address. Use the one it was sent to.",
)
_KNOWN = Words(
    fr="Cette adresse a déjà un compte. Connectez-vous, puis ouvrez à nouveau le lien d’invitation.",
    en="This address already has an account. Sign in, then open the invitation link again.",
)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody who joins writes about themselves."""

    name: str
    email: str
    password: str
    language: str


def open_invitation(token: str, now: datetime) -> Invitation:
    """The invitation behind a link, for the page that asks. Raises `Refused("access.link")`."""
    row = Invitation.objects.select_related("brand").filter(token_hash=token_hash(token)).first()
    return _usable(row, now)


@transaction.atomic
def accept_invitation(token: str, newcomer: Newcomer, *, now: datetime) -> Person:
    """Make the person and give what the invitation promised. Raises `Refused`; the link then still works."""
    row = _locked(token, now)
    email = clean_email(newcomer.email)
    if row.email and row.email != email:
        raise Refused("input.email", _OTHER_EMAIL)
    if Person.objects.filter(email=email).exists():
        raise Refused("input.email", _KNOWN)
    person = make_person(newcomer.name, email, newcomer.password, newcomer.language, now)
    _give(row, person, now)
    return person


@transaction.atomic
def accept_invitation_as(token: str, person_id: int, *, now: datetime) -> Person:
    """Let somebody who already works at this desk join one more brand, or take on more roles. Raises `Refused`."""
    row = _locked(token, now)
    person = Person.objects.get(id=person_id, is_active=True)
    if row.email and row.email != person.email:
        raise Refused("input.email", _OTHER_EMAIL)
    _give(row, person, now)
    return person


def _locked(token: str, now: datetime) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("brand")
    return _usable(rows.filter(token_hash=token_hash(token)).first(), now)


def _usable(row: Invitation | None, now: datetime) -> Invitation:
    if row is None or row.used_at is not None or row.expires_at <= now:
        raise Refused("access.link", _DEAD_LINK)
    return row


def _give(row: Invitation, person: Person, now: datetime) -> None:
    for role in row.roles:
        department = row.department_id if role == Role.EXPERT.value else None
        Membership.objects.update_or_create(
            person=person,
            brand=row.brand,
            role=role,
            defaults={"active": True, "department_id": department},
            create_defaults={"since": now, "department_id": department},
        )
    for kind in row.mandates:
        MandateHeld.objects.get_or_create(person=person, brand=row.brand, mandate=kind, defaults={"since": now})
    row.used_at, row.used_by = now, person
    row.save(update_fields=["used_at", "used_by"])
    facts = {"roles": list(row.roles), "mandates": list(row.mandates), "invitation": row.id}
    actor = Actor.person(person.id)
    record(Entry("person.joined", actor, "person", person.id, row.brand_id, facts=facts), at=now)
