"""How good published replies are, by ten marks of two raters on a small weekly sample; and how far two raters agree.

Source: practice, quality rubric of a reply. The sample is drawn by a hash of the publication and its week, so that it
can be drawn again and nobody chooses. It is about replies: nothing here adds up marks by person.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Final

from detente.contracts.refusals import Refused
from detente.contracts.words import Words

SHARE: Final = 0.05
"""Part of the week's published replies that is drawn, one at least."""
BEST: Final = 2
FIT_TOTAL: Final = 14
KEY_ROWS: Final = (0, 2, 3, 6, 8)
"""Specific, ownership, solution, tone and safe: a zero in one of them is not made up for by the others."""
ENOUGH_PAIRS: Final = 10
"""Below this many replies rated twice, a coefficient says more about chance than about the raters."""

_BAD_MARKS = Words(
    fr="Donnez une note de 0 à 2 à chacune des dix lignes.", en="Give each of the ten rows a mark from 0 to 2."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the rubric, and what 0, 1 and 2 mean in it."""

    key: str
    name: Words
    levels: tuple[Words, Words, Words]


def _row(key: str, name: tuple[str, str], *levels: tuple[str, str]) -> Row:
    none, some, full = (Words(fr=fr, en=en) for fr, en in levels)
    return Row(key, Words(fr=name[0], en=name[1]), (none, some, full))


ROWS: Final = (
    _row(
        "specific",
        ("Précise", "Specific"),
        ("irait sous n’importe quel commentaire", "would fit under any comment"),
        ("nomme le sujet", "names the topic"),
        ("reprend les faits de cette personne", "takes up the facts of this person"),
    ),
    _row(
        "empathy",
        ("Attentive", "Empathy"),
        ("rien sur ce que la personne vit", "nothing on what the person goes through"),
        ("une formule", "a set phrase"),
        ("ce que cela change pour cette personne", "what it does to this person"),
    ),
    _row(
        "ownership",
        ("Assumée", "Ownership"),
        ("nie ou s’excuse sur autrui", "denies, or blames somebody else"),
        ("dit pardon", "says sorry"),
        (
            "dit ce que nous avons mal fait, ou que nous ne le savons pas encore",
            "says what we did wrong, or that we do not know yet",
        ),
    ),
    _row(
        "solution",
        ("Solution", "Solution"),
        ("aucune", "none"),
        ("promet de regarder", "promises to look"),
        ("un acte fait, ou une offre précise", "something done, or a precise offer"),
    ),
    _row(
        "time",
        ("Moment", "Time"),
        ("aucun", "none"),
        ("vague", "vague"),
        ("une heure ou un jour", "an hour or a day"),
    ),
    _row(
        "prevention",
        ("Explication et suite", "Explanation and prevention"),
        ("aucune", "none"),
        ("la cause", "the cause"),
        ("la cause et ce qui change, ou pourquoi pas encore", "the cause and what changes, or why not yet"),
    ),
    _row(
        "tone",
        ("Ton", "Tone"),
        ("froid ou piquant", "cold or sharp"),
        ("poli", "polite"),
        ("chaleureux et calme, se dirait en face", "warm and calm, could be said face to face"),
    ),
    _row(
        "bystanders",
        ("Pour qui passe", "For bystanders"),
        ("attise ou cache", "feeds the quarrel, or hides"),
        ("neutre", "neutral"),
        ("qui ne lit que cela comprend et fait confiance", "whoever reads only this understands and trusts"),
    ),
    _row(
        "safe",
        ("Sûre", "Safe"),
        ("une donnée, une promesse ou un aveu risqué", "personal data, a risky promise or admission"),
        ("un doute", "one doubt"),
        ("rien de tel", "none"),
    ),
    _row(
        "voice",
        ("Voix", "Voice"),
        ("mauvaise langue, mauvais registre ou texte tout fait", "wrong language or register, or canned"),
        ("correcte", "correct"),
        ("humaine, signée, de la bonne longueur", "human, signed, of the right length"),
    ),
)
"""The ten rows, in the order in which marks are stored."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two raters agree in one row: `same` of `pairs` gave the same mark.

    `kappa`: agreement beyond chance, linear weights, 1 at most; None for too few pairs, or when all marks are the same.
    """

    pairs: int
    same: int
    kappa: float | None


def week_of(day: date) -> date:
    """The Monday of the week."""
    return day - timedelta(days=day.weekday())


def drawn(publications: Collection[int], week: date) -> tuple[int, ...]:
    """The publications that are drawn for the week: five in a hundred, one at least, the same every time."""
    wanted = ceil(len(publications) * SHARE)
    return tuple(sorted(set(publications), key=lambda number: _lot(number, week))[:wanted])


def check_marks(marks: Sequence[int | None]) -> tuple[int, ...]:
    """The ten marks. Raises `Refused("input.marks")` unless there are ten, from 0 to 2."""
    given = tuple(mark for mark in marks if mark is not None and 0 <= mark <= BEST)
    if len(given) != len(ROWS) or len(marks) != len(ROWS):
        raise Refused("input.marks", _BAD_MARKS)
    return given


def is_fit(marks: Sequence[int]) -> bool:
    """Whether such a reply was fit to leave: 14 of 20 at least, and no zero in a row that counts alone."""
    return sum(marks) >= FIT_TOTAL and all(marks[row] for row in KEY_ROWS)


def agreement(pairs: Sequence[tuple[int, int]]) -> Agreement:
    """The agreement of two raters in one row, over the replies that both rated."""
    same = sum(one == other for one, other in pairs)
    return Agreement(len(pairs), same, _kappa(pairs) if len(pairs) >= ENOUGH_PAIRS else None)


def _lot(number: int, week: date) -> str:
    return hashlib.sha256(f"{week.isoformat()}:{number}".encode()).hexdigest()


def _kappa(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Cohen's kappa with linear weights. Who comes first of two raters says nothing, so both ways are counted."""
    both = [*pairs, *((other, one) for one, other in pairs)]
    shares = [sum(one == mark for one, _ in both) / len(both) for mark in range(BEST + 1)]
    seen = sum(abs(one - other) for one, other in both) / len(both)
    by_chance = sum(abs(a - b) * shares[a] * shares[b] for a in range(BEST + 1) for b in range(BEST + 1))
    return None if by_chance == 0 else 1 - seen / by_chance
