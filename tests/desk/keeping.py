"""A small desk with something sealed at every level: two messages of one page, pictures, a folder, a closed case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import connection
from tests.desk.makers import NOON, a_brand, a_channel, a_person, an_item, created, read_all

from detente.accounts.models import Brand, Person
from detente.contracts.capture import BrowserFacts, Check, Shot, Visit, VisitOrder
from detente.contracts.network import Item
from detente.contracts.people import MandateKind, Role
from detente.desk.actions.receive import receive
from detente.desk.bundles import Around
from detente.desk.models import Bundle, Case, Channel, EvidenceItem, Message
from detente.desk.vault import the_vault
from detente.evidence.bundle.contents import Surroundings
from detente.evidence.bundle.signer import Signer
from detente.evidence.stamp.authorities import Authority
from detente.workers.capture import Photographer

AROUND = Around(Signer.from_secret(b"s" * 32), Surroundings("0.1.0", "x86_64", "a machine"))
BROWSER = BrowserFacts("Chromium 156", "/usr/bin/chromium", (), True, "nobody", "0" * 64)
HALF_A_YEAR = timedelta(days=184)


class Fake:
    """A browser to which every message stands on its page."""

    def visit(self, order: VisitOrder, /) -> Visit:
        shots = tuple(
            Shot(one.key, b"\x89PNG\r\n\x1a\n" + one.key.encode(), one.text, checks=(Check("text", "pass"),))
            for one in order.subjects
        )
        return Visit(order, NOON, NOON + timedelta(seconds=1), BROWSER, order.url, 200, shots=shots)

    def close(self) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Kept:
    """The desk: `people` by what they do."""

    brand: Brand
    channel: Channel
    people: dict[str, Person]

    def id_of(self, who: str) -> int:
        return self.people[who].id

    def arrive(self, *keys: str, thread: str = "1", now: datetime = NOON) -> None:
        """Messages that stand on one page arrive and are read: a case each."""
        receive(self.channel.id, created(*(shown(key, thread) for key in keys)), now=now)
        read_all(now)

    def photograph(self, now: datetime = NOON, authorities: Sequence[Authority] = ()) -> None:
        """Take every picture that is due."""
        worker = Photographer(Fake(), the_vault(), AROUND, lambda: now, authorities)
        while worker.step(now):
            pass

    def case(self, key: str = "m1") -> Case:
        return Case.objects.get(messages__external_id=key)

    def close(self, *keys: str) -> None:
        """Close cases, as long ago as they were opened."""
        cases = Case.objects.filter(messages__external_id__in=keys)
        cases.update(state="closed", closed_at=NOON, close_reason="solved")

    @property
    def bundle(self) -> Bundle:
        return Bundle.objects.get()

    def items(self, key: str = "m1", **fields: object) -> list[EvidenceItem]:
        return list(EvidenceItem.objects.filter(message__external_id=key, **fields).order_by("id"))

    def message(self, key: str = "m1") -> Message:
        return Message.objects.get(external_id=key)


def shown(key: str, thread: str = "1") -> Item:
    """A message on a page of ours."""
    item = an_item(key, f"Colis {key} jamais reçu.", author=f"a-{key}", thread=f"t-{thread}")
    return replace(item, permalink=f"https://page.example/p/{thread}#m-{key}")


def a_desk() -> Kept:
    """The desk and its people, with nothing sealed yet."""
    brand = a_brand()
    people = {
        "stranger": a_person(None, name="Rémi Vidal"),
        "agent": a_person(brand, Role.AGENT, name="Salomé Brandt"),
        "reviewer": a_person(brand, Role.REVIEWER, name="Malo Kerbrat"),
        "lead": a_person(brand, Role.LEAD, name="Inès Vasseur"),
        "auditor": a_person(brand, Role.AUDITOR, name="Paule Grisard"),
        "administrator": a_person(brand, Role.ADMINISTRATOR, name="Yann Coudert"),
        "legal": a_person(brand, Role.AGENT, name="Lise Hamel", mandates=(MandateKind.LEGAL,)),
    }
    return Kept(brand, a_channel(brand, "publicpage", "Page", base_url="https://page.example"), people)


def meddle(statement: str, *values: object) -> None:
    """What somebody does who owns the database: no rule of it holds them."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET LOCAL session_replication_role = origin")
