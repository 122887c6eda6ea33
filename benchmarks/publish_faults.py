"""One approved reply, one reply on the network: networks × fault modes × deaths of the worker.

Command: `.venv/bin/python -m benchmarks.publish_faults [--networks publicpage,bluesky,wordpress] [--runs 500]`

The harness of the suite (`tests/workers/kill`) with more runs: real servers behind the fault proxy, a PostgreSQL that
waits for its disk, workers that are processes. `--runs` are shared out evenly over each network's fault modes and
deaths. Bar: exactly one reply each; where a network can be neither asked nor looked at (blind), never two, and a person
for whatever nobody can know. `--networks paper` stands for every class of the network of paper.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from benchmarks.scratch import scratch_desk

if TYPE_CHECKING:
    from tests.workers.kill.harness import Harness, Outcome

AT_ONCE = 8
HEAD = f"{'network':<18}{'what happens':<34}{'runs':>6}{'once':>6}{'doubled':>9}{'missing':>9}{'person':>8}{'s':>7}"
Kind = tuple[str, Callable[["Harness", int], "Outcome"]]


def main() -> None:
    """Run every network and print one line for each of its kinds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--networks", default="publicpage,paper", help="names, separated by commas")
    parser.add_argument("--runs", type=int, default=100, help="runs a network")
    parser.add_argument("--brief", action="store_true", help="one line a network")
    asked = parser.parse_args()
    with scratch_desk() as url:
        from tests.workers.kill.networks import NETWORKS

        names = [name for word in asked.networks.split(",") for name in NETWORKS if name == word or _paper(word, name)]
        print(HEAD)
        good = [_network(url, name, asked.runs, brief=asked.brief) for name in names]
    raise SystemExit(0 if good and all(good) else 1)


def _paper(word: str, name: str) -> bool:
    return word == "paper" and name.startswith("paper-")


def _network(url: str, name: str, runs: int, *, brief: bool) -> bool:
    from tests.workers.kill.harness import harness

    began = time.perf_counter()
    with harness(url, name) as desk:
        shares = list(_shares(_kinds(), runs))
        outcomes = [_line(desk, name, kind, share, brief=brief) for kind, share in shares]
        blind = desk.network.blind
    _print(name, "all together", _sum(outcomes), time.perf_counter() - began)
    return all(one.careful if blind else one.exact for one in outcomes)


def _kinds() -> list[Kind]:
    """Every death of the worker, and every way in which the network fails."""
    from tests.workers.kill.test_publish_kill import FAULTS
    from tests.workers.kill.worker import STEPS

    kinds: list[Kind] = [
        (f"killed: {step}", lambda desk, n, step=step: desk.run(step, n, fault=_fault_at(step)))  # type: ignore[misc]
        for step in STEPS
    ]
    kinds += [
        (f"killed in its request, {where}", lambda desk, n, done=done: desk.run_in_request(n, committed=done))  # type: ignore[misc]
        for done, where in ((False, "before"), (True, "after"))
    ]
    kinds += [
        (f"fault: {fault}", lambda desk, n, fault=fault: desk.run_fault(fault, n))  # type: ignore[misc]
        for fault in FAULTS
    ]
    return kinds


def _fault_at(step: str) -> object:
    from detente.channels.testkit.faults import Fault

    return Fault.CLOSE if step == "after_look" else Fault.OK


def _shares(kinds: list[Kind], runs: int) -> Iterator[tuple[Kind, int]]:
    """The runs, shared out; whatever does not divide goes to the first kinds."""
    each, more = divmod(runs, len(kinds))
    for number, kind in enumerate(kinds):
        if share := each + (number < more):
            yield kind, share


def _line(desk: Harness, network: str, kind: Kind, runs: int, *, brief: bool) -> Outcome:
    began = time.perf_counter()
    total = _sum([kind[1](desk, min(AT_ONCE, runs - start)) for start in range(0, runs, AT_ONCE)])
    if not brief:
        _print(network, kind[0], total, time.perf_counter() - began)
    return total


def _print(network: str, what: str, one: Outcome, seconds: float) -> None:
    figures = f"{one.runs:>6}{one.once:>6}{one.doubled:>9}{one.missing:>9}{one.person:>8}{seconds:>7.1f}"
    print(f"{network:<18}{what:<34}{figures}", flush=True)


def _sum(parts: list[Outcome]) -> Outcome:
    from tests.workers.kill.harness import Outcome

    names = ("runs", "once", "doubled", "missing", "seen", "requests", "person")
    return Outcome(*(sum(getattr(part, name) for part in parts) for name in names))


if __name__ == "__main__":
    main()
