"""The ledger lines of a removal: what was intended, on which sealed evidence, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from detente.desk.models import EvidenceItem, Removal
from detente.journal.ledger import append_line
from detente.journal.merkle import merkle_root

INTENDED, DONE, FAILED = "action_intended", "action_done", "action_failed"


def ledger_removal(
    event: str,
    removal: Removal,
    attempt: int,
    verb: str,
    *,
    on: Sequence[EvidenceItem] = (),
    facts: dict[str, int | str] | None = None,
    now: datetime,
) -> int:
    """Append one line, last in the transaction; its number. `on`: what the act relies on, else the received bytes.

    The root covers their commitments, so that the line says which evidence stood when the act left.
    """
    items = on or (removal.evidence,)
    told: dict[str, int | str] = {
        "removal": removal.id,
        "verb": verb,
        "attempt": attempt,
        "evidence": removal.evidence_id,
    }
    root = merkle_root([bytes(item.commitment) for item in items])
    return append_line(event, root, len(items), told | (facts or {}), at=now)
