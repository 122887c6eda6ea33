"""The moment between an agreement and the sending, in which the text can be called back. Source: design 5; issue 6.

The brand chooses its length. It never makes a reply miss its hour, and it is never cut short where the matter is grave.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from detente.contracts.kinds import Severity
from detente.contracts.refusals import Refused
from detente.contracts.words import Words

USUAL_SECONDS: Final = 20
"""What a brand has that chose nothing, and the least where the severity is 4."""

LONGEST_SECONDS: Final = 600

_BAD_SECONDS = Words(
    fr="Écrivez un nombre de secondes entre 0 et {most}, par exemple {usual}.",
    en="Write a number of seconds from 0 to {most}, for example {usual}.",
)


def leaves_at(approved_at: datetime, *, seconds: int, severity: int, deadline: datetime | None = None) -> datetime:
    """When an approved text may leave at the earliest.

    `seconds` is what the brand chose; severity 4 gets that, and `USUAL_SECONDS` at least. Otherwise a long moment is
    cut where the case's deadline would pass meanwhile, down to `USUAL_SECONDS`.
    """
    if severity >= Severity.GRAVE:
        return approved_at + timedelta(seconds=max(seconds, USUAL_SECONDS))
    chosen = approved_at + timedelta(seconds=seconds)
    if deadline is None or chosen <= deadline or deadline <= approved_at:
        return chosen
    return min(chosen, max(deadline, approved_at + timedelta(seconds=USUAL_SECONDS)))


def check_seconds(seconds: int) -> int:
    """The same seconds when a brand may choose them. Raises `Refused("input.airlock")`."""
    if not 0 <= seconds <= LONGEST_SECONDS:
        raise bad_seconds()
    return seconds


def bad_seconds() -> Refused:
    """The refusal of what is no length of that moment."""
    return Refused("input.airlock", _BAD_SECONDS.with_(most=LONGEST_SECONDS, usual=USUAL_SECONDS))
