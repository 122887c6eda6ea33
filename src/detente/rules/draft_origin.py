"""Where the words of a draft came from at first. Said on screen and kept with every version.

A model's words stay a model's, however much was changed since: the mark only ever grows stronger (practice §2.7).
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.contracts.labelled import Labelled


class Origin(Labelled):
    """Who proposed the words, the weakest mark first; the values are stored."""

    PERSON = "person", "Écrit par une personne", "Written by a person"
    SAVED = "saved", "À partir d’une réponse enregistrée", "From a saved reply"
    OUTLINE = "outline", "À partir d’un plan proposé", "From a proposed outline"
    MODEL = "model", "À partir d’un texte proposé par un modèle", "From a text that a model proposed"


@dataclass(frozen=True, slots=True)
class Source:
    """An origin and which one it was: a shortcut, the name of a model."""

    origin: Origin = Origin.PERSON
    name: str = ""


PERSON = Source()


def stronger(before: Source, came: Source) -> Source:
    """The mark that a text bears after words of `came` were put into words of `before`."""
    ranks = list(Origin)
    return (
        came if came.origin is not Origin.PERSON and ranks.index(came.origin) >= ranks.index(before.origin) else before
    )
