"""Reading that goes on whatever an engine does: what it cannot read goes to a person, never into silence."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from detente.contracts.analysis import Engine, MessageToRead, ReadingResult, Sentiment, Topic, Urgency
from detente.contracts.kinds import Kind, Severity
from detente.contracts.learning import DIMENSIONS, NO_BRANDS, BrandReading
from detente.contracts.words import as_language

log = logging.getLogger(__name__)


class ResultsLost(Exception):
    """An engine gave results for other messages than those it was asked to read."""


def read_carefully(
    engine: Engine, messages: Sequence[MessageToRead], brands: Mapping[int, BrandReading] = NO_BRANDS
) -> list[ReadingResult]:
    """One result per message, in the same order. Never raises: after a trouble each message is read by itself."""
    try:
        return _whole(engine, messages, brands)
    except Exception:  # noqa: BLE001 - whatever an engine does, the other messages are read
        return _one_by_one(engine, messages, brands)


def _one_by_one(
    engine: Engine, messages: Sequence[MessageToRead], brands: Mapping[int, BrandReading]
) -> list[ReadingResult]:
    results: list[ReadingResult] = []
    failed: list[str] = []
    for message in messages:
        try:
            results += _whole(engine, [message], brands)
        except Exception as error:  # noqa: BLE001
            failed.append(type(error).__name__)
            results.append(a_person_looks(message))
    if failed:
        _tell(engine.name, failed, len(messages))
    return results


def _tell(name: str, failed: Sequence[str], of: int) -> None:
    """The classes of the errors only: their text may be somebody's words."""
    what = ", ".join(sorted(set(failed)))
    log.error("%s could not read %d of %d messages (%s); a person looks at them", name, len(failed), of, what)


def _whole(
    engine: Engine, messages: Sequence[MessageToRead], brands: Mapping[int, BrandReading]
) -> list[ReadingResult]:
    results = engine.read(messages, brands)
    if [result.reference for result in results] != [message.reference for message in messages]:
        raise ResultsLost
    return results


def unread(result: ReadingResult) -> bool:
    """Whether this is the reading of a message that nothing could read."""
    return result.unsure and result.doubts == DIMENSIONS


def a_person_looks(message: MessageToRead) -> ReadingResult:
    """The reading of a message that nothing could read: no guess, everything in doubt, its hour runs."""
    return ReadingResult(
        reference=message.reference,
        language=as_language(message.language_hint or "en"),
        kind=Kind.OTHER,
        sentiment=Sentiment.NEUTRAL,
        severity=Severity.ORDINARY.value,
        urgency=Urgency.NORMAL,
        topic=Topic.NONE,
        heart="",
        asks="",
        unsure=True,
        doubts=DIMENSIONS,
    )
