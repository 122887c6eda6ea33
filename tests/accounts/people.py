"""A brand with one person of each role, made without the actions under test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.auth.hashers import make_password

from detente.accounts.models import Brand, MandateHeld, Membership, Person
from detente.contracts.people import MandateKind, Role

NOW = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
PASSWORD = "quatre chevaux au pré"
_HASH = ""


@dataclass(frozen=True, slots=True)
class Team:
    """The brand and the id of each of its people; `stranger` works for another brand."""

    brand: Brand
    other: Brand
    agent: int
    reviewer: int
    lead: int
    expert: int
    auditor: int
    administrator: int
    stranger: int

    def id_of(self, name: str) -> int:
        return int(getattr(self, name))


def make_brand(slug: str = "ferrolane") -> Brand:
    return Brand.objects.create(
        slug=slug, name=slug.capitalize(), language="fr", time_zone="Europe/Paris", created_at=NOW
    )


def make_person(name: str, brand: Brand | None = None, *roles: Role, language: str = "fr") -> Person:
    person = Person.objects.create(
        email=f"{name.lower()}@ferrolane.example",
        name=name.capitalize(),
        language=language,
        created_at=NOW,
        password=_password_hash(),
    )
    for role in roles:
        Membership.objects.create(person=person, brand=brand, role=role.value, since=NOW)
    return person


def give_mandates(person_id: int, brand: Brand, *kinds: MandateKind) -> None:
    for kind in kinds:
        MandateHeld.objects.create(person_id=person_id, brand=brand, mandate=kind.value, since=NOW)


def make_team() -> Team:
    brand, other = make_brand(), make_brand("autre")
    ids = {role.value: make_person(role.value, brand, role).id for role in Role}
    stranger = make_person("stranger", other, *Role).id
    return Team(brand=brand, other=other, stranger=stranger, **ids)


def _password_hash() -> str:
    global _HASH
    _HASH = _HASH or make_password(PASSWORD)
    return _HASH
