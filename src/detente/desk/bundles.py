"""A visit as a sealed folder in the vault: what the network gave us put beside what the page showed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from detente.contracts.capture import Visit
from detente.desk.actions.claim_page import Page, Want
from detente.desk.actions.seal_bundle import Folder
from detente.desk.models import Channel, EvidenceItem
from detente.evidence.bundle.build import Built, build
from detente.evidence.bundle.contents import Chain, ClockFacts, Contents, Message, Surroundings
from detente.evidence.bundle.pack import pack
from detente.evidence.bundle.signer import Signer
from detente.evidence.seal import SealBroken, Sealed, unseal
from detente.evidence.vault import Vault, vault_name
from detente.journal.models import LedgerHead
from detente.rules.retention import kept_until

LEDGER: Final = "detente"
BASIS: Final = "GDPR art. 6(1)(f): legitimate interest in keeping evidence of public comments"
_FRESH: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Around:
    """What this desk says of itself in every bundle."""

    signer: Signer
    surroundings: Surroundings


def folder_of(page: Page, visit: Visit, vault: Vault, around: Around) -> Folder:
    """Build it and keep it in the vault. Raises `evidence.vault.NoRoom`, with nothing half-written."""
    built = build(_contents(page, visit, vault.key, around), around.signer, chain=chain())
    return keep(built, visit.order.capture_id, vault, at=visit.ended_at)


def keep(built: Built, key: str, vault: Vault, *, at: datetime) -> Folder:
    """Put a built bundle into the vault under its key. Raises `evidence.vault.NoRoom`."""
    name = vault_name(key, at.year, at.month)
    kept = vault.keep(name, pack(built.files, ()), built.commitment)
    return Folder(key, kept, built.commitment, built.level.value)


def chain() -> Chain:
    """Where the ledger stands now."""
    head = LedgerHead.objects.get(id=1)
    return Chain(LEDGER, head.seq, bytes(head.hash).hex())


def _contents(page: Page, visit: Visit, key: bytes, around: Around) -> Contents:
    return Contents(
        capture_id=visit.order.capture_id,
        platform=page.network,
        url=page.url,
        messages=tuple(_message(want, key) for want in _shown(page, visit)),
        started_at=visit.started_at,
        ended_at=visit.ended_at,
        clock=clock_facts(page.channel_id, visit.ended_at),
        surroundings=around.surroundings,
        visit=visit,
        erases_after=kept_until(visit.ended_at),
        legal_basis=BASIS,
    )


def _shown(page: Page, visit: Visit) -> list[Want]:
    """A message that the visit did not show leaves nothing in its folder, so that whoever erases it finds it all."""
    wants = {want.key: want for want in page.wants}
    return [want for key, want in wants.items() if visit.why_not_a(key) is None]


def _message(want: Want, key: bytes) -> Message:
    return Message(want.key, want.external_id, received_bytes(want.message_id, want.revision_number, key) or b"")


def received_bytes(message_id: int, revision_number: int, key: bytes) -> bytes | None:
    """The exact bytes that the network gave for this version; None when they are erased or do not open."""
    item = EvidenceItem.objects.filter(
        message_id=message_id, revision_number=revision_number, level="D", erased_at__isnull=True
    ).order_by("id")
    return opened(item.first(), key)


def opened(item: EvidenceItem | None, key: bytes) -> bytes | None:
    """The plain bytes of a sealed item; None when there is none, or they do not open."""
    if item is None or item.wrapped is None or item.ciphertext is None:
        return None
    try:
        return unseal(Sealed(bytes(item.commitment), bytes(item.wrapped), bytes(item.ciphertext), item.size), key)
    except SealBroken:
        return None


def clock_facts(channel_id: int, at: datetime) -> ClockFacts:
    """How this machine's clock stood beside the network's own when that was last compared."""
    channel = Channel.objects.values("network", "clock_skew_ms", "checked_at").get(id=channel_id)
    fresh = channel["checked_at"] is not None and at - channel["checked_at"] < _FRESH
    if channel["clock_skew_ms"] is None or not fresh:
        return ClockFacts("none", None, at)
    return ClockFacts(f"network:{channel['network']}", channel["clock_skew_ms"], channel["checked_at"] or at)
