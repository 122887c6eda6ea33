"""The dimensions of a reading in words: their names, their values, and what a screen shows before anything is unfolded.

The one table behind the screen that corrects, the action that checks a correction, and the sentence of its event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from detente.contracts.analysis import Sentiment, Topic, Toxicity, Urgency
from detente.contracts.kinds import Kind, Severity
from detente.contracts.learning import DIMENSIONS
from detente.contracts.words import Words

FLAGS: Final = ("complaint", "question", "troll", "irony")
"""The dimensions that are true or false; a form and a lesson say "yes" or "no"."""

IN_SIGHT: Final = ("kind", "severity", "sentiment", "toxicity", "complaint")
"""What a reading shows unfolded: "it is right" says these, and leaves the others as they were guessed."""

LINES: Final = ("heart", "asks")
"""What a person writes in words of their own; events only name these."""

SUBJECTS: Final[Mapping[Topic, Words]] = MappingProxyType(
    {
        Topic.DELIVERY: Words(fr="Livraison", en="Delivery"),
        Topic.PRODUCT: Words(fr="Produit", en="Product"),
        Topic.BILLING: Words(fr="Facturation", en="Billing"),
        Topic.SUPPORT: Words(fr="Service client", en="Support"),
        Topic.STORE: Words(fr="Magasin", en="Store"),
        Topic.PRICE: Words(fr="Prix", en="Price"),
        Topic.SAFETY: Words(fr="Sécurité", en="Safety"),
        Topic.LEGAL: Words(fr="Droit", en="Law"),
        Topic.PRIVACY: Words(fr="Données personnelles", en="Privacy"),
        Topic.OUTAGE: Words(fr="Panne", en="Outage"),
        Topic.ETHICS: Words(fr="Éthique", en="Ethics"),
        Topic.NONE: Words(fr="Aucun", en="None"),
    }
)
"""What a message is about, in words."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension: its name on a screen, and every value that it may take, in the order of the screen."""

    name: str
    label: Words
    values: Mapping[str, Words]


_YES_NO: Final = {"yes": Words(fr="Oui", en="Yes"), "no": Words(fr="Non", en="No")}


def _one(name: str, fr: str, en: str, values: Iterable[tuple[str, Words]]) -> Dimension:
    return Dimension(name, Words(fr=fr, en=en), MappingProxyType(dict(values)))


_ALL: Final = (
    _one("kind", "Genre", "Kind", ((kind.value, kind.label) for kind in Kind)),
    _one(
        "severity", "Gravité", "Severity",
        ((str(int(one)), Words(fr=f"{one:d} {one.label.fr}", en=f"{one:d} {one.label.en}")) for one in Severity),
    ),
    _one(
        "sentiment", "Ton", "Tone",
        [
            (Sentiment.NEGATIVE, Words(fr="Négatif", en="Negative")),
            (Sentiment.NEUTRAL, Words(fr="Neutre", en="Neutral")),
            (Sentiment.POSITIVE, Words(fr="Positif", en="Positive")),
        ],
    ),
    _one("topic", "Sujet", "Subject", ((topic.value, words) for topic, words in SUBJECTS.items())),
    _one(
        "urgency", "Urgence", "Urgency",
        [
            (Urgency.LOW, Words(fr="Faible", en="Low")),
            (Urgency.NORMAL, Words(fr="Normale", en="Normal")),
            (Urgency.HIGH, Words(fr="Forte", en="High")),
        ],
    ),
    _one(
        "toxicity", "Toxicité", "Toxicity",
        [
            (Toxicity.CLEAN, Words(fr="Aucune", en="None")),
            (Toxicity.OFFENSIVE, Words(fr="Blessant", en="Offensive")),
            (Toxicity.HATEFUL, Words(fr="Haine de personnes", en="Hate of people")),
        ],
    ),
    _one("complaint", "Réclamation", "Complaint", _YES_NO.items()),
    _one("question", "Question", "Question", _YES_NO.items()),
    _one("troll", "Provocation", "Provocation", _YES_NO.items()),
    _one("irony", "Ironie", "Irony", _YES_NO.items()),
    _one(
        "language", "Langue", "Language",
        [("fr", Words(fr="Français", en="French")), ("en", Words(fr="Anglais", en="English"))],
    ),
)  # fmt: skip

DIMENSION_WORDS: Final[Mapping[str, Dimension]] = MappingProxyType(
    {one.name: one for name in DIMENSIONS for one in _ALL if one.name == name}
)
"""Every dimension that a person corrects, by name, in the order of `DIMENSIONS`."""

LINE_WORDS: Final[Mapping[str, Words]] = MappingProxyType(
    {"heart": Words(fr="Cœur du problème", en="Heart of the problem"), "asks": Words(fr="Demande", en="Request")}
)
"""The names of the two lines of words."""


def value_words(dimension: str, value: str) -> Words:
    """A value as a person reads it; itself when the table does not know it (of an older desk)."""
    known = DIMENSION_WORDS.get(dimension)
    return known.values.get(value, Words(fr=value, en=value)) if known else Words(fr=value, en=value)
