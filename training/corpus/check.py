"""Holds the corpus to its guide: `python -m training.corpus.check [FOLDER]`. Exit 1 when a line breaks a rule."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
NEAR: Final = 0.5
"""Share of word 3-grams in common (Jaccard) from which two messages count as the same."""

WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "lang": ("fr", "en"),
    "variety": ("fr", "qc", "be", "ch", "af", "uk", "us", "ie", "in", "au", "sms", "verlan", "noaccent"),
    "genre": ("comment", "reply", "mention", "review"),
    "sentiment": ("negative", "neutral", "positive"),
    "kind": (
        *("complaint", "question", "compliment", "misinformed", "troll", "abuse", "spam", "press"),
        *("person_at_risk", "whistleblower", "rights_request", "other"),
    ),
    "topic": (
        *("delivery", "product", "billing", "support", "store", "price", "safety", "legal", "privacy"),
        *("outage", "ethics", "none"),
    ),
    "urgency": ("low", "normal", "high"),
    "toxicity": ("clean", "offensive", "hateful"),
}
"""The dimensions with one value out of a list."""
FLAGS: Final = (
    *("complaint", "coarse", "hateful", "irony", "question", "person_at_risk", "press", "spam", "compliment"),
)
"""The dimensions that are true or false."""
SEVERITIES: Final = (1, 2, 3, 4)
IDENTIFIERS: Final = ("email", "phone", "iban", "card", "order", "address", "nir")
"""What `personal_data` may list."""
FREE: Final = ("id", "text", "sector", "brand")
FIELDS: Final = frozenset({*WORDS, *FLAGS, *FREE, "severity", "personal_data"})
_IMPLIED: Final[Mapping[str, Mapping[str, object]]] = {
    "complaint": {"complaint": True},
    "question": {"question": True},
    "compliment": {"compliment": True},
    "spam": {"spam": True, "complaint": False},
    "press": {"press": True},
    "person_at_risk": {"person_at_risk": True, "severity": 4, "urgency": "high"},
}


@dataclass(frozen=True, slots=True)
class Line:
    """One message as it stands in a file; `place` is `file:number`."""

    place: str
    values: Mapping[str, object]

    def word(self, name: str) -> str:
        """The value of a field, as text."""
        return str(self.values.get(name))


def read(folder: Path = HERE) -> list[Line]:
    """Every line of every corpus file, in the order of names. Raises ValueError for a line that is no JSON object."""
    return [line for path in sorted(folder.glob("*-*.jsonl")) for line in _lines(path)]


def _lines(path: Path) -> Iterator[Line]:
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        place = f"{path.name}:{number}"
        values = json.loads(text)
        if not isinstance(values, dict):
            raise ValueError(f"{place} is not an object")
        yield Line(place, values)


def faults(lines: Sequence[Line]) -> list[str]:
    """What breaks the guide, one sentence a fault, each with its place."""
    found = [f"{line.place}: {fault}" for line in lines for fault in _of_one(line.values, line.place)]
    ids = Counter(line.word("id") for line in lines)
    found += [f"id {name} is used {count} times" for name, count in ids.items() if count > 1]
    return found + [f"{a.place} and {b.place} are nearly the same ({share:.2f})" for a, b, share in near(lines)]


def _of_one(values: Mapping[str, object], place: str) -> Iterator[str]:
    if values.keys() != FIELDS:
        yield f"fields missing or unknown: {sorted(values.keys() ^ FIELDS)}"
        return
    yield from _values(values)
    yield from _contradictions(values)
    if not place.startswith(f"{values['lang']}-{values['sector']}.jsonl:"):
        yield "stands in the file of another language or sector"


def _values(values: Mapping[str, object]) -> Iterator[str]:
    yield from (f"{name} is {values[name]!r}" for name, allowed in WORDS.items() if values[name] not in allowed)
    yield from (f"{name} is no boolean" for name in FLAGS if not isinstance(values[name], bool))
    yield from (f"{name} is no text" for name in FREE if not (isinstance(values[name], str) and values[name]))
    if values["severity"] not in SEVERITIES:
        yield f"severity is {values['severity']!r}"
    listed = values["personal_data"]
    if not isinstance(listed, list) or len(set(listed)) < len(listed) or not set(listed) <= set(IDENTIFIERS):
        yield f"personal_data is {listed!r}"


def _contradictions(values: Mapping[str, object]) -> Iterator[str]:
    kind = values["kind"]
    for name, value in _IMPLIED.get(str(kind), {}).items():
        if values[name] != value:
            yield f"{kind} but {name} is {values[name]!r}"
    if values["hateful"] != (values["toxicity"] == "hateful"):
        yield "hateful and toxicity disagree"
    if values["hateful"] and (kind != "abuse" or values["severity"] != 4):
        yield "hateful is abuse of severity 4"
    if values["person_at_risk"] and values["severity"] != 4:
        yield "a person at risk is severity 4"


def near(lines: Sequence[Line]) -> list[tuple[Line, Line, float]]:
    """Pairs of messages that share too many word 3-grams, with the share."""
    grams = [_grams(line.word("text")) for line in lines]
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, some in enumerate(grams):
        for gram in some:
            holders[gram].append(index)
    shared = Counter(pair for indexes in holders.values() for pair in combinations(indexes, 2))
    shares = [(a, b, common / len(grams[a] | grams[b])) for (a, b), common in sorted(shared.items())]
    return [(lines[a], lines[b], share) for a, b, share in shares if share >= NEAR]


def _grams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+|[^\w\s]{2,}|[^\x00-\u2fff]", text.lower())
    return {tuple(words[start : start + 3]) for start in range(max(1, len(words) - 2))}


def counts(lines: Iterable[Line]) -> dict[str, Counter[str]]:
    """How many messages carry each value, by dimension; a list counts once for each thing it lists."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        for name in (*WORDS, "sector", "severity"):
            found[name][line.word(name)] += 1
        found["true"].update(name for name in FLAGS if line.values[name])
        listed = line.values["personal_data"]
        found["personal_data"].update(listed if isinstance(listed, list) else ())
    return dict(found)


def main(arguments: Sequence[str]) -> int:
    """Print what is wrong, else the counts by language. 1 when something is wrong."""
    lines = read(Path(arguments[0]) if arguments else HERE)
    wrong = faults(lines)
    print(*wrong, sep="\n", file=sys.stderr)
    for lang in () if wrong else WORDS["lang"]:
        some = [line for line in lines if line.values["lang"] == lang]
        print(f"{lang}: {len(some)} messages")
        for name, counter in counts(some).items():
            print(f"  {name}: " + ", ".join(f"{value} {number}" for value, number in counter.most_common()))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
