"""The check of everything that is sealed: lines, commitments and opened items a second; then erase, and look again.

Command: `.venv/bin/python -m benchmarks.ledger_check [--lines 20000] [--batch 5] [--erase 200]`

`--lines` ledger lines of `--batch` sealed items each. Lines a second: the chain alone. Under their line: every
commitment against its root, nothing opened. Opened: every item unsealed and hashed again. Then `--erase` messages are
erased: each of their items must be unreadable, and the chain and everything else must verify. SHA-256 over 1 kB and
AES-GCM of an item's bytes, alone and in memory, stand beside them: the machine's own limits.
"""

from __future__ import annotations

import argparse
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256

from benchmarks.scratch import scratch_desk


def main() -> None:
    """Run and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--batch", type=int, default=5)
    parser.add_argument("--erase", type=int, default=200)
    asked = parser.parse_args()
    with scratch_desk():
        channel = _sealed(asked.lines, asked.batch)
        items = asked.lines * asked.batch
        print(f"ledger lines        {asked.lines:>10,}   ({items:,} items)")
        _measure(asked.lines, items)
        _erase(channel, asked.erase)


def _sealed(lines: int, batch: int) -> int:
    from detente.accounts.models import Brand
    from detente.contracts.network import AuthorValue, Change, ChangeKind, Item
    from detente.desk.actions.receive import receive
    from detente.desk.models import Channel

    now = datetime.now(UTC)
    brand = Brand.objects.create(slug="bench", name="Bench", language="fr", time_zone="Europe/Paris", created_at=now)
    channel = Channel.objects.create(brand=brand, network="files", name="Bench", created_at=now).id
    for line in range(lines):
        changes = []
        for n in range(batch):
            key = f"m{line}-{n}"
            raw = (f'{{"id": "{key}", "text": "Colis annoncé livré mardi, jamais reçu."}}' + " " * 400).encode()
            author = AuthorValue(f"a{line}", f"a{line}", "")
            item = Item(key, None, key, "", None, author, False, f"Colis {key}.", None, now, None, raw)
            changes.append(Change(ChangeKind.CREATED, key, item, now))
        receive(channel, changes, now=now)
    return channel


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _measure(lines: int, items: int) -> None:
    from detente.desk import whole_check
    from detente.desk.vault import the_vault
    from detente.journal.ledger import verify

    found = whole_check.Found()
    chain = _timed(verify)
    under = _timed(lambda: whole_check._commitments(found, "sealed", whole_check._items_between, whole_check._no_one))
    opened = _timed(lambda: whole_check._open_items(found, None))
    whole = whole_check.Found()
    everything = _timed(
        lambda: whole_check.look_at_everything(whole, the_vault(), lambda _: None, slice_of=0)
    )  # fmt: skip
    assert found.whole
    assert whole.whole
    assert found.items_seen == items == found.opened
    print(f"chain               {lines / chain:>10,.0f} lines/s")
    print(f"under their line    {items / under:>10,.0f} items/s")
    print(f"opened              {items / opened:>10,.0f} items/s")
    print(f"a whole night       {everything:>10,.1f} s   (a tenth opened)")
    print(f"SHA-256 of 1 kB     {_hashes():>10,.0f} /s      AES-GCM of 500 bytes {_opens():,.0f} /s")


def _hashes(count: int = 100_000) -> float:
    block = secrets.token_bytes(1_000)
    return count / _timed(lambda: [sha256(block).digest() for _ in range(count)])


def _opens(count: int = 20_000) -> float:
    from detente.evidence.seal import lock, unlock

    key, bound = secrets.token_bytes(32), secrets.token_bytes(32)
    locked = lock(secrets.token_bytes(500), key, bound)
    return count / _timed(lambda: [unlock(locked, key, bound) for _ in range(count)])


def _erase(channel: int, count: int) -> None:
    from detente.desk.actions.erase_messages import erase_messages
    from detente.desk.models import EvidenceItem, Message
    from detente.desk.vault import the_vault
    from detente.desk.whole_check import Found, look_at_everything, opens
    from detente.journal.ledger import verify

    ids = list(Message.objects.order_by("id").values_list("id", flat=True)[:count])
    items = list(EvidenceItem.objects.filter(message_id__in=ids))
    readable = sum(opens(item) for item in items)
    seconds = _timed(lambda: erase_messages(channel, ids, "after_deletion", now=datetime.now(UTC)))
    left = sum(opens(item) for item in EvidenceItem.objects.filter(message_id__in=ids))
    found = look_at_everything(Found(), the_vault(), lambda _: None, slice_of=None)
    print(
        f"erased              {len(items):>10,} items, readable before {readable:,}, after {left}   ({seconds:.2f} s)"
    )
    print(f"chain and the rest  {'whole' if found.whole and verify().intact else 'BROKEN':>10}")


if __name__ == "__main__":
    main()
