"""Level C: draw our own labelled rendering of a message from what was sealed of it, and seal that as well."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Final

from detente.channels.registry import NETWORKS
from detente.contracts.actors import SYSTEM
from detente.desk.actions.receive_rows import ToSeal, seal_all
from detente.desk.models import EvidenceItem, Message, Revision
from detente.desk.sealed import sealed_bytes
from detente.evidence.bundle.reconstruction import Shown, reconstruct
from detente.journal.record import Entry, record

MEDIA_TYPE: Final = "text/html"


def rebuild(received: EvidenceItem, *, now: datetime) -> EvidenceItem:
    """Draw and seal the version of the message whose received bytes are given. Call it inside a transaction.

    Raises `evidence.seal.SealBroken` when those bytes do not open; `host.keys.KeyMissing`.
    """
    message = Message.objects.select_related("channel", "author", "case").get(id=received.message_id)
    page = reconstruct(_shown(message, received), sha256(sealed_bytes(received)).hexdigest())
    one = ToSeal(message.id, received.revision_number, "reconstruction", page, "C", MEDIA_TYPE)
    seal_all(message.channel, [one], now=now)
    item = EvidenceItem.objects.filter(message=message, what="reconstruction").latest("id")
    facts = {"evidence": item.id, "of": received.id, "ledger": item.ledger_seq}
    brand_id = message.channel.brand_id
    record(Entry("evidence.rebuilt", SYSTEM, "message", message.id, brand_id, message.case_id, facts), at=now)
    return item


def _shown(message: Message, received: EvidenceItem) -> Shown:
    line = NETWORKS.get(message.channel.network)
    language = message.case.language if message.case else "fr"
    return Shown(
        network=line.name.in_(language) if line else message.channel.network,
        author=message.author.display_name if message.author else "",
        handle=message.author.handle if message.author else "",
        permalink=message.permalink,
        text=Revision.objects.get(message=message, number=received.revision_number).text,
        language=language,
        published_at=message.posted_at,
        received_at=received.sealed_at,
    )
