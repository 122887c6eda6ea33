"""Exactly once, proven: real workers killed at every step, on every network and on every class of network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.workers.kill.harness import Harness, harness
from tests.workers.kill.networks import NETWORKS
from tests.workers.kill.worker import STEPS

from detente.channels.testkit.faults import Fault

pytestmark = pytest.mark.processes

RUNS = {"keyed": 2, "listable": 1}
"""Each step once, and with two workers at a time; `benchmarks/publish_kill.py` has the large numbers."""
FAULTS = [
    Fault.BEFORE_503, Fault.AFTER_503, Fault.CLOSE, Fault.CLOSE_AFTER, Fault.TIMEOUT_AFTER, Fault.CUT, Fault.REDIRECT,
]  # fmt: skip
SAFE = list(RUNS)
CLOSEST = ("after_attempt", "after_send", "before_confirm_commits")
"""The steps nearest to the request; `benchmarks/publish_faults.py` goes through all of them on every network."""

SERVERS = {"bluesky": "bluesky", "wordpress": "wordpress_server"}
"""Networks with a costly server, and the fixture that keeps one for the whole run."""

OTHERS = [
    pytest.param(name, marks=[getattr(pytest.mark, name)] if name in SERVERS else [])
    for name in NETWORKS
    if name != "publicpage"
]


@pytest.fixture(scope="module")
def desk(module_desk: str) -> Iterator[Harness]:
    with harness(module_desk) as made:
        yield made


@pytest.mark.parametrize("mode", SAFE)
@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_at_this_step_leaves_exactly_one_reply(desk, step, mode):
    fault = Fault.CLOSE if step == "after_look" else Fault.OK
    outcome = desk.run(step, RUNS[mode], mode, fault=fault)
    assert outcome.exact, (step, mode, outcome)


@pytest.mark.parametrize("mode", SAFE)
@pytest.mark.parametrize("committed", [False, True], ids=["before-the-page-has-it", "after-it-was-written"])
def test_a_worker_killed_in_the_middle_of_its_request_leaves_exactly_one_reply(desk, committed, mode):
    outcome = desk.run_in_request(RUNS[mode], mode, committed=committed)
    assert outcome.exact, (mode, outcome)
    assert outcome.requests == RUNS[mode]


@pytest.mark.parametrize("mode", SAFE)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_network_that_fails_leaves_exactly_one_reply(desk, fault, mode):
    runs = 2 if fault is Fault.TIMEOUT_AFTER else RUNS[mode]
    outcome = desk.run_fault(fault, runs, mode)
    assert outcome.exact, (fault, mode, outcome)
    assert outcome.requests == (runs if fault.commits else 2 * runs)


@pytest.mark.parametrize("step", ["after_send", "before_confirm_commits"])
def test_the_same_harness_shows_doubles_where_somebody_retries_blindly(desk, step):
    """Without this the zeros above would prove nothing."""
    outcome = desk.run(step, 4, "blind")
    assert (outcome.doubled, outcome.once) == (4, 0)


def test_blind_retry_doubles_what_a_lost_answer_hid(desk):
    assert desk.run_fault(Fault.AFTER_503, 4, "blind").doubled == 4


@pytest.mark.parametrize("network", OTHERS)
def test_on_any_network_a_death_or_a_fault_leaves_one_reply_or_a_person(module_desk, network, request):
    running = [request.getfixturevalue(SERVERS[network])] if network in SERVERS else []
    with harness(module_desk, network, *running) as desk:
        outcomes = {step: desk.run(step, 1) for step in (CLOSEST[1:] if network in SERVERS else CLOSEST)}
        outcomes["after_look"] = desk.run("after_look", 1, fault=Fault.CLOSE)
        moments = (True,) if network in SERVERS else (False, True)
        outcomes |= {committed: desk.run_in_request(1, committed=committed) for committed in moments}
        faults = (Fault.CLOSE,) if network in SERVERS else (Fault.AFTER_503, Fault.CLOSE, Fault.REDIRECT)
        outcomes |= {fault: desk.run_fault(fault, 1) for fault in faults}
        if desk.network.blind:
            assert all(outcome.careful for outcome in outcomes.values()), outcomes
        else:
            assert all(outcome.exact for outcome in outcomes.values()), outcomes
