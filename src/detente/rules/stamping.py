"""When a time stamp is asked for again, and what is said of one that is not there yet. Source: evidence note, 4.1.

A stamp that is waited for is shown and never an obstacle: the evidence is sealed without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from detente.contracts.words import Words

GIVE_UP_AFTER: Final = timedelta(days=7)
UNNAMED: Final = "unnamed"
"""The desk no longer names this authority."""
_PAUSES: Final = (
    *(timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30)),
    *(timedelta(hours=2), timedelta(hours=6)),
)
_SLOWLY: Final = timedelta(hours=1)
"""The least pause where another try will hardly go better without a person."""

_TROUBLES: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "down": Words(fr="l’autorité ne répond pas", en="the authority does not answer"),
        "slow": Words(fr="l’autorité met trop de temps à répondre", en="the authority takes too long to answer"),
        "not_allowed": Words(
            fr="son adresse n’est ni publique, ni dans DETENTE_ALLOWED_ORIGINS",
            en="its address is neither public nor in DETENTE_ALLOWED_ORIGINS",
        ),
        "refused": Words(fr="l’autorité a refusé la demande", en="the authority refused the request"),
        "not_understood": Words(fr="sa réponse n’est pas lisible", en="its answer cannot be read"),
        "wrong_imprint": Words(
            fr="sa réponse porte sur une autre empreinte", en="its answer is about another fingerprint"
        ),
        "wrong_nonce": Words(fr="sa réponse est celle d’une autre demande", en="its answer is to another request"),
        "not_vouched": Words(
            fr="sa signature ne mène à aucune racine connue d’ici\u202f: donnez la sienne par «\u202f;root=…\u202f»",
            en="its signature leads to no root that is known here: give its own with “;root=…”",
        ),
        UNNAMED: Words(
            fr="DETENTE_TIMESTAMP_AUTHORITIES ne la nomme plus", en="DETENTE_TIMESTAMP_AUTHORITIES no longer names it"
        ),
    }
)
_HAD: Final = Words(fr="Horodaté par {name}", en="Stamped by {name}")
_UNSURE: Final = Words(
    fr="{name}\u202f: réponse gardée, pas encore vérifiée, {why}", en="{name}: answer kept, not verified yet, {why}"
)
_WAITING: Final = Words(fr="{name}\u202f: horodatage demandé", en="{name}: time stamp asked for")
_AGAIN: Final = Words(
    fr="{name}\u202f: pas encore d’horodatage, {why}. Le bureau redemande.",
    en="{name}: no time stamp yet, {why}. The desk keeps asking.",
)
_FAILED: Final = Words(
    fr="{name}\u202f: pas d’horodatage, {why}. La preuve est scellée sans lui.",
    en="{name}: no time stamp, {why}. The evidence is sealed without it.",
)


def ask_again_at(attempt: int, made_at: datetime, now: datetime, *, may_pass: bool) -> datetime | None:
    """When to ask again after failed try number `attempt` (from 1); None: no more.

    `may_pass`: what went wrong may go away by itself; otherwise the pauses are an hour at least.
    """
    if now >= made_at + GIVE_UP_AFTER:
        return None
    pause = _PAUSES[min(max(attempt, 1), len(_PAUSES)) - 1]
    return now + (pause if may_pass else max(pause, _SLOWLY))


def trouble_words(code: str) -> Words:
    """Why there is no stamp, for people. An unknown code is said as it is."""
    return _TROUBLES.get(code, Words(fr=code, en=code))


def stamp_words(name: str, state: str, trouble: str, *, genuine: bool | None) -> Words:
    """One stamp in a sentence: had, waited for, or given up. `state`: waiting, had or failed."""
    why = trouble_words(trouble)
    if state == "had":
        return (_HAD if genuine else _UNSURE).with_(name=name, why=why)
    if state == "failed":
        return _FAILED.with_(name=name, why=why)
    return (_AGAIN if trouble else _WAITING).with_(name=name, why=why)
