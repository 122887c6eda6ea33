"""Words that a language model proposed are changed by a person, or confirmed by one, before anybody reviews them.

Source: practice §2.7 (the exception of the AI Act rests on a person's review); design §5.6.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.contracts.refusals import Refused
from detente.contracts.words import Words

_UNREAD = Words(
    fr="Ce texte est celui d’un modèle, mot pour mot. Changez-le, ou cochez «\u202fÉcrit par un modèle, relu par "
    "moi\u202f».",
    en="This text is a model’s, word for word. Change it, or tick “Written by a model, re-read by me”.",
)
_WHOLE = Words(
    fr="Écrit par un modèle ({name}), relu mot à mot par {who}, qui n’a rien changé.",
    en="Written by a model ({name}), re-read word by word by {who}, who changed nothing.",
)
_CHANGED = Words(
    fr="À partir d’un texte écrit par un modèle ({name}), relu et changé par {who}.",
    en="From a text written by a model ({name}), re-read and changed by {who}.",
)


@dataclass(frozen=True, slots=True)
class ModelWords:
    """What a version owes to a model: which one, and whether a person changed its words since."""

    name: str
    changed: bool

    def said_to_reviewer(self, who: str | Words) -> Words:
        """The line beside the text in review. `who`: the writer."""
        return (_CHANGED if self.changed else _WHOLE).with_(name=self.name, who=who)


def check_read(words: ModelWords | None, *, confirmed: bool) -> None:
    """Raise `Refused("proc.human")` for a model's words that nobody changed and nobody confirmed."""
    if words is not None and not words.changed and not confirmed:
        raise Refused("proc.human", _UNREAD)
