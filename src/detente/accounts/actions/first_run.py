"""The first person and the brand, by a one-time link that the command line prints."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.text import slugify

from detente.accounts import queries
from detente.accounts.actions.common import (
    check_password_choice,
    clean_email,
    clean_name,
    clean_zone,
    new_token,
    token_hash,
)
from detente.accounts.models import Brand, FirstRunLink, MandateHeld, Membership, Person
from detente.contracts.actors import SYSTEM, Actor
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words, as_language
from detente.journal.record import Entry, record

_DEAD_LINK = Words(
    fr="Ce lien de premier démarrage n’est plus valable. Redémarrez le bureau : il en affiche un nouveau tant que "
    "personne n’est inscrit.",
    en="This first-run link is no longer valid. Start the desk again: it prints a new one until somebody joins.",
)
FIRST_ROLES = (Role.ADMINISTRATOR, Role.LEAD, Role.AGENT, Role.REVIEWER)


@transaction.atomic
def make_first_run_link(now: datetime) -> str | None:
    """A new one-time token, in clear, or None once a person exists. An earlier unused link stops working."""
    if not queries.nobody_yet():
        return None
    FirstRunLink.objects.filter(used_at=None).delete()
    token = new_token()
    link = FirstRunLink.objects.create(token_hash=token_hash(token), made_at=now)
    record(Entry("first_run.link_made", SYSTEM, "first_run_link", link.id), at=now)
    return token


def first_run_link_works(token: str) -> bool:
    """Whether the link may still be used."""
    return queries.nobody_yet() and FirstRunLink.objects.filter(token_hash=token_hash(token), used_at=None).exists()


@transaction.atomic
def open_the_desk(
    token: str,
    name: str,
    email: str,
    password: str,
    brand_name: str,
    language: str,
    time_zone: str,
    now: datetime,
) -> tuple[Person, Brand]:
    """Make the first person, with every role and mandate a lone person needs, and the brand.

    Raises `Refused("access.link")` for a used or unknown link and `Refused("input.…")` for what cannot be read.
    """
    link = FirstRunLink.objects.select_for_update().filter(token_hash=token_hash(token), used_at=None).first()
    if link is None or not queries.nobody_yet():
        raise Refused("access.link", _DEAD_LINK)
    brand = _make_brand(brand_name, language, time_zone, now)
    person = make_person(name, email, password, language, now)
    give_roles(person, brand, FIRST_ROLES, now)
    MandateHeld.objects.bulk_create(
        MandateHeld(person=person, brand=brand, mandate=kind.value, since=now) for kind in MandateKind
    )
    link.used_at = now
    link.save(update_fields=["used_at"])
    actor = Actor.person(person.id)
    record(Entry("brand.opened", actor, "brand", brand.id, brand.id), at=now)
    roles = [role.value for role in FIRST_ROLES]
    record(Entry("person.joined", actor, "person", person.id, brand.id, facts={"roles": roles}), at=now)
    return person, brand


def make_person(name: str, email: str, password: str, language: str, now: datetime) -> Person:
    """A new person's row, inside the caller's transaction. Raises `Refused("input.…")`."""
    person = Person(name=clean_name(name), email=clean_email(email), language=as_language(language), created_at=now)
    check_password_choice(password, person.email.partition("@")[0], person.name)
    person.password = make_password(password)
    person.save(force_insert=True)
    return person


def give_roles(
    person: Person, brand: Brand, roles: tuple[Role, ...], now: datetime, department_id: int | None = None
) -> None:
    """Membership rows, inside the caller's transaction; only an expert belongs to a department."""
    Membership.objects.bulk_create(
        Membership(
            person=person,
            brand=brand,
            role=role.value,
            since=now,
            department_id=department_id if role is Role.EXPERT else None,
        )
        for role in roles
    )


def _make_brand(name: str, language: str, time_zone: str, now: datetime) -> Brand:
    text = clean_name(name)
    return Brand.objects.create(
        slug=_free_slug(text),
        name=text,
        language=as_language(language),
        time_zone=clean_zone(time_zone),
        created_at=now,
    )


def _free_slug(name: str) -> str:
    base = slugify(name.replace("_", "-"))[:50].strip("-") or "desk"
    taken = set(Brand.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(f"{base}-{n}" for n in range(2, len(taken) + 3) if f"{base}-{n}" not in taken)
