"""Which words pushed what a reading says, for a whole batch at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from detente.analysis.heads import Summed
from detente.analysis.lexicon import weights_of
from detente.analysis.reasons import LOUD
from detente.analysis.weights import NO, YES, Head, Row

_SHORTEST: Final = 4
"""Letters of a word that may be shown as a reason of its own."""
_SAID: Final = 0.5
"""From which probability on the words behind a value are worth showing."""
_SCORES: Final = ("complaint", "negative", "toxic", "topic")
"""What a word may have pushed, as the person reads it."""

Push = tuple[int, str, float]
"""A word's place in its message, the score it pushed, and by how much."""


def pushed_words(summed: Summed, chances: Mapping[str, Row], heads: Mapping[str, Head]) -> list[list[Push]]:
    """Of each message the words that pushed complaint, a negative tone, toxicity or its topic by more than `LOUD`.

    `chances`: the probabilities by head, (messages, values). What is not said has no words behind it.
    """
    pushes: list[list[Push]] = [[] for _ in summed.words]
    small = weights_of(summed.language, "functions")
    for message, place, score, much in _loud(summed, *_columns(summed, chances, heads)):
        word = summed.texts[message][place]
        if len(word) >= _SHORTEST and word not in small:
            pushes[message].append((place, _SCORES[score], much))
    return pushes


def _columns(
    summed: Summed, chances: Mapping[str, Row], heads: Mapping[str, Head]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
    """Of each message the columns of `_SCORES`, and which of them it says."""
    complaint, tone, topic = heads["complaint"], heads["sentiment"], heads["topic"]
    toxic, negative = heads[f"toxic_{summed.language}"], tone.values.index("negative")
    best = chances["topic"].argmax(axis=1)
    columns = [np.full_like(best, place) for place in (complaint.first, tone.first + negative, toxic.first)]
    said = [chances[head.name][:, (NO, YES).index(YES)] >= _SAID for head in (complaint, toxic)]
    said.insert(1, chances["sentiment"][:, negative] >= _SAID)
    said.append(best != topic.values.index("none"))
    return np.stack([*columns, topic.first + best], axis=1), np.stack(said, axis=1)


def _loud(
    summed: Summed, columns: npt.NDArray[np.intp], said: npt.NDArray[np.bool_]
) -> Iterator[tuple[int, int, int, float]]:
    """Message, word, place in `_SCORES` and push of each word that is heard."""
    lengths = [len(rows) for rows in summed.words]
    flat = np.array([row for rows in summed.words for row in rows], dtype=np.int64)
    of = np.repeat(np.arange(len(lengths)), lengths)
    shares = summed.shares[flat[:, None], columns[of]] / summed.roots[of][:, None]
    words, scores = np.nonzero((shares > LOUD) & said[of])
    firsts = np.cumsum([0, *lengths])[of[words]]
    much = shares[words, scores]
    yield from zip(of[words].tolist(), (words - firsts).tolist(), scores.tolist(), much.tolist(), strict=True)
