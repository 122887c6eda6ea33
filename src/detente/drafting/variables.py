"""The fields of a saved reply: `{{prénom}}`, `{prénom}`, `[PRÉNOM]`, in French and in English, filled or left visible.

People come from other tools, so that three ways of writing a field are known; accents, case, spaces, hyphens and
underscores never decide. What cannot be filled stays as it stands: the composure check `form.placeholder` blocks it.
Source: practice, draft check form.placeholder; design §5.6 (nothing that a commenter wrote can trigger anything).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Final

from detente.contracts.labelled import Labelled
from detente.contracts.words import Language, Words
from detente.rules.composure.folded import fold
from detente.rules.personal_data import find_personal_data
from detente.rules.spoken_time import spoken_date

LONGEST_VALUE: Final = 300
"""Characters that a field may be filled with."""


class Variable(Labelled):
    """What a field can stand for. The label is the name that a help line shows."""

    FIRST_NAME = "first_name", "prénom", "first name"
    AUTHOR = "author", "auteur", "author"
    PROBLEM = "problem", "problème", "problem"
    BRAND = "brand", "marque", "brand"
    CHANNEL = "channel", "canal", "channel"
    MY_FIRST_NAME = "my_first_name", "mon prénom", "my first name"
    MY_NAME = "my_name", "mon nom", "my name"
    DEPARTMENT = "department", "service", "department"
    BACK_AT = "back_at", "heure", "time"
    TODAY = "today", "aujourd’hui", "today"


_V = Variable
_NAMES: Final[Mapping[Variable, tuple[str, ...]]] = {
    _V.FIRST_NAME: (
        "prénom", "prénom auteur", "prénom de l'auteur", "prénom client", "first name", "firstname",
        "author first name", "customer first name",
    ),
    _V.AUTHOR: (
        "auteur", "nom", "nom auteur", "nom de l'auteur", "pseudo", "author", "name", "author name", "handle",
        "username",
    ),
    _V.PROBLEM: ("problème", "sujet", "motif", "objet", "problem", "issue", "matter", "subject", "heart"),
    _V.BRAND: ("marque", "entreprise", "enseigne", "société", "nom de la marque", "brand", "company", "brand name"),
    _V.CHANNEL: ("canal", "page", "compte", "channel", "account"),
    _V.MY_FIRST_NAME: ("mon prénom", "signature", "my first name", "agent first name", "agent"),
    _V.MY_NAME: ("mon nom", "my name", "agent name"),
    _V.DEPARTMENT: ("service", "équipe", "département", "department", "team"),
    _V.BACK_AT: (
        "heure", "retour", "heure de retour", "heure du retour", "échéance", "délai", "time", "back at", "when",
        "due",
    ),
    _V.TODAY: ("aujourd'hui", "date", "date du jour", "today"),
}  # fmt: skip

_FIELD: Final = re.compile(
    r"\{\{\s*(?P<double>[^{}\n]{1,40}?)\s*\}\}|\{\s*(?P<single>[^{}\n]{1,40}?)\s*\}"
    r"|\[\s*(?P<square>[^\[\]\n]{1,40}?)\s*\](?!\()"
)
_APART: Final = re.compile(r"[\s_\-.]+")
_UNFIT: Final = re.compile(r"[{}\[\]<>\n\r@#]|https?:|www\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a text, `text[start:end]`. `variable` is None for a name that the desk does not know."""

    start: int
    end: int
    name: str
    variable: Variable | None


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its fields filled; `left` are those that still stand in it, as they stand there now."""

    text: str
    left: tuple[Field, ...]


def _key(name: str) -> str:
    return _APART.sub(" ", fold(name)).strip()


_KNOWN: Final = {_key(name): variable for variable, names in _NAMES.items() for name in names}


def variable_of(name: str) -> Variable | None:
    """What a field of this name stands for; None for a name that nobody taught the desk."""
    return _KNOWN.get(_key(name))


def fields_in(text: str) -> tuple[Field, ...]:
    """Every field of a text, in order. Square brackets count only around a known name: people write `[…]` too."""
    return tuple(_fields(text))


def fill(text: str, values: Mapping[Variable, str]) -> Filled:
    """The text with every field filled for which there is a fit value. A value is never read for fields again."""
    pieces: list[str] = []
    left: list[Field] = []
    at = length = 0
    for one in _fields(text):
        value = fit(values.get(one.variable, "")) if one.variable else ""
        before, put = text[at : one.start], value or text[one.start : one.end]
        length += len(before)
        if not value:
            left.append(Field(length, length + len(put), one.name, one.variable))
        pieces += [before, put]
        length, at = length + len(put), one.end
    return Filled("".join([*pieces, text[at:]]), tuple(left))


def fit(value: str) -> str:
    """The value on one line, empty when it may not stand in a public reply: a link, a field, someone's address."""
    line = " ".join(value.split())
    unfit = len(line) > LONGEST_VALUE or _UNFIT.search(line) or list(find_personal_data(line))
    return "" if unfit else line


def said_time(at: datetime, zone: tzinfo, now: datetime) -> Words:
    """A time to come back by, fit to stand after "before": `18:00`, `demain 10:00`, `4 décembre 2026 à 10:00`."""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    clock = f"{local:%H:%M}"
    if local.date() == today:
        return Words(fr=clock, en=clock)
    if local.date() == today + timedelta(days=1):
        return Words(fr=f"demain {clock}", en=f"{clock} tomorrow")
    day = spoken_date(local.date())
    return Words(fr=f"le {day.fr} à {clock}", en=f"{clock} on {day.en}")


def said_today(now: datetime, zone: tzinfo) -> Words:
    """The day where the brand is: « 29 novembre 2026 »."""
    return spoken_date(now.astimezone(zone).date())


def help_names(language: Language) -> tuple[str, ...]:
    """The fields as the help line of a form writes them: `{prénom}`, `{marque}`…"""
    return tuple(f"{{{variable.label.in_(language)}}}" for variable in Variable)


def _fields(text: str) -> Iterator[Field]:
    for found in _FIELD.finditer(text):
        square = found["square"]
        name = found["double"] or found["single"] or square
        variable = variable_of(name)
        if variable is not None or square is None:
            yield Field(found.start(), found.end(), name, variable)
