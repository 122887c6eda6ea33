"""One answer of a plug-in put into one reading.

A plug-in may raise an alarm and never silences one: a person at risk and severity 4 stand. Where it calms what the
embedded engine was sure of, its value is taken and stays in doubt, so that a person looks: the text may have talked a
language model into it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from detente.analysis.plugins.values import ALLOWED, NO, YES, Guess
from detente.contracts.analysis import ReadingResult, Sentiment, Topic, Toxicity, Urgency
from detente.contracts.dimensions import FLAGS
from detente.contracts.kinds import Kind, Severity
from detente.contracts.learning import DIMENSIONS
from detente.contracts.words import as_language

_CALM: Final = frozenset({Kind.COMPLIMENT, Kind.QUESTION, Kind.TROLL, Kind.SPAM, Kind.OTHER})
_PRESSING: Final = tuple(urgency.value for urgency in Urgency)
"""From low to high."""


def override(result: ReadingResult, guesses: Mapping[str, Guess], source: str) -> ReadingResult:
    """The reading with the guessed dimensions replaced, each with its name in `sources`."""
    for dimension in DIMENSIONS:
        guess = guesses.get(dimension)
        if guess and not _silences(result, dimension, guess.value):
            result = _taken(result, dimension, guess, source)
    return result


def value_of(result: ReadingResult, dimension: str) -> str:
    """What a reading says of a dimension, as the word of `ALLOWED`."""
    said = getattr(result, dimension)
    return (YES if said else NO) if dimension in FLAGS else str(said)


def _silences(result: ReadingResult, dimension: str, value: str) -> bool:
    if dimension == "kind":
        return result.kind is Kind.PERSON_AT_RISK and value != Kind.PERSON_AT_RISK.value
    return dimension == "severity" and result.severity == Severity.GRAVE and value != str(Severity.GRAVE.value)


def _taken(result: ReadingResult, dimension: str, guess: Guess, source: str) -> ReadingResult:
    doubtful = guess.doubtful or _calms(result, dimension, guess.value)
    named = {*result.doubts} - {dimension} | ({dimension} if doubtful else set())
    taken = replace(
        _with_value(result, dimension, guess.value),
        scores={**result.scores, **_scores(result, dimension, guess)},
        doubts=tuple(each for each in DIMENSIONS if each in named),
        sources={**result.sources, dimension: source},
    )
    return replace(taken, unsure=_unsure(taken, doubtful)) if dimension == "kind" else taken


def _calms(result: ReadingResult, dimension: str, value: str) -> bool:
    if dimension in result.doubts:
        return False
    if dimension == "kind":
        return not result.unsure and result.kind not in _CALM and Kind(value) in _CALM
    if dimension == "severity":
        return int(value) < result.severity
    return dimension == "urgency" and _PRESSING.index(value) < _PRESSING.index(result.urgency.value)


def _unsure(result: ReadingResult, doubtful: bool) -> bool:
    """As `ReadingResult` says it: no kind stood out, or only a part of the text was read."""
    return doubtful or result.kind is Kind.OTHER or result.scores.get("read", 1.0) < 1.0


def _with_value(result: ReadingResult, dimension: str, value: str) -> ReadingResult:
    match dimension:
        case "kind":
            return replace(result, kind=Kind(value))
        case "severity":
            return replace(result, severity=int(value))
        case "sentiment":
            return replace(result, sentiment=Sentiment(value))
        case "topic":
            return replace(result, topic=Topic(value))
        case "urgency":
            return replace(result, urgency=Urgency(value))
        case "toxicity":
            return replace(result, toxicity=Toxicity(value))
        case "language":
            return replace(result, language=as_language(value))
        case "complaint":
            return replace(result, complaint=value == YES)
        case "question":
            return replace(result, question=value == YES)
        case "troll":
            return replace(result, troll=value == YES)
    return replace(result, irony=value == YES)


def _scores(result: ReadingResult, dimension: str, guess: Guess) -> dict[str, float]:
    """The probabilities under the names that `ReadingResult.scores` gives them."""
    spread = guess.among or _spread(dimension, guess, _known(result, dimension))
    if dimension in FLAGS:
        return {dimension: round(spread[YES], 3)}
    if dimension == "toxicity":
        toxic = 1.0 - spread[Toxicity.CLEAN.value]
        return {"toxic": round(toxic, 3), "hateful": round(spread[Toxicity.HATEFUL.value], 3)}
    return {_name(dimension, value): round(probability, 3) for value, probability in spread.items()}


def _name(dimension: str, value: str) -> str:
    return value if dimension == "sentiment" else f"{dimension}.{value}"


def _known(result: ReadingResult, dimension: str) -> dict[str, float]:
    scores = result.scores
    if dimension == "toxicity":
        toxic, hateful = scores.get("toxic", 0.0), scores.get("hateful", 0.0)
        parts = (1.0 - toxic, max(0.0, toxic - hateful), hateful)
        return dict(zip(ALLOWED["toxicity"], parts, strict=True))
    return {value: scores.get(_name(dimension, value), 0.0) for value in ALLOWED[dimension]}


def _spread(dimension: str, guess: Guess, known: Mapping[str, float]) -> dict[str, float]:
    """A lone probability as a distribution: the rest is shared as the embedded engine shared it, else evenly."""
    others = [value for value in ALLOWED[dimension] if value != guess.value]
    total = sum(known.get(value, 0.0) for value in others)
    rest = 1.0 - guess.probability
    shares = {value: (known.get(value, 0.0) / total if total else 1 / len(others)) * rest for value in others}
    return {guess.value: guess.probability, **shares}
