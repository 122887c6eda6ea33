"""A hook of a brand and what happens there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from tests.desk.makers import NOON, a_brand, a_case, a_channel, a_person

from detente.accounts.models import Brand
from detente.contracts.actors import SYSTEM
from detente.contracts.people import Role
from detente.desk.actions.hooks import make_hook
from detente.desk.actions.plan_deliveries import plan_deliveries
from detente.desk.models import Case, Channel, Delivery, Hook
from detente.journal.horizon import Horizon
from detente.journal.record import Entry, record
from detente.rules.hook_events import HookEvent

URL = "https://ears.example/hook"
EVERYTHING = tuple(event.value for event in HookEvent)


@dataclass
class Ears:
    """A brand with one hook."""

    brand: Brand
    channel: Channel
    lead: int
    hook_id: int
    secret: str

    @property
    def hook(self) -> Hook:
        """The row as it is now."""
        return Hook.objects.get(id=self.hook_id)

    @property
    def deliveries(self) -> list[Delivery]:
        """What was made for the hook, in the order of the events."""
        return list(Delivery.objects.filter(hook_id=self.hook_id).order_by("event_id"))

    def case(self, number: int = 1, text: str = "Colis jamais reçu.") -> Case:
        """A case opened by one comment."""
        return a_case(self.channel, text, external_id=f"m{number}", author=f"a{number}")

    def bodies(self) -> list[dict[str, object]]:
        """The bodies of the deliveries."""
        return [json.loads(one.body) for one in self.deliveries]


def some_ears(url: str = URL, hears: tuple[str, ...] = EVERYTHING) -> Ears:
    """A brand with one hook, made as people make it."""
    brand = a_brand()
    lead = a_person(brand, Role.LEAD).id
    channel = a_channel(brand)
    hook_id, secret = make_hook(lead, brand.id, name="Entrepôt", url=url, hears=hears, now=NOON)
    return Ears(brand, channel, lead, hook_id, secret)


def happens(brand: Brand, name: str = "case.opened", *, case: Case | None = None, subject: int | None = None) -> int:
    """Record an event; its id."""
    kind = name.partition(".")[0]
    with transaction.atomic():
        entry = Entry(name, SYSTEM, kind, subject or (case.id if case else None), brand.id, case.id if case else None)
        return record(entry, at=NOON)


def plan(now: datetime = NOON) -> int:
    """Make the deliveries that are due to be made."""
    made = 0
    while more := plan_deliveries(Horizon().settled(), now=now):
        made += more
    return made
