"""A stranger opens a shared link: found by the hash of its token, counted, and written down."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from detente.accounts.actions.common import token_hash
from detente.contracts.actors import Actor
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions._custody import custody_line, message_commitments
from detente.desk.models import EvidenceShare
from detente.journal.models import Event
from detente.journal.record import Entry, record

WRITTEN_EVERY: Final = timedelta(minutes=10)
"""How often at most one link's openings make a line in the ledger; every one is counted."""
_TOKEN_MOST: Final = 100
_OVER = Words(
    fr="Ce lien n’est plus ouvert, ou ne l’a jamais été. Demandez-en un autre à la personne qui vous l’a envoyé.",
    en="This link is not open any more, or never was. Ask the person who sent it to you for another one.",
)


@transaction.atomic
def open_share(token: str, *, now: datetime) -> EvidenceShare:
    """The share that this token opens, counted. Raises `Refused("access.share")`, always with the same words."""
    share = live_share(token, now=now, lock=True)
    share.opened, share.last_opened_at = share.opened + 1, now
    share.save(update_fields=["opened", "last_opened_at"])
    if not _written_lately(share, now):
        _write(share, now)
    return share


def live_share(token: str, *, now: datetime, lock: bool = False) -> EvidenceShare:
    """The share that this token opens, without counting. Raises `Refused("access.share")`."""
    rows = EvidenceShare.objects.select_for_update(of=("self",)) if lock else EvidenceShare.objects.all()
    wanted = token_hash(token[:_TOKEN_MOST])
    share = rows.select_related("message__channel__brand").filter(token_hash=wanted).first()
    same = hmac.compare_digest(bytes(share.token_hash) if share else bytes(len(wanted)), wanted)
    if share is None or not same or share.ended_at is not None or share.expires_at <= now:
        raise Refused("access.share", _OVER)
    return share


def _written_lately(share: EvidenceShare, now: datetime) -> bool:
    rows = Event.objects.filter(
        subject_kind="message", subject_id=share.message_id, name="evidence.share_opened", facts__share=share.id
    )
    last = rows.order_by("-id").values_list("at", flat=True).first()
    return last is not None and now - last < WRITTEN_EVERY


def _write(share: EvidenceShare, now: datetime) -> None:
    message, brand_id = share.message, share.message.channel.brand_id
    line = custody_line("viewed", message_commitments(message), {"share": share.id}, at=now)
    by, facts = Actor("outside", share.id), {"share": share.id, "ledger": line}
    record(Entry("evidence.share_opened", by, "message", message.id, brand_id, message.case_id, facts), at=now)
