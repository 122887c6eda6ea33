"""The texts that the recipe learns from: our corpus and the public sets of group A, each as texts with labels.

Group A (free licences: MIT, CeCILL, Apache-2.0, CC BY 4.0, CC0) feeds the shipped weights; group B is read for
measuring only. The public sets are not part of this repository: `--data` names the folder that holds them.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from training.corpus import check
from training.split import set_aside

_LINK: Final = re.compile(r"\bhttp\b(?!s?:)")
_POSITIVE: Final = frozenset(
    ("admiration", "amusement", "approval", "caring", "desire", "excitement", "gratitude", "joy", "love", "optimism")
) | {"pride", "relief"}
_NEGATIVE: Final = frozenset(
    ("anger", "annoyance", "disappointment", "disapproval", "disgust", "embarrassment", "fear", "grief", "remorse")
) | {"nervousness", "sadness"}


@dataclass(frozen=True, slots=True)
class Example:
    """One text with what is known of it: head → value. `group`: what must stay together when parts are made."""

    text: str
    language: str
    labels: Mapping[str, str]
    group: str


def corpus(*, aside: bool) -> list[Example]:
    """Our own messages: those to learn from, or those set aside."""
    lines = [line.values for line in check.read()]
    return [_of_corpus(values) for values in lines if set_aside(str(values["sector"])) is aside]


def _of_corpus(values: Mapping[str, object]) -> Example:
    labels = {name: str(values[name]) for name in ("kind", "topic", "urgency", "severity", "sentiment", "toxicity")}
    labels |= {name: _flag(values[name]) for name in ("complaint", "question", "irony", "hateful", "compliment")}
    labels["toxic"] = _flag(values["toxicity"] != "clean")
    labels["personal_data"] = ",".join(sorted(cast("Sequence[str]", values["personal_data"])))
    return Example(str(values["text"]), str(values["lang"]), labels, str(values["sector"]))


def _flag(value: object) -> str:
    return "yes" if value else "no"


def public(folder: Path, name: str) -> list[Example]:
    """One public set by the name of its file, links written as links again."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    return [example for number, row in enumerate(rows) for example in _of_public(name, row, number)]


def _of_public(name: str, row: Mapping[str, object], number: int) -> Iterator[Example]:
    labels = dict(_labels(row))
    if labels:
        text = _LINK.sub("http://t.example", str(row["text"]))
        labels["source"] = str(row["src"])
        yield Example(text, str(row.get("lang", "en")), labels, f"{name}.{number % 5}")


def _labels(row: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    if row.get("sentiment") in ("negative", "neutral", "positive"):
        yield "sentiment", str(row["sentiment"])
    if "emotions" in row:
        yield from _felt(cast("Sequence[str]", row["emotions"]))
    if "toxic" in row:
        yield "toxic", _flag(row["toxic"])
    if "level" in row or "hate" in row:
        yield "hateful", _flag(row.get("level") == "hateful" or row.get("hate"))
    for name in ("complaint", "irony"):
        if name in row:
            yield name, _flag(row[name])


def _felt(emotions: Sequence[str]) -> Iterator[tuple[str, str]]:
    good, bad = bool(_POSITIVE & set(emotions)), bool(_NEGATIVE & set(emotions))
    if not (good and bad):
        yield "sentiment", "positive" if good else "negative" if bad else "neutral"
