"""Is a message's evidence whole? The bytes are opened, hashed again, and found under their ledger line.

What came in a sealed folder counts only while the folder's file lies in the vault as it was put there.
"""

from __future__ import annotations

from typing import Final

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.keys import sealing_key
from detente.desk.models import Bundle, EvidenceItem, Message
from detente.desk.vault import the_vault
from detente.evidence.seal import SealBroken, Sealed, unseal
from detente.journal.merkle import merkle_root
from detente.journal.models import LedgerLine
from detente.rules.proof import NOTHING

SEAL_BROKEN: Final = Words(
    fr="Le sceau de ce message est rompu\u202f: aucun retrait n’est possible. Prévenez la personne responsable, "
    "et lancez la vérification du journal scellé.",
    en="The seal of this message is broken: no removal is possible. Tell the lead, and run the check of the ledger.",
)


def sealed_evidence(message: Message) -> EvidenceItem | None:
    """The sealed bytes of the message's present version, or None."""
    items = EvidenceItem.objects.filter(
        message=message,
        revision_number=message.revision_number,
        what__in=["received", "edited"],
        erased_at__isnull=True,
    )
    return items.order_by("-id").first()


def whole_evidence(message: Message) -> EvidenceItem:
    """The sealed bytes of the present version, opened and hashed again. Raises `Refused("proc.evidence")`."""
    item = sealed_evidence(message)
    if item is None:
        raise Refused("proc.evidence", NOTHING)
    if not is_whole(item):
        raise Refused("proc.evidence", SEAL_BROKEN)
    return item


def is_whole(item: EvidenceItem) -> bool:
    """Whether the bytes open, match their commitment under its ledger line, and their folder lies in the vault whole.

    Raises `host.keys.KeyMissing` when the desk's sealing key is not there.
    """
    try:
        sealed_bytes(item)
    except SealBroken:
        return False
    return _under_its_line(item) and (item.bundle is None or _lies_whole(item.bundle))


def sealed_bytes(item: EvidenceItem) -> bytes:
    """The exact bytes that were sealed. Raises `SealBroken` when they do not open, or were erased; `KeyMissing`."""
    if item.wrapped is None or item.ciphertext is None:
        raise SealBroken("the bytes were erased")
    sealed = Sealed(bytes(item.commitment), bytes(item.wrapped), bytes(item.ciphertext), item.size)
    return unseal(sealed, sealing_key())


def _lies_whole(bundle: Bundle) -> bool:
    """A folder that was erased because it showed somebody else takes nothing from the pictures that stay."""
    if bundle.erased_at is not None:
        return True
    return bool(bundle.stored) and the_vault().file_hash(bundle.stored) == bytes(bundle.cipher_hash)


def _under_its_line(item: EvidenceItem) -> bool:
    line = LedgerLine.objects.filter(seq=item.ledger_seq).first()
    leaves = (
        EvidenceItem.objects.filter(ledger_seq=item.ledger_seq).order_by("leaf").values_list("commitment", flat=True)
    )
    return line is not None and merkle_root([bytes(leaf) for leaf in leaves]) == bytes(line.root)
