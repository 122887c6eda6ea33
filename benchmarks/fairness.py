"""Fifty channels polled at once by the desk's own listening threads: one hangs, one floods, nobody may starve.

Command: `.venv/bin/python -m benchmarks.fairness [--channels 50] [--seconds 60] [--listeners 4]`

A process of its own serves the pages over HTTP and notes when each is polled. Page 0 takes the request and never
answers; page 1 always has another hundred comments; the others bring one now and then. The desk polls them every two
seconds with the threads of `detente worker`, and reads what arrives meanwhile. Printed: the longest pause between two
polls of one healthy page, the 99th percentile and the median over all of them, and what flood and hang took.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import threading
import time
import urllib.request
from collections import defaultdict
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.synchronize import Event
from statistics import median, quantiles

from benchmarks.scratch import scratch_desk

HANGS, FLOODS = 0, 1
_NOW_AND_THEN = 7


def main() -> None:
    """Run and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--channels", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--listeners", type=int, default=4)
    asked = parser.parse_args()
    origin, stop, server = _start_pages()
    os.environ["DETENTE_ALLOWED_ORIGINS"] = origin
    try:
        with scratch_desk():
            _connect(asked.channels, origin)
            _work(asked.seconds, asked.listeners)
            _report(_polls(origin), asked.channels, asked.seconds)
    finally:
        stop.set()
        server.join(10)


def _start_pages() -> tuple[str, Event, multiprocessing.Process]:
    here, there = multiprocessing.Pipe()
    stop = multiprocessing.Event()
    server = multiprocessing.Process(target=_serve, args=(there, stop), daemon=True)
    server.start()
    return f"http://127.0.0.1:{here.recv()}", stop, server


def _serve(pipe: object, stop: Event) -> None:
    polls: dict[int, list[float]] = defaultdict(list)

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/polls":
                return self._answer(polls)
            page = int(self.path.split("/")[2])
            if "whoami" in self.path:
                answer = {"page": f"p{page}", "brand": "B", "scopes": [], "now": datetime.now(UTC).isoformat()}
                return self._answer(answer)
            polls[page].append(time.monotonic())
            if page == HANGS:
                stop.wait(120)
                return None
            after = int(self.path.split("after=")[1].split("&")[0])
            return self._answer(_feed(page, after, len(polls[page])))

        def _answer(self, what: object) -> None:
            body = json.dumps(what).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    pipe.send(server.server_address[1])  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    stop.wait()
    server.shutdown()


def _feed(page: int, after: int, poll: int) -> dict[str, object]:
    many = 100 if page == FLOODS else int(poll % _NOW_AND_THEN == 0)
    changes = [_change(page, seq) for seq in range(after + 1, after + 1 + many)]
    return {"changes": changes, "next": after + many, "more": page == FLOODS}


def _change(page: int, seq: int) -> dict[str, object]:
    now = datetime.now(UTC).isoformat()
    item = {
        "id": f"{page}-{seq}", "parent": None, "conversation": f"t{page}-{seq // 50}", "conversation_title": "",
        "conversation_url": None, "ours": False, "text": f"Colis jamais reçu, numéro {seq}.", "language": "fr",
        "posted_at": now, "url": None, "revision": 1, "state": "visible", "author": {"id": f"a{seq}", "name": "A"},
    }  # fmt: skip
    return {"seq": seq, "kind": "created", "at": now, "note": "", "item": item}


def _connect(count: int, origin: str) -> None:
    from detente.accounts.models import Brand
    from detente.contracts.actors import SYSTEM
    from detente.desk.actions.channels import connect_channel

    now = datetime.now(UTC)
    brand = Brand.objects.create(slug="bench", name="Bench", language="fr", time_zone="Europe/Paris", created_at=now)
    for n in range(count):
        connect_channel(
            brand.id, network="publicpage", name=f"Page {n}", base_url=f"{origin}/p/{n}", secret="s", actor=SYSTEM,
            now=now,
        )  # fmt: skip


def _work(seconds: float, listeners: int) -> None:
    from detente.analysis.engine import EmbeddedEngine
    from detente.workers.listen import listen_work
    from detente.workers.loop import Loop
    from detente.workers.main import connector_of
    from detente.workers.read import read_work

    loops = [Loop(f"listen-{n}", [listen_work(connector_of)]) for n in range(listeners)]
    loops.append(Loop("read", [read_work(EmbeddedEngine())]))
    threads = [threading.Thread(target=loop.run, daemon=True) for loop in loops]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    for loop in loops:
        loop.stop()
    for thread in threads:
        thread.join(25)


def _polls(origin: str) -> dict[int, list[float]]:
    with urllib.request.urlopen(f"{origin}/polls", timeout=10) as answer:
        return {int(page): times for page, times in json.load(answer).items()}


def _report(polls: dict[int, list[float]], channels: int, seconds: float) -> None:
    from detente.desk.models import Channel, Message

    healthy = [page for page in range(channels) if page not in (HANGS, FLOODS)]
    gaps = [b - a for page in healthy for a, b in zip(polls[page], polls[page][1:], strict=False)]
    flood = Channel.objects.get(name=f"Page {FLOODS}")
    print(f"channels polled            {channels:>8}   ({seconds:.0f} s, one hangs, one floods)")
    print(f"polls of a healthy page    {min(len(polls[page]) for page in healthy):>8}   the fewest of one page")
    print(f"poll to poll, worst        {max(gaps):>8.2f} s")
    print(f"poll to poll, 99th         {quantiles(gaps, n=100)[98]:>8.2f} s")
    print(f"poll to poll, median       {median(gaps):>8.2f} s   (asked: every {flood.poll_seconds} s)")
    print(f"the flood                  {Message.objects.filter(channel=flood).count() / seconds:>8.0f} comments/s")
    print(f"the hanging page           {len(polls[HANGS]):>8}   polls")


if __name__ == "__main__":
    main()
