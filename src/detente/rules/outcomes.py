"""Which earlier cases ended well enough to show their answer as an example.

What the desk knows today: the state and its reason, whether a full reply is out, what its author wrote after it, and
whether a removal in it is or was contested. Nothing is said of the person, and nothing is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from detente.contracts.kinds import Kind
from detente.rules.case import CaseState, CloseReason

QUIET: Final = timedelta(days=1)
"""How long an author must have kept silent before silence counts as an end."""
_NO_EXAMPLE: Final = frozenset({CloseReason.REMOVED, CloseReason.SPAM, CloseReason.DUPLICATE, CloseReason.LEFT_BY_LEAD})
_OVER: Final = frozenset({CaseState.ANSWERED, CaseState.CLOSED})


@dataclass(frozen=True, slots=True)
class Ending:
    """How a case stands.

    `replied_at`: when its first full reply was out; `later`: kinds of what its author wrote after that.
    """

    state: CaseState
    close_reason: str
    replied_at: datetime | None
    later: tuple[Kind, ...]
    contested: bool
    promise_broken: bool


def ended_well(ending: Ending, now: datetime) -> bool:
    """Whether the answer of this case may be shown as one that helped.

    It was answered in full and is over; nobody contested anything and no promise was broken; the author thanked last,
    or wrote nothing more for `QUIET`. Anything else that they wrote after our reply leaves doubt, and doubt is a no.
    """
    over = ending.state in _OVER and ending.close_reason not in _NO_EXAMPLE
    if not over or ending.replied_at is None or ending.contested or ending.promise_broken:
        return False
    if ending.later:
        return set(ending.later) <= {Kind.COMPLIMENT}
    return now - ending.replied_at >= QUIET
