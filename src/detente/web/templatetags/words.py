"""Words, times, numbers and small parts as the reader's language writes them. `{% load words %}`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final, TypedDict

from django import template
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from detente.contracts.labelled import Labelled
from detente.contracts.words import Words, as_language
from detente.web.clock import now

register = template.Library()

THIN: Final = "\u202f"
ARC: Final = 15.71
"""The length of the clock's arc, in units of its drawing."""
_NEAR: Final = {
    0: Words(fr="aujourd’hui", en="today"),
    -1: Words(fr="hier", en="yesterday"),
    1: Words(fr="demain", en="tomorrow"),
}
_DAYS: Final = Words(fr="j", en="d")
_SPACE_BEFORE = re.compile(r"[ \u00a0]+([;:?!%»])")
_SPACE_AFTER = re.compile(r"«[ \u00a0]+")


def _language() -> str:
    return as_language(get_language() or "en")


@register.filter
def words(value: Words | Labelled | str | None) -> str:
    """The sentence, or the label of an enum, in the reader's language."""
    said = value.label if isinstance(value, Labelled) else value
    return narrow(said.in_(_language()) if isinstance(said, Words) else (said or ""))


@register.filter
def narrow(value: str) -> str:
    """French typography: the thin no-break space before ; : ? ! % and inside « »; English is left as it is."""
    if _language() != "fr":
        return value
    return _SPACE_AFTER.sub(f"«{THIN}", _SPACE_BEFORE.sub(rf"{THIN}\1", value))


@register.filter
def clock_time(value: datetime | None) -> str:
    """The time of day in the brand's time zone: `14:58`."""
    return f"{timezone.localtime(value):%H:%M}" if value else ""


@register.filter
def day(value: datetime | None) -> str:
    """The day: `20 novembre 2026`, `20 November 2026`."""
    if value is None:
        return ""
    moment = timezone.localtime(value)
    return f"{_day_number(moment)} {formats.date_format(moment, 'F Y')}"


@register.filter
def day_and_time(value: datetime | None) -> str:
    """`aujourd’hui, 13:48`; `hier, 09:02`; `20 novembre, 13:48`; with the year when it is not this one."""
    if value is None:
        return ""
    moment, today = timezone.localtime(value), timezone.localtime(now())
    return f"{_day_word(moment, today)}, {moment:%H:%M}"


def _day_word(moment: datetime, today: datetime) -> str:
    word = _NEAR.get((moment.date() - today.date()).days)
    if word:
        return word.in_(_language())
    return f"{_day_number(moment)} {formats.date_format(moment, 'F' if moment.year == today.year else 'F Y')}"


def _day_number(moment: datetime) -> str:
    return "1er" if moment.day == 1 and _language() == "fr" else str(moment.day)


@register.filter
def iso(value: datetime | None) -> str:
    """For `datetime` and `data-deadline` attributes."""
    return value.isoformat(timespec="seconds") if value else ""


@register.filter
def number(value: int | float | None) -> str:
    """`1 204` and `94,2` in French, `1,204` and `94.2` in English."""
    if value is None:
        return ""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"
    return text.replace(",", THIN).replace(".", ",") if _language() == "fr" else text


@register.filter
def initials(name: str) -> str:
    """Two letters for a round mark: first and last word."""
    parts = [part for part in re.split(r"[\s\-]+", name.strip()) if part]
    if not parts:
        return "··"
    return (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else parts[0][1:2])).upper()


@register.filter
def clock_face(seconds: int | float | timedelta | None) -> str:
    """Time left as the clock writes it: `44:50`, `−07:18` (late), `5 h 12`, `3 j`."""
    if seconds is None:
        return ""
    total = int(seconds.total_seconds() if isinstance(seconds, timedelta) else seconds)
    sign, left = ("−" if total < 0 else ""), abs(total)
    if left >= 172_800:
        return f"{sign}{left // 86_400} {_DAYS.in_(_language())}"
    if left >= 6_000:
        return f"{sign}{left // 3_600} h {left % 3_600 // 60:02d}"
    return f"{sign}{left // 60:02d}:{left % 60:02d}"


@register.simple_tag
def icon(name: str, label: str = "", classes: str = "") -> SafeString:
    """An icon of the sprite; with a label it is read aloud, without one it is silent."""
    href = f"{static('web/icons.svg')}#i-{name}"
    css = f"i {classes}".strip()
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', css, label, href)
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', css, href)


_NETWORKS: Final = {
    "publicpage": ("book", "Livre d’or", "Guest book"),
    "files": ("tray", "Fichiers", "Files"),
    "mastodon": ("tusk", "Mastodon", "Mastodon"),
    "bluesky": ("cloud", "Bluesky", "Bluesky"),
    "discourse": ("forum", "Forum", "Forum"),
    "wordpress": ("note", "WordPress", "WordPress"),
    "webhook": ("link", "Webhook", "Webhook"),
    "by_hand": ("pen", "À la main", "By hand"),
}


@register.simple_tag
def network_icon(network: str) -> SafeString:
    """The glyph of a network, our own drawing, with its name read aloud."""
    name, fr, en = _NETWORKS.get(network, ("bubble", network, network))
    return icon(name, Words(fr=fr, en=en).in_(_language()), "net")


@register.filter
def in_order(values: Collection[Labelled]) -> list[Labelled]:
    """Members of an enum in the order in which it lists them."""
    kind = type(next(iter(values))) if values else Labelled
    return [member for member in kind if member in values] if values else []


@register.filter
def at(names: Mapping[int, str], key: int) -> str:
    """The name under a key; empty when there is none."""
    return names.get(key, "")


@register.simple_tag
def arc(left: float, total: float) -> str:
    """The `stroke-dasharray` of the clock: the share of time that is left, whole once it is over."""
    share = 1.0 if left < 0 or total <= 0 else min(1.0, left / total)
    return f"{ARC * share:.2f} {ARC}"


class ClockParts(TypedDict):
    """What `web/_clock.html` draws."""

    look: str
    deadline: datetime | None
    seconds: int
    total: int
    arc: str
    text: str


@register.inclusion_tag("web/_clock.html")
def clock(deadline: datetime, total_seconds: int = 3_600, text: str = "") -> ClockParts:
    """The clock to a deadline: calm over 30 minutes, warn at 30 or less, late once over. `text` replaces the count."""
    left = int((deadline - now()).total_seconds())
    look = "late" if left < 0 else "warn" if left <= 1_800 else "calm"
    return {
        "look": look,
        "deadline": deadline,
        "seconds": left,
        "total": total_seconds,
        "arc": arc(left, total_seconds),
        "text": text,
    }


class Marks(TypedDict):
    """What `web/_six.html` draws."""

    marks: list[str]
    sentence: str


_STEPS: Final = (
    Words(fr="Analyse", en="Analyse"),
    Words(fr="Trace", en="Trace"),
    Words(fr="Charte", en="Charter"),
    Words(fr="Dans l’heure", en="Within the hour"),
    Words(fr="Relecture", en="Re-read"),
    Words(fr="Publication", en="Publish"),
)
_STATES: Final = {
    "d": Words(fr="fait", en="done"),
    "n": Words(fr="en cours", en="in progress"),
    "w": Words(fr="attend", en="waiting"),
    "x": Words(fr="en retard ou bloqué", en="late or blocked"),
    "t": Words(fr="à venir", en="to come"),
}


@register.inclusion_tag("web/_six.html")
def six(marks: Iterable[str]) -> Marks:
    """The six marks of a row from six letters: d done, n in progress, w waiting, x late or blocked, t to come."""
    letters = [mark if mark in _STATES else "t" for mark in marks]
    said = [
        f"{place} {step.in_(_language())}{THIN if _language() == 'fr' else ''}: {_STATES[letter].in_(_language())}"
        for place, (step, letter) in enumerate(zip(_STEPS, letters, strict=True), start=1)
    ]
    return {"marks": letters, "sentence": "; ".join(said)}
