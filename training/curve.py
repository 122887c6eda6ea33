"""The learning curve: `python -m training.curve --data FOLDER [--heads kind,topic]`.

How good each head is, by language, when it learns from an eighth, a quarter, half and all of the sectors that the
recipe learns from (the public sets always whole). The folds, the calibration and the figure at 100 % are those of the
recipe; smaller parts are inside larger ones. Prints a line and writes `curve.json` after each head; heads that are not
asked for keep theirs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from detente.analysis.weights import NO, YES
from training.calibrate import calibrated
from training.fit import Fitted, fit
from training.heads import PLANS, Plan
from training.measure import Floats
from training.recipe import Material, Places, folds, material, names_of, scores_of, sets_of
from training.seen import Rows, rows_of
from training.sources import corpus

SHARES: Final = (12, 25, 50, 100)
"""Of the sectors to learn from, in percent."""
FIGURES: Final = Path(__file__).parent / "curve.json"
_NEVER: Final = 8.0
"""How strongly a value is ruled out by a head that never met it."""

Curve = dict[str, list[float]]
"""Language → macro-F1 at each of `SHARES`."""


def some_of(sectors: Sequence[str], share: int) -> frozenset[str]:
    """The first `share` percent of the sectors, at least one, in an order that only their names decide."""
    shuffled = sorted(set(sectors), key=lambda sector: hashlib.sha256(f"curve {sector}".encode()).digest())
    return frozenset(shuffled[: max(1, round(len(shuffled) * share / 100))])


def curve_of(plan: Plan, given: Material, names: dict[str, int]) -> Curve:
    """The curve of one head, in the languages that it is made for."""
    loudest = max(plan.ours.values())
    asked = [language for language in ("fr", "en") if plan.ours[language] == loudest]
    at = [_figures(plan, given, names, share) for share in SHARES]
    return {language: [figures[f"corpus {language}"] for figures in at] for language in asked}


def _figures(plan: Plan, given: Material, names: dict[str, int], share: int) -> dict[str, float]:
    values = fit_values(given.right)
    sums = _held_out(plan, given, names, share, values)
    head = calibrated(plan.name, values, sums, given.right, given.loud)
    return {name: score.macro_f1 for name, score in scores_of(given, head, sums)}


def fit_values(right: Sequence[str]) -> tuple[str, ...]:
    """The values of a head in the order of its columns, as `fit` has them."""
    found = tuple(sorted(set(right)))
    return (NO, YES) if set(found) == {NO, YES} else found


def _held_out(plan: Plan, given: Material, names: dict[str, int], share: int, values: tuple[str, ...]) -> Floats:
    groups = [example.group for example in given.rows.examples]
    sums = np.zeros((len(groups), 1 if len(values) == 2 else len(values)))
    for learn, test in folds(groups):
        chosen = _chosen(given, groups, learn, share)
        right = [given.right[place] for place in chosen]
        rows = given.rows.take(test)
        if len(set(right)) == 1:
            sums[test] = spread(right[0], values)
        else:
            fitted = fit(given.rows.take(chosen), right, names, plan.settings, given.loud[chosen])
            sums[test] = widened(fitted, rows, values)
    return sums


def _chosen(given: Material, groups: Sequence[str], learn: Places, share: int) -> Places:
    """The rows to learn from: those of some sectors, and all public ones."""
    sectors = some_of([groups[place] for place in learn if given.ours[place]], share)
    return np.array([place for place in learn if not given.ours[place] or groups[place] in sectors], dtype=np.int64)


def spread(only: str, values: tuple[str, ...]) -> Floats:
    """The sums of a head that met one value only."""
    if len(values) == 2:
        return np.array([_NEVER if only == values[1] else -_NEVER])
    return np.array([0.0 if value == only else -_NEVER for value in values])


def widened(fitted: Fitted, rows: Rows, values: tuple[str, ...]) -> Floats:
    """Sums with a column for every value, also those that the head never met."""
    sums = fitted.sums(rows)
    if fitted.values == values:
        return sums
    if len(fitted.values) == 2:
        sums = np.concatenate([-sums, sums], axis=1)
    wide = np.full((len(sums), len(values)), -_NEVER)
    wide[:, [values.index(value) for value in fitted.values]] = sums
    return wide


def table(found: Mapping[str, Curve]) -> list[str]:
    """A line a head and language, and what the last doubling brought."""
    rows = [f"{'macro-F1':10} {'':3}" + "".join(f"{share:7} %" for share in SHARES) + "  last step"]
    for name, curve in found.items():
        for language, points in curve.items():
            told = "".join(f"{point:9.1f}" for point in points)
            rows.append(f"{name:10} {language:3}{told}  {points[-1] - points[-2]:+9.1f}")
    return rows


def main() -> None:
    """Learn, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the public sets of group A")
    parser.add_argument("--heads", default="", help="names, with commas between; all when left out")
    parser.add_argument("--to", type=Path, default=FIGURES)
    given = parser.parse_args()
    asked = list(filter(None, given.heads.split(",")))
    known = [plan.name for plan in PLANS]
    if not set(asked) <= set(known):
        parser.error(f"no such head: {', '.join(sorted(set(asked) - set(known)))}; choose among {', '.join(known)}")
    plans = [plan for plan in PLANS if plan.name in asked or not asked]
    ours, sets = rows_of(corpus(aside=False)), sets_of(given.data, plans)
    names = names_of(ours)
    found = {}
    for plan in plans:
        found[plan.name] = curve_of(plan, material(plan, ours, sets), names)
        print(*table({plan.name: found[plan.name]})[len(found) > 1 :], sep="\n", flush=True)
        _write(found, given.to, known)


def _write(found: Mapping[str, Curve], to: Path, known: Sequence[str]) -> None:
    before = json.loads(to.read_text(encoding="utf-8"))["heads"] if to.exists() else {}
    whole = {**before, **{name: _rounded(curve) for name, curve in found.items()}}
    heads = {name: whole[name] for name in known if name in whole}
    to.write_text(json.dumps({"shares": SHARES, "heads": heads}, indent=1) + "\n", encoding="utf-8")


def _rounded(curve: Curve) -> Curve:
    return {language: [round(point, 1) for point in points] for language, points in curve.items()}


if __name__ == "__main__":
    main()
