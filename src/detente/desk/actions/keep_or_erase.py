"""What the networks' own rules of retention ask for, and what has served its time beside messages.

A message on which a removal rests is left alone: its author may contest it, and the evidence is their protection too.
So is what is held. What has served its own time as evidence is `erase_past.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from detente.channels.registry import NETWORKS
from detente.contracts.network import Retention
from detente.desk.actions.erase_messages import Because, erase_messages
from detente.desk.models import Channel, EvidenceItem, Hold, KeptAside, Message, Removal, Tombstone

AT_ONCE: Final = 500
ASIDE_KEPT: Final = timedelta(days=30)
TOMBSTONES_KEPT: Final = timedelta(days=90)


def keep_or_erase(now: datetime) -> int:
    """Erase whatever is due, some hundreds a transaction; how many messages. Again does nothing."""
    KeptAside.objects.filter(last_at__lte=now - ASIDE_KEPT, excerpt__isnull=False).update(excerpt=None)
    Tombstone.objects.filter(at__lte=now - TOMBSTONES_KEPT).delete()
    done = 0
    for channel in Channel.objects.order_by("id"):
        for because, rows in _due(channel, now):
            while ids := list(rows.order_by("id").values_list("id", flat=True)[:AT_ONCE]):
                erase_messages(channel.id, ids, because, now=now)
                done += len(ids)
    return done


def _due(channel: Channel, now: datetime) -> Iterator[tuple[Because, QuerySet[Message]]]:
    rule = _rule(channel)
    rows = _erasable(channel)
    if rule.after_deletion is not None:
        gone = rows.annotate(gone_at=Coalesce("state_at", "first_seen_at"))
        yield "after_deletion", gone.filter(state="deleted", gone_at__lte=now - rule.after_deletion)
    if rule.refresh_or_erase is not None:
        seen = rows.annotate(seen_at=Coalesce("checked_at", "first_seen_at"))
        yield "not_refreshed", seen.filter(seen_at__lte=now - rule.refresh_or_erase)


def _rule(channel: Channel) -> Retention:
    line = NETWORKS.get(channel.network)
    return line.capabilities.retention if line is not None and line.capabilities is not None else Retention()


def _erasable(channel: Channel) -> QuerySet[Message]:
    sealed = EvidenceItem.objects.filter(message=OuterRef("id"), erased_at__isnull=True)
    removal = Removal.objects.filter(message=OuterRef("id"))
    hold = Hold.objects.filter(case=OuterRef("case"), lifted_at__isnull=True)
    return Message.objects.filter(Exists(sealed), ~Exists(removal), ~Exists(hold), channel=channel, ours=False)
