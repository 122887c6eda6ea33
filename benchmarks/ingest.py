"""Ingest, end to end: received → sealed → read → case, beside raw COPY of the same rows into a bare table.

Command: `.venv/bin/python -m benchmarks.ingest [--comments 60000] [--workers 2] [--kills 0]`

One process receives batches of 500 (a transaction and a ledger line each); `--workers` processes read meanwhile; with
`--workers 0` a thread of the receiving process reads, as in the desk as it is installed. The clock stops when every
comment has its case; then all is counted: nothing lost, nothing doubled, ledger whole. Each comment has a page, so that
a picture of it is wished for as well; none is taken. With `--kills N` a reading
process is killed (-9) N times in the run and another started; leases then last 5 s instead of 60. COPY writes external
id, author, text, time and raw bytes of the same comments, in the same batches, each committed: the machine's own limit.
"""

from __future__ import annotations

import argparse
import multiprocessing
import threading
import time
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from typing import TypeAlias

from benchmarks.scratch import scratch_desk

BATCH = 500
Reader: TypeAlias = BaseProcess | threading.Thread


def main() -> None:
    """Run and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--comments", type=int, default=60_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kills", type=int, default=0)
    asked = parser.parse_args()
    with scratch_desk() as url:
        copied = _copy(url, asked.comments)
        channel_id = _brand_and_channel()
        seconds = _ingest(channel_id, asked.comments, asked.workers, asked.kills)
        _check(asked.comments)
        print(f"comments            {asked.comments:>10,}")
        print(f"raw COPY            {asked.comments / copied:>10,.0f} /s")
        how = f"{asked.workers} reading process(es), {asked.kills} killed" if asked.workers else "one process"
        print(f"end to end          {asked.comments / seconds:>10,.0f} /s   ({how}, {seconds:.0f} s)")
        print(f"ratio               {copied / seconds:>10.3f} of raw COPY")


def _texts(count: int) -> list[str]:
    parts = [
        "Colis annoncé livré mardi",
        "jamais reçu",
        "deux appels sans suite",
        "The app lost my ticket",
        "no answer",
    ]
    return [f"{parts[i % 5]}, {parts[(i // 5) % 5]}. Numéro {i}, semaine {i % 52}." for i in range(count)]


def _changes(start: int, texts: list[str], now: datetime) -> list[object]:
    from detente.contracts.network import AuthorValue, Change, ChangeKind, Item

    made: list[object] = []
    for i, text in enumerate(texts, start):
        author = AuthorValue(f"author-{i % 7000}", f"a{i % 7000}", f"Author {i % 7000}")
        item = Item(
            f"m{i}", None, f"m{i}", "", None, author, False, text, None, now, f"https://bench.example/p/{i}#m-m{i}",
            f'{{"text": "{text}"}}'.encode(),
        )  # fmt: skip
        made.append(Change(ChangeKind.CREATED, item.external_id, item, now))
    return made


def _copy(url: str, count: int) -> float:
    import psycopg

    now, texts = datetime.now(UTC), _texts(count)
    with psycopg.connect(url, autocommit=True) as link:
        link.execute("CREATE TABLE bare (id text, author text, body text, at timestamptz, raw bytea)")
        began = time.perf_counter()
        for start in range(0, count, BATCH):
            with link.transaction(), link.cursor().copy("COPY bare FROM STDIN") as copy:
                for i, text in enumerate(texts[start : start + BATCH], start):
                    copy.write_row((f"m{i}", f"author-{i % 7000}", text, now, text.encode()))
        taken = time.perf_counter() - began
        link.execute("DROP TABLE bare")
    return taken


def _brand_and_channel() -> int:
    from detente.accounts.models import Brand
    from detente.desk.models import Channel

    now = datetime.now(UTC)
    brand = Brand.objects.create(slug="bench", name="Bench", language="fr", time_zone="Europe/Paris", created_at=now)
    return Channel.objects.create(
        brand=brand, network="publicpage", name="Bench", base_url="https://bench.example", created_at=now
    ).id


def _ingest(channel_id: int, count: int, workers: int, kills: int) -> float:
    from django.db import connections

    connections.close_all()
    readers: list[Reader] = [_reader(count, kills) for _ in range(workers)] or [_thread(count)]
    _await_readers(len(readers))
    began = time.perf_counter()
    texts = _texts(count)
    for number, start in enumerate(range(0, count, BATCH)):
        _receive(channel_id, texts, start)
        if kills and workers and number % max(1, count // BATCH // kills) == 1:
            _kill_one(readers, count, kills)
    for reader in readers:
        reader.join()
    return time.perf_counter() - began


def _reader(count: int, kills: int) -> BaseProcess:
    lease = timedelta(seconds=5 if kills else 60)
    process: BaseProcess = multiprocessing.get_context("spawn").Process(target=_read_until, args=(count, lease))
    process.start()
    return process


def _thread(count: int) -> threading.Thread:
    thread = threading.Thread(target=_read_until, args=(count, timedelta(seconds=60)), daemon=True)
    thread.start()
    return thread


def _kill_one(readers: list[Reader], count: int, kills: int) -> None:
    dying = readers[0]
    assert isinstance(dying, BaseProcess)
    dying.kill()
    dying.join()
    readers.append(_reader(count, kills))
    del readers[0]


def _await_readers(workers: int) -> None:
    """Readers announce themselves in the database, so that their start-up is not measured."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_ready (n int)")
        while True:
            cursor.execute("SELECT count(*) FROM bench_ready")
            if cursor.fetchone()[0] >= workers:
                return
            time.sleep(0.02)


def _receive(channel_id: int, texts: list[str], start: int) -> None:
    from detente.desk.actions.receive import receive

    now = datetime.now(UTC)
    receive(channel_id, _changes(start, texts[start : start + BATCH], now), now=now)  # type: ignore[arg-type]


def _read_until(count: int, lease: timedelta) -> None:
    import django

    django.setup()
    from django.db import connection

    from detente.analysis.engine import EmbeddedEngine
    from detente.desk.actions.read_messages import claim_unread, write_readings
    from detente.desk.models import Message

    engine = EmbeddedEngine()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_ready (n int)")
        cursor.execute("INSERT INTO bench_ready VALUES (1)")
    while True:
        now = datetime.now(UTC)
        unread = claim_unread(limit=BATCH, lease=lease, now=now)
        if unread:
            write_readings(unread, engine.read([one.message for one in unread]), engine=engine.name, now=now)
        elif Message.objects.filter(read_state="read").count() >= count:
            return
        else:
            time.sleep(0.005)


def _check(count: int) -> None:
    """Nothing lost, nothing doubled, and the ledger holds: otherwise the figure means nothing."""
    from detente.desk.models import Case, EvidenceItem, Message, Reading
    from detente.journal import ledger

    held = (Message.objects.count(), EvidenceItem.objects.count(), Reading.objects.count(), Case.objects.count())
    if held != (count,) * 4 or not ledger.verify().intact:
        raise SystemExit(f"not measured: {held} of {count}, ledger intact: {ledger.verify().intact}")


if __name__ == "__main__":
    main()
