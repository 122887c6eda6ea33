"""A real worker killed with SIGKILL at each step of publishing: how many replies stand on the page.

Command: `.venv/bin/python -m benchmarks.publish_kill [--runs 200] [--mode keyed|listable] [--step …] [--blind]`

The harness of the suite (`tests/workers/kill`), with more runs: a real public page behind the fault proxy, a PostgreSQL
that waits for its disk, workers that are processes. Bar: exactly one reply each. `--blind` runs the same with the retry
that most programs do (no key, no look) and must show doubles: without them the zeros would prove nothing.
"""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from benchmarks.scratch import scratch_desk

if TYPE_CHECKING:
    from tests.workers.kill.harness import Harness, Outcome

AT_ONCE = 16
IN_REQUEST = ("in_request_before_commit", "in_request_after_commit")


def main() -> None:
    """Run every step and print one line each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=200, help="runs a step")
    parser.add_argument("--mode", choices=["keyed", "listable"], default="keyed")
    parser.add_argument("--step", nargs="*", default=None, help="only these steps")
    parser.add_argument("--blind", action="store_true", help="retry without key and without looking")
    asked = parser.parse_args()
    mode = "blind" if asked.blind else asked.mode
    with scratch_desk() as url:
        from tests.workers.kill.harness import harness
        from tests.workers.kill.worker import STEPS

        with harness(url) as desk:
            print(f"{mode}: {asked.runs} workers killed at each step")
            print(f"{'step':<26}{'once':>7}{'doubled':>9}{'missing':>9}{'seen':>7}{'requests':>10}{'s':>8}")
            outcomes = [_line(desk, step, asked.runs, mode) for step in asked.step or (*STEPS, *IN_REQUEST)]
    runs, once = sum(one.runs for one in outcomes), sum(one.once for one in outcomes)
    doubled = sum(one.doubled for one in outcomes)
    print(f"{runs} kills: {once} exactly once, {doubled} doubled, {runs - once - doubled} missing")
    if asked.blind != (doubled > 0) or (not asked.blind and not all(one.exact for one in outcomes)):
        raise SystemExit(1)


def _line(desk: Harness, step: str, runs: int, mode: str) -> Outcome:
    began = time.perf_counter()
    parts = [_some(desk, step, min(AT_ONCE, runs - start), mode) for start in range(0, runs, AT_ONCE)]
    total = _sum(parts)
    seconds = time.perf_counter() - began
    figures = f"{total.once:>7}{total.doubled:>9}{total.missing:>9}{total.seen:>7}{total.requests:>10}{seconds:>8.1f}"
    print(f"{step:<26}{figures}", flush=True)
    return total


def _some(desk: Harness, step: str, runs: int, mode: str) -> Outcome:
    from detente.channels.testkit.faults import Fault

    if step in IN_REQUEST:
        return desk.run_in_request(runs, mode, committed=step == IN_REQUEST[1])
    return desk.run(step, runs, mode, fault=Fault.CLOSE if step == "after_look" else Fault.OK)


def _sum(parts: list[Outcome]) -> Outcome:
    from tests.workers.kill.harness import Outcome

    names = ("runs", "once", "doubled", "missing", "seen", "requests")
    return Outcome(*(sum(getattr(part, name) for part in parts) for name in names))


if __name__ == "__main__":
    main()
