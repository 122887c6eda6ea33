"""How a brand writes, as its settings show it, and a reply tried out with settings that nobody kept yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.accounts.models import Brand
from detente.contracts.composure import Report, Situation
from detente.contracts.house import House
from detente.contracts.kinds import Kind
from detente.contracts.words import Language
from detente.desk.access import access_brand
from detente.rules.composure import check_reply
from detente.rules.countries import country_of
from detente.rules.roles import Action

LONGEST_TRIAL: Final = 20_000
"""Characters of a reply or of a message that is tried out; what is beyond is not looked at."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A reply as one might write it, what it would answer, and what that is."""

    text: str
    message: str
    kind: Kind
    language: Language


def house_of_brand(person_id: int, brand_id: int) -> House:
    """The brand's way of writing, for who may change it. Raises `Refused("access.…")`."""
    access_brand(person_id, brand_id, Action.EDIT_HOUSE)
    return House.from_json(Brand.objects.values_list("house", flat=True).get(id=brand_id))


def tried(person_id: int, brand_id: int, house: House, trial: Trial, *, now: datetime) -> Report:
    """What the check says of the reply with these settings; nothing is kept. Raises `Refused("access.…")`."""
    access_brand(person_id, brand_id, Action.EDIT_HOUSE)
    zone = Brand.objects.values_list("time_zone", flat=True).get(id=brand_id)
    return check_reply(
        Situation(
            text=trial.text[:LONGEST_TRIAL],
            language=trial.language,
            message=trial.message[:LONGEST_TRIAL],
            message_language=trial.language,
            kind=trial.kind,
            severity=1 if trial.kind in (Kind.COMPLIMENT, Kind.QUESTION) else 2,
            now=now,
            timezone=zone,
            country=country_of(zone),
            register=house.register,
            signature=house.signature,
            must_sign=house.must_sign,
            emoji=house.emoji,
            jargon=house.jargon,
            stock=house.stock,
            accepted=house.accepted,
            link_hosts=house.link_hosts,
            protected_names=house.protected_names,
            may_compensate=house.may_compensate,
        )
    )
