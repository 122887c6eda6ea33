"""From probabilities to values: what each dimension says, and where the engine is not sure.

Rules keep what the heads may not do by themselves: hate needs a head *and* a word that a list knows; an attack on
people needs words against people; danger and hate are grave and pressing whatever the other heads say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from detente.analysis.look import Looked
from detente.analysis.senses import senses_of
from detente.contracts.analysis import Sentiment, Topic, Toxicity, Urgency
from detente.contracts.kinds import Kind, Severity

Chances = Mapping[str, Mapping[str, float]]
"""Probabilities by head, then by value."""

MARGIN: Final = 0.15
"""How far the first value must lead the second; below, the dimension is in doubt."""
HATEFUL: Final = 0.35
"""From which probability on hate may be proposed, if a list gives a reason."""
_RISK: Final = 0.6
"""From which rule on a person is taken to be in danger whatever the head says: a miss there costs most."""
_CLAIM: Final = 1.5
"""From which sum of the list on words of hate that somebody reports are a claim of discrimination."""
_HARM: Final = 1.7
"""From which sum of the list on the words speak of danger to a body: serious and pressing, however calmly told."""
_ATTACKS: Final = ("hate", "insults", "threats", "contempt", "sexual", "hostile", "mockery", "vulgar")
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
"""How much the words of valence weigh beside the head of talk. This and the square in `_tone` are the only two numbers
of the reading that were chosen by looking at public tweets whose licence is not settled (their figures say so)."""
_LEANS: Final = 0.2
"""From which sum of valence on the words lean to a side."""


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
    troll: bool
    scores: dict[str, float]
    doubts: list[str] = field(default_factory=list)


def answers_of(chances: Chances, looked: Looked) -> Answers:
    """What the heads and the rules say together."""
    tone = _tone(chances, looked)
    toxic = chances[f"toxic_{looked.language}"]["yes"]
    toxicity = _toxicity(toxic, chances["hateful"]["yes"], looked)
    kinds = _kinds(chances, toxicity, toxic, looked)
    kind = Kind(_first(kinds))
    answers = Answers(
        kind=kind,
        sentiment=Sentiment(_first(tone)),
        severity=int(_first(chances["severity"])),
        urgency=Urgency(_first(chances["urgency"])),
        topic=Topic(_first(chances["topic"])),
        toxicity=toxicity,
        complaint=chances["complaint"]["yes"] >= 0.5,
        question=chances["question"]["yes"] >= 0.5,
        irony=chances["irony"]["yes"] >= 0.5,
        troll=kind is Kind.TROLL,
        scores=_scores(chances, tone, kinds, toxic),
    )
    _agree(answers, looked)
    answers.doubts = [name for name, of in _weighed(chances, tone, kinds, toxic) if _close(of)]
    return answers


def _first(chances: Mapping[str, float]) -> str:
    return max(chances, key=chances.__getitem__)


def _tone(chances: Chances, looked: Looked) -> dict[str, float]:
    """Words to a brand by their own head; talk among people by another one and by the words of valence."""
    talk = 1 - (1 - chances["talk"]["yes"]) ** 2
    by_rule = _RULE_SAYS[valence_of(looked)]
    learnt = chances["tone"]
    said = [learnt[one] ** (1 - _RULE_SHARE) * rule**_RULE_SHARE for one, rule in zip(_TONES, by_rule, strict=True)]
    whole = sum(said)
    to_brand = chances["sentiment"]
    return {tone: (1 - talk) * to_brand[tone] + talk * one / whole for tone, one in zip(_TONES, said, strict=True)}


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


# A question or a compliment that carries a complaint is a complaint (corpus guide): the lighter lanes must not take it.
def _kinds(chances: Chances, toxicity: Toxicity, toxic: float, looked: Looked) -> dict[str, float]:
    kinds = dict(chances["kind"])
    if looked.says_nothing:
        return {kind: float(kind == Kind.OTHER) for kind in kinds}
    kinds[Kind.COMPLIMENT] *= (1 - chances["irony"]["yes"]) * (1 - chances["complaint"]["yes"])
    kinds[Kind.QUESTION] *= 1 - chances["complaint"]["yes"]
    kinds[Kind.ABUSE] *= 1 - chances["complaint"]["yes"] * (looked.seen.rules["threat"] < 0.5)
    if toxicity is Toxicity.HATEFUL:
        kinds[Kind.ABUSE] = max(kinds[Kind.ABUSE], chances["hateful"]["yes"], *kinds.values())
    elif toxic < 0.5 and not any(looked.cues.of(name) > 0 for name in _ATTACKS):
        kinds[Kind.ABUSE] *= 0.2
    if looked.seen.rules["risk"] >= _RISK:
        kinds[Kind.PERSON_AT_RISK] = 1 + max(kinds.values())
    return _whole(kinds)


def _whole(chances: Mapping[str, float]) -> dict[str, float]:
    total = sum(chances.values())
    return {value: one / total for value, one in chances.items()}


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


def _weighed(
    chances: Chances, tone: Mapping[str, float], kinds: Mapping[str, float], toxic: float
) -> list[tuple[str, list[float]]]:
    """Each dimension with the probabilities of its values."""
    plain = [(name, list(chances[name].values())) for name in ("severity", "urgency", "topic", "complaint")]
    plain += [(name, list(chances[name].values())) for name in ("question", "irony")]
    mixed = [("kind", list(kinds.values())), ("sentiment", list(tone.values())), ("toxicity", [toxic, 1 - toxic])]
    return [*mixed, *plain]


def _close(chances: list[float]) -> bool:
    second, first = sorted(chances)[-2:]
    return first - second < MARGIN


def _scores(chances: Chances, tone: Mapping[str, float], kinds: Mapping[str, float], toxic: float) -> dict[str, float]:
    """Every probability worth keeping, to three decimals; of the many values only those that had a chance."""
    scores = {name: round(one, 3) for name, one in tone.items()}
    scores |= {name: round(chances[name]["yes"], 3) for name in ("complaint", "question", "irony", "hateful")}
    scores["toxic"] = round(toxic, 3)
    scores["troll"] = round(kinds[Kind.TROLL], 3)
    several = {"kind": kinds, **{name: chances[name] for name in ("topic", "urgency", "severity")}}
    for name, values in several.items():
        scores |= {f"{name}.{value}": round(one, 3) for value, one in values.items() if one >= 0.02}
    return scores
