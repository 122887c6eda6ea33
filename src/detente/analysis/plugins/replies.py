"""The answer of a language model, parsed as values for the ids and dimensions that were asked, and as nothing else."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from detente.analysis.plugins.plugin import Answer, PluginTrouble, Trouble
from detente.analysis.plugins.values import ALLOWED, Guess

_FENCE: Final = re.compile(r"\A\s*```(?:json)?\s*\n(.*)\n\s*```\s*\Z", re.DOTALL)


def parse(body: bytes, references: Mapping[str, int], dimensions: Iterable[str]) -> Answer:
    """Guesses by reference. Raises `PluginTrouble` when nothing of the answer can be used.

    An id that stands twice counts for nothing: one of the two was put there by somebody else's text.
    """
    rows = _rows(_content(body))
    ids = [row.get("id") for row in rows]
    slips = Counter(missing=len(references))
    guesses: dict[int, dict[str, Guess]] = {}
    for row, key in zip(rows, ids, strict=True):
        if not isinstance(key, str) or key not in references or ids.count(key) > 1:
            slips["invented"] += 1
            continue
        said = {each: guess for each in dimensions if (guess := _guess(each, row.get(each)))}
        slips["invented"] += sum(each in row and each not in said for each in dimensions)
        if said:
            guesses[references[key]] = said
    slips["missing"] -= len(guesses)
    if references and not guesses:
        raise PluginTrouble(Trouble.NONSENSE)
    return Answer(guesses, +slips)


def _content(body: bytes) -> str:
    """The words of the model in an answer of `chat/completions`."""
    choice = _first(_field(_json(body), "choices"))
    content = _field(_field(choice, "message"), "content")
    if not isinstance(content, str):
        raise PluginTrouble(Trouble.REFUSED, "the model declined")
    fenced = _FENCE.match(content)
    return fenced[1] if fenced else content


def _rows(content: str) -> list[Mapping[str, object]]:
    rows = _field(_json(content), "readings")
    if not isinstance(rows, list):
        raise PluginTrouble(Trouble.NONSENSE)
    return [row if isinstance(row, dict) else {} for row in rows]


def _guess(dimension: str, said: object) -> Guess | None:
    if not isinstance(said, dict):
        return None
    value, probability = said.get("value"), said.get("probability")
    if not isinstance(value, str) or value not in ALLOWED[dimension]:
        return None
    if isinstance(probability, bool) or not isinstance(probability, int | float) or not 0 <= probability <= 1:
        return None
    return Guess(value, float(probability))


def _json(text: str | bytes) -> object:
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PluginTrouble(Trouble.NONSENSE, type(error).__name__) from None
    return found


def _field(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else None
