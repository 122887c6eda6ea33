"""Makes the shipped weights: `python -m training.recipe --data FOLDER`. The same data give the same bytes.

Every head is learnt five times with a fifth of the groups (sectors of the corpus, parts of a public set) left out;
what it then says of the left-out fifth calibrates it and is the validation figure that is printed. The weights that
ship are learnt on all five. Sectors that are set aside are not read here: see `training.report`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import GroupKFold

from detente.analysis.dense import ALWAYS
from detente.analysis.features import BUCKETS
from detente.analysis.weights import Head, Weights, write_weights
from training.calibrate import calibrated
from training.fit import Fitted, fit
from training.heads import PLANS, Plan
from training.measure import Score, score
from training.seen import Rows, joined, rows_of
from training.sources import Example, corpus, public

NAME: Final = "embedded-1"
FOLDS: Final = 5
MOST: Final = 12_000
"""Rows of one public set that are read; more of them cost minutes."""
WHERE: Final = Path(str(files("detente.analysis"))) / "weights" / "reading.npz"
FIGURES: Final = Path(__file__).parent / "validation.json"

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Material:
    """What one head learns from. `ours`: which rows are of our corpus, the only ones that are measured."""

    rows: Rows
    right: list[str]
    loud: Floats
    ours: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Made:
    """One head: its weights, its calibration and its validation figures by language."""

    head: Head
    fitted: Fitted
    scores: Mapping[str, Score]


def material(plan: Plan, ours: Rows, sets: Mapping[str, Rows]) -> Material:
    """Gather the rows of one head."""
    parts = [(ours, lambda example: plan.ours[example.language], True)]
    for name, loud in plan.sets.items():
        parts.append((sets[name], lambda _, loud=loud: loud, False))
    rows, right, louds, mine = [], [], [], []
    for part, loud_of, own in parts:
        said = [(place, plan.read(example)) for place, example in enumerate(part.examples)]
        kept = [(place, value) for place, value in said if value is not None]
        rows.append(part.take([place for place, _ in kept]))
        right += [value for _, value in kept]
        louds += [loud_of(part.examples[place]) for place, _ in kept]
        mine += [own] * len(kept)
    return Material(joined(rows), right, np.array(louds), np.array(mine))


def folds(groups: Sequence[str]) -> Iterator[tuple[Places, Places]]:
    """The five ways to leave a fifth of the groups out: which rows to learn from, which to ask."""
    yield from GroupKFold(FOLDS, shuffle=True, random_state=7).split(groups, groups=groups)


def held_out(given: Material, plan: Plan, names: dict[str, int]) -> Floats:
    """What each row's sums are when its group was left out, (rows, columns)."""
    groups = [example.group for example in given.rows.examples]
    found: Floats | None = None
    for learn, test in folds(groups):
        right = [given.right[place] for place in learn]
        fitted = fit(given.rows.take(learn), right, names, plan.settings, given.loud[learn])
        sums = fitted.sums(given.rows.take(test))
        found = np.zeros((len(groups), sums.shape[1])) if found is None else found
        found[test] = sums
    assert found is not None
    return found


def make(plan: Plan, given: Material, names: dict[str, int]) -> Made:
    """Learn, calibrate and measure one head."""
    sums = held_out(given, plan, names)
    fitted = fit(given.rows, given.right, names, plan.settings, given.loud)
    head = calibrated(plan.name, fitted.values, sums, given.right, given.loud)
    return Made(head, fitted, dict(scores_of(given, head, sums)))


def scores_of(given: Material, head: Head, sums: Floats) -> list[tuple[str, Score]]:
    """Figures by origin and language ("corpus fr")."""
    chances = head.probabilities(sums.astype(np.float32)).astype(np.float64)
    languages = np.array([example.language for example in given.rows.examples])
    sources = np.array([example.labels.get("source", "corpus") for example in given.rows.examples])
    found = []
    for source in sorted(set(sources)):
        for language in ("fr", "en"):
            chosen = np.flatnonzero((languages == language) & (sources == source))
            if len(chosen):
                right = [given.right[place] for place in chosen]
                found.append((f"{source} {language}", score(right, chances[chosen], head.values)))
    return found


def packed(made: Sequence[Made], names: dict[str, int]) -> Weights:
    """All heads side by side in one table of whole numbers."""
    hashed = np.concatenate([one.fitted.hashed for one in made]).T
    scale = np.maximum(np.abs(hashed).max(axis=0), 1e-9) / 127
    dense = np.concatenate([np.vstack([one.fitted.dense.T, one.fitted.constants]) for one in made], axis=1)
    heads, first = {}, 0
    for one in made:
        heads[one.head.name] = replace(one.head, first=first)
        first += len(one.head.offsets)
    return Weights(
        NAME,
        np.round(hashed / scale).astype(np.int8).reshape(BUCKETS, first),
        scale.astype(np.float32),
        dense.astype(np.float32),
        {**names, ALWAYS: len(names)},
        heads,
    )


def names_of(ours: Rows) -> dict[str, int]:
    """The place of every number that our corpus knows."""
    return {name: place for place, name in enumerate(sorted({n for row in ours.numbers for n in row} - {ALWAYS}))}


def sets_of(folder: Path, plans: Sequence[Plan] = PLANS) -> dict[str, Rows]:
    """The public sets that the plans name, by "file/origin" or "file"."""
    wanted = sorted({name for plan in plans for name in plan.sets})
    read: dict[str, list[Example]] = {}
    found = {}
    for name in wanted:
        file, _, origin = name.partition("/")
        read[file] = read.get(file) or public(folder, file)
        found[name] = rows_of([e for e in read[file] if origin in ("", e.labels["source"])][:MOST])
    return found


def main() -> None:
    """Learn every head, write the weights and the validation figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the public sets of group A")
    parser.add_argument("--to", type=Path, default=WHERE)
    given = parser.parse_args()
    ours, sets = rows_of(corpus(aside=False)), sets_of(given.data)
    names = names_of(ours)
    made = []
    for plan in PLANS:
        made.append(make(plan, material(plan, ours, sets), names))
        shown = " · ".join(f"{key} {one.macro_f1:.1f}" for key, one in made[-1].scores.items())
        print(f"{plan.name}: {shown}", flush=True)
    given.to.parent.mkdir(exist_ok=True)
    write_weights(packed(made, names), given.to)
    figures = {one.head.name: {key: asdict(figure) for key, figure in one.scores.items()} for one in made}
    FIGURES.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
