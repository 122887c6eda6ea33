"""The ledger lines of custody: what of the evidence was seen, shared or taken along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, Literal

from detente.desk.models import Bundle, EvidenceItem, Message
from detente.journal.ledger import append_line
from detente.journal.merkle import merkle_root

NOTHING: Final = bytes(32)
"""The root of a line about a message of which nothing was ever sealed."""

Deed = Literal["viewed", "shared", "share_ended", "exported"]


def custody_line(deed: Deed, commitments: Sequence[bytes], facts: Mapping[str, int | str], *, at: datetime) -> int:
    """Append one line, last in the transaction; its number. The root says which evidence it was about."""
    root = merkle_root(commitments) if commitments else NOTHING
    return append_line(deed, root, len(commitments), facts, at=at)


def message_commitments(message: Message) -> list[bytes]:
    """The commitments of everything that was ever sealed of a message, in the order of the ledger."""
    rows = EvidenceItem.objects.filter(message=message).order_by("ledger_seq", "leaf")
    return [bytes(one) for one in rows.values_list("commitment", flat=True)]


def case_commitments(case_id: int) -> list[bytes]:
    """The same of all messages of a case, its sealed folders after its items."""
    items = EvidenceItem.objects.filter(message__case_id=case_id).order_by("ledger_seq", "leaf")
    bundles = Bundle.objects.filter(items__message__case_id=case_id).distinct().order_by("ledger_seq")
    return [bytes(one) for rows in (items, bundles) for one in rows.values_list("commitment", flat=True)]
