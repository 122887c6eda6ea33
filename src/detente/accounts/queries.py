"""What may be read about people and brands, as frozen values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from detente.accounts.models import Brand, Invitation, MandateHeld, Membership, Person
from detente.contracts.people import MandateKind, Role
from detente.contracts.words import Language, as_language
from detente.rules.airlock import USUAL_SECONDS


@dataclass(frozen=True, slots=True)
class BrandRow:
    """A brand as screens and actions read it; `hours` is the JSON of opening hours, `{}` when always open."""

    id: int
    slug: str
    name: str
    language: Language
    time_zone: str
    hours: dict[str, object]
    review_policy: str
    created_at: datetime
    airlock_seconds: int = USUAL_SECONDS
    sending_stopped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A signed-in person in one brand, with what they may do there."""

    id: int
    name: str
    email: str
    language: Language
    theme: str
    brand: BrandRow
    roles: frozenset[Role]
    mandates: frozenset[MandateKind]
    departments: frozenset[int]
    on_duty: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list of people. `since` is the first day in the brand.

    `chain_place`: theirs among those who are asked to re-read, 1 first.
    """

    id: int
    name: str
    email: str
    language: Language
    is_active: bool
    on_duty: bool
    roles: frozenset[Role]
    mandates: frozenset[MandateKind]
    department_id: int | None
    since: datetime
    chain_place: int | None = None


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation that is still open."""

    id: int
    email: str
    roles: tuple[Role, ...]
    mandates: tuple[MandateKind, ...]
    expires_at: datetime
    invited_by: str


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Whom an alert reaches."""

    id: int
    name: str
    email: str
    language: Language
    roles: frozenset[Role]


def brand(brand_id: int) -> BrandRow | None:
    """The brand by its id."""
    return _brand(Brand.objects.filter(id=brand_id))


def brand_by_slug(slug: str) -> BrandRow | None:
    """The brand by the word in its public addresses."""
    return _brand(Brand.objects.filter(slug=slug))


def brand_of(person_id: int, wanted: int | None = None) -> BrandRow | None:
    """The brand a person works for: `wanted` when they belong to it, else the one they joined first."""
    mine = Membership.objects.filter(person_id=person_id, active=True).order_by("since", "id")
    ids = list(dict.fromkeys(mine.values_list("brand_id", flat=True)))
    if not ids:
        return None
    return brand(wanted if wanted in ids else ids[0])


def brands_of(person_id: int) -> list[BrandRow]:
    """Every brand a person works for, by name."""
    held = Membership.objects.filter(person_id=person_id, active=True).values("brand_id")
    return [_brand_row(row) for row in Brand.objects.filter(id__in=held).order_by("name", "id")]


def member(person_id: int, wanted_brand: int | None = None) -> Member | None:
    """The person in their brand; None when they are no longer active or belong to none."""
    person = Person.objects.filter(id=person_id, is_active=True).first()
    place = brand_of(person_id, wanted_brand) if person else None
    if person is None or place is None:
        return None
    held = list(Membership.objects.filter(person_id=person_id, brand_id=place.id, active=True))
    return Member(
        id=person.id,
        name=person.name,
        email=person.email,
        language=as_language(person.language),
        theme=person.theme,
        brand=place,
        roles=frozenset(Role(one.role) for one in held),
        mandates=mandates_of(person_id, place.id),
        departments=frozenset(one.department_id for one in held if one.department_id is not None),
        on_duty=any(one.on_duty for one in held),
    )


def roles_of(person_id: int, brand_id: int) -> frozenset[Role]:
    """The roles of an active person in a brand; empty for a stranger."""
    held = Membership.objects.filter(person_id=person_id, brand_id=brand_id, active=True, person__is_active=True)
    return frozenset(Role(role) for role in held.values_list("role", flat=True))


def mandates_of(person_id: int, brand_id: int) -> frozenset[MandateKind]:
    """The mandates of a person in a brand."""
    held = MandateHeld.objects.filter(person_id=person_id, brand_id=brand_id, person__is_active=True)
    return frozenset(MandateKind(kind) for kind in held.values_list("mandate", flat=True))


def people_rows(brand_id: int) -> list[PersonRow]:
    """Everybody who belongs or belonged to the brand: active ones first, then by name."""
    people = Person.objects.filter(memberships__brand_id=brand_id).distinct()
    held = _by_person(Membership.objects.filter(brand_id=brand_id, person__in=people).order_by("since", "id"))
    mandates: dict[int, set[MandateKind]] = {}
    for one in MandateHeld.objects.filter(brand_id=brand_id, person__in=people):
        mandates.setdefault(one.person_id, set()).add(MandateKind(one.mandate))
    rows = [_person_row(person, held[person.id], mandates.get(person.id, set())) for person in people]
    return sorted(rows, key=lambda row: (not row.is_active, row.name.casefold(), row.id))


def people_on_duty(brand_id: int, roles: Iterable[Role] | None = None) -> list[OnDuty]:
    """Active people of the brand who are on duty, in any of `roles` (any role when None)."""
    held = Membership.objects.filter(brand_id=brand_id, active=True, on_duty=True, person__is_active=True)
    if roles is not None:
        held = held.filter(role__in=[role.value for role in roles])
    by_person = _by_person(held.select_related("person").order_by("person__name", "id"))
    return [_on_duty(rows) for rows in by_person.values()]


def people_count(brand_id: int) -> int:
    """How many active people the brand has."""
    held = Membership.objects.filter(brand_id=brand_id, active=True, person__is_active=True)
    return held.aggregate(n=Count("person_id", distinct=True))["n"] or 0


def open_invitations(brand_id: int, now: datetime) -> list[InvitationRow]:
    """Invitations that can still be used, the newest first."""
    rows = Invitation.objects.filter(brand_id=brand_id, used_at=None, expires_at__gt=now)
    return [_invitation_row(row) for row in rows.select_related("invited_by").order_by("-made_at")]


def nobody_yet() -> bool:
    """True until the first person exists."""
    return not Person.objects.exists()


def administrators(brand_id: int) -> QuerySet[Membership]:
    """Active administrators of the brand."""
    return Membership.objects.filter(
        Q(brand_id=brand_id, role=Role.ADMINISTRATOR.value, active=True, person__is_active=True)
    )


def _brand(rows: QuerySet[Brand]) -> BrandRow | None:
    row = rows.first()
    return _brand_row(row) if row else None


def _brand_row(row: Brand) -> BrandRow:
    return BrandRow(
        id=row.id,
        slug=row.slug,
        name=row.name,
        language=as_language(row.language),
        time_zone=row.time_zone,
        hours=dict(row.hours),
        review_policy=row.review_policy,
        created_at=row.created_at,
        airlock_seconds=row.airlock_seconds,
        sending_stopped_at=row.sending_stopped_at,
    )


def _by_person(rows: Iterable[Membership]) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found


def _person_row(person: Person, held: list[Membership], mandates: set[MandateKind]) -> PersonRow:
    now_held = [one for one in held if one.active]
    return PersonRow(
        id=person.id,
        name=person.name,
        email=person.email,
        language=as_language(person.language),
        is_active=person.is_active and bool(now_held),
        on_duty=any(one.on_duty for one in now_held),
        roles=frozenset(Role(one.role) for one in now_held),
        mandates=frozenset(mandates),
        department_id=next((one.department_id for one in now_held if one.department_id is not None), None),
        since=held[0].since,
        chain_place=min((one.chain_place for one in now_held if one.chain_place is not None), default=None),
    )


def _on_duty(rows: list[Membership]) -> OnDuty:
    person = rows[0].person
    roles = frozenset(Role(row.role) for row in rows)
    return OnDuty(person.id, person.name, person.email, as_language(person.language), roles)


def _invitation_row(row: Invitation) -> InvitationRow:
    return InvitationRow(
        id=row.id,
        email=row.email,
        roles=tuple(Role(role) for role in row.roles),
        mandates=tuple(MandateKind(kind) for kind in row.mandates),
        expires_at=row.expires_at,
        invited_by=row.invited_by.name,
    )
