"""Who is on a case: a page says every ten seconds that somebody looks or types, and is forgotten when it stops.

Shown so that two people do not write the same reply unknowingly; never a lock, and never a record of anybody's work.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from detente.contracts.words import Words

BEAT: Final = timedelta(seconds=10)
"""How often an open page says so."""
GONE: Final = timedelta(seconds=30)
"""After which silence somebody is no longer there."""
STILL_TYPING: Final = timedelta(seconds=25)
"""How long after the last word of it somebody still counts as writing: two beats, and the time they take."""
WRITINGS: Final = ("reply", "holding", "note")
"""What can be written on a case, as the tabs of the composer are called."""

_WRITES: Final = {
    "reply": Words(fr="{name} écrit ici", en="{name} is writing here"),
    "holding": Words(fr="{name} écrit une réponse d’attente", en="{name} is writing a holding reply"),
    "note": Words(fr="{name} écrit une note", en="{name} is writing a note"),
}
_LOOKS: Final = Words(fr="{name} regarde ce cas", en="{name} is looking at this case")
_MORE: Final = Words(fr="et {count} de plus", en="and {count} more")
_SHOWN: Final = 2


@dataclass(frozen=True, slots=True)
class Here:
    """A colleague who is on a case. `writing`: which text they write, empty while they look."""

    name: str
    writing: str = ""

    @property
    def sentence(self) -> Words:
        """What is said of them, by their first name."""
        first = self.name.split()[0] if self.name.split() else self.name
        return _WRITES.get(self.writing, _LOOKS).with_(name=first)


def here(name: str, writing: str, *, seen_at: datetime, typed_at: datetime | None, now: datetime) -> Here | None:
    """Somebody as they are now; None when their page has been silent for `GONE`."""
    if now - seen_at >= GONE:
        return None
    types = typed_at is not None and now - typed_at < STILL_TYPING and writing in WRITINGS
    return Here(name, writing if types else "")


def said(people: list[Here]) -> tuple[Words, ...]:
    """What a page says of them: those who write first, two sentences, and how many more there are."""
    ranked = sorted(people, key=lambda one: (not one.writing, one.name))
    shown = [one.sentence for one in ranked[:_SHOWN]]
    more = len(ranked) - len(shown)
    return (*shown, _MORE.with_(count=more)) if more else tuple(shown)
