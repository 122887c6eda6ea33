"""Two reviewers and two agents at once, and two workers: how many texts leave.

Command: `.venv/bin/python -m benchmarks.review_races [--runs 200]`

Each run is a case of its own on one real PostgreSQL: two agents write and submit, two reviewers agree with what they
find, two workers send whatever they find, all let go at the same instant and impatient. Bar: exactly one publication,
one request, one reply on the network, in the words that somebody other than their writer agreed with.
"""

from __future__ import annotations

import argparse
import time

from benchmarks.scratch import scratch_desk


def main() -> None:
    """Run the races one after the other and print what they left."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=200)
    asked = parser.parse_args()
    with scratch_desk():
        from tests.desk.racing import race
        from tests.desk.replies import a_desk

        began = time.perf_counter()
        found = [race(a_desk(f"race-{number}")) for number in range(asked.runs)]
    exact = sum(one.exact for one in found)
    several = sum(one.publications > 1 or one.requests > 1 or one.on_the_network > 1 for one in found)
    print(f"{asked.runs} races: {exact} exactly one publication, {several} with more than one, ", end="")
    print(f"{sum(one.publications == 0 for one in found)} with none; {time.perf_counter() - began:.0f} s")
    raise SystemExit(0 if exact == asked.runs else 1)


if __name__ == "__main__":
    main()
