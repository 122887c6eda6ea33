"""The learning curve: nested parts of the sectors, the recipe's own figure at the end."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from training.curve import SHARES, curve_of, some_of, spread, table, widened
from training.fit import Fitted, fit
from training.recipe import make, material, names_of
from training.seen import Rows

from tests.training import tiny


@pytest.fixture(scope="module")
def rows() -> Rows:
    return tiny.rows()


def test_smaller_parts_are_inside_larger_ones_and_always_the_same() -> None:
    sectors = [f"sector{place}" for place in range(40)]
    parts = [some_of(sectors, share) for share in SHARES]
    assert [len(part) for part in parts] == [5, 10, 20, 40]
    assert all(small < large for small, large in pairwise(parts))
    assert parts[1] == some_of(list(reversed(sectors)) * 2, 25)


def test_the_smallest_part_is_one_sector() -> None:
    assert len(some_of(["a", "b"], 12)) == 1


def test_the_curve_ends_at_the_figures_of_the_recipe(rows: Rows) -> None:
    given, names = material(tiny.COMPLAINT, rows, {}), names_of(rows)
    found = curve_of(tiny.COMPLAINT, given, names)
    scores = make(tiny.COMPLAINT, given, names).scores
    assert {language: points[-1] for language, points in found.items()} == {
        language: scores[f"corpus {language}"].macro_f1 for language in ("fr", "en")
    }
    assert all(len(points) == len(SHARES) for points in found.values())
    assert len(table({"complaint": found})) == 3


def test_a_head_that_never_met_a_value_never_says_it(rows: Rows) -> None:
    places = [place for place, example in enumerate(rows.examples) if example.labels["matter"] != "asked"]
    part = rows.take(places)
    fitted = fit(part, [one.labels["matter"] for one in part.examples], names_of(rows), tiny.QUICK)
    wide = widened(fitted, part, ("asked", "bad", "good"))
    assert [("asked", "bad", "good")[place] for place in wide.argmax(axis=1)] == fitted.answers(part)
    assert isinstance(fitted, Fitted) and fitted.values == ("bad", "good")


def test_a_head_that_met_one_value_says_only_that() -> None:
    assert spread("yes", ("no", "yes")) > 0 > spread("no", ("no", "yes"))
    assert np.argmax(spread("b", ("a", "b", "c"))) == 1
