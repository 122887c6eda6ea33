"""Deaths between `putRecord` and the desk's own commit, on the real Bluesky network: one public reply each."""

from __future__ import annotations

import pytest
from tests.workers.kill.harness import harness

pytestmark = [pytest.mark.processes, pytest.mark.bluesky]

DEATHS = 5
"""At once. `docs/benchmarks.md` has the large number."""


def test_workers_killed_between_the_record_and_the_commit_leave_one_reply_each(module_desk, bluesky):
    with harness(module_desk, "bluesky", bluesky) as desk:
        outcome = desk.run("after_send", DEATHS)
    assert (outcome.runs, outcome.once, outcome.doubled, outcome.missing) == (DEATHS, DEATHS, 0, 0)
    assert outcome.exact, outcome
