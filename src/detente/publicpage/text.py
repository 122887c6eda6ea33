"""What a text may be when it is written, and what is left out when it is shown. The stored text is never altered."""

from __future__ import annotations

import unicodedata

from detente.contracts.refusals import Refused
from detente.contracts.words import Words

MINIMUM = 2  # visible characters
MAXIMUM = 5000  # code points
NAME_MAXIMUM = 80

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")
_CLUSTER = 4  # combining marks in a row that any living script needs


def as_typed(field: str) -> str:
    """The text that a person typed: a form sends every line end as CR LF."""
    return field.replace("\r\n", "\n").replace("\r", "\n")


def check_text(text: str) -> None:
    """Refuse a text that cannot be kept or shown. Raises `Refused` (`input.text`)."""
    if not storable(text):
        raise Refused("input.text", UNREADABLE)
    if len(text) > MAXIMUM:
        raise Refused("input.text", TOO_LONG.with_(over=len(text) - MAXIMUM), over=len(text) - MAXIMUM)
    if sum(not c.isspace() for c in shown(text)) < MINIMUM:
        raise Refused("input.text", TOO_SHORT)


def storable(text: str) -> bool:
    """Whether the database can keep it: no null character, no half of a surrogate pair."""
    return "\x00" not in text and not any("\ud800" <= c <= "\udfff" for c in text)


def shown(text: str) -> str:
    """The text without what would reorder, hide or overflow its surroundings: for display only."""
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _CLUSTER and _shows(character, kept):
            kept.append(character)
    return "".join(kept)


def _shows(character: str, before: list[str]) -> bool:
    if character in "\n\t":
        return True
    if character in _JOINERS:
        return bool(before) and not _latin(before[-1]) and before[-1] not in _JOINERS
    return character not in _BIDI and unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs")


def _latin(character: str) -> bool:
    return character.isascii() or unicodedata.name(character, "").startswith("LATIN")


UNREADABLE = Words(
    fr="Ce texte contient un caractère invisible que nous ne pouvons pas enregistrer. Il est retiré ci-dessous : "
    "relisez et envoyez de nouveau.",
    en="This text contains an invisible character that we cannot keep. It has been taken out below: "
    "please read it again and send it.",
)
TOO_LONG = Words(
    fr="Votre message est trop long de {over} caractères (5 000 au plus). Votre texte est gardé ci-dessous.",
    en="Your message is {over} characters too long (5,000 at most). Your text is kept below.",
)
TOO_SHORT = Words(
    fr="Écrivez quelques mots avant d’envoyer.",
    en="Please write a few words before sending.",
)
