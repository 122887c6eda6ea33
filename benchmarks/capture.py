"""A page visited by the server's own browser: one message, 20 and 50 of one page, several at a time, memory, orphans.

Command: `.venv/bin/python -m benchmarks.capture [--visits 20] [--kills 100]`

The page stands on loopback: 60 comments, 72 pictures that load when they come into view. Warm: the browser runs, each
visit has a context of its own and keeps element, whole page and MHTML. Memory: proportional set size (PSS) of the
browser's group, 3 s after the last visit. Orphans: processes left in the groups of browsers that were killed at any
moment of a visit, counted after the next visit went well.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import statistics
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from detente.contracts.capture import Subject, Visit, VisitOrder
from detente.evidence.browser import process
from detente.evidence.browser.capturer import BrowserCapturer, Habits
from detente.evidence.browser.process import Launch
from detente.host import machine
from detente.host.account import browser_account

COMMENTS, PICTURES = 60, 72
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle r="20" cx="20" cy="20"/></svg>'


def main() -> None:
    """Run and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visits", type=int, default=20, help="warm visits of one message each")
    parser.add_argument("--kills", type=int, default=100)
    asked = parser.parse_args()
    with _site() as address:
        _warm(address, asked.visits)
        for together in (1, 2, 4):
            _together(address, asked.visits, together)
        print(f"orphans after {asked.kills} kills  {_orphans(address, asked.kills):6}")


def _warm(address: str, visits: int) -> None:
    capturer = _capturer(1)
    _seconds(capturer, address, 1)
    for messages, times in ((1, visits), (20, max(3, visits // 4)), (50, max(3, visits // 4))):
        taken = sorted(_seconds(capturer, address, messages) for _ in range(times))
        late = taken[max(0, round(len(taken) * 0.95) - 1)]
        print(
            f"{messages:2} of one page         {statistics.median(taken):6.2f} s median   p95 {late:5.2f} s   ({times})"
        )
    time.sleep(3)
    print(f"idle PSS              {capturer.browser.memory() / 2**20 if capturer.browser else 0:6.0f} MiB")
    capturer.close()


def _together(address: str, visits: int, together: int) -> None:
    capturer = _capturer(together)
    _seconds(capturer, address, 1)
    started = time.perf_counter()
    with ThreadPoolExecutor(together) as several:
        taken = list(several.map(lambda _: _seconds(capturer, address, 1), range(visits)))
    rate = visits / (time.perf_counter() - started)
    print(f"{together} at a time           {rate:6.2f} captures/s   median {statistics.median(taken):5.2f} s")
    capturer.close()


def _orphans(address: str, kills: int) -> int:
    capturer, groups = _capturer(1), set[int]()
    _seconds(capturer, address, 1)
    for _ in range(kills):
        timer = threading.Timer(random.uniform(0.0, 1.2), lambda: _kill(capturer, groups))
        timer.start()
        capturer.visit(_order(address, 1))
        timer.join()
    _seconds(capturer, address, 1)
    capturer.close()
    return sum(len(process.members(group)) for group in groups)


def _kill(capturer: BrowserCapturer, groups: set[int]) -> None:
    browser = capturer.browser
    if browser is not None:
        groups.add(browser.group)
        with suppress(ProcessLookupError):
            os.kill(browser.group, signal.SIGKILL)


def _seconds(capturer: BrowserCapturer, address: str, messages: int) -> float:
    started = time.perf_counter()
    visit: Visit = capturer.visit(_order(address, messages))
    for number in range(messages):
        why = visit.why_not_a(f"m{number}")
        assert why is None, (why, visit.detail, visit.checks)
    return time.perf_counter() - started


def _order(address: str, messages: int) -> VisitOrder:
    subjects = tuple(Subject(f"m{n}", _words(n), (f"c{n}",)) for n in range(messages))
    return VisitOrder("01BENCH", address, ("127.0.0.1",), subjects)


def _capturer(together: int) -> BrowserCapturer:
    named = os.environ.get("DETENTE_BROWSER")
    found = machine.find_browser(Path(named) if named else None)
    assert found is not None, "no browser: detente browser install"
    habits = Habits(together=together, visits=10_000)
    return BrowserCapturer(Launch(found, account=browser_account(None)), lambda: datetime.now(UTC), None, habits=habits)


def _words(number: int) -> str:
    return f"Toujours rien reçu {number} semaines après, et personne ne répond 😠 ! C’est indigne d’une telle maison."


def _page() -> bytes:
    comments = "".join(
        f"<article id=c{n}><b>Lecteur {n}</b><p>{_words(n)}</p><p>Répondre · Signaler</p></article>"
        for n in range(COMMENTS)
    )
    pictures = "".join(f"<img loading=lazy width=40 height=40 src=/{n}.svg>" for n in range(PICTURES))
    return f"<!doctype html><meta charset=utf-8><title>Avis</title><h1>Avis</h1>{comments}{pictures}".encode()


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body, kind = (_SVG, "image/svg+xml") if self.path.endswith(".svg") else (_page(), "text/html")
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


@contextmanager
def _site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


if __name__ == "__main__":
    main()
