"""Sign in: one clear sentence for every failure, the same for an unknown address and a wrong password.

Limits, in any 15 minutes: 5 failures for one address of e-mail from one network address, 20 failures from one network
address. A try is counted before the password is looked at, so that many at once pass no further than many in a row.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.hashers import check_password, make_password
from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from detente.accounts import queries
from detente.accounts.models import Person, SignInTry
from detente.contracts.actors import Actor
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.journal.record import Entry, record

WINDOW: Final = timedelta(minutes=15)
BY_EMAIL: Final = 5
BY_ADDRESS: Final = 20
_LONGEST: Final = 1_000

_WRONG = Words(
    fr="L’adresse ou le mot de passe ne correspond pas. Vérifiez les deux.",
    en="The address or the password does not match. Check both.",
)
_TOO_MANY = Words(
    fr="Trop d’essais. Réessayez dans {minutes} min, ou demandez une nouvelle invitation.",
    en="Too many tries. Try again in {minutes} min, or ask for a new invitation.",
)


def sign_in(email: str, password: str, address: str, now: datetime) -> Person:
    """The person, when e-mail and password match.

    `address` is where the request comes from. Raises `Refused("input.sign_in")` or `Refused("input.too_many")`.
    """
    text = email.strip().lower()[:254]
    tries = _count_first(text, address, now)
    person = Person.objects.filter(email=text, is_active=True).first()
    if not _matches(person, password[:_LONGEST]) or person is None:
        raise Refused("input.sign_in", _WRONG)
    _welcome(person, text, address, tries, now)
    return person


def _matches(person: Person | None, password: str) -> bool:
    if person is None:
        make_password(password)  # an unknown address takes as long as a known one
        return False
    return check_password(password, person.password)


@transaction.atomic
def _count_first(email: str, address: str, now: datetime) -> list[int]:
    keys = ((_key("address", address), BY_ADDRESS), (_key("email", email, address), BY_EMAIL))
    for key, most in keys:
        _one_at_a_time(key)
        SignInTry.objects.filter(key_hash=key, at__lte=now - WINDOW).delete()
        failures = SignInTry.objects.filter(key_hash=key, ok=False, at__gt=now - WINDOW).order_by("-at")
        held = list(failures.values_list("at", flat=True)[:most])
        if len(held) >= most:
            raise Refused("input.too_many", _TOO_MANY.with_(minutes=_minutes(held[-1] + WINDOW - now)))
    rows = SignInTry.objects.bulk_create(SignInTry(key_hash=key, at=now, ok=False) for key, _ in keys)
    return [row.id for row in rows]


@transaction.atomic
def _welcome(person: Person, email: str, address: str, tries: list[int], now: datetime) -> None:
    SignInTry.objects.filter(id__in=tries).update(ok=True)
    SignInTry.objects.filter(key_hash=_key("email", email, address), ok=False).delete()
    place = queries.brand_of(person.id)
    brand_id = place.id if place else None
    record(Entry("person.signed_in", Actor.person(person.id), "person", person.id, brand_id), at=now)


def _minutes(left: timedelta) -> int:
    return max(1, -(-int(left.total_seconds()) // 60))


def _key(*parts: str) -> bytes:
    return salted_hmac("detente.accounts.sign_in", "\n".join(parts), algorithm="sha256").digest()


def _one_at_a_time(key: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(key[:8], "big", signed=True)])
