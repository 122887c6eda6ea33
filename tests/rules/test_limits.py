"""Buckets and counters, pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from detente.rules.limits import Buckets, Counted

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_an_empty_bucket_says_how_long_until_the_next_drop() -> None:
    buckets = Buckets(2, 4 * SECOND)
    buckets.take("a", now=NOON)
    buckets.take("a", now=NOON)
    assert buckets.wait("a", now=NOON) == 4 * SECOND
    assert buckets.wait("a", now=NOON + 3 * SECOND) == SECOND
    assert buckets.wait("a", now=NOON + 4 * SECOND) is None
    assert buckets.wait("b", now=NOON) is None


@given(st.lists(st.floats(0, 5), max_size=40))
def test_no_more_than_the_bucket_and_what_fell_into_it_is_ever_given(pauses: list[float]) -> None:
    buckets, at, given_out = Buckets(3, SECOND), NOON, 0
    for pause in pauses:
        at += timedelta(seconds=pause)
        if buckets.wait("a", now=at) is None:
            buckets.take("a", now=at)
            given_out += 1
    assert given_out <= 3 + (at - NOON) / SECOND + 1e-6


def test_keys_without_end_do_not_fill_the_memory() -> None:
    buckets = Buckets(1, SECOND)
    for number in range(10_500):
        buckets.take(number, now=NOON)
    assert len(buckets._levels) == 10_000


def test_a_counter_tells_the_first_at_once_and_the_rest_together() -> None:
    counted = Counted(60 * SECOND)
    assert [counted.count("a", now=NOON + n * SECOND) for n in (0, 1, 2, 59)] == [1, 0, 0, 0]
    assert counted.count("a", now=NOON + 60 * SECOND) == 4
    assert counted.count("b", now=NOON) == 1
