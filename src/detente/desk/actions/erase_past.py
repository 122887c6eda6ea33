"""Erase evidence past its date, some hundreds a transaction: pictures, folders, the bytes received.

Only of cases that are closed, and of messages outside of any case or from before this desk. The words in search and on
the pages of cases are another matter: they go with the message (`erase_messages.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from detente.contracts.actors import SYSTEM
from detente.desk.actions._erase_bundles import OPEN, destroy, erasable_bundles, held, owed_bundles
from detente.desk.actions.erase_messages import tombstone
from detente.desk.clauses import clause_rule
from detente.desk.models import Bundle, Channel, EvidenceItem, Removal
from detente.desk.turns import take_turn
from detente.journal.record import Entry, record
from detente.rules.case import CaseState
from detente.rules.retention import WITHOUT_ACTION, Removed, kept

SLICE: Final = 200
SLICES: Final = 10
"""An hour's worth: what is left comes the hour after."""


def erase_past(now: datetime) -> int:
    """Erase what is past its date; how many items and folders. Again does nothing."""
    done, last = 0, 0
    for _ in range(SLICES):
        erased, seen = _erase_items(last, now)
        done, last = done + erased, seen or last
        if not seen:
            break
    return done + _erase_folders(now)


@transaction.atomic
def _erase_items(after: int, now: datetime) -> tuple[int, int]:
    """How many were erased, and the last one looked at; 0 when there is none left."""
    if not take_turn("past"):
        return 0, 0
    items = list(_due(now).filter(id__gt=after).order_by("id")[:SLICE])
    removals = _removals({item.message_id for item in items})
    past = [item for item in items if kept(item.sealed_at, removals.get(item.message_id, ())).is_past(now)]
    for channel_id in sorted({item.channel_id for item in past}):
        _erase(channel_id, [item for item in past if item.channel_id == channel_id], [], now)
    return len(past), items[-1].id if items else 0


def _due(now: datetime) -> QuerySet[EvidenceItem]:
    rows = EvidenceItem.objects.select_for_update(of=("self",), skip_locked=True).defer("ciphertext", "wrapped")
    unsettled = Removal.objects.filter(message=OuterRef("message"), state__in=OPEN)
    over = Q(message__case__isnull=True) | Q(message__case__state=CaseState.CLOSED) | Q(message__historical=True)
    return rows.filter(
        over, ~Exists(unsettled), ~held(), erased_at__isnull=True, sealed_at__lte=now - WITHOUT_ACTION
    )  # fmt: skip


def _removals(message_ids: set[int]) -> dict[int, list[Removed]]:
    found: dict[int, list[Removed]] = {}
    rows = Removal.objects.filter(message_id__in=message_ids, done_at__isnull=False).select_related("clause")
    for removal in rows:
        found.setdefault(removal.message_id, []).append(removed_of(removal))
    return found


def removed_of(removal: Removal) -> Removed:
    """A removal as retention sees it."""
    return Removed(removal.done_at, clause_rule(removal.clause).kept_months, removal.state in OPEN)


@transaction.atomic
def _erase_folders(now: datetime) -> int:
    """Folders of which everything shown is erased, and those that were kept for something that has ended."""
    if not take_turn("past"):
        return 0
    left = EvidenceItem.objects.filter(bundle=OuterRef("id"), erased_at__isnull=True)
    over = Bundle.objects.filter(~Exists(left), erased_at__isnull=True, sealed_at__lte=now - WITHOUT_ACTION)
    ids = [*over.order_by("id").values_list("id", flat=True)[:SLICE], *owed_bundles(SLICE)]
    bundles = list(erasable_bundles(ids))
    for channel_id in sorted({bundle.channel_id for bundle in bundles}):
        _erase(channel_id, [], [bundle for bundle in bundles if bundle.channel_id == channel_id], now)
    return len(bundles)


def _erase(channel_id: int, items: Sequence[EvidenceItem], bundles: Sequence[Bundle], now: datetime) -> None:
    rows = EvidenceItem.objects.filter(id__in=[item.id for item in items], erased_at__isnull=True)
    rows.update(wrapped=None, ciphertext=None, erased_at=now)
    commitments = [*(bytes(item.commitment) for item in items), *destroy(bundles, now=now)]
    seq = tombstone(channel_id, commitments, now=now)
    facts: dict[str, object] = {"items": len(items), "bundles": len(bundles), "ledger": seq}
    brand_id = Channel.objects.values_list("brand_id", flat=True).get(id=channel_id)
    record(Entry("evidence.past", SYSTEM, "channel", channel_id, brand_id, facts=facts), at=now)
