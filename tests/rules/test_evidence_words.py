"""What the screens of the evidence say, and which lines of the ledger they show."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.contracts.capture import Level, Stop
from detente.evidence.stamp.answer import Why
from detente.rules.evidence_words import LEVEL_WORDS, STAMP_TROUBLE, Later, best_window, later_of, stamp_trouble


def test_every_level_and_every_trouble_of_a_stamp_has_words() -> None:
    assert set(LEVEL_WORDS) == set(Level)
    assert set(STAMP_TROUBLE) == set(Why)
    assert stamp_trouble("a code of tomorrow").en


@pytest.mark.parametrize(
    ("waiting", "stop", "gone", "found"),
    [
        (True, None, False, Later.AHEAD),
        (True, Stop.UNREACHABLE, True, Later.AHEAD),
        (False, None, False, Later.SAME),
        (False, None, True, Later.GONE),
        (False, Stop.MESSAGE_ABSENT, False, Later.GONE),
        (False, Stop.NOT_FOUND, False, Later.GONE),
        (False, Stop.TEXT_DIFFERS, False, Later.CHANGED),
        (False, Stop.LOGIN_WALL, False, Later.UNSEEN),
        (False, Stop.UNREACHABLE, True, Later.UNSEEN),
    ],
)
def test_what_a_later_visit_means(waiting: bool, stop: Stop | None, gone: bool, found: Later) -> None:
    assert later_of(waiting=waiting, stop=stop, gone=gone) is found


@pytest.mark.parametrize(
    ("own", "anchor", "last", "lines"),
    [
        ({3, 5}, 5, 20, [2, 3, 4, 5, 6]),
        ({1}, 1, 1, [1]),
        ({1}, 1, 9, [1, 2, 3, 4, 5]),
        ({9}, 9, 9, [5, 6, 7, 8, 9]),
        ({2, 900}, 900, 1_000, [898, 899, 900, 901, 902]),
    ],
)
def test_the_window_holds_its_line_and_as_many_of_ours_as_fit(
    own: set[int], anchor: int, last: int, lines: list[int]
) -> None:
    assert list(best_window(own, anchor, last)) == lines


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.integers(1, 60))
def test_a_window_never_leaves_the_ledger_nor_loses_its_line(data: st.DataObject, last: int) -> None:
    anchor = data.draw(st.integers(1, last))
    own = data.draw(st.sets(st.integers(1, last))) | {anchor}
    window = best_window(own, anchor, last)
    assert anchor in window
    assert len(window) == min(5, last)
    assert window.start >= 1
    assert window.stop <= last + 1
