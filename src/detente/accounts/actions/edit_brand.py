"""Change what is said about a brand: its name, language, time zone, opening hours, review policy and airlock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from detente.accounts.actions.common import check_person_may, clean_name, clean_zone, locked_brand
from detente.accounts.models import REVIEW_POLICIES, Brand
from detente.contracts.actors import Actor
from detente.contracts.clock import OpeningHours
from detente.contracts.refusals import Refused
from detente.contracts.words import Words, as_language
from detente.journal.record import Entry, record
from detente.rules.airlock import check_seconds
from detente.rules.roles import Action

_NO_POLICY = Words(
    fr="Choisissez qui relit : en équipe, seul, ou selon qui est là.",
    en="Choose who re-reads: a team, one person alone, or whoever is there.",
)


@dataclass(frozen=True, slots=True)
class BrandWords:
    """What the settings page says. `hours` is None for always open; `airlock_seconds` None to leave it as it is."""

    name: str
    language: str
    time_zone: str
    hours: OpeningHours | None
    review_policy: str
    airlock_seconds: int | None = None


@transaction.atomic
def edit_brand(by: int, brand_id: int, words: BrandWords, *, now: datetime) -> None:
    """Save the settings of a brand; its public address stays. Raises `Refused`."""
    brand = locked_brand(brand_id)
    check_person_may(by, brand_id, Action.EDIT_BRAND)
    if words.review_policy not in REVIEW_POLICIES:
        raise Refused("input.review_policy", _NO_POLICY)
    wanted = {
        "name": clean_name(words.name),
        "language": as_language(words.language),
        "time_zone": clean_zone(words.time_zone),
        "hours": words.hours.to_json() if words.hours and not words.hours.is_always else {},
        "review_policy": words.review_policy,
        "airlock_seconds": _airlock(words, brand),
    }
    changed = [field for field, value in wanted.items() if getattr(brand, field) != value]
    for field in changed:
        setattr(brand, field, wanted[field])
    brand.save(update_fields=changed)
    facts = {"fields": changed, "review_policy": brand.review_policy, "airlock_seconds": brand.airlock_seconds}
    record(Entry("brand.edited", Actor.person(by), "brand", brand.id, brand.id, facts=facts), at=now)


def _airlock(words: BrandWords, brand: Brand) -> int:
    return brand.airlock_seconds if words.airlock_seconds is None else check_seconds(words.airlock_seconds)
