"""How far two readers agree: `python -m training.agreement`. The second one saw only the guide and 300 messages.

Compares `second_pass/labels.jsonl` with the corpus as it stands, prints agreement, Cohen's kappa and macro-F1 (the
corpus taken as right) of every dimension, and writes `second_pass/agreement.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from training.corpus import check
from training.measure import f1_of

HERE: Final = Path(__file__).resolve().parent / "second_pass"
LABELS: Final = HERE / "labels.jsonl"
FIGURES: Final = HERE / "agreement.json"
DIMENSIONS: Final = ("sentiment", "kind", "topic", "urgency", "severity", "toxicity", *check.FLAGS)

Labels = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One dimension: shares × 100 and kappa −1 to 1 (0: no better than chance; 1 where nobody ever differed)."""

    agreement: float
    kappa: float
    macro_f1: float


def agreement_of(first: Sequence[str], second: Sequence[str]) -> Agreement:
    """How far the `second` reader says what the `first` one said. Raises ValueError for no message at all."""
    if not first:
        raise ValueError("no message was labelled twice")
    together = sum(a == b for a, b in zip(first, second, strict=True)) / len(first)
    values = sorted(set(first))
    f1 = sum(f1_of(first, second, value) for value in values) / len(values)
    return Agreement(100 * together, _kappa(first, second, together), f1)


def _kappa(first: Sequence[str], second: Sequence[str], together: float) -> float:
    by_chance = sum(first.count(value) * second.count(value) for value in set(first)) / len(first) ** 2
    return (together - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0


def agreements(pairs: Sequence[tuple[Labels, Labels]]) -> dict[str, Agreement]:
    """Every dimension of messages labelled twice, (corpus, second reader); personal data: the whole list."""
    return {
        name: agreement_of([_word(a[name]) for a, _ in pairs], [_word(b[name]) for _, b in pairs])
        for name in (*DIMENSIONS, "personal_data")
    }


def _word(value: object) -> str:
    return ",".join(sorted(map(str, value))) if isinstance(value, list) else str(value)


def pairs_of(lines: Sequence[Labels], again: Sequence[Labels]) -> list[tuple[Labels, Labels]]:
    """The messages that both readers labelled and that still stand in the corpus."""
    known = {str(line["id"]): line for line in lines}
    return [(known[str(label["id"])], label) for label in again if str(label["id"]) in known]


def table(found: Mapping[str, Agreement]) -> list[str]:
    """A line a dimension."""
    rows = [f"{name:15} {of.agreement:9.1f} {of.kappa:6.2f} {of.macro_f1:8.1f}" for name, of in found.items()]
    return [f"{'second pass':15} agreement  kappa macro-F1", *rows]


def main() -> None:
    """Compare, print, write."""
    again = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    pairs = pairs_of([line.values for line in check.read()], again)
    found = agreements(pairs)
    print(f"{len(pairs)} of {len(again)} messages labelled again still stand in the corpus")
    print(*table(found), sep="\n")
    told = {name: {key: round(value, 3) for key, value in asdict(of).items()} for name, of in found.items()}
    whole = {"messages": len(pairs), "dimensions": told}
    FIGURES.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
