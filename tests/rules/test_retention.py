"""How long evidence is kept: three classes, each with its date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.rules.retention import MONTH, WITHOUT_ACTION, Keeping, Removed, kept, kept_until

SEALED = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
DONE = SEALED + timedelta(days=3)
HALF_A_YEAR = SEALED + WITHOUT_ACTION


@pytest.mark.parametrize(
    ("removals", "held", "why", "until"),
    [
        ((), False, Keeping.NO_ACTION, HALF_A_YEAR),
        ((Removed(None, 12),), False, Keeping.NO_ACTION, HALF_A_YEAR),
        ((Removed(DONE, 12),), False, Keeping.REMOVED, DONE + 12 * MONTH),
        ((Removed(DONE, 3),), False, Keeping.REMOVED, HALF_A_YEAR),
        ((Removed(DONE, 7), Removed(DONE, 15)), False, Keeping.REMOVED, DONE + 15 * MONTH),
        ((Removed(DONE, 7, open=True),), False, Keeping.REMOVED, None),
        ((Removed(DONE, 7),), True, Keeping.HELD, None),
    ],
)
def test_each_class_has_its_date(
    removals: tuple[Removed, ...], held: bool, why: Keeping, until: datetime | None
) -> None:
    found = kept(SEALED, removals, held=held)
    assert (found.why, found.erases_after) == (why, until)
    assert found.is_past(SEALED + timedelta(days=4000)) is (until is not None)


@given(st.integers(0, 2000), st.integers(0, 60))
def test_a_removal_never_shortens_what_is_kept(days: int, months: int) -> None:
    assert kept_until(SEALED, SEALED + timedelta(days=days), months) >= kept_until(SEALED)
