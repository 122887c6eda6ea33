"""The rule that sets sectors aside stands still: it was fixed before anything was trained."""

from __future__ import annotations

import pytest
from training.corpus import check
from training.sources import corpus
from training.split import part_of, set_aside


@pytest.mark.parametrize(("sector", "part"), [("air", 3), ("energy", 0), ("parcel", 1), ("films", 2)])
def test_a_sector_stays_in_the_part_that_its_name_gives_it(sector: str, part: int) -> None:
    assert part_of(sector) == part
    assert set_aside(sector) is (part == 0)


def test_about_a_fifth_of_the_sectors_is_set_aside() -> None:
    sectors = {line.word("sector") for line in check.read()}
    assert 0.12 <= sum(map(set_aside, sectors)) / len(sectors) <= 0.28


def test_no_sector_is_both_learnt_from_and_set_aside() -> None:
    learnt, aside = corpus(aside=False), corpus(aside=True)
    assert not {one.group for one in learnt} & {one.group for one in aside}
    assert len(learnt) + len(aside) == len(check.read())
