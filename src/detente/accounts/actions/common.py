"""What several actions share: who may, one-time links, and what a name, an address or a password must be."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterable
from hashlib import sha256
from typing import Final, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from detente.accounts import queries
from detente.accounts.models import Brand
from detente.contracts.labelled import Labelled
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.rules.roles import Action, check_may

PASSWORD_LENGTH: Final = 12
_PASSWORD_MOST: Final = 1_000
_NAME_MOST: Final = 120
_LETTERS: Final = 5
E_ = TypeVar("E_", bound=Labelled)

_NO_NAME = Words(fr="Écrivez un nom, de 1 à 120 caractères.", en="Write a name, 1 to 120 characters long.")
_NO_EMAIL = Words(
    fr="Cette adresse e-mail ne se lit pas. Écrivez-la comme prenom@exemple.fr.",
    en="This e-mail address cannot be read. Write it like name@example.org.",
)
_SHORT = Words(
    fr="Choisissez un mot de passe d’au moins {n} caractères ; une phrase convient bien.",
    en="Choose a password of at least {n} characters; a short sentence works well.",
).with_(n=PASSWORD_LENGTH)
_LONG = Words(fr="Ce mot de passe est trop long.", en="This password is too long.")
_COMMON = Words(
    fr="Ce mot de passe est dans toutes les listes. Choisissez-en un autre.",
    en="This password is on every list. Choose another one.",
)
_OWN = Words(
    fr="Le mot de passe ne doit contenir ni votre nom ni votre adresse.",
    en="The password must contain neither your name nor your address.",
)
_ZONE = Words(
    fr="Ce fuseau horaire est inconnu. Choisissez-en un dans la liste.",
    en="This time zone is unknown. Choose one from the list.",
)
_NO_BRAND = Words(fr="Cette marque n’existe pas ici.", en="There is no such brand here.")
_UNKNOWN = Words(fr="« {value} » n’est pas un choix possible.", en="“{value}” is not a possible choice.")
_ALONE = Words(
    fr="Il doit rester au moins une personne qui administre. Donnez d’abord ce rôle à quelqu’un d’autre.",
    en="At least one administrator must remain. Give that role to somebody else first.",
)


def check_person_may(person_id: int, brand_id: int, action: Action) -> None:
    """Raise `Refused("access.…")` unless the active person may do `action` in the brand."""
    check_may(action, queries.roles_of(person_id, brand_id), queries.mandates_of(person_id, brand_id))


def locked_brand(brand_id: int) -> Brand:
    """The brand's row, locked, so that two people never take the last administrator away together."""
    found = Brand.objects.select_for_update().filter(id=brand_id).first()
    if found is None:
        raise Refused("access.brand", _NO_BRAND)
    return found


def check_administrator_left(brand_id: int) -> None:
    """Raise `Refused("state.last_administrator")` when nobody administers the brand any more."""
    if not queries.administrators(brand_id).exists():
        raise Refused("state.last_administrator", _ALONE)


def new_token() -> str:
    """A one-time link's secret: 256 bits, safe in an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """What the database keeps of a token."""
    return sha256(token.encode()).digest()


def clean_name(name: str) -> str:
    """A name without control characters, trimmed. Raises `Refused("input.name")`."""
    kept = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    text = " ".join(kept.split())
    if not 1 <= len(text) <= _NAME_MOST:
        raise Refused("input.name", _NO_NAME)
    return text


def clean_email(email: str) -> str:
    """An address in lower case. Raises `Refused("input.email")`."""
    text = email.strip().lower()
    try:
        validate_email(text)
    except ValidationError:
        raise Refused("input.email", _NO_EMAIL) from None
    return text


def check_password_choice(password: str, *personal: str) -> None:
    """Raise `Refused("input.password")` for a password that is short, known, or made of the person's own words."""
    if len(password) < PASSWORD_LENGTH:
        raise Refused("input.password", _SHORT)
    if len(password) > _PASSWORD_MOST:
        raise Refused("input.password", _LONG)
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        raise Refused("input.password", _COMMON) from None
    if len(set(password)) < _LETTERS:
        raise Refused("input.password", _COMMON)
    if any(len(word) > 3 and word.casefold() in password.casefold() for word in personal):
        raise Refused("input.password", _OWN)


def clean_zone(zone: str) -> str:
    """An IANA time zone. Raises `Refused("input.time_zone")`."""
    try:
        return str(ZoneInfo(zone.strip()))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused("input.time_zone", _ZONE) from None


def members_of(kind: type[E_], values: Iterable[str]) -> frozenset[E_]:
    """The enum members for stored values. Raises `Refused("input.choice")` for one that does not exist."""
    known = {member.value: member for member in kind}
    chosen = set()
    for value in values:
        if value not in known:
            raise Refused("input.choice", _UNKNOWN.with_(value=value[:40]))
        chosen.add(known[value])
    return frozenset(chosen)


def in_order(roles: Iterable[Role]) -> list[str]:
    """Roles as an event lists them, in the order of the enum."""
    held = set(roles)
    return [role.value for role in Role if role in held]
