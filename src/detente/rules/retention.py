"""How long evidence is kept. Source: evidence note, section 9; the charter's own months.

Three classes: nothing was removed (six months), something was (the months of the clause, from then on), and held: as
long as somebody says that a claim is real. What was said in search and on the pages of cases is another matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from detente.contracts.labelled import Labelled
from detente.contracts.refusals import Refused
from detente.contracts.words import Words

WITHOUT_ACTION: Final = timedelta(days=183)
"""Six months: nothing was removed, nothing is claimed."""
MONTH: Final = timedelta(days=30.5)
LONGEST_HOLD: Final = timedelta(days=366)
"""A hold is looked at again within a year."""
LONGEST_REASON: Final = 2_000

_NO_REASON: Final = Words(
    fr="Dites pourquoi\u202f: la raison reste avec le cas.", en="Say why: the reason stays with the case."
)
_NO_DATE: Final = Words(
    fr="Donnez une date de réexamen, après aujourd’hui et dans l’année.",
    en="Give a date of review, after today and within a year.",
)


class Keeping(Labelled):
    """Why evidence is kept."""

    NO_ACTION = "no_action", "Rien n’a été retiré", "Nothing was removed"
    REMOVED = "removed", "Un retrait a eu lieu", "Something was removed"
    HELD = "held", "Gardé pour une réclamation", "Held for a claim"


@dataclass(frozen=True, slots=True)
class Removed:
    """A removal as retention sees it. `done_at` None: not carried out; `open`: its fate is not settled yet."""

    done_at: datetime | None
    kept_months: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """`erases_after` None: no date, because it is held or its removal is not settled."""

    why: Keeping
    erases_after: datetime | None

    def is_past(self, now: datetime) -> bool:
        """Whether it has served its time."""
        return self.erases_after is not None and self.erases_after <= now


def kept_until(sealed_at: datetime, removed_at: datetime | None = None, kept_months: int = 12) -> datetime:
    """When evidence is to be erased: six months after it was sealed, or the clause's months after a removal."""
    usual = sealed_at + WITHOUT_ACTION
    return usual if removed_at is None else max(usual, removed_at + kept_months * MONTH)


def kept(sealed_at: datetime, removals: Iterable[Removed] = (), *, held: bool = False) -> Kept:
    """Why and until when evidence sealed at that time is kept."""
    if held:
        return Kept(Keeping.HELD, None)
    known = list(removals)
    if any(one.open for one in known):
        return Kept(Keeping.REMOVED, None)
    dates = [kept_until(sealed_at, one.done_at, one.kept_months) for one in known if one.done_at is not None]
    return Kept(Keeping.REMOVED, max(dates)) if dates else Kept(Keeping.NO_ACTION, kept_until(sealed_at))


def check_reason(reason: str) -> str:
    """The reason as it is kept. Raises `Refused("input.reason")` when there is none."""
    said = reason.strip()
    if not said:
        raise Refused("input.reason", _NO_REASON)
    return said[:LONGEST_REASON]


def check_review(review_on: date | None, today: date) -> date:
    """The date on which a hold is looked at again. Raises `Refused("input.date")`."""
    if review_on is None or not today < review_on <= today + LONGEST_HOLD:
        raise Refused("input.date", _NO_DATE)
    return review_on
