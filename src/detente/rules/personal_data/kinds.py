"""The kinds of personal data, and one piece of it."""

from __future__ import annotations

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


MOST: Final = 200
"""How many look-alikes of one kind are weighed in one text: people write a few, only an attack writes more."""


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One piece of personal data, `text[start:end]`."""

    kind: DataKind
    start: int
    end: int
