"""A real WordPress: how soon a comment is an open case, and what listing a large site costs.

Command: `.venv/bin/python -m benchmarks.listen_wordpress [--comments 40] [--every 10] [--large 5000]`

A site and a PostgreSQL of their own on this machine; the desk's listening and reading loops run as threads of this
process with the real clock. A comment is posted by the site's own form; the clock runs from before that request until
another connection sees its open case. Then a site with many comments: the first listing, back-fill of all of them, and
a poll at which nothing happened.
"""

from __future__ import annotations

import argparse
import random
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.helpers.wordpress.site import WordPressSite, wordpress_site

from benchmarks.scratch import scratch_desk

if TYPE_CHECKING:
    from detente.channels.wordpress.connector import WordPress
    from detente.contracts.network import Batch, Cursor
    from detente.desk.models import Channel

PATIENCE = 60.0


def main() -> None:
    """Run both and print one table each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--comments", type=int, default=40)
    parser.add_argument("--every", type=int, default=10, help="seconds between two polls")
    parser.add_argument("--large", type=int, default=5000, help="comments of the large site")
    asked = parser.parse_args()
    with scratch_desk(), wordpress_site() as site:
        site.fresh()
        if asked.comments:
            told = _heard(site, asked.comments, asked.every)
            print(f"comment to open case, polled every {asked.every} s, n = {len(told)}: {_figures(told, 's')}")
        if asked.large:
            _large(site, asked.large)


def _heard(site: WordPressSite, count: int, every: int) -> list[float]:
    from detente.analysis.engine import EmbeddedEngine
    from detente.channels.dial import dial
    from detente.desk.actions.channels import connection_of
    from detente.workers.listen import listen_work
    from detente.workers.loop import Loop
    from detente.workers.read import read_work

    _channel(site, every)

    def connect(channel: Channel) -> WordPress:
        return dial(channel.network, connection_of(channel), [site.origin])  # type: ignore[return-value]

    loops = [Loop("listen", [listen_work(connect)]), Loop("read", [read_work(EmbeddedEngine())])]
    threads = [threading.Thread(target=loop.run, daemon=True) for loop in loops]
    for thread in threads:
        thread.start()
    dice = random.Random(3)
    try:
        _wait(site.visit("The very first remark: the lamp is out."), time.perf_counter())
        return [_one(site, number, dice.random() * every) for number in range(count)]
    finally:
        for loop in loops:
            loop.stop()
        for thread in threads:
            thread.join(5)


def _one(site: WordPressSite, number: int, pause: float) -> float:
    time.sleep(pause)
    began = time.perf_counter()
    return _wait(site.visit(f"Parcel {number} announced for Tuesday, never came. A disgrace."), began)


def _wait(comment: int, began: float) -> float:
    from detente.desk.models import Case

    while time.perf_counter() - began < PATIENCE:
        if Case.objects.filter(messages__external_id=str(comment), state="open").exists():
            return time.perf_counter() - began
        time.sleep(0.02)
    raise SystemExit(f"comment {comment} was never heard")


def _channel(site: WordPressSite, every: int) -> None:
    from detente.accounts.models import Brand
    from detente.contracts.actors import COMMAND
    from detente.desk.actions.channels import connect_channel
    from detente.desk.models import Channel

    now = datetime.now(UTC)
    brand = Brand.objects.create(slug="bench", name="Bench", language="en", time_zone="UTC", created_at=now)
    channel_id = connect_channel(
        brand.id, network="wordpress", name="Blog", base_url=site.origin, secret=site.editor.password, actor=COMMAND,
        now=now - timedelta(minutes=1), account_id=str(site.editor.id),
    )  # fmt: skip
    settings = {"user_name": site.editor.login}
    Channel.objects.filter(id=channel_id).update(state="active", poll_seconds=every, settings=settings)


def _large(site: WordPressSite, count: int) -> None:
    from detente.channels.wordpress.connector import WordPress
    from detente.contracts.network import Connection
    from detente.net import AllowedOrigins, WayOut

    site.fresh()
    site.tell("many", count=count, post=site.post, **{"from": int(time.time()) - count})
    held = [site.insert(f"Held {number}", approved=0, email=f"{number}@home.example") for number in range(50)]
    connection = Connection(
        site.origin, site.editor.password, str(site.editor.id), settings={"user_name": site.editor.login}
    )
    connector, now = WordPress(connection, WayOut(AllowedOrigins([site.origin]))), datetime.now(UTC)
    first, cursor = _drained(lambda cursor: connector.poll(cursor, now=now))
    print(
        f"{count} comments and {len(held)} held: first listing of {first[0]} in {len(first[1])} pages, {_sum(first[1])}"
    )
    since = now - timedelta(days=365)
    past, _ = _drained(lambda cursor: connector.backfill(cursor, since=since, now=now))
    print(f"back-fill of {past[0]} in {len(past[1])} pages, {_sum(past[1])}; a page {_figures(past[1], 'ms', 1000)}")
    quiet = [_timed(lambda: connector.poll(cursor, now=now))[0] for _ in range(50)]
    print(f"a poll at which nothing happened, n = {len(quiet)}: {_figures(quiet, 'ms', 1000)}")


def _drained(ask: Callable[[Cursor | None], Batch]) -> tuple[tuple[int, list[float]], Cursor]:
    cursor: Cursor | None = None
    seen: set[str] = set()
    times: list[float] = []
    while True:
        seconds, batch = _timed(lambda: ask(cursor))  # noqa: B023  called at once
        times.append(seconds)
        seen |= {change.external_id for change in batch.changes}
        cursor = batch.next_cursor
        if not batch.more:
            return (len(seen), times), cursor


def _timed(call: Callable[[], Batch]) -> tuple[float, Batch]:
    began = time.perf_counter()
    batch = call()
    return time.perf_counter() - began, batch


def _sum(times: Sequence[float]) -> str:
    return f"{sum(times):.1f} s"


def _figures(times: Sequence[float], unit: str, factor: float = 1) -> str:
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"p50 {statistics.median(ordered) * factor:.2f} {unit}, p95 {p95 * factor:.2f} {unit}"


if __name__ == "__main__":
    main()
