"""Change how a brand writes: what its checks relax, extend and ask for. Blocks are not among it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.accounts.actions.common import check_person_may, locked_brand
from detente.contracts.actors import Actor
from detente.contracts.house import LISTS, House
from detente.journal.record import Entry, record
from detente.rules.house import Typed, house_of
from detente.rules.roles import Action


@transaction.atomic
def edit_house(by: int, brand_id: int, typed: Typed, *, now: datetime) -> House:
    """Save what was typed and return it as it is kept; texts checked from now on follow it.

    Raises `Refused`: `access.…`, `input.house`.
    """
    brand = locked_brand(brand_id)
    check_person_may(by, brand_id, Action.EDIT_HOUSE)
    house, before = house_of(typed), House.from_json(brand.house)
    wanted, held = house.to_json(), before.to_json()
    changed = [field for field in wanted if wanted[field] != held[field]]
    brand.house = wanted
    brand.save(update_fields=["house"])
    facts = {"fields": changed, "counts": [len(getattr(house, name)) for name in LISTS]}
    record(Entry("brand.house_edited", Actor.person(by), "brand", brand.id, brand.id, facts=facts), at=now)
    return house
