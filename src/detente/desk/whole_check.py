"""Is everything whole? Every line of the chain, every commitment under its line, bytes, files, stamps, keys.

Reads only, page by page in constant memory, beside a desk that works. What is found is a number that says where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from typing import Final

from django.db.models import F

from detente.desk.bundles import opened
from detente.desk.keys import sealing_key
from detente.desk.models import Bundle, EvidenceItem, Stamp
from detente.evidence.bundle.pack import unpack
from detente.evidence.bundle.zips import ZipRefused
from detente.evidence.seal import SealBroken
from detente.evidence.stamp.answer import Certificates, NoStamp, check, load
from detente.evidence.stamp.der import NotDer, asked
from detente.evidence.vault import Vault
from detente.journal import ledger
from detente.journal.merkle import merkle_root
from detente.journal.models import LedgerLine

SLICES: Final = 10
"""Every night a tenth of the sealed items is opened and hashed again."""
MOST: Final = 1_000
"""Numbers kept of each sort; a desk in which more is broken needs a backup, not a list."""
_LINES: Final = 200
_ITEMS: Final = 50
_MANIFEST: Final = "manifest.json"

Roots = Callable[[str], Certificates | None]
"""The roots for an authority of this name; None when the desk does not name it."""
Leaf = tuple[int, bytes]
"""A row's id and its commitment."""


@dataclass(slots=True)
class Found:
    """What a check saw. `broken_at`: the first line that does not hold; the rest are ids of rows.

    `bundles`: their file is changed or gone, or their commitment is not in the ledger; `missing`: those of them whose
    file is gone. `opened`: items whose bytes were opened and hashed again. `keys`: names of keys that cannot be read.
    """

    lines: int = 0
    broken_at: int | None = None
    items_seen: int = 0
    opened: int = 0
    items: list[int] = field(default_factory=list)
    bundles_seen: int = 0
    bundles: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    stamps_seen: int = 0
    stamps: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether everything holds."""
        return self.broken_at is None and not (self.items or self.bundles or self.stamps or self.keys)

    def line(self, seq: int) -> None:
        """Note a line that does not hold."""
        self.broken_at = seq if self.broken_at is None else min(self.broken_at, seq)


def look_at_everything(found: Found, vault: Vault | None, roots: Roots, *, slice_of: int | None) -> Found:
    """Check it all. `vault` None: its key is not there, so nothing is opened; `slice_of` None: open every item."""
    verdict = ledger.verify()
    found.lines = verdict.lines
    if verdict.broken_at is not None:
        found.line(verdict.broken_at)
    _commitments(found, "sealed", _items_between, _broken_items if vault else _no_one)
    _commitments(found, "captured", _bundles_between, _no_one)
    if vault is not None:
        _open_items(found, slice_of)
        look_at_files(found, vault, deep=slice_of is None)
    _stamps(found, roots)
    for name in ("items", "bundles", "missing", "stamps"):
        setattr(found, name, sorted(set(getattr(found, name)))[:MOST])
    return found


# --- What was sealed stands under its line ---

_Row = tuple[int, int, bytes | memoryview]
"""A line's number, a row's id, its commitment."""
_Between = Callable[[int, int | None], Iterable[_Row]]
_Blame = Callable[[Sequence[int]], list[int]]


def _commitments(found: Found, event: str, between: _Between, blame: _Blame) -> None:
    """Every line of this event covers exactly the rows that name it; no row names another line."""
    after: int | None = 0
    while after is not None:
        page = list(LedgerLine.objects.filter(event=event, seq__gt=after).order_by("seq")[:_LINES])
        upto = page[-1].seq if len(page) == _LINES else None
        leaves = _by_line(between(after, upto))
        for line in page:
            _one_line(found, line, leaves.pop(line.seq, []), blame)
        for strays in leaves.values():
            _strays(found, event, strays)
        after = upto


def _by_line(rows: Iterable[_Row]) -> dict[int, list[Leaf]]:
    return {seq: [(row, bytes(leaf)) for _, row, leaf in group] for seq, group in groupby(rows, key=lambda one: one[0])}


def _one_line(found: Found, line: LedgerLine, leaves: Sequence[Leaf], blame: _Blame) -> None:
    _count(found, line.event, len(leaves))
    root = merkle_root([leaf for _, leaf in leaves]) if leaves else b""
    if len(leaves) == line.count and root == bytes(line.root):
        return
    guilty = blame([row for row, _ in leaves]) if len(leaves) == line.count else []
    if guilty:
        found.items += guilty
    elif line.event == "captured" and leaves:
        found.bundles += [row for row, _ in leaves]
    else:
        found.line(line.seq)


def _count(found: Found, event: str, rows: int) -> None:
    if event == "sealed":
        found.items_seen += rows
    else:
        found.bundles_seen += rows


def _strays(found: Found, event: str, leaves: Sequence[Leaf]) -> None:
    _count(found, event, len(leaves))
    (found.items if event == "sealed" else found.bundles).extend(row for row, _ in leaves)


def _items_between(after: int, upto: int | None) -> Iterable[_Row]:
    rows = EvidenceItem.objects.filter(ledger_seq__gt=after).order_by("ledger_seq", "leaf")
    rows = rows if upto is None else rows.filter(ledger_seq__lte=upto)
    return rows.values_list("ledger_seq", "id", "commitment").iterator(chunk_size=2_000)


def _bundles_between(after: int, upto: int | None) -> Iterable[_Row]:
    rows = Bundle.objects.filter(ledger_seq__gt=after).order_by("ledger_seq")
    rows = rows if upto is None else rows.filter(ledger_seq__lte=upto)
    return rows.values_list("ledger_seq", "id", "commitment").iterator(chunk_size=2_000)


def _no_one(_rows: Sequence[int]) -> list[int]:
    return []


def _broken_items(rows: Sequence[int]) -> list[int]:
    """Which of a batch are not what was sealed: their own seal does not open any more."""
    items = EvidenceItem.objects.filter(id__in=rows, erased_at__isnull=True).order_by("id")
    return [item.id for item in items.iterator(chunk_size=_ITEMS) if not opens(item)]


# --- Bytes, files, stamps ---


def _open_items(found: Found, slice_of: int | None) -> None:
    rows = EvidenceItem.objects.filter(erased_at__isnull=True).annotate(slice=F("id") % SLICES).order_by("id")
    rows = rows if slice_of is None else rows.filter(slice=slice_of)
    last = 0
    while page := list(rows.filter(id__gt=last)[:_ITEMS]):
        found.items += [item.id for item in page if not opens(item)]
        found.opened, last = found.opened + len(page), page[-1].id


def look_at_files(found: Found, vault: Vault, *, deep: bool) -> None:
    """Every file of the vault is the one that was put there; `deep`: it opens, and its manifest is the one sealed."""
    for bundle in Bundle.objects.filter(erased_at__isnull=True).order_by("id").iterator(chunk_size=_ITEMS):
        lies = vault.file_hash(bundle.stored)
        if lies is None:
            found.missing.append(bundle.id)
        if lies != bytes(bundle.cipher_hash) or (deep and not _opens_whole(bundle, vault)):
            found.bundles.append(bundle.id)


def _opens_whole(bundle: Bundle, vault: Vault) -> bool:
    try:
        files = unpack(vault.open(bundle.stored, bytes(bundle.wrapped or b""), bytes(bundle.commitment)))
    except (SealBroken, ZipRefused):
        return False
    return sha256(files.get(_MANIFEST, b"")).digest() == bytes(bundle.commitment)


def _stamps(found: Found, roots: Roots) -> None:
    """Stamps that were had are verified again, and stand on what they are for."""
    rows = Stamp.objects.filter(state="had").select_related("bundle").order_by("id")
    for stamp in rows.iterator(chunk_size=_ITEMS):
        found.stamps_seen += 1
        if stamp.ledger_seq is not None and _hash_of_line(stamp.ledger_seq) != bytes(stamp.digest):
            found.line(stamp.ledger_seq)
        of_bundle = stamp.bundle is not None and bytes(stamp.bundle.commitment) != bytes(stamp.digest)
        if of_bundle or (stamp.genuine and not vouched(stamp, roots)):
            found.stamps.append(stamp.id)


def _hash_of_line(seq: int) -> bytes:
    return bytes(LedgerLine.objects.filter(seq=seq).values_list("hash", flat=True).first() or b"")


def vouched(stamp: Stamp, roots: Roots) -> bool:
    """Whether the stamp, as it was kept, is good: on its digest, by a signer that leads to a root we trust."""
    request, response = bytes(stamp.request or b""), bytes(stamp.response or b"")
    try:
        trusted = roots(stamp.authority)
        on, _ = asked(request)
        check(stamp.authority, request, response, _last(stamp.certificates) if trusted is None else trusted)
    except (NoStamp, NotDer, ValueError):
        return False
    return on == bytes(stamp.digest)


def _last(pem: str) -> Certificates:
    """The root that was found when it was first verified, for an authority that the desk no longer names."""
    return load(pem.encode())[-1:]


def opens(item: EvidenceItem) -> bool:
    """Whether its bytes open and are those that were sealed."""
    return opened(item, sealing_key()) is not None
