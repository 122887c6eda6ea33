"""The weekly sample is drawn by lot and can be drawn again; ten marks make a total; two raters agree more or less."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.contracts.refusals import Refused
from detente.rules.rubric import KEY_ROWS, ROWS, agreement, check_marks, drawn, is_fit, week_of

MONDAY = date(2026, 11, 16)
GOOD = (2, 1, 2, 2, 1, 1, 2, 1, 2, 1)


def test_a_week_begins_on_monday() -> None:
    assert {week_of(date(2026, 11, day)) for day in range(16, 23)} == {MONDAY}
    assert week_of(date(2026, 11, 23)) == date(2026, 11, 23)


@pytest.mark.parametrize(("published", "sampled"), [(0, 0), (1, 1), (20, 1), (21, 2), (40, 2), (200, 10)])
def test_five_in_a_hundred_and_one_at_least(published: int, sampled: int) -> None:
    assert len(drawn(range(published), MONDAY)) == sampled


@given(st.lists(st.integers(1, 10_000), unique=True, max_size=40))
def test_the_lot_is_the_same_whoever_draws_and_in_whatever_order(numbers: list[int]) -> None:
    found = drawn(numbers, MONDAY)
    assert found == drawn(sorted(numbers), MONDAY)
    assert set(found) <= set(numbers)
    assert len(set(found)) == len(found)


def test_another_week_is_another_lot() -> None:
    assert drawn(range(400), MONDAY) != drawn(range(400), date(2026, 11, 23))


@pytest.mark.parametrize("marks", [(), (2,) * 9, (2,) * 11, (2,) * 9 + (3,), (2,) * 9 + (-1,), (2,) * 9 + (None,)])
def test_ten_marks_from_nought_to_two(marks: tuple[int | None, ...]) -> None:
    with pytest.raises(Refused) as refused:
        check_marks(marks)
    assert refused.value.code == "input.marks"


def test_fit_is_enough_in_all_and_no_nought_where_it_counts() -> None:
    assert check_marks(GOOD) == GOOD
    assert is_fit(GOOD)
    assert not is_fit((1,) * 10)
    for row in range(10):
        marks = [2] * 10
        marks[row] = 0
        assert is_fit(marks) is (row not in KEY_ROWS)


def test_the_rubric_has_ten_rows_of_three_levels_in_both_languages() -> None:
    assert len({row.key for row in ROWS}) == 10
    assert all(words.fr and words.en for row in ROWS for words in (row.name, *row.levels))


def test_agreement_beyond_chance_and_counts_always() -> None:
    perfect = agreement([(0, 0), (1, 1), (2, 2)] * 4)
    assert (perfect.pairs, perfect.same, perfect.kappa) == (12, 12, 1.0)
    worst = agreement([(0, 2), (2, 0)] * 5)
    assert (worst.same, worst.kappa) == (0, -1.0)
    near, far = agreement([(0, 1), (2, 2)] * 6).kappa, agreement([(0, 2), (2, 2)] * 6).kappa
    assert near is not None
    assert far is not None
    assert near > far
    assert agreement([(2, 2)] * 9).kappa is None
    assert agreement([(2, 2)] * 12).kappa is None
    assert agreement([]).pairs == 0


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=10, max_size=40))
def test_who_is_called_first_changes_nothing(pairs: list[tuple[int, int]]) -> None:
    turned = [(other, one) for one, other in pairs]
    assert agreement(pairs).same == agreement(turned).same
    assert agreement(pairs).kappa == pytest.approx(agreement(turned).kappa)
