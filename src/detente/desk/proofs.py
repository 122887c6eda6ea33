"""What is sealed of a message's present version and what was tried for a picture, as the rule of proof sees it."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet

from detente.channels.registry import NETWORKS
from detente.contracts.capture import Level, Stop
from detente.desk.models import Capture, EvidenceItem, Message, Removal
from detente.rules.proof import Have, Tried

SHOWS_THE_WORDS: Final = ("picture", "operator", "reconstruction")
"""What counts beside the received bytes: a picture of an absence or of our reply proves nothing of the words."""


def proof_items(removal: Removal) -> QuerySet[EvidenceItem]:
    """The pictures and renderings of the version that the removal is about, the strongest and newest first."""
    rows = EvidenceItem.objects.filter(
        message_id=removal.message_id,
        revision_number=removal.evidence.revision_number,
        what__in=SHOWS_THE_WORDS,
        erased_at__isnull=True,
    )
    return rows.order_by("level", "-id")


def have_of(removal: Removal) -> Have:
    """The levels at which that version is sealed, and whether somebody gave their word."""
    levels = {Level(level) for level in proof_items(removal).values_list("level", flat=True)}
    if removal.evidence.erased_at is None:
        levels.add(Level.D)
    return Have(frozenset(levels), word=removal.override_by_id is not None)


def picture_level(message: Message) -> Level | None:
    """The better picture of the message's present version; None when there is none."""
    rows = EvidenceItem.objects.filter(
        message=message, revision_number=message.revision_number, level__in=["A", "B"], erased_at__isnull=True
    )
    best = rows.filter(what__in=SHOWS_THE_WORDS).order_by("level").values_list("level", flat=True).first()
    return Level(best) if best else None


def tried_of(removal: Removal) -> Tried:
    """The try for a picture that counts for this removal.

    It runs from the decision on. One that ended before then counts only when what stopped it does not pass by itself.
    """
    if not may_be_seen(removal.message):
        return Tried(removal.asked_at, Stop.NO_ADDRESS)
    begun = removal.decided_at or removal.asked_at
    rows = [row for row in _asked_for(removal) if _counts(row, removal)]
    if not rows:
        return Tried()
    since = max(min(row.asked_at for row in rows), begun)
    return Tried(since, Stop(rows[0].stopped_by) if rows[0].stopped_by else None)


def may_be_seen(message: Message) -> bool:
    """Whether the message stands on a page that everybody can read."""
    line = NETWORKS.get(message.channel.network)
    return line is not None and line.pages is not None and bool(message.permalink) and not message.private


def _asked_for(removal: Removal) -> QuerySet[Capture]:
    present = Q(state="done", done_at__gte=removal.asked_at, revision_number=removal.evidence.revision_number)
    rows = Capture.objects.filter(Q(state="waiting") | present, message_id=removal.message_id, why="asked")
    return rows.order_by("-id")


def _counts(row: Capture, removal: Removal) -> bool:
    ended_before = row.done_at is not None and row.done_at < (removal.decided_at or removal.asked_at)
    return not ended_before or bool(row.stopped_by and not Stop(row.stopped_by).may_pass)
