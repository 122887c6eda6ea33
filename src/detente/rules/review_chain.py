"""Who is asked to re-read a text, in which order, and when the next one is asked as well, so that the hour holds.

The first of the chain who may sign is asked when the text is submitted; ten minutes of opening time later, without an
answer, the deputy is asked too, and so on (five minutes for severity 4 and a person at risk, whose first reply is due
sooner). Being asked gives nobody a right that they had not: whoever may review may take the text at any time. Source:
the hour of the practice, and design, rules that no code path can skip, 3.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Final

from detente.contracts.clock import OpeningHours
from detente.contracts.kinds import Kind, Severity
from detente.contracts.people import MandateKind, Role
from detente.contracts.words import Words
from detente.rules.opening import add_opening_time
from detente.rules.review_policy import MAY_REVIEW

PATIENCE: Final = timedelta(minutes=10)
SHORT_PATIENCE: Final = timedelta(minutes=5)

_ASKED = Words(fr="Relecture demandée à {names}", en="Asked to re-read: {names}")
_ONE = Words(fr="{name} {at}", en="{name} {at}")
_NEXT = Words(fr="\u202f; sans réponse, à {name} {at}.", en="; without an answer, {name} {at}.")
_LAST = Words(
    fr=". Personne d’autre n’est là pour signer\u202f: sans réponse, le responsable est prévenu {at}.",
    en=". Nobody else is there to sign: without an answer, the lead is told {at}.",
)
_LEFT = Words(
    fr=". Personne n’a répondu\u202f: le responsable est prévenu. {remedy}",
    en=". Nobody has answered: the lead was told. {remedy}",
)
_NOBODY = Words(
    fr="Personne de la chaîne n’est là pour signer\u202f: le responsable est prévenu. {remedy}",
    en="Nobody of the chain is there to sign: the lead was told. {remedy}",
)
_OTHERS = Words(
    fr="Un lien de relecture pour quelqu’un d’extérieur, ou une réponse d’attente complète, tient l’heure.",
    en="A link for a reader outside, or a complete holding reply, keeps the hour.",
)
_ONLY_TEAM = Words(
    fr="Ce cas demande la signature d’une personne de l’équipe\u202f: rien d’autre ne la remplace.",
    en="This case needs the signature of somebody of the team: nothing else stands in for it.",
)


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody on duty. `place`: theirs in the chain, None after the others; `open_asks`: texts that wait for them."""

    id: int
    name: str
    place: int | None
    open_asks: int
    roles: frozenset[Role]
    mandates: frozenset[MandateKind]


@dataclass(frozen=True, slots=True)
class AskedOne:
    """Somebody who was asked, by first name, and when."""

    name: str
    at: datetime


def patience(severity: int, kind: Kind) -> timedelta:
    """The opening time that one reviewer has before the next one is asked as well."""
    pressing = severity >= Severity.GRAVE or kind is Kind.PERSON_AT_RISK
    return SHORT_PATIENCE if pressing else PATIENCE


def next_at(hours: OpeningHours, asked_at: datetime, severity: int, kind: Kind) -> datetime:
    """When the next one is asked, UTC."""
    return add_opening_time(hours, asked_at, patience(severity, kind))


def may_sign(reviewer: Reviewer, writer_id: int, missing: Collection[MandateKind]) -> bool:
    """Whether this person's signature is one that the text waits for: a missing mandate where any is, else a role."""
    if reviewer.id == writer_id:
        return False
    return bool(set(missing) & reviewer.mandates if missing else MAY_REVIEW & reviewer.roles)


def chain(reviewers: Iterable[Reviewer], writer_id: int, missing: Collection[MandateKind]) -> tuple[Reviewer, ...]:
    """Those who may sign, in the order in which they are asked: place, fewest open asks, then the longest here."""
    able = [one for one in reviewers if may_sign(one, writer_id, missing)]
    return tuple(sorted(able, key=lambda one: (one.place is None, one.place or 0, one.open_asks, one.id)))


def chain_words(
    asked: Sequence[AskedOne], next_name: str | None, due_at: datetime | None, zone: tzinfo, *, compulsory: bool
) -> Words:
    """What the writer reads of the chain. `due_at`: when the next step is taken, None when every one is taken.

    `compulsory`: only a person of the team may sign, so that no way around is named.
    """
    remedy = _ONLY_TEAM if compulsory else _OTHERS
    if not asked:
        return _NOBODY.with_(remedy=remedy)
    names = [_ONE.with_(name=one.name, at=_clock(one.at, zone)) for one in asked]
    head = _ASKED.with_(names=Words(fr=", ".join(one.fr for one in names), en=", ".join(one.en for one in names)))
    if due_at is None:
        tail = _LEFT.with_(remedy=remedy)
    elif next_name is None:
        tail = _LAST.with_(at=_clock(due_at, zone))
    else:
        tail = _NEXT.with_(name=next_name, at=_clock(due_at, zone))
    return Words(fr=head.fr + tail.fr, en=head.en + tail.en)


def _clock(at: datetime, zone: tzinfo) -> Words:
    text = f"{at.astimezone(zone):%H:%M}"
    return Words(fr=f"à {text}", en=f"at {text}")
