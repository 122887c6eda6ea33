"""How long an approval stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from detente.rules.approval import AT_LEAST, STANDS, expires_at

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes_to_deadline", "minutes_it_stands"),
    [(None, 60), (45, 45), (200, 60), (5, 15), (15, 15), (0, 60), (-30, 60)],
)
def test_an_approval_ends_with_the_deadline_within_a_quarter_and_a_whole_hour(minutes_to_deadline, minutes_it_stands):
    deadline = None if minutes_to_deadline is None else NOON + timedelta(minutes=minutes_to_deadline)
    assert expires_at(NOON, deadline) == NOON + timedelta(minutes=minutes_it_stands)


def test_it_never_stands_less_than_the_least_nor_more_than_the_most():
    for minutes in range(-120, 240):
        stands = expires_at(NOON, NOON + timedelta(minutes=minutes)) - NOON
        assert AT_LEAST <= stands <= STANDS
