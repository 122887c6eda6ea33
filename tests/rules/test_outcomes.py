"""Only a case that plainly ended well lends its answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from detente.contracts.kinds import Kind
from detente.rules.case import CaseState
from detente.rules.outcomes import QUIET, Ending, ended_well

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
GOOD = Ending(CaseState.ANSWERED, "", NOW - 2 * QUIET, (), contested=False, promise_broken=False)


@pytest.mark.parametrize(
    "ending",
    [
        GOOD,
        replace(GOOD, state=CaseState.CLOSED, close_reason="solved"),
        replace(GOOD, state=CaseState.CLOSED, close_reason="no_word_back"),
        replace(GOOD, later=(Kind.COMPLIMENT,)),
        replace(GOOD, later=(Kind.COMPLIMENT,), replied_at=NOW - timedelta(minutes=5)),
    ],
)
def test_answered_and_thanked_or_quiet_for_a_day_is_a_good_end(ending):
    assert ended_well(ending, NOW)


@pytest.mark.parametrize(
    "ending",
    [
        replace(GOOD, state=CaseState.OPEN),
        replace(GOOD, state=CaseState.WAITING_AUTHOR),
        replace(GOOD, replied_at=None),
        replace(GOOD, replied_at=NOW - QUIET + timedelta(seconds=1)),
        replace(GOOD, contested=True),
        replace(GOOD, promise_broken=True),
        replace(GOOD, later=(Kind.COMPLAINT,)),
        replace(GOOD, later=(Kind.COMPLAINT, Kind.COMPLIMENT)),
        replace(GOOD, later=(Kind.OTHER,)),
        *(
            replace(GOOD, state=CaseState.CLOSED, close_reason=reason)
            for reason in ("removed", "spam", "duplicate", "left_by_lead")
        ),
    ],
)
def test_any_doubt_is_a_no(ending):
    assert not ended_well(ending, NOW)
