"""Write down a sealed folder that lies in the vault: its row, its ledger line, its pictures, the stamps to ask for.

The file comes first, the rows after it in one transaction: a row never names a file that is not there. A file whose
transaction failed belongs to nobody and is swept away (`sweep_vault`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from detente.desk.actions.receive_rows import ToSeal, seal_all
from detente.desk.models import Bundle, Channel, Stamp
from detente.evidence.stamp.authorities import Authority
from detente.evidence.vault import Kept
from detente.journal.ledger import append_line
from detente.journal.merkle import merkle_root


@dataclass(frozen=True, slots=True)
class Folder:
    """A sealed folder that lies in the vault. `key`: its 26 letters; `commitment`: SHA-256 of its manifest."""

    key: str
    kept: Kept
    commitment: bytes
    level: str


def seal_bundle(
    channel: Channel,
    folder: Folder,
    pictures: Sequence[ToSeal],
    authorities: Sequence[Authority],
    *,
    made_by: int | None = None,
    now: datetime,
) -> Bundle:
    """Write it all inside the caller's transaction; the ledger is locked from here to its end."""
    line = append_line("captured", merkle_root([folder.commitment]), 1, {"channel": channel.id}, at=now)
    bundle = Bundle.objects.create(
        key=folder.key,
        channel=channel,
        level=folder.level,
        commitment=folder.commitment,
        cipher_hash=folder.kept.cipher_hash,
        size=folder.kept.size,
        wrapped=folder.kept.wrapped,
        stored=folder.kept.name,
        sealed_at=now,
        ledger_seq=line,
        made_by_id=made_by,
    )
    seal_all(channel, [replace(one, bundle_id=bundle.id) for one in pictures], now=now)
    Stamp.objects.bulk_create([_stamp(bundle, one, now) for one in authorities])
    return bundle


def _stamp(bundle: Bundle, authority: Authority, now: datetime) -> Stamp:
    return Stamp(
        bundle=bundle,
        authority=authority.name,
        qualified=authority.qualified,
        digest=bytes(bundle.commitment),
        made_at=now,
        due_at=now,
    )
