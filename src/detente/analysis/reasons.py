"""What a person is shown: the words that weighed, with their places, and where the heart is looked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from detente.analysis.lexicon import Hit
from detente.analysis.look import Looked
from detente.contracts.analysis import Topic, Weight
from detente.contracts.kinds import Kind

MOST: Final = 24
"""How many weighing words a reading shows, the heaviest first kept, in the order of the text."""
LOUD: Final = 0.35
"""How much a word must add to a sum to be shown as a reason (log odds)."""

MOST_LEARNT: Final = 3
"""How many learnt words are shown for one score: the loudest."""

_MATTER: Final = (
    *("grievance", "breach", "repeat", "money", "safety", "discrimination", "legal", "urgency", "insults", "topics"),
)
_CARRIES: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.COMPLIMENT: ("praise", "topics"),
    Kind.QUESTION: ("questions", "topics", "requests"),
    Kind.ABUSE: ("hate", "threats", "insults", "hostile", "contempt"),
    Kind.PERSON_AT_RISK: ("risk",),
    Kind.SPAM: ("spam",),
    Kind.PRESS: ("press",),
    Kind.RIGHTS_REQUEST: ("rights",),
    Kind.WHISTLEBLOWER: ("whistleblower", *_MATTER),
    Kind.TROLL: ("mockery", "insults", "contempt"),
}
_SCORE_OF_LIST: Final = {
    "grievance": "complaint",
    "breach": "complaint",
    "praise": "compliment",
    "insults": "toxic",
    "contempt": "toxic",
    "hate": "hateful",
    "threats": "threat",
    "questions": "question",
    "requests": "asks",
    "mockery": "troll",
    "irony": "irony",
    "valence_negative": "negative",
    "valence_positive": "positive",
}
_UNSPOKEN: Final = frozenset(
    {"contrast", "groups", "hostile", "reported", "rhetorical", "reclaimed", "dialect", "sexual", "vulgar"}
)
"""Lists that weigh in but say nothing by themselves."""


def weighed_places(looked: Looked, kind: Kind) -> list[tuple[int, float]]:
    """Where the matter of a message of that kind stands, and how much each place weighs."""
    carrying = _CARRIES.get(kind, _MATTER)
    starts = looked.tokens.starts
    return [(starts[hit.first], _pull(hit)) for hit in looked.cues.hits if hit.name.split(".")[0] in carrying]


def asked_places(looked: Looked) -> tuple[list[int], list[tuple[int, float]]]:
    """Where a question is only for show, and where something is really asked."""
    starts, hits = looked.tokens.starts, looked.cues.hits
    empty = [starts[hit.first] for hit in hits if hit.name == "rhetorical"]
    asked = [
        (starts[hit.first], hit.weight)
        for hit in hits
        if (hit.name == "requests" and hit.weight >= 0.8) or (hit.name == "questions" and hit.weight >= 1.4)
    ]
    return empty, asked


def _pull(hit: Hit) -> float:
    return 0.3 * hit.weight if hit.name.startswith("topics.") else hit.weight


def reasons_of(looked: Looked, topic: Topic, learnt: Sequence[tuple[int, str, float]]) -> Iterator[Weight]:
    """The words that weighed, in the order of the text. `learnt`: word, score and what it added, of the heads."""
    hits = [hit for hit in looked.cues.hits if hit.name not in _UNSPOKEN and _of_topic(hit, topic)]
    told = {place for hit in hits for place in range(hit.first, hit.last + 1)}
    found = [(hit.weight, hit.first, hit.last, _score(hit)) for hit in hits]
    found += [(much, place, place, score) for place, score, much in _loudest(learnt) if place not in told]
    tokens = looked.tokens
    for _, first, last, score in sorted(sorted(found, key=lambda one: -one[0])[:MOST], key=lambda one: one[1:]):
        start, end = tokens.starts[first], tokens.ends[last]
        yield Weight(score, looked.text[start:end], start, end)


def _loudest(learnt: Sequence[tuple[int, str, float]]) -> Iterator[tuple[int, str, float]]:
    shown: Counter[str] = Counter()
    for one in sorted(learnt, key=lambda one: -one[2]):
        if shown[one[1]] < MOST_LEARNT:
            shown[one[1]] += 1
            yield one


def _score(hit: Hit) -> str:
    return "topic" if hit.name.startswith("topics.") else _SCORE_OF_LIST.get(hit.name, hit.name)


def _of_topic(hit: Hit, topic: Topic) -> bool:
    return not hit.name.startswith("topics.") or hit.name == f"topics.{topic.value}"
