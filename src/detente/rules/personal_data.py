"""Personal data that a pattern recognises: contact, bank, card and order numbers, street addresses, French NIR.

Health and other sensitive matters have no pattern: a person looks for those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from detente.contracts.labelled import Labelled


class DataKind(Labelled):
    """What kind of personal data."""

    EMAIL = "email", "une adresse e-mail", "an e-mail address"
    IBAN = "iban", "un IBAN", "a bank account number"
    CARD = "card", "un numéro de carte", "a card number"
    NIR = "nir", "un numéro de sécurité sociale", "a social security number"
    PHONE = "phone", "un numéro de téléphone", "a phone number"
    ORDER = "order", "un numéro de commande ou de dossier", "an order or file number"
    ADDRESS = "address", "une adresse postale", "a street address"


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One piece of personal data, `text[start:end]`."""

    kind: DataKind
    start: int
    end: int


_STREETS_FR: Final = (
    "rue|avenue|av\\.|boulevard|bd|place|chemin|impasse|allée|allee|quai|route|cours|square|lotissement"
)
_STREETS_EN: Final = "street|st\\.|road|rd\\.?|avenue|ave\\.?|lane|drive|close|court|terrace|crescent|square|gardens"
_NUMBERED: Final = (
    r"commande|dossier|client|compte|contrat|abonné|abonnement|facture|réservation|colis|suivi"
    r"|order|account|customer|contract|invoice|booking|reservation|tracking|ticket|case|reference|ref|réf|référence"
)

_PATTERNS: Final[tuple[tuple[DataKind, re.Pattern[str]], ...]] = (
    (DataKind.EMAIL, re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")),
    (DataKind.IBAN, re.compile(r"\b[A-Z]{2}\d{2}(?:[  \u202f]?[A-Z0-9]{4}){2,7}(?:[  \u202f]?[A-Z0-9]{1,3})?\b")),
    (
        DataKind.NIR,
        re.compile(r"\b[12][  .]?\d{2}[  .]?(?:0[1-9]|1[0-2])[  .]?\d{2}[  .]?\d{3}[  .]?\d{3}(?:[  .]?\d{2})?\b"),
    ),
    (DataKind.CARD, re.compile(r"\b\d(?:[  \u202f-]?\d){12,18}\b")),
    (DataKind.PHONE, re.compile(r"(?<![\w/])(?:\+\d{1,3}[  .-]?(?:\(0\))?\d|0\d)(?:[  \u202f.-]?\d){7,10}(?!\d)")),
    (
        DataKind.ORDER,
        re.compile(
            rf"\b(?:{_NUMBERED})s?\b[^.!?\d\n]{{0,20}}?(?:n°|nº|no\.?|num[ée]ro|number|#)?\s*[:#]?\s*"
            r"((?:[A-Z]{1,6}[-_ ]?)?\d[\d-]{4,18})\b",
            re.IGNORECASE,
        ),
    ),
    (DataKind.ORDER, re.compile(r"(?:#|n°\s?|nº\s?)((?:[A-Z]{1,6}[-_]?)?\d[\d-]{4,18})\b", re.IGNORECASE)),
    (
        DataKind.ADDRESS,
        re.compile(rf"\b\d{{1,4}}(?:\s?(?:bis|ter))?,?\s+(?:{_STREETS_FR})\s+\w[\w'’ -]{{2,40}}", re.IGNORECASE),
    ),
    (
        DataKind.ADDRESS,
        re.compile(rf"\b\d{{1,4}}[A-Za-z]?,?\s+(?:[A-Z][\w'’-]+\s+){{1,3}}(?i:{_STREETS_EN})(?!\w)"),
    ),
)


def find_personal_data(text: str) -> tuple[PersonalData, ...]:
    """Every piece of recognised personal data in order of place; pieces do not overlap, the most certain kind wins."""
    taken: list[PersonalData] = []
    for found in _all_matches(text):
        if not any(found.start < other.end and other.start < found.end for other in taken):
            taken.append(found)
    return tuple(sorted(taken, key=lambda found: found.start))


def _all_matches(text: str) -> Iterator[PersonalData]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if kind is not DataKind.CARD or _passes_luhn(match.group()):
                yield PersonalData(kind, *match.span(match.lastindex or 0))


def _passes_luhn(number: str) -> bool:
    digits = [int(sign) for sign in number if sign.isdigit()]
    doubled = [digit if place % 2 == 0 else sum(divmod(digit * 2, 10)) for place, digit in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0
