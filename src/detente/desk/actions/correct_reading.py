"""A person says what a message is. Their word wins over every guess, and can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Final

from django.db import transaction

from detente.contracts.dimensions import DIMENSION_WORDS, FLAGS, IN_SIGHT, LINES
from detente.contracts.kinds import Kind, Severity
from detente.contracts.learning import DIMENSIONS
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_case
from detente.desk.actions._replies import check_text, tell_case
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.open_cases import start_clock
from detente.desk.models import Case, Message, Reading
from detente.desk.queries.readings import SAID, SEEN, latest_guess, latest_reading, latest_word, value_of
from detente.rules.clock import effective_severity
from detente.rules.roles import Action

_NO_MESSAGE = Words(
    fr="Ce message n’est pas dans ce cas. Rechargez la page.", en="This message is not in this case. Reload the page."
)
_BAD_CHOICE = Words(
    fr="Choisissez dans la liste\u202f: « {value} » n’en fait pas partie.",
    en="Choose from the list: “{value}” is not on it.",
)
_NOTHING_SAID = Words(
    fr="Personne n’a rien corrigé ici\u202f: la lecture de la machine vaut déjà.",
    en="Nobody corrected this: the machine’s reading already holds.",
)
_LONGEST_LINE: Final = 300
_NEW: Final = Reading(kind=Kind.OTHER, severity=int(Severity.ORDINARY), sentiment="neutral", topic="none",
                      urgency="normal", language="en")  # fmt: skip
"""What holds of a message that nobody read yet."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What the person says; `None` leaves what was read. All `None`: "it is right", which says what is in sight.

    `severity` is 1 to 4, the flags are true or false; the rest are values of their enums, and two lines of words.
    """

    kind: str | None = None
    severity: int | None = None
    sentiment: str | None = None
    topic: str | None = None
    urgency: str | None = None
    toxicity: str | None = None
    complaint: bool | None = None
    question: bool | None = None
    troll: bool | None = None
    irony: bool | None = None
    language: str | None = None
    heart: str | None = None
    asks: str | None = None

    @classmethod
    def of(cls, dimension: str, value: str) -> Correction:
        """One dimension as a form says it. Raises `Refused("input.reading")`."""
        known = DIMENSION_WORDS.get(dimension)
        if known is None or value not in known.values:
            raise Refused("input.reading", _BAD_CHOICE.with_(value=value[:40]))
        said: str | int | bool = value == "yes" if dimension in FLAGS else value
        return cls(**{dimension: int(value) if dimension == "severity" else said})  # type: ignore[arg-type]

    def said(self) -> dict[str, str | int | bool]:
        """What is said, by column. Raises `Refused`: `input.reading`, `input.text`."""
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: _checked(name, value) for name, value in told.items() if value is not None}


@transaction.atomic
def correct_reading(person_id: int, case_id: int, message_id: int, correction: Correction, *, now: datetime) -> int:
    """Write the person's reading of one message of the case and return its id. A confirmation is a correction too.

    What people said of it before stays said. The case takes kind, severity and words, and its deadline moves with them.
    Raises `Refused`: `access.…`, `access.message`, `input.reading`, `input.text`.
    """
    case, colleague, message = _open(person_id, case_id, message_id)
    before = latest_reading(message_id) or _NEW
    said = correction.said()
    confirmed = not said
    reading = _reading(message, before, said, colleague, now)
    reading.corrected = _in_order({*_earlier(before), *(said or IN_SIGHT)})
    reading.save(force_insert=True)
    facts = _facts(case, before, reading, list(said) or list(IN_SIGHT)) | {"confirmed": confirmed}
    _take_over(case, reading, {*said} or {*IN_SIGHT})
    tell_case("reading.corrected", colleague.actor, case, facts, now=now)
    tell_screens(case.brand_id)
    return reading.id


@transaction.atomic
def take_back_correction(person_id: int, case_id: int, message_id: int, dimension: str = "", *, now: datetime) -> int:
    """Let the machine's guess hold again: of one dimension (or line), or of all; the id of the row that says so.

    Raises `Refused`: `access.…`, `access.message`, `state.reading` when nobody said it.
    """
    case, colleague, message = _open(person_id, case_id, message_id)
    word, guess = latest_word(message_id), latest_guess(message_id) or _NEW
    left = [one for one in (word.corrected if word else []) if dimension and one != dimension]
    if word is None or (dimension and len(left) == len(word.corrected)):
        raise Refused("state.reading", _NOTHING_SAID)
    back = [one for one in word.corrected if one not in left]
    kept = {name: getattr(word, name) for name in left}
    reading = _reading(message, guess, kept, colleague, now)
    reading.corrected, reading.taken_back = left, not left
    if word.revision_number < message.revision_number:
        reading.revision_number = word.revision_number  # the rest of the word is no fresher than it was
    reading.save(force_insert=True)
    facts = _facts(case, word, reading, back)
    _give_back(case, reading, set(left))
    tell_case("reading.taken_back", colleague.actor, case, facts, now=now)
    tell_screens(case.brand_id)
    return reading.id


def _open(person_id: int, case_id: int, message_id: int) -> tuple[Case, Colleague, Message]:
    case, colleague = access_case(person_id, case_id, Action.CORRECT_READING, lock=True)
    message = Message.objects.filter(id=message_id, case=case, ours=False).first()
    if message is None:
        raise Refused("access.message", _NO_MESSAGE)
    return case, colleague, message


def _reading(
    message: Message, base: Reading, said: Mapping[str, object], colleague: Colleague, now: datetime
) -> Reading:
    """A row of this person: `base` with what is said over it."""
    values = {**{name: getattr(base, name) for name in (*SAID, *SEEN)}, **said}
    return Reading(
        message=message,
        revision_number=message.revision_number,
        person_id=colleague.id,
        engine="person",
        at=now,
        unsure=False,
        **values,
    )


def _earlier(before: Reading) -> Sequence[str]:
    return before.corrected if before.person_id is not None else ()


def _in_order(names: set[str]) -> list[str]:
    return [name for name in (*DIMENSIONS, *LINES) if name in names]


def _facts(case: Case, before: Reading, after: Reading, names: Sequence[str]) -> dict[str, object]:
    """What the event says: enum values only; a line of words is named and not quoted."""
    told = [name for name in names if name in DIMENSION_WORDS]
    return {
        "reading": after.id,
        "message": after.message_id,
        "kind": after.kind,
        "severity": after.severity,
        "kind_before": str(case.kind),
        "severity_before": int(case.severity),
        "dimensions": told,
        "before": [value_of(before, name) for name in told],
        "after": [value_of(after, name) for name in told],
        "lines": [name for name in names if name in LINES],
    }


def _take_over(case: Case, reading: Reading, said: set[str]) -> None:
    """The case follows the person: kind, severity, words, and the deadline while nobody has replied.

    Who says the kind or the severity has looked at both: they stand side by side. Who says something else leaves the
    severity unconfirmed.
    """
    case.kind, case.language = reading.kind, reading.language
    case.heart = reading.heart or case.heart
    case.topic = reading.topic
    if said & {"kind", "severity"}:
        case.severity_confirmed = reading.severity
        _weigh(case)
    case.save(update_fields=["kind", "language", "heart", "topic", "severity_confirmed", "severity", "deadline"])


def _give_back(case: Case, reading: Reading, left: set[str]) -> None:
    """The case goes by the guess again, where nobody says otherwise."""
    case.kind, case.language = reading.kind, reading.language
    case.heart = reading.heart or case.heart
    case.topic = reading.topic
    if not left & {"kind", "severity"}:
        case.severity_confirmed = None
        case.severity_guess = max(case.severity_guess, reading.severity)
    else:
        case.severity_confirmed = reading.severity
    _weigh(case)
    names = ["kind", "language", "heart", "topic", "severity_confirmed", "severity_guess", "severity", "deadline"]
    case.save(update_fields=names)


def _weigh(case: Case) -> None:
    case.severity = effective_severity(case.severity_guess, case.severity_confirmed, Kind(case.kind))
    if case.clock_started_at is not None and not case.historical:
        start_clock(case, case.clock_started_at)


def _checked(name: str, value: str | int | bool) -> str | int | bool:
    if name in LINES:
        check_text(str(value))
        return " ".join(str(value).split())[:_LONGEST_LINE]
    if name not in FLAGS and str(value) not in DIMENSION_WORDS[name].values:
        raise Refused("input.reading", _BAD_CHOICE.with_(value=str(value)[:40]))
    return value
