"""Destroy sealed folders: the key with the row, the file once that is committed.

A crash in between leaves a file that no row names and no key opens; it is swept (`sweep_vault`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from detente.desk.models import Bundle, Capture, EvidenceItem, Hold, Message, Removal
from detente.desk.vault import the_folder
from detente.rules.removal import RemovalState

OPEN: Final = (RemovalState.ASKED, RemovalState.APPROVED, RemovalState.PROVISIONAL, RemovalState.CONTESTED)
"""States in which a removal is not settled."""
_RESTS: Final = [state for state in RemovalState if state is not RemovalState.REFUSED]

# A message of which nothing readable is left, and whose sealed bytes were erased: it was erased as a whole.
_OWED = """
SELECT DISTINCT b.id FROM desk_bundle b JOIN (
    SELECT bundle_id, message_id FROM desk_evidenceitem WHERE bundle_id IS NOT NULL AND erased_at IS NOT NULL
    UNION SELECT bundle_id, message_id FROM desk_capture WHERE bundle_id IS NOT NULL
) s ON s.bundle_id = b.id
WHERE b.erased_at IS NULL
    AND EXISTS (SELECT 1 FROM desk_evidenceitem e WHERE e.message_id = s.message_id AND e.erased_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM desk_evidenceitem e WHERE e.message_id = s.message_id AND e.erased_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM desk_revision r WHERE r.message_id = s.message_id AND r.text <> '')
ORDER BY b.id LIMIT %s
"""


def held(message: str = "message") -> Exists:
    """Whether a hold stands on the case of this message; `message`: the path to it from the row."""
    return Exists(Hold.objects.filter(case=OuterRef(f"{message}__case"), lifted_at__isnull=True))


def bundles_showing(message_ids: Sequence[int], *, beside: bool = False) -> list[int]:
    """Folders made of visits to these messages. `beside`: also those in which they may stand in the background.

    A page's picture shows everybody who wrote there by then.
    """
    ids = set(EvidenceItem.objects.filter(message_id__in=message_ids, bundle__isnull=False).values_list("bundle_id"))
    ids |= set(Capture.objects.filter(message_id__in=message_ids, bundle__isnull=False).values_list("bundle_id"))
    if beside:
        for thread, since in Message.objects.filter(id__in=message_ids).values_list("conversation_id", "first_seen_at"):
            others = EvidenceItem.objects.filter(
                message__conversation_id=thread, sealed_at__gte=since, bundle__isnull=False
            )
            ids |= set(others.values_list("bundle_id"))
    return sorted(one for (one,) in ids)


def erasable_bundles(ids: Sequence[int]) -> QuerySet[Bundle]:
    """Those of them that may be erased, locked: no hold stands on a message they show, and no removal rests on one."""
    shown = EvidenceItem.objects.filter(bundle=OuterRef("id"), erased_at__isnull=True)
    resting = Removal.objects.filter(message=OuterRef("message"), state__in=_RESTS)
    kept = Q(held()) | Q(Exists(resting))
    rows = Bundle.objects.select_for_update(of=("self",)).filter(id__in=ids, erased_at__isnull=True)
    every = EvidenceItem.objects.filter(bundle=OuterRef("id"))
    return rows.filter(~Exists(shown.filter(kept)), ~Exists(every.filter(held()))).order_by("id")


def owed_bundles(limit: int) -> list[int]:
    """Folders that still show a message which was erased as a whole, because something kept them at that time."""
    with connection.cursor() as cursor:
        cursor.execute(_OWED, [limit])
        return [row[0] for row in cursor.fetchall()]


def destroy(bundles: Sequence[Bundle], *, now: datetime) -> list[bytes]:
    """Destroy keys now and files at commit; their commitments, for the line that says so. Inside a transaction."""
    names = [bundle.stored for bundle in bundles]
    Bundle.objects.filter(id__in=[bundle.id for bundle in bundles]).update(wrapped=None, stored="", erased_at=now)
    if names:
        transaction.on_commit(partial(_remove, names))
    return [bytes(bundle.commitment) for bundle in bundles]


def _remove(names: Sequence[str]) -> None:
    folder = the_folder()
    for name in names:
        folder.remove(name)
