"""What a message is (its kind) and how serious its case is (its severity)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Final, Self

from detente.contracts.labelled import Labelled
from detente.contracts.words import Words


class Kind(Labelled):
    """The kind of a message, guessed by analysis and confirmed or corrected by a person."""

    COMPLAINT = "complaint", "Réclamation", "Complaint"
    QUESTION = "question", "Question", "Question"
    COMPLIMENT = "compliment", "Compliment", "Compliment"
    MISINFORMED = "misinformed", "Mal informé", "Misinformed"
    TROLL = "troll", "Provocation", "Provocation"
    ABUSE = "abuse", "Attaque contre des personnes", "Attack on people"
    SPAM = "spam", "Indésirable", "Spam"
    PRESS = "press", "Presse", "Press"
    PERSON_AT_RISK = "person_at_risk", "Personne en danger", "Person at risk"
    WHISTLEBLOWER = "whistleblower", "Lanceur d’alerte possible", "Possible whistleblower"
    RIGHTS_REQUEST = "rights_request", "Demande de droits", "Rights request"
    OTHER = "other", "Autre", "Other"


class Severity(IntEnum):
    """How serious a case is, 1 to 4. Source: practice, draft checks, `sev`."""

    _value_: int
    label: Words

    def __new__(cls, value: int, fr: str = "", en: str = "") -> Self:
        """Make the member from its number and its two labels."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.label = Words(fr=fr, en=en)
        return member

    LIGHT = 1, "Légère", "Light"
    ORDINARY = 2, "Ordinaire", "Ordinary"
    SERIOUS = 3, "Sérieuse", "Serious"
    GRAVE = 4, "Grave", "Grave"


CRITICISM: Final = frozenset({Kind.COMPLAINT, Kind.QUESTION, Kind.COMPLIMENT, Kind.MISINFORMED, Kind.TROLL})
"""Kinds that are opinions: by themselves never a ground for removal (mission `keep`, `trolls`)."""

FRIENDLY: Final = frozenset({Kind.COMPLIMENT, Kind.QUESTION})
"""Kinds with lanes of their own: their guessed severity is not raised, and most draft checks leave them alone."""

KIND_OF_CLASS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        **{kind.value: kind for kind in Kind},
        "unhappy_customer": Kind.COMPLAINT,
        "rager": Kind.COMPLAINT,
        "negative": Kind.COMPLAINT,
        "safety_warning": Kind.COMPLAINT,
        "consumer_review": Kind.COMPLAINT,
        "repeat_complaint": Kind.COMPLAINT,
        "legal_claim": Kind.COMPLAINT,
        "misguided": Kind.MISINFORMED,
        "misguided_or_fake": Kind.MISINFORMED,
        "fake_review": Kind.MISINFORMED,
        "positive": Kind.COMPLIMENT,
        "praise": Kind.COMPLIMENT,
        "thanks": Kind.COMPLIMENT,
        "troll_suspected": Kind.TROLL,
        "charter_breach": Kind.ABUSE,
        "unlawful": Kind.ABUSE,
        "unlawful_or_charter_breach": Kind.ABUSE,
        "hate": Kind.ABUSE,
        "insult": Kind.ABUSE,
        "threat": Kind.ABUSE,
        "advertising": Kind.SPAM,
        "scam": Kind.SPAM,
        "press_question": Kind.PRESS,
        "journalist": Kind.PRESS,
        "distress": Kind.PERSON_AT_RISK,
        "self_harm": Kind.PERSON_AT_RISK,
        "whistleblower_possible": Kind.WHISTLEBLOWER,
        "data_request": Kind.RIGHTS_REQUEST,
        "data_rights": Kind.RIGHTS_REQUEST,
        "erasure_request": Kind.RIGHTS_REQUEST,
        "right_of_reply": Kind.RIGHTS_REQUEST,
        "neutral": Kind.OTHER,
    }
)
"""The one table from the `class` words of the practice to a kind. Source: practice, frameworks."""


def kind_of_class(word: str) -> Kind:
    """The kind for a `class` word; `Kind.OTHER` for a word nobody knows, so that a person looks."""
    return KIND_OF_CLASS.get(word.strip().lower(), Kind.OTHER)
