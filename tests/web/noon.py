"""A clock that stands still for pages that count, and people signed in to French pages."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.test import Client

from detente.accounts.models import Person
from tests.desk.makers import NOON
from tests.web.shell import signed_in_client

LATER = NOON + timedelta(minutes=18)


def now() -> datetime:
    """Eighteen minutes past noon, UTC."""
    return LATER


def client_of(person: Person) -> Client:
    """A client of this person, in French."""
    client = signed_in_client(person)
    client.cookies["detente_language"] = "fr"
    return client


def tomorrow() -> datetime:
    """A day later."""
    return LATER + timedelta(days=1)
