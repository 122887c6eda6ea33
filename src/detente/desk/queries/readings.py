"""Which reading of a message holds."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from detente.contracts.analysis import Toxicity
from detente.contracts.dimensions import FLAGS, LINES
from detente.contracts.kinds import Kind
from detente.contracts.learning import DIMENSIONS
from detente.desk.models import Case, Reading
from detente.desk.queries.threads import last_message

SAID: Final = (*DIMENSIONS, *LINES)
"""What a person may say of a message: one column each."""

SEEN: Final = ("scores", "because", "doubts", "personal_data", "facts", "fingerprint", "sources")
"""What only the program sees; a person's reading carries it on."""

_UNKIND: Final = frozenset({Kind.ABUSE, Kind.TROLL, Kind.SPAM})


def latest_reading(message_id: int) -> Reading | None:
    """A person's last word on the message, else the machine's last guess, else nothing.

    What nobody said follows a guess that is younger than the word: the author may have edited the message since.
    """
    guess, word = latest_guess(message_id), latest_word(message_id)
    if word is not None and guess is not None and guess.id > word.id:
        _follow(word, guess)
    return word or guess


def unkind_among(message_ids: Collection[int]) -> frozenset[int]:
    """Those of these messages that are read as abuse, trolling or spam, or whose words attack: in two statements."""
    rows = Reading.objects.filter(message_id__in=message_ids).order_by("message_id", "-id").distinct("message_id")
    held = {one.message_id: one for one in rows.filter(person__isnull=True)} if message_ids else {}
    if held:
        held |= {one.message_id: one for one in rows.filter(person__isnull=False) if not one.taken_back}
    return frozenset(key for key, one in held.items() if one.kind in _UNKIND or one.toxicity != Toxicity.CLEAN)


def latest_guess(message_id: int) -> Reading | None:
    """The machine's last guess."""
    return Reading.objects.filter(message_id=message_id, person__isnull=True).order_by("-id").first()


def latest_word(message_id: int) -> Reading | None:
    """What people said of the message, unless somebody took it back."""
    rows = Reading.objects.filter(message_id=message_id, person__isnull=False).select_related("person")
    word = rows.order_by("-id").first()
    return None if word is None or word.taken_back else word


def _follow(word: Reading, guess: Reading) -> None:
    """Only what is read here changes; the row stays as it was written."""
    for name in (*(one for one in SAID if one not in word.corrected), *SEEN):
        setattr(word, name, getattr(guess, name))


def reading_of(case: Case) -> Reading | None:
    """The reading of the author's last message that stands."""
    last = last_message(case)
    return latest_reading(last.id) if last else None


def value_of(reading: Reading, dimension: str) -> str:
    """A dimension as forms, events and lessons write it: "yes" or "no" for a flag, else the value as text."""
    value = getattr(reading, dimension)
    if dimension in FLAGS:
        return "yes" if value else "no"
    return str(value)
