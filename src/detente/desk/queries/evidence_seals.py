"""One sealed item looked at again now: do its bytes open, match their commitment, and stand under their line?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from detente.desk.bundles import opened
from detente.desk.keys import sealing_key
from detente.desk.models import EvidenceItem
from detente.desk.sealed import is_whole
from detente.host.keys import KeyMissing
from detente.rules.evidence_words import SealState


@dataclass(frozen=True, slots=True)
class Seal:
    """A sealed item and what was found. `digest`: SHA-256 of the plain bytes, hexadecimal, "" where they do not open.

    `size` in bytes; `erased_at`: since when its key and its bytes are gone.
    """

    item_id: int
    state: SealState
    digest: str
    commitment: str
    size: int
    sealed_at: datetime
    ledger_seq: int
    erased_at: datetime | None


def look_at(item: EvidenceItem, *, digest: bool = False) -> Seal:
    """Open and hash it again. `digest`: say the hash of the bytes too."""
    state = _state(item)
    raw = opened(item, sealing_key()) if digest and state is SealState.WHOLE else None
    return Seal(
        item_id=item.id,
        state=state,
        digest=sha256(raw).hexdigest() if raw is not None else "",
        commitment=bytes(item.commitment).hex(),
        size=item.size,
        sealed_at=item.sealed_at,
        ledger_seq=item.ledger_seq,
        erased_at=item.erased_at,
    )


def _state(item: EvidenceItem) -> SealState:
    if item.erased_at is not None:
        return SealState.ERASED
    try:
        return SealState.WHOLE if is_whole(item) else SealState.BROKEN
    except KeyMissing:
        return SealState.NO_KEY
