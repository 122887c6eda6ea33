"""Twenty deaths between `putRecord` and the desk's own commit, on the real Bluesky network: one public reply each."""

from __future__ import annotations

import pytest
from tests.workers.kill.harness import harness

pytestmark = [pytest.mark.processes, pytest.mark.bluesky]

DEATHS = 20
AT_ONCE = 5


def test_twenty_workers_killed_between_the_record_and_the_commit_leave_one_reply_each(module_desk):
    with harness(module_desk, "bluesky") as desk:
        outcomes = [desk.run("after_send", AT_ONCE) for _ in range(DEATHS // AT_ONCE)]
    assert [(one.runs, one.once, one.doubled, one.missing) for one in outcomes] == [(AT_ONCE, AT_ONCE, 0, 0)] * len(
        outcomes
    )
    assert all(one.exact for one in outcomes), outcomes
