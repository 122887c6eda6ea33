"""The file of a case as a zip: the page, the data, every sealed thing with the way from it to the ledger's head."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import IO, Final

from django.db.models import Min

from detente.desk.keys import sealing_key, signing_secret
from detente.desk.models import Bundle, Case, EvidenceItem, Stamp
from detente.desk.queries.case_file import CaseFile, as_plain, bundles_of, messages_of
from detente.desk.vault import the_vault
from detente.evidence.bundle.canonical import Fields, Value, canonical
from detente.evidence.bundle.pack import CHAIN, HOW, pack, unpack
from detente.evidence.bundle.signer import Signer
from detente.evidence.bundle.zips import ZipRefused
from detente.evidence.casefile.names import (
    DATA,
    LINES,
    METHOD,
    PAGE,
    PROOFS,
    SCHEMA,
    STYLE,
    bundle_name,
    item_name,
    stamp_names,
)
from detente.evidence.casefile.texts import Facts, method_text, verify_text
from detente.evidence.casefile.write import CaseZip
from detente.evidence.caseproof import CHECKPOINT, ItemProof, line_of, path_of, written_proof
from detente.evidence.seal import SealBroken, Sealed, reveal
from detente.journal.models import LedgerLine

LONGEST: Final = 20_000
"""Lines after a sealed thing that are given along when no checkpoint has come yet."""
_PEM: Final = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Printed:
    """What was drawn for people: the page and its style. `software`: its name and version."""

    page: bytes
    style: bytes
    software: str


@dataclass(frozen=True, slots=True)
class _Had:
    """A stamp as a sealed folder is given it."""

    authority: str
    request: bytes
    response: bytes
    certificates: tuple[str, ...]


def write_case_zip(room: IO[bytes], file: CaseFile, printed: Printed) -> None:
    """Write it all into `room`, one file after the other. The caller has passed the gate of the export."""
    case = Case.objects.get(id=file.case_id)
    signer = Signer.from_secret(signing_secret())
    with CaseZip(room, f"case-{case.id}", signer) as made:
        for name, data in ((PAGE, printed.page), (STYLE, printed.style), (DATA, _data(file))):
            made.add(name, data)
        items, bundles = list(_items(case, made)), list(_bundles(case, made))
        wanted = {int(str(row["line"])) for row in (*items, *bundles)}
        lines = list(_lines(wanted))
        stamps = _stamps(lines, made)
        made.add(LINES, b"".join(line_of(_body(line)).body + b"\n" for line in lines))
        made.add(PROOFS, canonical(_proofs(file, items, bundles, stamps)))
        facts = _facts(file, printed, items, (len(bundles), len(lines), len(stamps)), signer.fingerprint)
        for language, name in METHOD.items():
            made.add(name, method_text(facts, language))
        made.add(HOW, verify_text())


def _data(file: CaseFile) -> bytes:
    return json.dumps({"schema": SCHEMA, "file": as_plain(file)}, ensure_ascii=False, indent=1).encode(
        "utf-8", "replace"
    )


def _items(case: Case, made: CaseZip) -> Iterator[Fields]:
    ids = [one.id for one in messages_of(case)]
    batches: dict[int, list[bytes]] = {}
    for item in EvidenceItem.objects.filter(message_id__in=ids).order_by("ledger_seq", "leaf").iterator(chunk_size=20):
        if item.ledger_seq not in batches:
            batches = {item.ledger_seq: _batch(item.ledger_seq)}
        yield _item(item, batches[item.ledger_seq], made)


def _batch(seq: int) -> list[bytes]:
    rows = EvidenceItem.objects.filter(ledger_seq=seq).order_by("leaf").values_list("commitment", flat=True)
    return [bytes(one) for one in rows]


def _item(item: EvidenceItem, batch: Sequence[bytes], made: CaseZip) -> Fields:
    opened = _opened(item)
    name: Value = None
    if opened is not None:
        name = item_name(item.id, item.media_type)
        made.add(name, opened[0])
    proof = ItemProof(bytes(item.commitment), opened[1] if opened else b"", item.ledger_seq, path_of(batch, item.leaf))
    about: Fields = {
        "id": item.id,
        "message": item.message_id,
        "version": item.revision_number,
        "what": item.what,
        "level": item.level,
        "media_type": item.media_type,
        "sealed_at": item.sealed_at.astimezone(UTC).isoformat(),
        "state": "erased" if item.erased_at else "sealed" if opened else "broken",
        "file": name,
    }
    return about | written_proof(proof)


def _opened(item: EvidenceItem) -> tuple[bytes, bytes] | None:
    if item.wrapped is None or item.ciphertext is None:
        return None
    sealed = Sealed(bytes(item.commitment), bytes(item.wrapped), bytes(item.ciphertext), item.size)
    try:
        return reveal(sealed, sealing_key())
    except SealBroken:
        return None


def _bundles(case: Case, made: CaseZip) -> Iterator[Fields]:
    for bundle in bundles_of(case):
        packed = _packed(bundle)
        name: Value = None
        if packed is not None:
            name = bundle_name(bundle.key)
            made.add(name, packed)
        state = "erased" if bundle.erased_at else "sealed" if packed is not None else "broken"
        about: Fields = {"id": bundle.id, "level": bundle.level, "state": state, "file": name}
        yield about | written_proof(ItemProof(bytes(bundle.commitment), b"", bundle.ledger_seq, ()))


def _packed(bundle: Bundle) -> bytes | None:
    if bundle.wrapped is None:
        return None
    try:
        plain = the_vault().open(bundle.stored, bytes(bundle.wrapped), bytes(bundle.commitment))
        return pack(unpack(plain), [_had(stamp) for stamp in bundle.stamps.filter(state="had", genuine=True)])
    except (SealBroken, ZipRefused):
        return None


def _had(stamp: Stamp) -> _Had:
    request, response = bytes(stamp.request or b""), bytes(stamp.response or b"")
    return _Had(stamp.authority, request, response, tuple(_PEM.findall(stamp.certificates)))


def _lines(wanted: Iterable[int]) -> Iterator[LedgerLine]:
    """Each wanted line and those after it up to the next checkpoint, none twice, in order."""
    last = 0
    for seq in sorted(wanted):
        until = _until(seq)
        yield from LedgerLine.objects.filter(seq__gte=max(seq, last + 1), seq__lte=until).order_by("seq").iterator()
        last = max(last, until)


def _until(seq: int) -> int:
    far = seq + LONGEST
    stamped = Stamp.objects.filter(bundle__isnull=True, ledger_seq__gte=seq, state="had", genuine=True)
    marked = LedgerLine.objects.filter(seq__gte=seq, event=CHECKPOINT)
    return (
        stamped.filter(ledger_seq__lte=far).aggregate(n=Min("ledger_seq"))["n"]
        or marked.filter(seq__lte=far).aggregate(n=Min("seq"))["n"]
        or min(far, LedgerLine.objects.order_by("-seq").values_list("seq", flat=True).first() or seq)
    )


def _stamps(lines: Sequence[LedgerLine], made: CaseZip) -> list[Fields]:
    here = [line.seq for line in lines]
    had = Stamp.objects.filter(bundle__isnull=True, ledger_seq__in=here, state="had", genuine=True)
    chain: dict[str, None] = {}
    rows: list[Fields] = []
    for stamp in had.order_by("ledger_seq", "authority"):
        one, line = _had(stamp), int(stamp.ledger_seq or 0)
        asked, answered = stamp_names(line, one.authority)
        made.add(asked, one.request)
        made.add(answered, one.response)
        chain |= dict.fromkeys(certificate.strip() for certificate in one.certificates)
        rows.append({"line": line, "authority": one.authority, "request": asked, "response": answered})
    if chain:
        made.add(CHAIN, "".join(f"{certificate}\n" for certificate in chain).encode())
    return rows


def _body(line: LedgerLine) -> Fields:
    return {
        "at": line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "count": line.count,
        "event": line.event,
        "facts": line.facts,
        "prev": bytes(line.prev).hex(),
        "root": bytes(line.root).hex(),
        "seq": line.seq,
    }


def _proofs(file: CaseFile, items: list[Fields], bundles: list[Fields], stamps: list[Fields]) -> Fields:
    return {
        "schema": SCHEMA,
        "case": file.case_id,
        "made_at": file.made_at.astimezone(UTC).isoformat(),
        "items": list(items),
        "bundles": list(bundles),
        "stamps": list(stamps),
    }


def _facts(
    file: CaseFile, printed: Printed, items: Sequence[Fields], counts: tuple[int, int, int], fingerprint: str
) -> Facts:
    bundles, lines, stamps = counts
    return Facts(
        organisation=file.brand,
        case_id=file.case_id,
        made_at=file.made_at,
        made_by=file.made_by,
        software=printed.software,
        items=len(items),
        erased=sum(row["state"] == "erased" for row in items),
        bundles=bundles,
        lines=lines,
        stamps=stamps,
        fingerprint=fingerprint,
    )
