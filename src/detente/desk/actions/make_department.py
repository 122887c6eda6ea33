"""A department of a brand: who knows the answer, and how long they have."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_brand
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.written import written
from detente.desk.models import Department
from detente.journal.record import Entry, record
from detente.rules.roles import Action

_MINUTES = range(5, 8 * 60 + 1)
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")

_NAME = Words(fr="Donnez un nom au service.", en="Give the department a name.")
_TAKEN = Words(
    fr="Un service porte déjà ce nom. Choisissez-en un autre.", en="A department has this name already. Choose another."
)
_BAD_MINUTES = Words(
    fr="Le délai d’un service va de 5 minutes à 8 heures d’ouverture.",
    en="A department has from 5 minutes to 8 opening hours to answer.",
)
_BAD_EMAIL = Words(
    fr="Cette adresse ne se lit pas. Écrivez-la comme service@exemple.fr, ou laissez le champ vide.",
    en="This address cannot be read. Write it like team@example.com, or leave the field empty.",
)


@transaction.atomic
def make_department(
    person_id: int, brand_id: int, name: str, *, email: str = "", minutes: int = 30, now: datetime
) -> int:
    """Make a department, or open a closed one again, and return its id. `minutes` of opening time to answer, 5 to 480.

    Raises `Refused`: `access.…`, `input.text`, `input.minutes`, `input.email`, `input.department` (name taken).
    """
    colleague = access_brand(person_id, brand_id, Action.MAKE_DEPARTMENT)
    title = " ".join(written(name, _NAME, at_most=120).split())
    if minutes not in _MINUTES:
        raise Refused("input.minutes", _BAD_MINUTES, minutes=minutes)
    values = {"email": _address(email), "minutes": minutes, "closed": False}
    department, made = Department.objects.get_or_create(brand_id=brand_id, name=title, defaults=values)
    if not made and not department.closed:
        raise Refused("input.department", _TAKEN)
    Department.objects.filter(id=department.id).update(**values)
    facts = {"minutes": minutes}
    record(Entry("department.made", colleague.actor, "department", department.id, brand_id, None, facts), at=now)
    tell_screens(brand_id)
    return department.id


def _address(email: str) -> str:
    address = email.strip()
    if address and (len(address) > 200 or not _ADDRESS.fullmatch(address)):
        raise Refused("input.email", _BAD_EMAIL)
    return address
