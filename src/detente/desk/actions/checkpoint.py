"""Checkpoints of the ledger: its head stamped by authorities and told to somebody outside.

A chain alone does not keep its own operator from making it anew; stamps and copies that lie elsewhere do.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction

from detente.accounts.models import Brand
from detente.contracts.actors import SYSTEM
from detente.desk.actions.notify import wake_workers
from detente.desk.actions.queue_mail import queue_mail
from detente.desk.actions.stamps import stamps_for_line
from detente.desk.duty import MailReader
from detente.desk.keeping_letters import ledger_head
from detente.evidence.stamp.authorities import Authority
from detente.journal.ledger import append_line
from detente.journal.merkle import merkle_root
from detente.journal.models import LedgerHead, LedgerLine
from detente.journal.record import Entry, record

EVERY: Final = timedelta(hours=1)
LINES: Final = 500
CHECKPOINT: Final = "checkpoint"


@transaction.atomic
def make_checkpoint(now: datetime, authorities: Sequence[Authority] = ()) -> int | None:
    """Mark where the ledger stands when it has grown for an hour, or by 500 lines; the line marked, or None."""
    head = LedgerHead.objects.select_for_update().get(id=1)
    if not _is_due(head, now):
        return None
    seq, digest = head.seq, bytes(head.hash)
    line = append_line(CHECKPOINT, merkle_root([digest]), 1, {"head": seq}, at=now)
    stamps_for_line(seq, digest, authorities, now=now)
    record(Entry("ledger.checkpoint", SYSTEM, "ledger", line, facts={"head": seq, "stamps": len(authorities)}), at=now)
    if authorities:
        wake_workers("stamp")
    return seq


def _is_due(head: LedgerHead, now: datetime) -> bool:
    last = LedgerLine.objects.filter(event=CHECKPOINT).order_by("-seq").only("seq", "at").first()
    if last is None:
        return head.seq > 0
    grown = head.seq - last.seq
    return grown > 0 and (now - last.at >= EVERY or grown >= LINES)


@transaction.atomic
def mail_head(now: datetime, addresses: Sequence[str]) -> int:
    """Tell the addresses outside, once a day, where the ledger stands; how many mails were queued."""
    brand = Brand.objects.order_by("id").first()
    head = LedgerHead.objects.get(id=1)
    line = LedgerLine.objects.filter(seq=head.seq).first()
    if brand is None or line is None or not addresses:
        return 0
    letter = ledger_head(brand, line, now.astimezone(ZoneInfo(brand.time_zone)).date())
    return queue_mail(letter, [MailReader(address, brand.language) for address in addresses], now=now)
