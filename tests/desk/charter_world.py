"""A brand with its charter, a team in every role, and a comment that breaches a clause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tests.desk.makers import NOON, a_brand, a_case, a_channel, a_person

from detente.accounts.models import Brand, Person
from detente.contracts.actors import SYSTEM
from detente.contracts.kinds import Kind
from detente.contracts.people import MandateKind, Role
from detente.desk.actions.ask_removal import ask_removal
from detente.desk.actions.correct_reading import Correction, correct_reading
from detente.desk.actions.hide_provisionally import hide_provisionally
from detente.desk.actions.publish_default_charter import publish_default_charter
from detente.desk.models import Case, Channel, Clause, Message

WORDS = "renvoyez-les chez eux"
TEXT = f"Au guichet de la gare, {WORDS}, on ne veut pas de ces gens."
COMPLAINT = "Colis annoncé livré mardi, jamais reçu. C’est honteux."
NOTICE = "Bonjour, votre commentaire a été masqué au titre de l’article 1 de notre charte."


@dataclass(frozen=True, slots=True)
class World:
    """People by what they do, and the rows they act on."""

    brand: Brand
    channel: Channel
    people: dict[str, Person]

    def id_of(self, who: str) -> int:
        """The person's id."""
        return self.people[who].id

    def clause(self, number: int) -> Clause:
        """A clause of the charter in force."""
        return Clause.objects.filter(charter__brand=self.brand, number=number).latest("charter__version")

    def message(self, case: Case) -> Message:
        """The author's message in a case."""
        return Message.objects.get(case=case, ours=False)

    def abuse(self, external_id: str = "m1", author: str = "odile", text: str = TEXT) -> Message:
        """A comment that a person has confirmed to be an attack on people."""
        return self.confirmed(external_id, author, text, Kind.ABUSE)

    def confirmed(self, external_id: str, author: str, text: str, kind: Kind) -> Message:
        """A comment whose kind a person has confirmed."""
        case = a_case(self.channel, text, external_id=external_id, author=author)
        message = self.message(case)
        correct_reading(self.id_of("agent"), case.id, message.id, Correction(kind=kind.value, severity=3), now=NOON)
        return message

    def ask(self, message: Message, *, who: str = "agent", clause: int = 1, verb: str = "hide", quote: str = WORDS,
            reason: str = "Vise des personnes pour leur origine.", notice: str = NOTICE, now: datetime = NOON) -> int:  # fmt: skip
        """Ask for a removal."""
        number = self.clause(clause).id if clause else 0
        return ask_removal(self.id_of(who), message.id, verb, number, quote, reason, notice, now=now)

    def hide(self, message: Message, *, who: str = "agent", clause: int = 1, quote: str = WORDS,
             now: datetime = NOON) -> int:  # fmt: skip
        """Hide provisionally."""
        reason = "Vise des personnes pour leur origine."
        return hide_provisionally(self.id_of(who), message.id, self.clause(clause).id, quote, reason, NOTICE, now=now)


def a_world(slug: str = "ferrolune", *, network: str = "publicpage") -> World:
    """A brand with one person per role, one with the charter mandate, a second lead, and a stranger."""
    brand = a_brand(slug)
    channel = a_channel(brand, network=network, name="Livre d’or")
    publish_default_charter(brand.id, SYSTEM, now=NOON)
    people = {
        "agent": a_person(brand, Role.AGENT, name="Salomé Brandt"),
        "reviewer": a_person(brand, Role.REVIEWER, name="Malo Kerbrat"),
        "lead": a_person(brand, Role.LEAD, name="Inès Vasseur"),
        "second_lead": a_person(brand, Role.LEAD, name="Tarek Amrani"),
        "expert": a_person(brand, Role.EXPERT, name="Odon Lebrun"),
        "auditor": a_person(brand, Role.AUDITOR, name="Paule Grisard"),
        "administrator": a_person(brand, Role.ADMINISTRATOR, name="Yann Coudert"),
        "charter": a_person(brand, Role.REVIEWER, name="Lise Hamel", mandates=(MandateKind.CHARTER,)),
        "stranger": a_person(None, name="Rémi Vidal"),
    }
    return World(brand, channel, people)
