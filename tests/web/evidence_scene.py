"""A message with a past: seen, edited, answered, photographed, looked at again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import connection, transaction

from detente.accounts.models import Brand, Person
from detente.contracts.network import Change, ChangeKind
from detente.contracts.people import Role
from detente.desk.actions.receive import receive
from detente.desk.actions.receive_rows import ToSeal, seal_all
from detente.desk.models import Capture, Case, Channel, EvidenceItem, Message
from tests.desk.makers import NOON, a_brand, a_channel, a_person, an_item, created, read_all

FIRST = (
    "Bravo pour les horaires, mais mon colis est noté « livré » depuis mardi et je n’ai jamais rien reçu. Troisième "
    "fois en deux mois.\n\nJ’ai appelé deux fois, on me dit d’attendre. C’est n’importe quoi. Je fais quoi, moi, samedi ?"
)
SECOND = FIRST.replace("n’importe quoi", "honteux").replace("samedi", "samedi, sans le cadeau de ma fille")
EDITED = NOON + timedelta(minutes=12)


@dataclass
class Scene:
    """Odile's message on a public page, edited once; its case; three colleagues."""

    brand: Brand
    channel: Channel
    case: Case
    message: Message
    agent: Person
    lead: Person

    @property
    def at(self) -> str:
        """Where the page of its evidence stands."""
        return f"/cases/{self.case.id}/evidence/{self.message.id}"

    def sealed(self, raw: bytes, level: str = "A", what: str = "picture", kind: str = "image/png") -> EvidenceItem:
        """A picture of the present version, sealed like a real one."""
        with transaction.atomic():
            one = ToSeal(self.message.id, self.message.revision_number, what, raw, level, kind)
            return EvidenceItem.objects.get(ledger_seq=seal_all(self.channel, [one], now=EDITED))

    def settled(self, why: str, **fields: object) -> None:
        """What became of the wishes of this kind."""
        done = {"state": "done", "done_at": EDITED, "due_at": None} | fields
        Capture.objects.filter(message=self.message, why=why).update(**done)


def tamper(item: EvidenceItem) -> None:
    """Change one byte of what is sealed, as somebody with the database in hand could."""
    changed = bytes(item.ciphertext or b"")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE desk_evidenceitem DISABLE TRIGGER USER")
        EvidenceItem.objects.filter(id=item.id).update(ciphertext=changed[:-1] + bytes([changed[-1] ^ 1]))
        cursor.execute("ALTER TABLE desk_evidenceitem ENABLE TRIGGER USER")


def a_scene(slug: str = "ferrolune") -> Scene:
    """The message as it stands a quarter of an hour after it was posted."""
    brand = a_brand(slug)
    channel = a_channel(brand, "publicpage", "Page", base_url="https://page.example")
    agent, lead = a_person(brand, Role.AGENT), a_person(brand, Role.LEAD, name="Inès Vidal")
    item = replace(an_item("m1", FIRST, author="odile"), permalink="https://page.example/p/1#m-m1")
    receive(channel.id, created(item), now=NOON)
    read_all(NOON)
    edited = replace(item, text=SECOND, revision=2, raw=SECOND.encode())
    receive(channel.id, [Change(ChangeKind.EDITED, "m1", edited, EDITED)], now=EDITED)
    read_all(EDITED)
    message = Message.objects.select_related("channel").get(external_id="m1", channel=channel)
    return Scene(brand, channel, Case.objects.get(channel=channel), message, agent, lead)
