"""What the engine that ships says of labelled texts, rules included, and how good that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from detente.contracts.analysis import Engine, MessageToRead, ReadingResult, Sentiment, Topic, Toxicity, Urgency
from detente.contracts.kinds import Kind
from training.corpus.check import IDENTIFIERS
from training.measure import bins, f1_of, score, sureness, wilson
from training.sources import Example

Floats = npt.NDArray[np.float64]
Figures = dict[str, object]
"""What goes into `figures.json`: counts, and shares × 100."""

BATCH: Final = 500
LANGUAGES: Final = ("fr", "en")
SHORT: Final = 40
"""Code points under which a text is short: its language is hard to tell."""
CRITICISM: Final = frozenset({"complaint", "question", "compliment", "misinformed", "troll"})
"""Kinds that the charter never lets go, however coarse, unless they attack people for what they are."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled text and what the engine said of it."""

    example: Example
    said: ReadingResult


@dataclass(frozen=True, slots=True)
class _Asked:
    """One dimension: its values, what was answered, and the probabilities of its values (those not told count 0)."""

    values: tuple[str, ...]
    answer: Callable[[ReadingResult], str]
    chances: Callable[[ReadingResult], Sequence[float]]


def _flag(name: str, answer: Callable[[ReadingResult], bool]) -> _Asked:
    return _Asked(
        ("no", "yes"),
        lambda said: "yes" if answer(said) else "no",
        lambda said: (1 - said.scores[name], said.scores[name]),
    )


def _one_of(name: str, values: Iterable[str], scores: str) -> _Asked:
    known = tuple(values)
    return _Asked(
        known,
        lambda said: str(getattr(said, name)),
        lambda said: [said.scores.get(f"{scores}{value}", 0.0) for value in known],
    )


ASKED: Final[Mapping[str, _Asked]] = {
    "sentiment": _one_of("sentiment", (one.value for one in Sentiment), ""),
    "complaint": _flag("complaint", lambda said: said.complaint),
    "toxic": _flag("toxic", lambda said: said.toxicity is not Toxicity.CLEAN),
    "hateful": _flag("hateful", lambda said: said.toxicity is Toxicity.HATEFUL),
    "irony": _flag("irony", lambda said: said.irony),
    "question": _flag("question", lambda said: said.question),
    "kind": _Asked(
        tuple(kind.value for kind in Kind),
        lambda said: said.kind.value,
        lambda said: [said.scores.get(f"kind.{kind.value}", 0.0) for kind in Kind],
    ),
    "topic": _one_of("topic", (one.value for one in Topic), "topic."),
    "urgency": _one_of("urgency", (one.value for one in Urgency), "urgency."),
    "severity": _one_of("severity", "1234", "severity."),
}
"""Every dimension that is judged, by the name of its label."""


def judged(engine: Engine, examples: Sequence[Example]) -> list[Judged]:
    """Let the engine read every text, without a hint of its language."""
    said: list[ReadingResult] = []
    for first in range(0, len(examples), BATCH):
        batch = [MessageToRead(place, one.text) for place, one in enumerate(examples[first : first + BATCH])]
        said += engine.read(batch)
    return [Judged(*pair) for pair in zip(examples, said, strict=True)]


def heads_of(some: Sequence[Judged]) -> dict[str, dict[str, Figures]]:
    """Head → language → figures, for every head that some text has a label for."""
    found: dict[str, dict[str, Figures]] = {}
    for name in ASKED:
        for language in LANGUAGES:
            labelled = [one for one in some if name in one.example.labels and one.example.language == language]
            if labelled:
                found.setdefault(name, {})[language] = figures_of(name, labelled)
    return found


def figures_of(name: str, some: Sequence[Judged]) -> Figures:
    """The figures of one head: those of `Score`, `support` (texts of each value), `bins` and the share in `doubt`."""
    asked = ASKED[name]
    right = [one.example.labels[name] for one in some]
    said = [asked.answer(one.said) for one in some]
    chances = np.array([asked.chances(one.said) for one in some], dtype=np.float64)
    hit = np.array([a == b for a, b in zip(right, said, strict=True)])
    table = bins(sureness(chances, asked.values, said), hit)
    doubts = np.array([name in one.said.doubts for one in some])
    return {
        **asdict(score(right, chances, asked.values, said)),
        "support": {value: right.count(value) for value in asked.values if value in right},
        "bins": [[one.count, one.sure, one.right] for one in table],
        "doubt": 100 * float(doubts.mean()),
        "accuracy_undoubted": 100 * float(hit[~doubts].mean()) if not doubts.all() else 0.0,
    }


def identifiers_of(some: Sequence[Judged]) -> dict[str, Figures]:
    """Personal data by language: F1 of each kind of identifier, over all kinds (micro), and of any at all."""
    return {language: _identifiers(part) for language, part in _by_language(some) if part}


def _identifiers(some: Sequence[Judged]) -> Figures:
    right = [_listed(one.example) for one in some]
    said = [frozenset(one.said.personal_data) for one in some]
    pairs = list(zip(right, said, strict=True))
    hits, named = sum(len(a & b) for a, b in pairs), sum(len(a) + len(b) for a, b in pairs)
    return {
        "count": len(some),
        "with": sum(map(bool, right)),
        "each": {kind: _f1_of_flag(pairs, kind) for kind in IDENTIFIERS if any(kind in a for a in right)},
        "support": {kind: n for kind in IDENTIFIERS if (n := sum(kind in a for a in right))},
        "kinds": 200 * hits / named if named else 0.0,
        "any": f1_of([_word(bool(a)) for a in right], [_word(bool(b)) for b in said], "yes"),
    }


def _listed(example: Example) -> frozenset[str]:
    return frozenset(filter(None, example.labels["personal_data"].split(",")))


def _f1_of_flag(pairs: Sequence[tuple[frozenset[str], frozenset[str]]], kind: str) -> float:
    return f1_of([_word(kind in a) for a, _ in pairs], [_word(kind in b) for _, b in pairs], "yes")


def _word(flag: bool) -> str:
    return "yes" if flag else "no"


def languages_of(some: Sequence[Judged]) -> dict[str, Figures]:
    """How often the language was told right, by the true one; `short`: of texts under `SHORT` code points."""
    found: dict[str, Figures] = {}
    for language, part in _by_language(some):
        short = [one for one in part if len(one.example.text) < SHORT]
        if part:
            found[language] = {"all": _told(part, language), "short": _told(short, language)}
    return found


def _told(some: Sequence[Judged], language: str) -> Figures:
    return share(sum(one.said.language == language for one in some), len(some))


def removals_of(some: Sequence[Judged]) -> dict[str, Figures]:
    """By language and together: criticism that nobody may remove but that was read as hateful (`proposed`), and hatred
    that was not (`missed`). Of texts without a kind, what is labelled a complaint is criticism."""
    parts = [*_by_language(some), ("all", list(some))]
    return {language: _removal(part) for language, part in parts if part}


def _removal(some: Sequence[Judged]) -> Figures:
    criticism = [one for one in some if _is_criticism(one.example)]
    removable = [one for one in some if one.example.labels.get("hateful") == "yes"]
    return {
        "proposed": share(sum(map(_read_as_hateful, criticism)), len(criticism)),
        "missed": share(sum(not _read_as_hateful(one) for one in removable), len(removable)),
    }


def _is_criticism(example: Example) -> bool:
    labels = example.labels
    kind = labels.get("kind", "complaint" if labels.get("complaint") == "yes" else "")
    return kind in CRITICISM and labels.get("hateful", "no") == "no"


def _read_as_hateful(one: Judged) -> bool:
    return one.said.toxicity is Toxicity.HATEFUL


def share(hits: int, of: int) -> Figures:
    """A count with its share × 100 and the interval of that."""
    low, high = wilson(hits, of)
    return {"hits": hits, "of": of, "share": 100 * hits / of if of else 0.0, "low": low, "high": high}


def _by_language(some: Sequence[Judged]) -> list[tuple[str, list[Judged]]]:
    return [(language, [one for one in some if one.example.language == language]) for language in LANGUAGES]
