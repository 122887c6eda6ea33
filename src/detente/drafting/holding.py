"""The text of a holding reply: taken into account, by which department, and when we come back. A proposal, never sent.

Source: practice, draft check form.hold_complete (three parts), fix.when (a time, never "shortly").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from detente.contracts.words import Words
from detente.rules.spoken_time import spoken_date

_QUARTER = timedelta(minutes=15)

_TEXT = Words(
    fr="Bonjour, merci pour votre message\u202f: nous l’avons bien lu et pris en compte. "
    "Notre service {department} vérifie. Nous revenons vers vous ici {when}.",
    en="Hello, thank you for your message: we have read it and taken it into account. "
    "Our {department} team is looking into it. We will come back to you here {when}.",
)


@dataclass(frozen=True, slots=True)
class HoldingFacts:
    """What the proposal needs. `back_at`: when we come back, aware; `zone`: where the brand is."""

    department: str
    back_at: datetime
    zone: tzinfo


def holding_text(facts: HoldingFacts, lang: str, *, now: datetime) -> str:
    """A complete holding reply in `lang`, without a signature. Says "today" when `back_at` is today in `zone`."""
    when = _when(facts.back_at, facts.zone, now)
    return _TEXT.with_(department=facts.department, when=when).in_(lang)


def next_quarter(at: datetime) -> datetime:
    """The next full quarter of an hour at or after `at`, UTC: nobody promises 16:37."""
    at = at.astimezone(UTC)
    over = timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)
    return at if not over else at - over + _QUARTER


def _when(at: datetime, zone: tzinfo, now: datetime) -> Words:
    local = at.astimezone(zone)
    clock = f"{local:%H:%M}"
    if local.date() == now.astimezone(zone).date():
        return Words(fr=f"aujourd’hui avant {clock}", en=f"by {clock} today")
    day = spoken_date(local.date())
    return Words(fr=f"le {day.fr} avant {clock}", en=f"by {clock} on {day.en}")
