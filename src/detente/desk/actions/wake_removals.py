"""What waits for evidence of a message is decided again as soon as there is news of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from detente.desk.actions.notify import wake_workers
from detente.desk.models import Removal


@transaction.atomic
def wake_removals(message_ids: Sequence[int], *, now: datetime) -> int:
    """Make decided removals of these messages due that have not left yet; how many. A row in other hands is left alone.

    Nothing is decided here: a worker asks the rule. It waits for no lock, so that it may stand beside a seal.
    """
    rows = Removal.objects.select_for_update(skip_locked=True).filter(
        message_id__in=message_ids, wanted__in=["hide", "delete"], intended_at__isnull=True, lease_until__isnull=True
    )
    ids = [row.id for row in rows.only("id")]
    if ids:
        Removal.objects.filter(id__in=ids).update(due_at=now, attempts=0, trouble="")
        wake_workers("moderate")
    return len(ids)
