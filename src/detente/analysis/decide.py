"""What rules alone make of sums of cues: probabilities, a kind and a severity, for the heads to weigh.

A small logistic over hand-set weights: uncalibrated guesses that say how far a list spoke, nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from typing import Final

from detente.analysis.cues import Cues, grievance_of
from detente.contracts.kinds import Kind

_ASKED: Final = """
    grievance hate insults mockery money praise press questions repeat requests rhetorical rights risk spam threats
    whistleblower
"""
_SILENT: Final = dict.fromkeys(_ASKED.split(), 0.0)
"""The lists that the probabilities ask for, where nothing of them occurs."""
SCORES: Final = (
    *("negative", "positive", "complaint", "question", "compliment", "toxic", "hateful", "threat", "risk", "press"),
    *("spam", "rights", "whistleblower", "troll"),
)
"""The names of the probabilities that `scores_of` gives, in its order."""
_CALM: Final = frozenset({Kind.COMPLIMENT, Kind.SPAM, Kind.TROLL, Kind.OTHER})
_CLOSE: Final = 0.15


@dataclass(frozen=True, slots=True)
class Signs:
    """What is counted beside words: marks, shouting, links, figures."""

    questions: int
    exclamations: int
    shouting: bool
    links: int
    figures: bool


@lru_cache(maxsize=4096)
def probability(logit: float) -> float:
    """The logistic of `logit`, kept away from 0 and 1, to three decimals."""
    return round(1.0 / (1.0 + exp(-max(-6.0, min(6.0, logit)))), 3)


def scores_of(cues: Cues, signs: Signs) -> dict[str, float]:
    """The probabilities by name. Never calibrated: the weights are guesses."""
    of = (_SILENT | cues.sums).__getitem__
    grievance = grievance_of(cues)
    praise = 0.0 if cues.ironic else of("praise")
    emphasis = 0.25 * min(signs.exclamations, 3) + 0.4 * signs.shouting
    owed = 1.4 if of("money") >= 1 and of("requests") >= 0.9 else 0.0
    asked = 2.0 * (signs.questions > 0) + min(of("questions"), 2.0) + 0.5 * min(of("requests"), 1.5)
    return {
        "negative": probability(
            -1.4 + 1.3 * grievance + 0.7 * of("insults") + 0.9 * (of("hate") + of("threats")) + 0.4 * of("mockery")
            + 0.8 * of("risk") - praise
        ),
        "positive": probability(-1.5 + 1.6 * praise - 1.2 * grievance - of("hate") - of("insults")),
        "complaint": probability(-1.6 + 1.5 * grievance + owed - 0.5 * praise + (emphasis if grievance else 0.0)),
        "question": probability(-1.3 + asked - 1.2 * of("rhetorical")),
        "compliment": probability(-1.3 + 1.6 * praise - 1.4 * grievance - of("insults") - 0.4 * (signs.questions > 0)),
        "toxic": probability(-3.0 + 1.6 * of("insults") + 1.3 * of("hate") + 1.3 * of("threats") + 0.4 * of("mockery")),
        "hateful": probability(-4.0 + 2.2 * of("hate")),
        "threat": probability(-4.0 + 2.2 * of("threats")),
        "risk": probability(-3.3 + 2.0 * of("risk")),
        "press": probability(-3.0 + 1.8 * of("press")),
        "spam": probability(-3.0 + 1.5 * of("spam") + min(signs.links, 2) - 0.8 * of("grievance")),
        "rights": probability(-3.2 + 1.8 * of("rights") - 0.3 * grievance),
        "whistleblower": probability(-3.6 + 1.5 * of("whistleblower") + 0.2 * of("grievance")),
        "troll": probability(
            -2.6 + 1.3 * of("mockery") + 0.6 * of("insults") - 1.2 * signs.figures - 0.5 * of("repeat")
        ),
    }  # fmt: skip


def kind_of(scores: Mapping[str, float], cues: Cues) -> tuple[Kind, float]:
    """The kind that stands out and its probability. Doubt between grievance and abuse falls on grievance."""
    for kind, name in (
        (Kind.PERSON_AT_RISK, "risk"),
        (Kind.ABUSE, "hateful"),
        (Kind.ABUSE, "threat"),
        (Kind.SPAM, "spam"),
        (Kind.WHISTLEBLOWER, "whistleblower"),
        (Kind.PRESS, "press"),
        (Kind.RIGHTS_REQUEST, "rights"),
    ):
        if scores[name] >= 0.5:
            return kind, scores[name]
    return _ordinary(scores, cues)


def _ordinary(scores: Mapping[str, float], cues: Cues) -> tuple[Kind, float]:
    complaint, question = scores["complaint"], scores["question"]
    if scores["toxic"] >= 0.5 and cues.of("insults") >= 1.9 and complaint < 0.5:
        return Kind.ABUSE, scores["toxic"]
    if scores["troll"] >= 0.5 and scores["troll"] >= complaint:
        return Kind.TROLL, scores["troll"]
    if complaint >= 0.5 and not (question > complaint + _CLOSE and grievance_of(cues) < 1.2):
        return Kind.COMPLAINT, complaint
    if question >= 0.5 and question >= scores["compliment"] - _CLOSE:
        return Kind.QUESTION, question
    if scores["compliment"] >= 0.5:
        return Kind.COMPLIMENT, scores["compliment"]
    if scores["negative"] >= 0.5:
        return Kind.COMPLAINT, max(complaint, 0.5)
    return Kind.OTHER, 0.5


def severity_of(kind: Kind, scores: Mapping[str, float], cues: Cues) -> int:
    """A guess 1–4. Source: practice, draft checks, `sev`."""
    safety = cues.of("safety") >= 1.7
    if kind is Kind.PERSON_AT_RISK or scores["hateful"] >= 0.5 or scores["threat"] >= 0.5:
        return 4
    if kind in (Kind.COMPLAINT, Kind.WHISTLEBLOWER) and safety:
        return 4
    if kind in (Kind.PRESS, Kind.RIGHTS_REQUEST, Kind.WHISTLEBLOWER, Kind.ABUSE):
        return 3
    if kind is Kind.QUESTION:
        return 3 if safety else 1
    if kind in _CALM:
        return 1
    return 3 if _serious(cues) else 2


def _serious(cues: Cues) -> bool:
    """A repeat, money, the law, privacy or a claim of discrimination."""
    floors = {"repeat": 1.0, "money": 1.0, "legal": 1.2, "discrimination": 1.5, "rights": 1.2, "threats": 1.4}
    return any(cues.of(name) >= floor for name, floor in floors.items()) or cues.topics.get("privacy", 0.0) >= 1.3
