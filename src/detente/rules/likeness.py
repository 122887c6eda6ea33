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

from detente.rules.composure.common_words import COMMON_WORDS, stem
from detente.rules.composure.folded import Folded, Span

LONGEST: Final = 2_000
"""Characters of a text that are compared."""
SHOWN: Final = 4
"""How many shared words a likeness names, the heaviest first."""
_WORD: Final = re.compile(r"[^\W\d_]{3,40}")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a text is about: how often each stem stands in it, and how it was first written."""

    times: Mapping[str, int]
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
    folded = Folded.of(text[:LONGEST])
    times: Counter[str] = Counter()
    written: dict[str, str] = {}
    for match in _WORD.finditer(folded.plain):
        word = match.group()
        if word in COMMON_WORDS:
            continue
        root = stem(word)
        times[root] += 1
        if root not in written:
            start, end = folded.original(Span(*match.span()))
            written[root] = folded.text[start:end].lower()
    return Terms(times, written)


def likenesses(message: Terms, candidates: Sequence[Terms]) -> list[Likeness]:
    """Every candidate that shares a word with the message, the likest first; the earlier one where two are equal."""
    weights = _weights([message, *candidates])
    mine = _weighed(message, weights)
    found = [_likeness(index, message, mine, _weighed(one, weights)) for index, one in enumerate(candidates)]
    return sorted((one for one in found if one.words), key=lambda one: (-one.score, one.index))


def _weights(texts: Sequence[Terms]) -> dict[str, float]:
    held = Counter(root for one in texts for root in one.times)
    return {root: 1 + log((1 + len(texts)) / (1 + count)) for root, count in held.items()}


def _weighed(terms: Terms, weights: Mapping[str, float]) -> dict[str, float]:
    return {root: (1 + log(count)) * weights[root] for root, count in terms.times.items()}


def _likeness(index: int, message: Terms, mine: Mapping[str, float], theirs: Mapping[str, float]) -> Likeness:
    shared = {root: mine[root] * theirs[root] for root in mine.keys() & theirs.keys()}
    if not shared:
        return Likeness(index, 0.0, ())
    heaviest = sorted(shared, key=lambda root: (-shared[root], root))[:SHOWN]
    score = sum(shared.values()) / (_norm(mine) * _norm(theirs))
    return Likeness(index, min(score, 1.0), tuple(message.written[root] for root in heaviest))


def _norm(weighed: Mapping[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in weighed.values()))
