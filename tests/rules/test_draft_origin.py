"""The mark of where words came from only grows stronger."""

from __future__ import annotations

import pytest

from detente.rules.draft_origin import PERSON, Origin, Source, stronger

SAVED, OTHER = Source(Origin.SAVED, "casier"), Source(Origin.SAVED, "excuses")
OUTLINE, MODEL = Source(Origin.OUTLINE), Source(Origin.MODEL, "local")


@pytest.mark.parametrize(
    ("before", "came", "after"),
    [
        (PERSON, PERSON, PERSON),
        (PERSON, SAVED, SAVED),
        (SAVED, PERSON, SAVED),
        (SAVED, OTHER, OTHER),
        (SAVED, MODEL, MODEL),
        (MODEL, SAVED, MODEL),
        (MODEL, PERSON, MODEL),
        (MODEL, OUTLINE, MODEL),
        (OUTLINE, SAVED, OUTLINE),
    ],
)
def test_the_stronger_mark_stays(before, came, after):
    assert stronger(before, came) == after
