"""When learning counts: enough corrections, a fifth held back for ever, and no worse than before."""

from __future__ import annotations

import pytest

from detente.contracts.learning import Share
from detente.rules.learning import got_no_worse, is_held_back, missing, total


def test_about_every_fifth_message_is_held_back_and_always_the_same() -> None:
    held = [number for number in range(10_000) if is_held_back(number)]
    assert 1_850 < len(held) < 2_150
    assert held == [number for number in range(10_000) if is_held_back(number)]
    assert held[:5] == [n for n in range(held[4] + 1) if is_held_back(n)]


@pytest.mark.parametrize(("have", "lacking"), [(0, 20), (19, 1), (20, 0), (500, 0)])
def test_twenty_corrected_messages_are_needed(have: int, lacking: int) -> None:
    assert missing(have) == lacking


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        ({"kind": Share(3, 5)}, {"kind": Share(4, 5)}, True),
        ({"kind": Share(3, 5)}, {"kind": Share(3, 5)}, True),
        ({"kind": Share(3, 5)}, {"kind": Share(2, 5)}, False),
        ({"kind": Share(3, 5), "topic": Share(1, 5)}, {"kind": Share(2, 5), "topic": Share(3, 5)}, True),
        ({"kind": Share(0, 0)}, {"kind": Share(0, 0)}, False),
        ({}, {}, False),
        ({"kind": Share(3, 5)}, {}, False),
        ({"kind": Share(3, 5)}, {"kind": Share(4, 6)}, False),
    ],
)
def test_a_layer_counts_when_it_was_measured_and_got_no_worse(
    before: dict[str, Share], after: dict[str, Share], counts: bool
) -> None:
    assert got_no_worse(before, after) is counts


def test_all_dimensions_are_added_up() -> None:
    assert total({"kind": Share(3, 5), "topic": Share(1, 4)}) == Share(4, 9)
