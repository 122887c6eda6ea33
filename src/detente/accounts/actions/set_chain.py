"""In which order people are asked to re-read: their places in the chain of a brand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction

from detente.accounts.actions.common import check_person_may, locked_brand
from detente.accounts.models import Membership
from detente.contracts.actors import Actor
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.journal.record import Entry, record
from detente.rules.roles import Action

LAST_PLACE: Final = 99

_STRANGER = Words(fr="Cette personne n’est pas de la marque.", en="This person is not of the brand.")
_BAD_PLACE = Words(
    fr="Une place dans la chaîne est un nombre de 1 à {most}, ou rien.",
    en="A place in the chain is a number from 1 to {most}, or nothing.",
)


@transaction.atomic
def set_chain(by: int, brand_id: int, places: Mapping[int, int | None], *, now: datetime) -> None:
    """Give these people these places, 1 first; None: after the others. Two at one place take turns by what waits.

    Raises `Refused`: `access.…`, `input.place`.
    """
    locked_brand(brand_id)
    check_person_may(by, brand_id, Action.SET_CHAIN)
    for person_id, place in places.items():
        if place is not None and not 1 <= place <= LAST_PLACE:
            raise Refused("input.place", _BAD_PLACE.with_(most=LAST_PLACE))
        if not Membership.objects.filter(brand_id=brand_id, person_id=person_id).update(chain_place=place):
            raise Refused("access.person", _STRANGER)
    facts = {"places": [[person_id, place] for person_id, place in sorted(places.items())]}
    record(Entry("brand.chain_set", Actor.person(by), "brand", brand_id, brand_id, facts=facts), at=now)
