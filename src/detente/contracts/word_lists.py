"""The lists of words that a reading looks for, with names for people: what a brand adds to, and how strongly.

The names are those of the lexicon's lists (`analysis/lexicons`); a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from detente.contracts.analysis import Topic
from detente.contracts.dimensions import SUBJECTS
from detente.contracts.labelled import Labelled
from detente.contracts.words import Words


class Strength(Labelled):
    """How much a phrase of the brand's weighs in its list."""

    LEANS = "leans", "Penche vers", "Leans towards"
    CLEAR = "clear", "Dit clairement", "Says clearly"
    OFF = "off", "Ne compte plus", "No longer counts"

    @property
    def weight(self) -> float:
        """The weight in the lexicon: ordinary phrases have 1, and 0 takes a phrase out."""
        return _WEIGHTS[self]


_WEIGHTS: Final = {Strength.LEANS: 0.7, Strength.CLEAR: 1.5, Strength.OFF: 0.0}


@dataclass(frozen=True, slots=True)
class WordList:
    """One list. `grows`: a brand adds to it; from the others it only switches phrases off.

    What proposes a removal does not grow: which words are hate is not for the brand to say (mission, `keep`).
    """

    name: str
    label: Words
    grows: bool = True


_PLAIN: Final = (
    WordList("praise", Words(fr="Éloges", en="Praise")),
    WordList("grievance", Words(fr="Griefs", en="Grievances")),
    WordList("repeat", Words(fr="Problème qui revient", en="A problem that comes back")),
    WordList("urgency", Words(fr="Urgence", en="Urgency")),
    WordList("money", Words(fr="Argent dû ou perdu", en="Money owed or lost")),
    WordList("safety", Words(fr="Danger pour les personnes", en="Danger to people")),
    WordList("risk", Words(fr="Personne en danger", en="Person at risk")),
    WordList("questions", Words(fr="Questions", en="Questions")),
    WordList("requests", Words(fr="Demandes", en="Requests")),
    WordList("insults", Words(fr="Insultes", en="Insults")),
    WordList("mockery", Words(fr="Moqueries", en="Mockery")),
    WordList("threats", Words(fr="Menaces", en="Threats")),
    WordList("legal", Words(fr="Droit et justice", en="Law and courts")),
    WordList("rights", Words(fr="Demandes sur les données", en="Requests about data")),
    WordList("press", Words(fr="Presse", en="Press")),
    WordList("spam", Words(fr="Indésirables", en="Spam")),
    WordList("hate", Words(fr="Haine de personnes", en="Hate of people"), grows=False),
)
_TOPICS: Final = tuple(
    WordList(f"topics.{topic.value}", Words(fr=f"Sujet\u202f: {words.fr.lower()}", en=f"Subject: {words.en.lower()}"))
    for topic, words in SUBJECTS.items()
    if topic is not Topic.NONE
)

WORD_LISTS: Final[Mapping[str, WordList]] = MappingProxyType({one.name: one for one in (*_PLAIN, *_TOPICS)})
"""Every list that a brand may touch, in the order of the screen."""
