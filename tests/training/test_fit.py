"""Learning is repeatable, what is packed is what was learnt, and the engine adds it up as training did."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from training.calibrate import calibrated
from training.fit import answers, fit
from training.measure import score
from training.recipe import Made, folds, make, material, names_of, packed
from training.seen import Rows

from detente.analysis.engine import EmbeddedEngine
from detente.analysis.look import look_in
from detente.analysis.weights import Weights, read_weights, write_weights
from detente.contracts.words import as_language
from tests.training import tiny


@pytest.fixture(scope="module")
def rows() -> Rows:
    return tiny.rows()


def _made(rows: Rows) -> list[Made]:
    return [make(plan, material(plan, rows, {}), names_of(rows)) for plan in (tiny.COMPLAINT, tiny.MATTER)]


@pytest.fixture(scope="module")
def made(rows: Rows) -> list[Made]:
    return _made(rows)


@pytest.fixture(scope="module")
def weights(rows: Rows, made: list[Made]) -> Weights:
    return packed(made, names_of(rows))


def test_a_head_learns_what_words_tell(rows: Rows) -> None:
    right = [example.labels["matter"] for example in rows.examples]
    fitted = fit(rows, right, names_of(rows), tiny.QUICK)
    assert fitted.values == ("asked", "bad", "good")
    assert fitted.answers(rows) == right


def test_a_head_of_yes_and_no_has_one_column_that_means_yes(rows: Rows) -> None:
    right = [example.labels["complaint"] for example in rows.examples]
    fitted = fit(rows, right, names_of(rows), tiny.QUICK)
    assert fitted.values == ("no", "yes") and len(fitted.constants) == 1
    assert fitted.answers(rows) == right
    assert answers(np.array([[0.1], [-0.1]]), ("no", "yes")) == ["yes", "no"]


def test_rows_that_weigh_nothing_teach_nothing(rows: Rows) -> None:
    right = [example.labels["complaint"] for example in rows.examples]
    loud = np.array([float(example.language == "fr") for example in rows.examples])
    wrong = [value if one.language == "fr" else "no" for value, one in zip(right, rows.examples, strict=True)]
    heard = fit(rows, right, names_of(rows), tiny.QUICK, loud)
    assert np.allclose(heard.hashed, fit(rows, wrong, names_of(rows), tiny.QUICK, loud).hashed)
    assert not np.allclose(heard.hashed, fit(rows, right, names_of(rows), tiny.QUICK).hashed)


def test_a_fold_never_asks_about_a_group_that_it_learnt_from(rows: Rows) -> None:
    groups = [example.group for example in rows.examples]
    asked = []
    for learn, test in folds(groups):
        assert not {groups[place] for place in learn} & {groups[place] for place in test}
        asked += test.tolist()
    assert sorted(asked) == list(range(len(groups)))


def test_calibration_makes_sums_mean_what_they_say() -> None:
    sums = np.array([[4.0]] * 100 + [[-4.0]] * 100)
    right = ["yes"] * 80 + ["no"] * 20 + ["no"] * 80 + ["yes"] * 20
    head = calibrated("complaint", ("no", "yes"), sums, right, np.ones(200))
    chances = head.probabilities(sums.astype(np.float32)).astype(np.float64)
    assert chances[0, 1] == pytest.approx(0.8, abs=0.01)
    assert score(right, chances, head.values).ece < 1


def test_the_figures_of_a_head_are_those_of_groups_that_were_left_out(rows: Rows) -> None:
    made = make(tiny.COMPLAINT, material(tiny.COMPLAINT, rows, {}), names_of(rows))
    assert set(made.scores) == {"corpus fr", "corpus en"}
    assert all(one.count == 30 and one.macro_f1 == 100 for one in made.scores.values())


def test_heads_stand_side_by_side_in_one_table(weights: Weights) -> None:
    assert [(head.name, head.first, len(head.offsets)) for head in weights.heads.values()] == [
        ("complaint", 0, 1),
        ("matter", 1, 3),
    ]
    assert weights.table.shape[1] == len(weights.scale) == weights.dense.shape[1] == 4
    assert weights.table.min() >= -127


def test_the_same_set_gives_the_same_bytes(rows: Rows, weights: Weights, tmp_path: Path) -> None:
    write_weights(weights, tmp_path / "first.npz")
    write_weights(packed(_made(tiny.rows()), names_of(rows)), tmp_path / "second.npz")
    assert (tmp_path / "first.npz").read_bytes() == (tmp_path / "second.npz").read_bytes()


def test_weights_are_read_as_they_were_written(weights: Weights, tmp_path: Path) -> None:
    write_weights(weights, tmp_path / "weights.npz")
    again = read_weights(tmp_path / "weights.npz")
    assert again.heads == weights.heads and again.numbers == weights.numbers and again.name == weights.name
    for one, other in ((again.table, weights.table), (again.scale, weights.scale), (again.dense, weights.dense)):
        assert one.dtype == other.dtype and np.array_equal(one, other)


def test_the_engine_adds_up_what_was_learnt(rows: Rows, made: list[Made], weights: Weights) -> None:
    learnt = np.concatenate([one.fitted.sums(rows) for one in made], axis=1)
    engine = EmbeddedEngine(weights)
    for language in ("fr", "en"):
        places = [place for place, example in enumerate(rows.examples) if example.language == language]
        looked = [look_in(rows.examples[place].text, as_language(language)) for place in places]
        assert engine.sums(looked, as_language(language)).sums == pytest.approx(learnt[places], abs=0.05)
