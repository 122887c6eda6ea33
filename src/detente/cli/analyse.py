"""`detente analyse --jsonl`: read comments, say what is at the heart of each. Needs no desk and no database.

What the embedded engine says, as the desk first sees it; corrections, brand words and other engines are the desk's own.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from detente.cli.jsonl import Answer, BadLine, Fields, add_jsonl, answer_lines
from detente.contracts.analysis import Engine, MessageToRead, ReadingResult, Sentiment
from detente.contracts.words import LANGUAGES

if TYPE_CHECKING:
    from detente.contracts.analysis import Fact, Weight

NAME = "analyse"
HELP = "read comments: language, tone, complaint, topic and more, one JSON object a line"
EXAMPLE = "detente analyse --jsonl < comments.jsonl"

Comment: TypeAlias = tuple[str | int | float, MessageToRead]
"""The id as it came, and what the engine is to read."""

_TONES: Final = tuple(tone.value for tone in Sentiment)
_ALWAYS: Final = ("complaint", "toxic", "hateful")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add_jsonl(parser, EXAMPLE)


def run(arguments: argparse.Namespace) -> int:
    """Read every line of the input; 1 when a line could not be read."""
    return answer_lines(arguments, read, Analyst().answers)


def read(fields: Fields) -> Comment:
    """The comment of one line. Raises `BadLine`."""
    name, text, hint = fields.get("id"), fields.get("text"), fields.get("lang")
    if isinstance(name, bool) or not isinstance(name, str | int | float):
        raise BadLine("id is not a text and not a number")
    if not isinstance(text, str):
        raise BadLine("text is not a text")
    return name, MessageToRead(0, text, _hint(hint))


def _hint(said: object) -> str | None:
    """French or English, whatever the country; any other language and anything else is no hint."""
    language = said.lower().replace("_", "-").partition("-")[0] if isinstance(said, str) else ""
    return language if language in LANGUAGES else None


class Analyst:
    """Reads with one engine, by default the embedded one, which is loaded when the first comment has come."""

    def __init__(self, engine: Engine | None = None) -> None:
        self._engine = engine

    def answers(self, comments: Sequence[Comment]) -> list[Answer]:
        """One answer per comment, in the same order."""
        from detente.analysis.careful import read_carefully

        self._engine = self._engine or _embedded()
        messages = [replace(message, reference=place) for place, (_, message) in enumerate(comments)]
        results = read_carefully(self._engine, messages)
        return [answer_of(name, result) for (name, _), result in zip(comments, results, strict=True)]


def _embedded() -> Engine:
    from detente.analysis.engine import EmbeddedEngine

    return EmbeddedEngine()


def answer_of(name: str | int | float, result: ReadingResult) -> Answer:
    """One answer; `name` is the id as it came."""
    return {
        "id": name,
        "language": result.language,
        "sentiment": result.sentiment,
        "complaint": result.complaint,
        "question": result.question,
        "troll": result.troll,
        "irony": result.irony,
        "toxicity": result.toxicity,
        "urgency": result.urgency,
        "topic": result.topic,
        "kind": result.kind,
        "severity": result.severity,
        "unsure": result.unsure,
        "doubts": result.doubts,
        "pii": result.personal_data,
        "heart": result.heart,
        "asks": result.asks,
        "facts": [_fact(fact) for fact in result.facts],
        "scores": scores_of(result.scores),
        "because": list(dict.fromkeys(weight.words for weight in result.because)),
        "weights": [_weight(weight) for weight in result.because],
    }


def scores_of(said: Mapping[str, float]) -> dict[str, object]:
    """The probabilities, those of the values of a dimension together; null where nothing could be read."""
    tones = {tone: said.get(tone) for tone in _TONES}
    single = {name: chance for name, chance in said.items() if "." not in name and name not in tones}
    several: dict[str, dict[str, float]] = {}
    for name, chance in said.items():
        dimension, dot, value = name.partition(".")
        if dot:
            several.setdefault(dimension, {})[value] = chance
    return {"sentiment": tones, **dict.fromkeys(_ALWAYS), **single, **several}


def _fact(fact: Fact) -> dict[str, object]:
    return {"kind": fact.kind, "words": fact.words, "start": fact.start, "end": fact.end}


def _weight(weight: Weight) -> dict[str, object]:
    return {"score": weight.score, "words": weight.words, "start": weight.start, "end": weight.end}
