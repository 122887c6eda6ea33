"""Saved replies as they are drawn: an example under a made-up message, and what the composer fills on a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from detente.accounts.queries import Member
from detente.contracts.words import Words
from detente.desk.queries.case_page import CasePage
from detente.desk.queries.saved_replies import CaseWords
from detente.drafting.variables import Field, Variable, fill, said_time, said_today
from detente.web.case_context import written_first_name
from detente.web.composer_view import Typed, chosen_department, promised_time
from detente.web.foreign import one_line

_EXAMPLE: Final[Mapping[Variable, Words]] = {
    Variable.FIRST_NAME: Words(fr="Odile", en="Odile"),
    Variable.AUTHOR: Words(fr="Odile Verdier", en="Odile Verdier"),
    Variable.PROBLEM: Words(fr="mon colis n’est jamais arrivé", en="my parcel never came"),
    Variable.CHANNEL: Words(fr="Notre page", en="Our page"),
    Variable.DEPARTMENT: Words(fr="Logistique", en="Logistics"),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of an example; `open` ones are a field that nothing fills."""

    text: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A saved reply as it would read under Odile's message. `unknown`: fields that a person fills by hand each time."""

    pieces: tuple[Stretch, ...]
    unknown: tuple[str, ...]


def example_of(text: str, language: str, me: Member, now: datetime) -> Example:
    """The text filled with a made-up case; fields that the desk does not know stay open."""
    zone = ZoneInfo(me.brand.time_zone)
    back = (now.astimezone(zone) + timedelta(days=1)).replace(hour=10, minute=0)
    values = {variable: words.in_(language) for variable, words in _EXAMPLE.items()} | {
        Variable.BRAND: me.brand.name,
        Variable.MY_NAME: me.name,
        Variable.MY_FIRST_NAME: me.name.split()[0] if me.name.split() else "",
        Variable.BACK_AT: said_time(back, zone, now).in_(language),
        Variable.TODAY: said_today(now, zone).in_(language),
    }
    filled = fill(text, values)
    unknown = dict.fromkeys(one.name for one in filled.left if one.variable is None)
    return Example(tuple(_cut(filled.text, filled.left)), tuple(unknown))


def _cut(text: str, left: tuple[Field, ...]) -> list[Stretch]:
    found, at = [], 0
    for one in left:
        found += [Stretch(text[at : one.start]), Stretch(text[one.start : one.end], open=True)]
        at = one.end
    return [one for one in [*found, Stretch(text[at:])] if one.text]


def case_words(page: CasePage, typed: Typed, now: datetime) -> CaseWords:
    """What the composer of this case knows for the fields of a saved reply."""
    author = one_line(page.facts.author or page.facts.handle, 80)
    department = chosen_department(page, typed)
    return CaseWords(author, written_first_name(author), department, promised_time(typed, now))
