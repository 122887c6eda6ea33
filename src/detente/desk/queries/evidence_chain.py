"""Where the seals of a message stand in the chain of the ledger, and how the chain itself was last found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from detente.desk.models import LedgerCheck, Stamp
from detente.desk.queries.evidence_pictures import StampRow, stamp_row
from detente.journal.ledger import line_hash
from detente.journal.models import LedgerHead, LedgerLine
from detente.rules.evidence_words import best_window


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the ledger. `whole`: it hashes to what it says, and follows from the line shown before it."""

    seq: int
    hash: str
    whole: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Check:
    """The last verification of everything. `broken_at`: the first line that did not hold, None when all did."""

    at: datetime
    lines: int
    broken_at: int | None
    broken_items: frozenset[int]
    broken_bundles: frozenset[int]


@dataclass(frozen=True, slots=True)
class Place:
    """`links`: neighbouring lines; `elsewhere`: lines of this message that lie outside them; `lines`: how many in all.

    `checkpoint`: the first outside stamp on the chain that covers every line of this message, with its line.
    """

    links: tuple[Link, ...]
    elsewhere: tuple[int, ...]
    lines: int
    checkpoint: tuple[int, StampRow] | None

    @property
    def broken_at(self) -> int | None:
        """The first of the shown lines that does not hold."""
        return next((link.seq for link in self.links if not link.whole), None)


def place_of(own: Mapping[int, object], anchor: int) -> Place:
    """The lines around `anchor`, those of the message (`own`, by number) marked."""
    last = LedgerHead.objects.values_list("seq", flat=True).get(id=1)
    window = best_window(own, anchor, last)
    links = _links(window, own)
    elsewhere = tuple(sorted(seq for seq in own if seq not in window))
    return Place(links, elsewhere, last, _checkpoint(max(own)))


def _links(window: range, own: Mapping[int, object]) -> tuple[Link, ...]:
    rows = {row.seq: row for row in LedgerLine.objects.filter(seq__range=(window.start - 1, window.stop - 1))}
    return tuple(_link(seq, rows.get(seq), rows.get(seq - 1), own=seq in own) for seq in window)


def _link(seq: int, line: LedgerLine | None, before: LedgerLine | None, *, own: bool) -> Link:
    if line is None:
        return Link(seq, "", whole=False, own=own)
    follows = seq == 1 or (before is not None and bytes(line.prev) == bytes(before.hash))
    return Link(seq, bytes(line.hash).hex(), follows and line_hash(line) == bytes(line.hash), own)


def _checkpoint(covering: int) -> tuple[int, StampRow] | None:
    rows = Stamp.objects.filter(bundle__isnull=True, ledger_seq__gte=covering, genuine=True).order_by("ledger_seq")
    row = rows.first()
    return (row.ledger_seq, stamp_row(row)) if row is not None and row.ledger_seq is not None else None


def last_check() -> Check | None:
    """The last whole verification; None when none was made yet."""
    row = LedgerCheck.objects.order_by("-id").first()
    if row is None:
        return None
    return Check(row.at, row.lines, row.broken_at, frozenset(row.items), frozenset(row.bundles))
