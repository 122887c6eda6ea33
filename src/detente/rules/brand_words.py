"""What may stand among a brand's own words: a short phrase of real letters, in a list that takes it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from detente.contracts.refusals import Refused
from detente.contracts.word_lists import WORD_LISTS, Strength
from detente.contracts.words import LANGUAGES, Words

MOST_PHRASES: Final = 300
"""A brand's phrases that hold at once."""
LONGEST: Final = 60
FEWEST_LETTERS: Final = 3

_SIGNS: Final = re.compile(r"[|#*_\[\]<>{}\\]")
_EMPTY = Words(fr="Écrivez le mot ou l’expression à ajouter.", en="Write the word or phrase to add.")
_LONG = Words(
    fr="Cette expression a {count} signes, {most} au plus. Gardez les mots qui comptent.",
    en="This phrase has {count} characters, at most {most}. Keep the words that count.",
)
_SHORT = Words(
    fr="Il faut au moins {fewest} lettres\u202f: un mot plus court se trouve partout.",
    en="At least {fewest} letters are needed: a shorter word is found everywhere.",
)
_SIGN = Words(
    fr="Le signe «\u202f{sign}\u202f» n’y a pas sa place. Écrivez les mots comme dans un message.",
    en="The sign “{sign}” does not belong there. Write the words as in a message.",
)
_HIDDEN = Words(
    fr="Cette expression contient un caractère invisible. Retapez-la au clavier.",
    en="This phrase holds an invisible character. Type it again.",
)
_NO_LIST = Words(fr="Choisissez une liste, une langue et une force.", en="Choose a list, a language and a strength.")
_CLOSED = Words(
    fr="À cette liste, une marque n’ajoute rien\u202f: elle peut seulement en désactiver une expression.",
    en="A brand adds nothing to this list: it can only switch a phrase of it off.",
)


def clean_phrase(text: str) -> str:
    """The phrase as it is kept: composed, on one line. Raises `Refused("input.phrase")`."""
    phrase = " ".join(unicodedata.normalize("NFC", text).split())
    if not phrase:
        raise Refused("input.phrase", _EMPTY)
    if len(phrase) > LONGEST:
        raise Refused("input.phrase", _LONG.with_(count=len(phrase), most=LONGEST))
    if any(unicodedata.category(sign).startswith("C") for sign in phrase):
        raise Refused("input.phrase", _HIDDEN)
    sign = _SIGNS.search(phrase)
    if sign:
        raise Refused("input.phrase", _SIGN.with_(sign=sign.group()))
    if sum(map(str.isalpha, phrase)) < FEWEST_LETTERS:
        raise Refused("input.phrase", _SHORT.with_(fewest=FEWEST_LETTERS))
    return phrase


def check_list(list_name: str, language: str, strength: str) -> Strength:
    """The strength, when list, language and strength fit. Raises `Refused`: `input.list`, `proc.word_list`."""
    found = WORD_LISTS.get(list_name)
    if found is None or language not in LANGUAGES or strength not in set(Strength):
        raise Refused("input.list", _NO_LIST)
    if not found.grows and strength != Strength.OFF:
        raise Refused("proc.word_list", _CLOSED)
    return Strength(strength)


def key_of(phrase: str) -> str:
    """What makes two phrases the same one: case and accents aside."""
    plain = unicodedata.normalize("NFKD", phrase.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
