"""The hash chain: append one line, verify them all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from django.db import connection

from detente.contracts.words import Words
from detente.journal.models import LedgerHead, LedgerLine

GENESIS = bytes(32)
_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found: `broken_at` is the first line that does not hold, `None` when all do."""

    lines: int
    broken_at: int | None

    @property
    def intact(self) -> bool:
        """True when every line follows from the one before it."""
        return self.broken_at is None

    @property
    def sentence(self) -> Words:
        """The finding, for a person."""
        if self.broken_at is None:
            return Words(
                fr="Journal scellé intact\u202f: {n} lignes vérifiées.", en="Ledger intact: {n} lines verified."
            ).with_(n=self.lines)
        return Words(
            fr="Le journal scellé est rompu à la ligne {n}\u202f: restaurez une sauvegarde antérieure et comparez.",
            en="The ledger breaks at line {n}: restore an earlier backup and compare.",
        ).with_(n=self.broken_at)


def append_line(event: str, root: bytes, count: int, facts: Mapping[str, int | str], *, at: datetime) -> int:
    """Append one line and return its number. Call it last in the transaction: it locks the head until commit.

    Raises `RuntimeError` outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a ledger line is written in the transaction of what it seals")
    head = LedgerHead.objects.select_for_update().get(id=1)
    prev = bytes(head.hash)
    line = LedgerLine(seq=head.seq + 1, prev=prev, at=at, event=event, root=root, count=count, facts=dict(facts))
    line.hash = line_hash(line)
    line.save(force_insert=True)
    head.seq, head.hash = line.seq, line.hash
    head.save(update_fields=["seq", "hash"])
    return line.seq


def line_hash(line: LedgerLine) -> bytes:
    """SHA-256 over the canonical JSON of the line (keys sorted, no spaces, UTC time in microseconds)."""
    body = {
        "at": line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "count": line.count,
        "event": line.event,
        "facts": line.facts,
        "prev": bytes(line.prev).hex(),
        "root": bytes(line.root).hex(),
        "seq": line.seq,
    }
    return sha256(json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).digest()


def verify() -> Verdict:
    """Re-hash the whole chain in constant memory and name the first line that does not hold.

    The chain may grow meanwhile: it is verified up to where its head stands at the beginning.
    """
    head = LedgerHead.objects.get(id=1)
    expected, prev = 1, GENESIS
    for line in _lines(head.seq):
        if line.seq != expected or bytes(line.prev) != prev or line_hash(line) != bytes(line.hash):
            return Verdict(expected - 1, expected)
        expected, prev = expected + 1, bytes(line.hash)
    if expected != head.seq + 1 or bytes(head.hash) != prev:
        return Verdict(expected - 1, min(expected, head.seq + 1))
    return Verdict(head.seq, _beyond_the_head())


def _beyond_the_head() -> int | None:
    """The first line that the head does not know of; the head is written with every line."""
    last = LedgerLine.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    head = LedgerHead.objects.get(id=1)
    return head.seq + 1 if last > head.seq else None


def _lines(until: int) -> Iterator[LedgerLine]:
    last = 0
    while page := list(LedgerLine.objects.filter(seq__gt=last, seq__lte=until).order_by("seq")[:_PAGE]):
        yield from page
        last = page[-1].seq
