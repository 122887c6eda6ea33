"""The numbers of a page's feed."""

from __future__ import annotations

from datetime import datetime

from detente.publicpage.models import Change, Comment, Kind


def next_change(comment: Comment, kind: Kind, *, now: datetime, note: str = "") -> Change:
    """Give this change the page's next number. The page's row must be locked by this transaction.

    The lock is held until the commit, so numbers are gap-free and become visible in their own order.
    """
    page = comment.page
    change = Change.objects.create(
        page=page, seq=page.next_change, comment=comment, kind=kind, revision=comment.revision, note=note, at=now
    )
    comment.change_seq = page.next_change
    page.next_change += 1
    page.save(update_fields=["next_change"])
    return change
