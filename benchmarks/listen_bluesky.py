"""Listening to the real network: a hundred awkward answers a run, counted, and the time from post to open case.

.venv/bin/python -m benchmarks.listen_bluesky --runs 20            # stream and polls every ten seconds
.venv/bin/python -m benchmarks.listen_bluesky --runs 1 --pace 1   # one answer a second: the delay without a storm
.venv/bin/python -m benchmarks.listen_bluesky --runs 1 --pace 1 --no-stream  # polls alone

One network, one desk, fresh roots a run. Of each hundred, 5 are backdated, 7 share one instant, 5 are written as soon
as their root is there, and 3 are deleted after two seconds.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Sequence

from benchmarks.scratch import scratch_desk

VOICES, ROOTS = 19, 5


def main() -> None:
    """Run, print one line each, and fail when anything was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--no-stream", action="store_true", help="polls alone")
    parser.add_argument("--pace", type=float, default=0.2, help="seconds between two answers")
    asked = parser.parse_args()
    with scratch_desk():
        from tests.helpers.bluesky.network import bluesky_network

        with bluesky_network() as network:
            _measure(network, asked.runs, asked.pace, stream=not asked.no_stream)


def _measure(network: object, runs: int, pace: float, *, stream: bool) -> None:
    from tests.helpers.bluesky.desk import connect_channel, listening
    from tests.helpers.bluesky.hundred import Hundred, Outcome, crowd
    from tests.helpers.bluesky.network import Network
    from tests.helpers.bluesky.people import People
    from tests.helpers.wait import wait_until

    from detente.desk.models import Channel

    assert isinstance(network, Network)
    people = People(network)
    brand = people.account("brand", with_app_password=True)
    voices = crowd(people, VOICES)
    connect_channel(network, brand, stream=stream)
    outcomes: list[Outcome] = []
    print(f"{'run':>4}{'written':>9}{'lost':>6}{'doubled':>9}{'unsealed':>10}{'deletions':>11}{'p50 s':>8}{'p95 s':>8}")
    with listening(network, stream=stream) as watch:
        wait_until(lambda: Channel.objects.filter(last_success_at__isnull=False).exists(), seconds=60, what="a poll")
        for number in range(runs):
            one = Hundred(people, brand, voices, ROOTS, number, pace).run(watch)
            outcomes.append(one)
            print(_line(number, one.written, one.lost, one.doubled, one.deleted_without_evidence, one.deleted_seen,
                        one.delays), flush=True)  # fmt: skip
    every = [delay for one in outcomes for delay in one.delays]
    lost, doubled = sum(one.lost for one in outcomes), sum(one.doubled for one in outcomes)
    unsealed = sum(one.deleted_without_evidence for one in outcomes)
    written, seen = sum(one.written for one in outcomes), sum(one.deleted_seen for one in outcomes)
    print(_line("all", written, lost, doubled, unsealed, seen, every))
    if lost or doubled or (unsealed and stream):
        raise SystemExit(1)


def _line(
    name: object, written: int, lost: int, doubled: int, unsealed: int, seen: int, delays: Sequence[float]
) -> str:
    p50, p95 = statistics.median(delays), statistics.quantiles(delays, n=20)[-1]
    return f"{name!s:>4}{written:>9}{lost:>6}{doubled:>9}{unsealed:>10}{seen:>11}{p50:>8.2f}{p95:>8.2f}"


if __name__ == "__main__":
    main()
