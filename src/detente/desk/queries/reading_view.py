"""The reading of a case as its page shows it: what holds, who said it, what the machine guessed, what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from detente.contracts.analysis import FactKind
from detente.contracts.learning import DIMENSIONS
from detente.desk.models import Message, Reading
from detente.desk.queries.readings import SAID, latest_guess, latest_reading, value_of


@dataclass(frozen=True, slots=True)
class NamedFact:
    """A fact that the author named; the words of a number are masked."""

    kind: FactKind
    words: str


@dataclass(frozen=True, slots=True)
class ReadingView:
    """The reading that holds. `by` is empty for a machine's guess; `stale`: the author edited the message since.

    `values` of every dimension, as forms say them; `guessed` what the machine would say (empty: it could not read).
    `said_by`: who said a dimension or a line. `scores` are probabilities; `weighed` the words that pushed each, with
    their place in the present words of the message (empty when they were found in older ones).
    """

    id: int
    message_id: int
    kind: str
    severity: int
    topic: str
    language: str
    heart: str
    asks: str
    unsure: bool
    by: str
    at: datetime
    stale: bool
    scores: Mapping[str, float]
    weighed: tuple[tuple[str, str, int, int], ...]
    values: Mapping[str, str]
    guessed: Mapping[str, str]
    said_by: Mapping[str, str]
    doubts: frozenset[str]
    sources: Mapping[str, str]
    facts: tuple[NamedFact, ...]
    personal_data: tuple[str, ...]


def reading_view(message: Message | None) -> ReadingView | None:
    """The reading of one message; None while there is none. No gate here: callers have one."""
    reading = latest_reading(message.id) if message else None
    if message is None or reading is None:
        return None
    guess, revision = latest_guess(message.id), message.revision_number
    fresh = guess is not None and guess.revision_number == revision
    return ReadingView(
        id=reading.id,
        message_id=message.id,
        kind=reading.kind,
        severity=reading.severity,
        topic=reading.topic,
        language=reading.language,
        heart=reading.heart,
        asks=reading.asks,
        unsure=reading.unsure,
        by=reading.person.name if reading.person else "",
        at=reading.at,
        stale=reading.revision_number < revision,
        scores={str(name): float(value) for name, value in reading.scores.items()},
        weighed=tuple((str(s), str(w), int(a), int(b)) for s, w, a, b in reading.because) if fresh else (),
        values={name: value_of(reading, name) for name in DIMENSIONS},
        guessed={name: value_of(guess, name) for name in DIMENSIONS} if guess else {},
        said_by=_said_by(reading),
        doubts=frozenset(str(name) for name in reading.doubts),
        sources={str(name): str(who) for name, who in reading.sources.items()},
        facts=tuple(NamedFact(FactKind(kind), str(words)) for kind, words, _, _ in reading.facts),
        personal_data=tuple(str(kind) for kind in reading.personal_data),
    )


def _said_by(reading: Reading) -> dict[str, str]:
    """Who said each dimension last: who first gave it the value that still stands."""
    if reading.person_id is None:
        return {}
    rows = Reading.objects.filter(message_id=reading.message_id, person__isnull=False).select_related("person")
    found: dict[str, tuple[object, str]] = {}
    for row in rows.order_by("id"):
        found = {name: known for name, known in found.items() if name in row.corrected}
        for name in (one for one in SAID if one in row.corrected):
            value = getattr(row, name)
            if name not in found or found[name][0] != value:
                found[name] = (value, row.person.name if row.person else "")
    return {name: who for name, (_, who) in found.items()}
