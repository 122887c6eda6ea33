"""What the lists found in one message, weighed in its context: turned round, ironic, reported."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from detente.analysis.lexicon import Hit, Lexicon, lexicon_of
from detente.analysis.normalise import Tokens
from detente.contracts.words import Language

_NEAR: Final = 4
"""How many words back a negation may stand."""
# fmt: off
_BRIDGES: Final = frozenset({
    "de", "d", "du", "des", "eu", "tout", "un", "une", "le", "moindre", "la", "vraiment", "tres", "si", "trop", "any",
    "a", "an", "been", "very", "so", "really", "had", "have", "the", "slightest", "single", "much", "particularly",
    "especially", "et", "ni", "nor", "or",
})
# fmt: on
"""Words that may stand between a negation and what it turns."""
_NOTHING: Final = frozenset(
    {"rien", "aucun", "aucune", "personne", "jamais", "pas", "nothing", "never", "nobody", "no"},
)
"""A phrase that opens so is negative by itself: what stands before it does not turn it."""
_DEFINITE: Final = frozenset({"le", "la", "the"})
_AGGRAVATING: Final = {"repeat": 0.9, "safety": 0.9, "discrimination": 1.0, "legal": 0.8}
"""How much lists beside `grievance` add to a grievance."""


@dataclass(slots=True)
class Cues:
    """Sums of weights by list, and the hits behind them. `topics` are sums by topic."""

    sums: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    topics: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    hits: list[Hit] = field(default_factory=list)
    ironic: bool = False
    reported: bool = False

    def of(self, name: str) -> float:
        """The sum of the weights of one list, 0 when nothing of it occurs."""
        return self.sums.get(name, 0.0)


def cues_of(tokens: Tokens, language: Language, lexicon: Lexicon | None = None) -> Cues:
    """Look every list up in `tokens` and weigh what is found. `lexicon`: a brand's instead of the shipped one."""
    cues = Cues()
    raw = (lexicon or lexicon_of(language)).hits(tokens)
    negations = {hit.first for hit in raw if hit.name == "negators"}
    for hit in raw:
        _add(cues, _turned(hit, tokens, negations) if negations else hit)
    if "praise" in cues.sums:
        _irony(cues)
    if "reported" in cues.sums:
        _report(cues)
    if "groups" in cues.sums and "hostile" in cues.sums:
        _group_attack(cues, tokens)
    return cues


def _add(cues: Cues, hit: Hit) -> None:
    if hit.name == "negators" or hit.weight == 0:
        return
    if hit.name.startswith("topics."):
        cues.topics[hit.name.removeprefix("topics.")] += hit.weight
    cues.sums[hit.name] += hit.weight
    cues.hits.append(hit)


def _turned(hit: Hit, tokens: Tokens, negations: set[int]) -> Hit:
    """A negated praise is a grievance; a negated grievance is a small praise."""
    if hit.name not in ("praise", "grievance", "safety", "insults", "legal") or not _negated(hit, tokens, negations):
        return hit
    if hit.name == "praise":
        return hit._replace(name="grievance", weight=0.9 * hit.weight)
    return hit._replace(name="praise", weight=0.4 * hit.weight if hit.name == "grievance" else 0.0)


def _negated(hit: Hit, tokens: Tokens, negations: set[int]) -> bool:
    if tokens.words[hit.first] in _NOTHING:  # "jamais rien reçu": two negations of one thing, not a thing denied
        return False
    for back in range(1, _NEAR + 1):
        place = hit.first - back
        if place < 0 or tokens.clauses[place] != tokens.clauses[hit.first]:
            return False
        if place in negations:
            return not (back > 1 and tokens.words[hit.first - 1] in _DEFINITE)
        if tokens.words[place] not in _BRIDGES:
            return False
    return False


def _irony(cues: Cues) -> None:
    """Praise opening a message that then tells of a failure, without a "but", is not praise."""
    praise = [hit.first for hit in cues.hits if hit.name == "praise"]
    blame = [hit for hit in cues.hits if hit.name in ("grievance", "repeat") and hit.weight >= 0.9]
    if not praise or not blame or cues.of("contrast"):
        return
    outweighed = cues.of("grievance") + cues.of("repeat") > cues.of("praise")
    if min(praise) < blame[0].first and (min(praise) <= 1 or (min(praise) <= 3 and outweighed)):
        cues.ironic = True


def _report(cues: Cues) -> None:
    """Words of hate that somebody tells of having been given are that person's claim."""
    reports = [hit.last for hit in cues.hits if hit.name == "reported"]
    attacks = [hit for hit in cues.hits if hit.name in ("hate", "insults", "threats")]
    if not reports or not attacks:
        return
    told = {hit for hit in attacks if any(-2 <= hit.first - report <= 8 for report in reports)}
    for hit in told:
        cues.sums[hit.name] -= hit.weight
        cues.sums["discrimination" if hit.name == "hate" else "grievance"] += 2.0
    cues.hits = [
        h._replace(name="discrimination" if h.name == "hate" else "grievance") if h in told else h for h in cues.hits
    ]
    cues.reported = bool(told)


def _group_attack(cues: Cues, tokens: Tokens) -> None:
    """A group and hostile words in one clause or its neighbour make an attack; neither does alone."""
    groups = [hit for hit in cues.hits if hit.name == "groups"]
    hostile = [hit for hit in cues.hits if hit.name == "hostile"]
    if cues.reported or not groups or not hostile:
        return
    for hit in hostile:
        if any(abs(tokens.clauses[hit.first] - tokens.clauses[group.first]) <= 1 for group in groups):
            cues.sums["hate"] += hit.weight * 0.8
            cues.hits.append(hit._replace(name="hate"))


def grievance_of(cues: Cues) -> float:
    """How much grievance there is in all, aggravating lists included."""
    sums = cues.sums
    extra = sum([share * sums[name] for name, share in _AGGRAVATING.items() if name in sums])
    return sums.get("grievance", 0.0) + extra
