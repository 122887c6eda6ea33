"""When a delivery to somebody else's address is tried again, and when it is given up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from detente.contracts.words import Words

GIVE_UP_AFTER: Final = timedelta(days=3)
TROUBLE_AFTER: Final = 6
"""Failed tries of one delivery, without a success meanwhile, after which the hook is *in trouble*: half an hour."""
GONE: Final = 410
_MINUTE: Final = 60
_HOUR: Final = 3_600
PAUSES: Final = tuple(
    timedelta(seconds=seconds)
    for seconds in (10, 30, 2 * _MINUTE, 10 * _MINUTE, 20 * _MINUTE, _HOUR, 2 * _HOUR, 4 * _HOUR, 8 * _HOUR, 12 * _HOUR)
)
"""The pause after the first failed try, after the second …; the last one again and again."""
_TROUBLES: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "not_allowed": Words(
            fr="adresse non permise\u202f: ni publique, ni dans DETENTE_ALLOWED_ORIGINS",
            en="address not allowed: neither public nor in DETENTE_ALLOWED_ORIGINS",
        ),
        "not_reached": Words(fr="machine injoignable", en="machine not reached"),
        "no_answer": Words(fr="pas de réponse lisible", en="no answer that could be read"),
        "redirect": Words(fr="redirection, jamais suivie", en="redirect, never followed"),
        "secret": Words(
            fr="le secret ne s’ouvre pas avec la clé de ce bureau, faites-en un nouveau",
            en="the secret does not open with this desk’s key, make a new one",
        ),
        "removed": Words(fr="connexion retirée", en="connection removed"),
    }
)
_ANSWERED = Words(fr="réponse {status}", en="answer {status}")


def trouble_words(code: str) -> Words:
    """Why a delivery did not arrive, for people. An unknown code is said as it is."""
    if code.startswith("status."):
        return _ANSWERED.with_(status=code.removeprefix("status."))
    return _TROUBLES.get(code, Words(fr=code, en=code))


def next_try(attempt: int, queued_at: datetime, now: datetime, wanted: datetime | None = None) -> datetime | None:
    """When to try again after failed try number `attempt` (from 1); None: give up.

    `wanted`: when the receiver asked for it (`Retry-After`); it may lengthen the pause, never beyond the last one.
    """
    if now >= queued_at + GIVE_UP_AFTER:
        return None
    pause = PAUSES[min(attempt, len(PAUSES)) - 1]
    asked = min(wanted, now + PAUSES[-1]) if wanted else now
    return min(max(now + pause, asked), queued_at + GIVE_UP_AFTER)
