"""Whether this is not the first time: what the author says, or what their own earlier cases show.

Computed when the page is read, from dates; no count of a person is kept anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from detente.contracts.words import Words
from detente.rules.composure.cues import whole_words
from detente.rules.composure.folded import Folded

WINDOW: Final = timedelta(days=62)
"""How far back the author's own cases are counted: two months."""
MONTHS: Final = 2

_NUMBERS: Final = {
    2: ("deuxieme|seconde|2 ?e|2 ?eme|2 ?nde", "second|2nd"),
    3: ("troisieme|3 ?e|3 ?eme", "third|3rd"),
    4: ("quatrieme|4 ?e|4 ?eme", "fourth|4th"),
    5: ("cinquieme|5 ?e|5 ?eme", "fifth|5th"),
    6: ("sixieme|6 ?e|6 ?eme", "sixth|6th"),
    7: ("septieme|7 ?e|7 ?eme", "seventh|7th"),
    8: ("huitieme|8 ?e|8 ?eme", "eighth|8th"),
    9: ("neuvieme|9 ?e|9 ?eme", "ninth|9th"),
    10: ("dixieme|10 ?e|10 ?eme", "tenth|10th"),
}
_TIMES: Final = {
    times: whole_words(rf"(?:{fr}) fois(?! que (?:je|on) (?:passe|viens|achete|commande))", rf"(?:{en}) time")
    for times, (fr, en) in _NUMBERS.items()
}
_COUNTED: Final = {2: "deux|2|two", 3: "trois|3|three", 4: "quatre|4|four", 6: "six|6", 12: "douze|12|twelve"}
_PERIOD: Final = {
    1: whole_words("en un mois", "en 1 mois", "ce mois-ci", "in a month", "in one month", "this month"),
    **{n: whole_words(rf"en (?:{words}) mois", rf"in (?:{words}) months") for n, words in _COUNTED.items()},
}
_ORDINALS: Final = {
    2: Words(fr="Deuxième", en="Second"),
    3: Words(fr="Troisième", en="Third"),
    4: Words(fr="Quatrième", en="Fourth"),
    5: Words(fr="Cinquième", en="Fifth"),
    6: Words(fr="Sixième", en="Sixth"),
    7: Words(fr="Septième", en="Seventh"),
    8: Words(fr="Huitième", en="Eighth"),
    9: Words(fr="Neuvième", en="Ninth"),
    10: Words(fr="Dixième", en="Tenth"),
}
_PERIODS: Final = {
    1: Words(fr="en un mois", en="in a month"),
    2: Words(fr="en deux mois", en="in two months"),
    3: Words(fr="en trois mois", en="in three months"),
    4: Words(fr="en quatre mois", en="in four months"),
    6: Words(fr="en six mois", en="in six months"),
    12: Words(fr="en douze mois", en="in twelve months"),
}


@dataclass(frozen=True, slots=True)
class Again:
    """How many times, this one included (2 to 10), and over how many months when that is known.

    `said`: the author says so; otherwise their earlier cases show it.
    """

    times: int
    months: int | None
    said: bool

    @property
    def sentence(self) -> Words:
        """« Troisième fois en deux mois », “Third time in two months”."""
        ordinal = _ORDINALS[self.times]
        over = _PERIODS[self.months] if self.months else Words(fr="", en="")
        return Words(fr=f"{ordinal.fr} fois {over.fr}".strip(), en=f"{ordinal.en} time {over.en}".strip())


def said_again(text: str) -> Again | None:
    """What the author says of it in these words; None when they say nothing."""
    folded = Folded.of(text[:4_000])
    times = max((times for times, pattern in _TIMES.items() if folded.has(pattern)), default=0)
    return Again(times, _first(_PERIOD, folded), said=True) if times else None


def shown_again(earlier: Sequence[datetime], now: datetime) -> Again | None:
    """What the author's earlier cases show: their number within `WINDOW`, and this one; None for a first one."""
    times = 1 + sum(timedelta(0) <= now - at <= WINDOW for at in earlier)
    return Again(min(times, max(_ORDINALS)), MONTHS, said=False) if times > 1 else None


def _first(patterns: dict[int, re.Pattern[str]], folded: Folded) -> int | None:
    return next((number for number, pattern in patterns.items() if folded.has(pattern)), None)
