"""Figures are what their names say, by hand-worked values."""

from __future__ import annotations

import numpy as np
import pytest
from training.measure import Bin, bins, f1_of, score, wilson

RIGHT = ["a", "a", "b", "b"]
CHANCES = np.array([[0.9, 0.1], [0.6, 0.4], [0.7, 0.3], [0.2, 0.8]])


def test_f1_is_twice_the_hits_over_all_that_was_named() -> None:
    assert f1_of(["a", "a", "b", "b"], ["a", "a", "a", "b"], "a") == pytest.approx(80)
    assert f1_of(["a", "b"], ["b", "b"], "a") == 0
    assert f1_of(["b"], ["b"], "a") == 0


def test_a_head_is_scored_by_value_and_on_average() -> None:
    found = score(RIGHT, CHANCES, ("a", "b"))
    assert found.count == 4
    assert found.each == pytest.approx({"a": 80, "b": 200 / 3})
    assert found.macro_f1 == pytest.approx((80 + 200 / 3) / 2)
    assert found.accuracy == pytest.approx(75)


def test_a_value_that_is_never_right_does_not_count_among_the_averages() -> None:
    found = score(["a", "a"], np.array([[0.9, 0.1], [0.1, 0.9]]), ("a", "b"))
    assert found.each == pytest.approx({"a": 200 / 3})


def test_brier_is_the_squared_distance_to_the_truth() -> None:
    assert score(RIGHT, CHANCES, ("a", "b")).brier == pytest.approx((0.02 + 0.32 + 0.98 + 0.08) / 4)


def test_calibration_error_is_the_gap_between_sureness_and_hits_in_each_tenth() -> None:
    sure_and_right = np.array([[0.9, 0.1]] * 9 + [[0.9, 0.1]])
    assert score(["a"] * 9 + ["b"], sure_and_right, ("a", "b")).ece == pytest.approx(0)
    assert score(["a"] * 5 + ["b"] * 5, sure_and_right, ("a", "b")).ece == pytest.approx(40)
    assert score(RIGHT, CHANCES, ("a", "b")).ece == pytest.approx((10 + 40 + 70 + 20) / 4)


def test_an_answer_of_a_rule_is_as_sure_as_its_own_probability() -> None:
    found = score(["b"], np.array([[0.7, 0.3]]), ("a", "b"), said=["b"])
    assert found.accuracy == 100
    assert found.ece == pytest.approx(70)


def test_the_calibration_table_leaves_empty_steps_out_and_keeps_the_surest_in_the_last() -> None:
    table = bins(np.array([0.55, 0.59, 1.0]), np.array([True, False, True]))
    assert table == [Bin(2, pytest.approx(57), pytest.approx(50)), Bin(1, pytest.approx(100), pytest.approx(100))]


def test_the_interval_of_a_share_is_wilsons() -> None:
    assert wilson(0, 0) == (0, 100)
    assert wilson(5, 50) == pytest.approx((4.35, 21.36), abs=0.01)
    assert wilson(0, 942) == pytest.approx((0, 0.406), abs=0.001)
    assert wilson(10, 10) == pytest.approx((72.25, 100), abs=0.01)
