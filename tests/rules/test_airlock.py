"""The moment in which an approved text can be called back, and the allowance of a network."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.contracts.refusals import Refused
from detente.rules.airlock import LONGEST_SECONDS, USUAL_SECONDS, check_seconds, leaves_at
from detente.rules.budget import REQUESTS, wait_until

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("seconds", "severity", "deadline", "expected"),
    [
        (20, 2, None, 20),
        (0, 2, None, 0),
        (0, 3, 3000, 0),
        (600, 2, 3000, 600),
        (600, 2, 300, 300),
        (600, 2, 5, 20),
        (600, 2, -60, 600),
        (10, 2, 5, 10),
        (0, 4, None, 20),
        (600, 4, 300, 600),
    ],
)
def test_the_moment_is_the_brands_kept_within_the_hour_and_never_short_where_it_is_grave(
    seconds, severity, deadline, expected
):
    due = None if deadline is None else after(deadline)
    assert leaves_at(NOON, seconds=seconds, severity=severity, deadline=due) == after(expected)


@given(
    seconds=st.integers(0, LONGEST_SECONDS),
    severity=st.integers(1, 4),
    deadline=st.none() | st.integers(-3600, 3600).map(after),
)
def test_nothing_leaves_before_its_approval_nor_sooner_than_the_usual_unless_the_brand_says_so(
    seconds, severity, deadline
):
    leaves = leaves_at(NOON, seconds=seconds, severity=severity, deadline=deadline)
    least = USUAL_SECONDS if severity == 4 else min(seconds, USUAL_SECONDS)
    assert after(least) <= leaves <= after(max(seconds, USUAL_SECONDS))


@pytest.mark.parametrize("seconds", [-1, LONGEST_SECONDS + 1])
def test_a_moment_has_its_limits(seconds):
    with pytest.raises(Refused, match=r"input\.airlock"):
        check_seconds(seconds)
    assert check_seconds(LONGEST_SECONDS) == LONGEST_SECONDS


@pytest.mark.parametrize(
    ("remaining", "resets", "expected"),
    [
        (None, after(60), None),
        (0, None, None),
        (0, after(-1), None),
        (REQUESTS, after(60), None),
        (REQUESTS - 1, after(60), after(60)),
        (0, after(60), after(60)),
    ],
)
def test_a_reply_waits_for_an_allowance_that_is_known_to_be_too_small(remaining, resets, expected):
    assert wait_until(remaining, resets, now=NOON) == expected
