"""What a person prefers for themselves: language, look, and whether alerts reach them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.accounts.models import THEMES, Membership, Person
from detente.contracts.actors import Actor
from detente.contracts.refusals import Refused
from detente.contracts.words import Words, as_language
from detente.journal.record import Entry, record

_NO_THEME = Words(
    fr="Choisissez clair, sombre ou comme l’appareil.", en="Choose light, dark or the same as the device."
)


@transaction.atomic
def choose_language(person_id: int, language: str, *, now: datetime) -> None:
    """The language of the person's screens and mails."""
    wanted = as_language(language)
    Person.objects.filter(id=person_id).update(language=wanted)
    _note("person.language_chosen", person_id, wanted, now)


@transaction.atomic
def choose_theme(person_id: int, theme: str, *, now: datetime) -> None:
    """`auto`, `light` or `dark`. Raises `Refused("input.theme")`."""
    if theme not in THEMES:
        raise Refused("input.theme", _NO_THEME)
    Person.objects.filter(id=person_id).update(theme=theme)
    _note("person.theme_chosen", person_id, theme, now)


@transaction.atomic
def go_on_duty(person_id: int, brand_id: int, on_duty: bool, *, now: datetime) -> None:
    """Whether alerts of the brand reach the person."""
    Membership.objects.filter(person_id=person_id, brand_id=brand_id, active=True).update(on_duty=on_duty)
    facts = {"on_duty": on_duty}
    entry = Entry("person.duty_changed", Actor.person(person_id), "person", person_id, brand_id, facts=facts)
    record(entry, at=now)


def _note(name: str, person_id: int, value: str, now: datetime) -> None:
    record(Entry(name, Actor.person(person_id), "person", person_id, facts={"value": value}), at=now)
