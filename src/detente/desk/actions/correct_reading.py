"""A person says what a message is. Their word wins over every guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from detente.contracts.analysis import Sentiment, Topic, Urgency
from detente.contracts.kinds import Kind, Severity
from detente.contracts.refusals import Refused
from detente.contracts.words import LANGUAGES, Words
from detente.desk.access import Colleague, access_case
from detente.desk.actions._replies import check_text, tell_case
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.open_cases import start_clock
from detente.desk.models import Case, Message, Reading
from detente.desk.queries.readings import latest_reading
from detente.rules.clock import effective_severity
from detente.rules.roles import Action

_NO_MESSAGE = Words(
    fr="Ce message n’est pas dans ce cas. Rechargez la page.", en="This message is not in this case. Reload the page."
)
_BAD_CHOICE = Words(
    fr="Choisissez dans la liste\u202f: « {value} » n’en fait pas partie.",
    en="Choose from the list: “{value}” is not on it.",
)
_LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class Correction:
    """What the person says; `None` leaves what was read. `severity` is 1 to 4; the rest are values of their enums."""

    kind: str | None = None
    severity: int | None = None
    sentiment: str | None = None
    topic: str | None = None
    urgency: str | None = None
    language: str | None = None
    heart: str | None = None
    asks: str | None = None


@transaction.atomic
def correct_reading(person_id: int, case_id: int, message_id: int, correction: Correction, *, now: datetime) -> int:
    """Write the person's reading of one message of the case and return its id. A confirmation is a correction too.

    The case takes its kind and severity, and its deadline moves with them. Raises `Refused`: `access.…`,
    `access.message`, `input.reading`, `input.text`.
    """
    case, colleague = access_case(person_id, case_id, Action.CORRECT_READING, lock=True)
    message = Message.objects.filter(id=message_id, case=case, ours=False).first()
    if message is None:
        raise Refused("access.message", _NO_MESSAGE)
    before = latest_reading(message_id)
    reading = _reading(message, before, correction, colleague, now)
    reading.save(force_insert=True)
    old = {"kind": str(case.kind), "severity": int(case.severity)}
    _take_over(case, reading)
    facts = {"reading": reading.id, "message": message_id, "kind": reading.kind, "severity": reading.severity}
    facts |= {"kind_before": old["kind"], "severity_before": old["severity"]}
    tell_case("reading.corrected", colleague.actor, case, facts, now=now)
    tell_screens(case.brand_id)
    return reading.id


def _reading(
    message: Message, before: Reading | None, said: Correction, colleague: Colleague, now: datetime
) -> Reading:
    return Reading(
        message=message,
        revision_number=message.revision_number,
        person_id=colleague.id,
        engine="person",
        at=now,
        kind=_one_of(said.kind, list(Kind), before.kind if before else Kind.OTHER),
        severity=_severity(said.severity, before),
        sentiment=_one_of(said.sentiment, list(Sentiment), before.sentiment if before else Sentiment.NEUTRAL),
        topic=_one_of(said.topic, list(Topic), before.topic if before else Topic.NONE),
        urgency=_one_of(said.urgency, list(Urgency), before.urgency if before else Urgency.NORMAL),
        language=_one_of(said.language, LANGUAGES, before.language if before else "en"),
        heart=_line(said.heart, before.heart if before else ""),
        asks=_line(said.asks, before.asks if before else ""),
        unsure=False,
        scores=before.scores if before else {},
        because=before.because if before else [],
    )


def _take_over(case: Case, reading: Reading) -> None:
    """The case follows the person: kind, severity, words, and the deadline while nobody has replied."""
    case.kind, case.language = reading.kind, reading.language
    case.heart = reading.heart or case.heart
    case.topic = reading.topic
    case.severity_confirmed = reading.severity
    case.severity = effective_severity(case.severity_guess, case.severity_confirmed, Kind(case.kind))
    if case.clock_started_at is not None and not case.historical:
        start_clock(case, case.clock_started_at)
    case.save(update_fields=["kind", "language", "heart", "topic", "severity_confirmed", "severity", "deadline"])


def _one_of(value: str | None, choices: Sequence[str], kept: str) -> str:
    if value is None:
        return str(kept)
    if value not in [str(choice) for choice in choices]:
        raise Refused("input.reading", _BAD_CHOICE.with_(value=value[:40]))
    return value


def _severity(value: int | None, before: Reading | None) -> int:
    if value is None:
        return before.severity if before else int(Severity.ORDINARY)
    if not Severity.LIGHT <= value <= Severity.GRAVE:
        raise Refused("input.reading", _BAD_CHOICE.with_(value=value))
    return value


def _line(value: str | None, kept: str) -> str:
    if value is None:
        return kept
    check_text(value)
    return " ".join(value.split())[:_LONGEST_LINE]
