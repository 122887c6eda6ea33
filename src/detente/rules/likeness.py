"""How much two texts are about the same matter, and which words say so.

TF-IDF and a cosine, nothing learnt: a word weighs more the rarer it is among the texts compared, function words and the
generic words of customer care (`composure.common_words`) weigh nothing, endings are cut so that « livré » and
« livraison » may meet. French and English alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt
from typing import Final
from unicodedata import normalize

from detente.rules.composure.common_words import COMMON_WORDS, stem
from detente.rules.composure.folded import fold

LONGEST: Final = 2_000
"""Characters of a text that are compared."""
SHOWN: Final = 4
"""How many shared words a likeness names, the heaviest first."""
_SHORTEST: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]{3,40}")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a text is about: how much each stem weighs in it (1 + log of how often), and how it was first written."""

    weights: Mapping[str, float]
    written: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Candidate `index`, how much it is about the same matter (0 to 1), and the shared words as the message has them.

    Words are in the order of their weight.
    """

    index: int
    score: float
    words: tuple[str, ...]


@lru_cache(maxsize=8_192)
def terms_of(text: str) -> Terms:
    """What `text` is about."""
    times: Counter[str] = Counter()
    written: dict[str, str] = {}
    for word in _WORD.findall(normalize("NFC", text[:LONGEST])):
        root = _root(word)
        if root:
            times[root] += 1
            written.setdefault(root, word)
    weights = {root: 1 + log(count) for root, count in times.items()}
    return Terms(weights, {root: word.lower() for root, word in written.items()})


@lru_cache(maxsize=16_384)
def _root(word: str) -> str:
    """The stem of a word, empty for one that says nothing of a matter."""
    folded = fold(word)
    return "" if len(folded) < _SHORTEST or folded in COMMON_WORDS else stem(folded)


def likenesses(
    message: Terms, candidates: Sequence[Terms], *, least: float = 0.0, most: int | None = None
) -> list[Likeness]:
    """Candidates that share a word with the message, the likest first; the earlier one where two are equal.

    `least`: the score from which they count; `most`: how many are returned.
    """
    rarity = _rarity([message, *candidates])
    mine = {root: weight * rarity[root] for root, weight in message.weights.items()}
    norm = sqrt(sum(weight * weight for weight in mine.values()))
    scores = [
        (-_score(mine, norm, one.weights, rarity), index)
        for index, one in enumerate(candidates)
        if not mine.keys().isdisjoint(one.weights)
    ]
    best = sorted(pair for pair in scores if -pair[0] >= least)[:most]
    return [Likeness(index, -minus, _shared(message, mine, candidates[index].weights, rarity)) for minus, index in best]


def _rarity(texts: Sequence[Terms]) -> dict[str, float]:
    held: Counter[str] = Counter()
    for one in texts:
        held.update(one.weights.keys())
    return {root: 1 + log((1 + len(texts)) / (1 + count)) for root, count in held.items()}


def _score(mine: Mapping[str, float], norm: float, other: Mapping[str, float], rarity: Mapping[str, float]) -> float:
    squares = product = 0.0
    for root, weight in other.items():
        theirs = weight * rarity[root]
        squares += theirs * theirs
        if root in mine:
            product += theirs * mine[root]
    return min(product / (norm * sqrt(squares)), 1.0)


def _shared(
    message: Terms, mine: Mapping[str, float], other: Mapping[str, float], rarity: Mapping[str, float]
) -> tuple[str, ...]:
    """The shared words as the message has them, those that weigh most."""
    both = sorted(mine.keys() & other.keys(), key=lambda root: (-mine[root] * other[root] * rarity[root], root))
    return tuple(message.written[root] for root in both[:SHOWN])
