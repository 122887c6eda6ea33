"""From received to level A, while comments keep coming: how soon is there a sealed picture of each?

Command: `.venv/bin/python -m benchmarks.first_sight [--seconds 60] [--rate 10] [--posts 20]`

A page server on loopback shows what was written so far, one page a post. Comments are received one by one at `--rate`
a second, spread over `--posts` posts, as listening would; two capturing threads visit the pages with the machine's own
Chromium behind the guard, and seal. The clock of each comment runs from the transaction that received it to the one
that sealed its picture. At the end all is counted: every comment has its picture, or the reason why not.
"""

from __future__ import annotations

import argparse
import html
import statistics
import threading
import time
from collections import Counter, defaultdict
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from benchmarks.scratch import scratch_desk

_WRITTEN: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
_HEAD = "<!doctype html><html lang=fr><meta charset=utf-8><title>Livre d’or</title><h1>Livre d’or</h1>"


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """One post and its comments."""
        said = "".join(f'<p id="m-{key}">{html.escape(text)}</p>' for key, text in [*_WRITTEN[self.path]])
        body = (_HEAD + said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silent."""


def main() -> None:
    """Run and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=10)
    parser.add_argument("--posts", type=int, default=20)
    asked = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with scratch_desk():
        _run(asked, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()


def _run(asked: argparse.Namespace, origin: str) -> None:
    from django.conf import settings

    settings.DETENTE_ALLOWED_ORIGINS = (origin,)
    channel_id = _channel(origin)
    from detente.workers.capture import capture_work
    from detente.workers.eyes import TOGETHER, close_eyes, photographer
    from detente.workers.loop import Loop

    loops = [Loop(f"capture-{n}", [capture_work(photographer)]) for n in range(TOGETHER)]
    threads = [threading.Thread(target=loop.run, daemon=True) for loop in loops]
    for thread in threads:
        thread.start()
    count = int(asked.seconds * asked.rate)
    _write(channel_id, origin, count, asked)
    _await_all(count)
    _say(count)
    for loop in loops:
        loop.stop()
    close_eyes()
    for thread in threads:
        thread.join(10)


def _channel(origin: str) -> int:
    from detente.accounts.models import Brand
    from detente.desk.models import Channel

    now = datetime.now(UTC)
    brand = Brand.objects.create(slug="bench", name="Bench", language="fr", time_zone="Europe/Paris", created_at=now)
    return Channel.objects.create(brand=brand, network="publicpage", name="Bench", base_url=origin, created_at=now).id


def _write(channel_id: int, origin: str, count: int, asked: argparse.Namespace) -> None:
    from detente.contracts.network import AuthorValue, Change, ChangeKind, Item
    from detente.desk.actions.receive import receive

    began = time.monotonic()
    for i in range(count):
        path, text = f"/p/{i % asked.posts}", f"Colis numéro {i} jamais reçu, deux appels sans suite."
        _WRITTEN[path].append((str(i), text))
        now = datetime.now(UTC)
        author = AuthorValue(f"a{i}", f"a{i}", f"Author {i}")
        item = Item(
            str(i), None, path, "", None, author, False, text, None, now, f"{origin}{path}#m-{i}", text.encode()
        )
        receive(channel_id, [Change(ChangeKind.CREATED, str(i), item, now)], now=now)
        time.sleep(max(0.0, began + (i + 1) / asked.rate - time.monotonic()))


def _await_all(count: int) -> None:
    from detente.desk.models import Capture

    deadline = time.monotonic() + 600
    while Capture.objects.filter(why="first", state="done").count() < count and time.monotonic() < deadline:
        time.sleep(0.5)


def _say(count: int) -> None:
    from detente.desk.models import Bundle, Capture

    rows = list(Capture.objects.filter(why="first"))
    waits = sorted((row.done_at - row.asked_at).total_seconds() for row in rows if row.level == "A" and row.done_at)
    sizes = list(Bundle.objects.values_list("size", flat=True))
    print(f"comments            {count:>8}")
    print(f"level A             {len(waits):>8}")
    if waits:
        late = waits[int(len(waits) * 0.95) - 1]
        print(f"received → A        {statistics.median(waits):>8.2f} s median, {late:.2f} s p95")
        print(f"bundles             {len(sizes):>8}   {statistics.median(sizes) / 1024:.0f} KiB median")
    print(f"why not             {dict(Counter(row.stopped_by for row in rows if row.level != 'A'))}")


if __name__ == "__main__":
    main()
