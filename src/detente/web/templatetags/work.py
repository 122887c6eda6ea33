"""Small words of the work on cases, beside those of `words`: `{% load words work %}`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django import template
from django.utils import formats, timezone
from django.utils.translation import get_language

from detente.contracts.words import Words, as_language
from detente.rules.evidence_words import stamp_trouble
from detente.web import foreign, rows
from detente.web.clock import now
from detente.web.templatetags.words import day, day_and_time

register = template.Library()


@register.filter
def tamed(text: str | None) -> str:
    """Text from a network on one line, its tricks replaced by a visible mark."""
    return foreign.one_line(text or "", 300)


@register.filter
def quoted(text: str | None) -> str:
    """The text between the quotation marks of the reader's language."""
    return rows.quoted(foreign.one_line(text or "", 200), as_language(get_language() or "en"))


@register.filter
def listed(values: Sequence[Words]) -> str:
    """Things in a sentence: `une adresse e-mail et un numéro de téléphone`."""
    language = as_language(get_language() or "en")
    said = [one.in_(language) for one in values]
    last = {"fr": " et ", "en": " and "}[language]
    return last.join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else "".join(said)


@register.filter
def to_the_second(value: datetime | None) -> str:
    """`13:58:03` today, else with the day."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    if local.date() == timezone.localtime(now()).date():
        return f"{local:%H:%M:%S}"
    return f"{day_and_time(value)}:{local:%S}"


@register.filter
def exact_time(value: datetime | None) -> str:
    """Never relative, with the zone it is said in: `20 novembre 2026, 13:58:03 (UTC+1)`."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    offset = f"{local:%z}"
    hours, minutes = offset[:3].replace("+0", "+").replace("-0", "−").replace("-", "−"), offset[3:5]
    zone = "UTC" if offset == "+0000" else f"UTC{hours}{'' if minutes == '00' else f':{minutes}'}"
    return f"{day(value)}, {local:%H:%M:%S} ({zone})"


@register.filter
def month_of(value: datetime | None) -> str:
    """`mars 2024`, `March 2024`."""
    return formats.date_format(timezone.localtime(value), "F Y") if value else ""


@register.filter
def short_day(value: datetime | None) -> str:
    """`12/10`, with the year when it is not this one."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{local:%d/%m}" if local.year == timezone.localtime(now()).year else f"{local:%d/%m/%y}"


@register.filter
def short_hash(value: str) -> str:
    """The two ends of a digest: `9f3c 71ab … e04d`."""
    return f"{value[:4]} {value[4:8]} … {value[-4:]}" if len(value) > 16 else value


@register.filter
def stamp_words(code: str) -> Words:
    """Why a time stamp is not there, by its stored code."""
    return stamp_trouble(code)
