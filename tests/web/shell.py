"""A furnished desk and clients of its people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.test import Client

from detente.accounts.actions.first_run import make_first_run_link
from detente.accounts.models import Brand, Person
from detente.contracts.people import Role
from tests.accounts.people import NOW, PASSWORD, make_person

FIRST = {
    "name": "Salomé Brandt",
    "email": "salome@ferrolane.example",
    "password": PASSWORD,
    "brand_name": "Ferrolane",
    "time_zone": "Europe/Paris",
    "language": "fr",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """The brand, its first person and a client signed in as them."""

    brand: Brand
    first: Person
    client: Client

    def colleague(self, *roles: Role, name: str = "") -> Client:
        """A client signed in as somebody with exactly these roles."""
        person = make_person(name or "-".join(roles) or "nobody", self.brand, *roles)
        return signed_in_client(person)


def open_desk() -> Desk:
    """A desk opened through the welcome page itself."""
    token = make_first_run_link(NOW)
    client = Client()
    answer = client.post(f"/welcome/{token}", FIRST)
    assert answer.status_code == 302, main_text(answer.content.decode())
    return Desk(Brand.objects.get(), Person.objects.get(), client)


def signed_in_client(person: Person) -> Client:
    """A client with a session, without going through the sign-in page."""
    client = Client()
    client.force_login(person)
    return client


def main_text(html: str) -> str:
    """The words of a page, tags left out."""
    return re.sub(r"[ \n\t]+", " ", re.sub(r"<[^>]+>", " ", html)).strip()
