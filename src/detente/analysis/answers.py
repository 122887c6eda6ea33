"""From probabilities to values: what each dimension says, and where the engine is not sure.

Rules keep what the heads may not do by themselves: hate needs a head *and* a word that a list knows; an attack on
people needs words against people; danger and hate are grave and pressing whatever the other heads say.
Worked out for a whole batch of one language at once: a row a message.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt

from detente.analysis.look import Looked
from detente.analysis.senses import senses_of
from detente.analysis.weights import NO, YES, Head, Row
from detente.contracts.analysis import Sentiment, Topic, Toxicity, Urgency
from detente.contracts.kinds import Kind, Severity
from detente.contracts.words import Language

Rows = npt.NDArray[np.float64]
Value = TypeVar("Value")

MARGIN: Final = 0.15
"""How far the first value must lead the second; below, the dimension is in doubt."""
HATEFUL: Final = 0.35
"""From which probability on hate may be proposed, if a list gives a reason."""
WORTH_KEEPING: Final = 0.02
"""From which probability on one of many values is among the scores."""
_RISK: Final = 0.6
"""From which rule on a person is taken to be in danger whatever the head says: a miss there costs most."""
_CLAIM: Final = 1.5
"""From which sum of the list on words of hate that somebody reports are a claim of discrimination."""
_HARM: Final = 1.7
"""From which sum of the list on the words speak of danger to a body: serious and pressing, however calmly told."""
_ATTACKS: Final = frozenset({"hate", "insults", "threats", "contempt", "sexual", "hostile", "mockery", "vulgar"})
_AGAINST: Final = ("hostile", "threats", "insults", "contempt", "mockery", "sexual", "valence_negative")
_HARSH: Final = 0.8
"""From which sum of the lists on there are words against somebody beside the name of a group."""
_GROUPS: Final = frozenset({"origin_group", "religion_group", "gender_group", "orientation_group", "disability_group"})
"""Classes of the thesaurus that name people for what they are."""
_RULE_SAYS: Final[Mapping[Sentiment, tuple[float, float, float]]] = {
    Sentiment.NEGATIVE: (0.66, 0.24, 0.10),
    Sentiment.NEUTRAL: (0.24, 0.56, 0.20),
    Sentiment.POSITIVE: (0.14, 0.20, 0.66),
}
"""What valence words alone say of talk among people: negative, neutral, positive."""
_TONES: Final = tuple(tone.value for tone in Sentiment)
_RULE_SHARE: Final = 0.8
"""How much the words of valence weigh beside the head of talk. This and the square in `_tones` are the only two numbers
of the reading that were chosen by looking at public tweets whose licence is not settled (their figures say so)."""
_RULE_PULLS: Final = np.array([[rule**_RULE_SHARE for rule in _RULE_SAYS[tone]] for tone in Sentiment])
_LEANS: Final = 0.2
"""From which sum of valence on the words lean to a side."""
_PLAIN: Final = ("severity", "urgency", "topic", "complaint", "question", "irony")
"""Dimensions that a head answers by itself, in the order in which doubts are named."""
_SEVERAL: Final = ("topic", "urgency", "severity")
"""Heads of many values, whose values are scores of their own."""


@dataclass(slots=True)
class Answers:
    """The values of one message. `scores` as in `ReadingResult`."""

    kind: Kind
    sentiment: Sentiment
    severity: int
    urgency: Urgency
    topic: Topic
    toxicity: Toxicity
    complaint: bool
    question: bool
    irony: bool
    scores: dict[str, float]
    doubts: list[str]


class Chances:
    """The probabilities of a batch of one language by head, (messages, values)."""

    def __init__(self, heads: Mapping[str, Head], rows: Mapping[str, Row], language: Language) -> None:
        self.heads = heads
        self.rows: Mapping[str, Rows] = {name: chances.astype(np.float64) for name, chances in rows.items()}
        self.toxic = self.yes(f"toxic_{language}")

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a head, in the order of its columns."""
        return self.heads[name].values

    def yes(self, name: str) -> Rows:
        """How likely a binary head says yes, a message each."""
        return self.rows[name][:, (NO, YES).index(YES)]


def answers_of(chances: Chances, looks: Sequence[Looked]) -> list[Answers]:
    """What the heads and the rules say together of each message."""
    tones = _tones(chances, looks)
    hateful = chances.yes("hateful").tolist()
    toxicities = list(map(_toxicity, chances.toxic.tolist(), hateful, looks))
    kinds = _kinds(chances, tones, toxicities, looks)
    _turn(tones, kinds, chances)
    said = zip(
        _best(kinds, [Kind(value) for value in chances.values("kind")]),
        _best(tones, tuple(Sentiment)),
        _best(chances.rows["severity"], list(map(int, chances.values("severity")))),
        _best(chances.rows["urgency"], [Urgency(value) for value in chances.values("urgency")]),
        _best(chances.rows["topic"], [Topic(value) for value in chances.values("topic")]),
        toxicities,
        *((chances.yes(name) >= 0.5).tolist() for name in ("complaint", "question", "irony")),
        _scores(chances, tones, kinds),
        _doubts(chances, tones, kinds),
        strict=True,
    )
    answers = [Answers(*one) for one in said]
    for one, looked in zip(answers, looks, strict=True):
        _agree(one, looked)
    return answers


def _best(rows: Rows, values: Sequence[Value]) -> list[Value]:
    return [values[place] for place in rows.argmax(axis=1).tolist()]


def _tones(chances: Chances, looks: Sequence[Looked]) -> Rows:
    """Words to a brand by their own head; talk among people by another one and by the words of valence."""
    talk = 1 - (1 - chances.yes("talk")[:, None]) ** 2
    by_rule = _RULE_PULLS[[_TONES.index(valence_of(looked)) for looked in looks]]
    said = _of_tones(chances, "tone") ** (1 - _RULE_SHARE) * by_rule
    tones: Rows = (1 - talk) * _of_tones(chances, "sentiment") + talk * said / said.sum(axis=1, keepdims=True)
    return tones


def _of_tones(chances: Chances, name: str) -> Rows:
    return chances.rows[name][:, list(map(chances.values(name).index, _TONES))]


def valence_of(looked: Looked) -> Sentiment:
    """The side to which the words of valence lean, whatever they are about."""
    of = looked.cues.of
    lean = of("valence_positive") + of("praise") - of("valence_negative") - of("grievance")
    lean -= of("insults") + of("hate") + 0.5 * of("contempt")
    if abs(lean) <= _LEANS:
        return Sentiment.NEUTRAL
    return Sentiment.POSITIVE if lean > 0 else Sentiment.NEGATIVE


def _toxicity(toxic: float, hateful: float, looked: Looked) -> Toxicity:
    if hateful >= HATEFUL and hate_has_a_reason(looked):
        return Toxicity.HATEFUL
    return Toxicity.OFFENSIVE if toxic >= 0.5 else Toxicity.CLEAN


def hate_has_a_reason(looked: Looked) -> bool:
    """A slur, or a protected group beside words against people, that nobody only reports, quotes or refuses."""
    cues = looked.cues
    if cues.reported or cues.of("reclaimed") >= 1:
        return False
    if cues.of("hate") >= 1:
        return True
    harsh = sum(cues.of(name) for name in _AGAINST)
    return harsh >= _HARSH and (cues.of("groups") > 0 or _names_a_group(looked))


def _names_a_group(looked: Looked) -> bool:
    return any(_GROUPS.intersection(senses_of(word, looked.language)) for word in looked.tokens.words)


def _kinds(chances: Chances, tones: Rows, toxicities: Sequence[Toxicity], looks: Sequence[Looked]) -> Rows:
    values, kinds = chances.values("kind"), chances.rows["kind"].copy()
    _mixed(kinds, chances, looks)
    _spare(kinds, tones, chances)
    abuse, at_risk = values.index(Kind.ABUSE), values.index(Kind.PERSON_AT_RISK)
    hate = np.array([toxicity is Toxicity.HATEFUL for toxicity in toxicities])
    kinds[hate, abuse] = np.maximum(kinds[hate].max(axis=1), chances.yes("hateful")[hate])
    kinds[(chances.toxic < 0.5) & ~hate & np.array([not _attacks(looked) for looked in looks]), abuse] *= 0.2
    risk = np.array([looked.seen.rules["risk"] >= _RISK for looked in looks])
    kinds[risk, at_risk] = 1 + kinds[risk].max(axis=1)
    kinds[[looked.says_nothing for looked in looks]] = [value == Kind.OTHER for value in values]
    whole: Rows = kinds / kinds.sum(axis=1, keepdims=True)
    return whole


# A question or a compliment that carries a complaint is a complaint (corpus guide): the lighter lanes must not take it.
def _mixed(kinds: Rows, chances: Chances, looks: Sequence[Looked]) -> None:
    """What a complaint, irony or a threat takes from other kinds, in place."""
    values, complaint = chances.values("kind"), chances.yes("complaint")
    threatless = np.array([looked.seen.rules["threat"] < 0.5 for looked in looks])
    kinds[:, values.index(Kind.COMPLIMENT)] *= (1 - chances.yes("irony")) * (1 - complaint)
    kinds[:, values.index(Kind.QUESTION)] *= 1 - complaint
    kinds[:, values.index(Kind.ABUSE)] *= 1 - complaint * threatless


def _spare(kinds: Rows, tones: Rows, chances: Chances) -> None:
    """Praise by way of two negations is no complaint: neither its tone nor the head of complaints says so. In place."""
    complaint, plain = chances.yes("complaint"), chances.yes("irony") < 0.5
    glad = (tones[:, _TONES.index(Sentiment.POSITIVE)] >= 0.5) & (complaint < 0.5) & plain
    kinds[glad, chances.values("kind").index(Kind.COMPLAINT)] *= complaint[glad]
    kinds /= kinds.sum(axis=1, keepdims=True)


def _turn(tones: Rows, kinds: Rows, chances: Chances) -> None:
    """Praise said in irony over a matter is no praise. In place."""
    irony = chances.yes("irony")
    turned = (irony >= 0.5) & (kinds.argmax(axis=1) == chances.values("kind").index(Kind.COMPLAINT))
    positive, negative = _TONES.index(Sentiment.POSITIVE), _TONES.index(Sentiment.NEGATIVE)
    taken = tones[turned, positive] * irony[turned]
    tones[turned, positive] -= taken
    tones[turned, negative] += taken


def _attacks(looked: Looked) -> bool:
    """Whether a word of the message may be meant against people."""
    sums = looked.cues.sums
    return not _ATTACKS.isdisjoint(sums) and any(sums.get(name, 0.0) > 0 for name in _ATTACKS)


def _agree(answers: Answers, looked: Looked) -> None:
    """The dimensions do not contradict each other where one of them says danger, hate or a claim of discrimination."""
    if looked.cues.reported and looked.cues.of("discrimination") >= _CLAIM:
        answers.severity = max(answers.severity, int(Severity.SERIOUS))
    if answers.kind is Kind.PERSON_AT_RISK or answers.toxicity is Toxicity.HATEFUL:
        answers.severity, answers.urgency = 4, Urgency.HIGH
    if looked.cues.of("safety") >= _HARM:
        answers.severity = max(answers.severity, int(Severity.SERIOUS))
        answers.urgency = Urgency.HIGH
    if answers.kind is Kind.COMPLAINT:
        answers.complaint = True
    if answers.kind is Kind.QUESTION:
        answers.question = True


def _doubts(chances: Chances, tones: Rows, kinds: Rows) -> list[list[str]]:
    """Of each message the dimensions whose first value leads by less than `MARGIN`."""
    toxic = np.stack([chances.toxic, 1 - chances.toxic], axis=1)
    dimensions = {"kind": kinds, "sentiment": tones, "toxicity": toxic, **{name: chances.rows[name] for name in _PLAIN}}
    close = np.stack([_close(rows) for rows in dimensions.values()], axis=1)
    return [list(compress(dimensions, row)) for row in close.tolist()]


def _close(rows: Rows) -> npt.NDArray[np.bool_]:
    ordered = np.sort(rows, axis=1)
    return np.asarray(ordered[:, -1] - ordered[:, -2] < MARGIN)


def _scores(chances: Chances, tones: Rows, kinds: Rows) -> list[dict[str, float]]:
    """Every probability worth keeping, to three decimals; of the many values only those that had a chance."""
    binary = {name: chances.yes(name) for name in ("complaint", "question", "irony", "hateful")}
    troll = kinds[:, chances.values("kind").index(Kind.TROLL)]
    always = [*tones.T, *binary.values(), chances.toxic, troll]
    several = {"kind": kinds, **{name: chances.rows[name] for name in _SEVERAL}}
    rows = np.concatenate([np.stack(always, axis=1), *several.values()], axis=1)
    names = [*_TONES, *binary, "toxic", "troll"]
    names += [f"{name}.{value}" for name in several for value in chances.values(name)]
    kept = rows >= WORTH_KEEPING
    kept[:, : len(always)] = True
    rounded = np.round(rows, 3).tolist()
    return [
        dict(compress(zip(names, row, strict=True), keep)) for row, keep in zip(rounded, kept.tolist(), strict=True)
    ]
