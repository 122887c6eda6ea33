"""Erase what a message said, for good: its words, what was quoted of them, and the keys of all that is sealed of it.

What stays: that it was there, when, its hashes and commitments, the decisions about it, our own replies. The ledger
still verifies, and one of its lines says that the bytes are gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from detente.contracts.actors import SYSTEM, Actor
from detente.contracts.capture import Stop
from detente.desk.actions._erase_bundles import bundles_showing, destroy, erasable_bundles
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.receive import take_channel
from detente.desk.models import (
    Bundle,
    Capture,
    Channel,
    EvidenceItem,
    EvidenceShare,
    Hold,
    Message,
    Reading,
    Revision,
)
from detente.journal.ledger import append_line
from detente.journal.merkle import merkle_root
from detente.journal.record import Entry, record

Because = Literal["after_deletion", "not_refreshed", "rights_request"]

_HEARTS = """
UPDATE desk_case c SET heart = '', fingerprint = 0
WHERE c.heart <> '' AND c.id IN (SELECT case_id FROM desk_message WHERE id = ANY(%s))
    AND NOT EXISTS (SELECT 1 FROM desk_message m JOIN desk_revision r ON r.message_id = m.id AND r.text <> ''
        WHERE m.case_id = c.id AND NOT m.ours)
"""

# An author of whom nothing readable is left has no name here any more; the id stays, so that they are the same person.
_NAMES = """
UPDATE desk_author a SET handle = '', display_name = ''
WHERE a.id IN (SELECT author_id FROM desk_message WHERE id = ANY(%s)) AND NOT EXISTS (SELECT 1 FROM desk_message m
    JOIN desk_revision r ON r.message_id = m.id AND r.text <> '' WHERE m.author_id = a.id)
"""


@dataclass(frozen=True, slots=True)
class Erased:
    """How many sealed items and folders lost their keys, and how many folders something else still keeps."""

    items: int = 0
    bundles: int = 0
    kept: int = 0


@transaction.atomic
def erase_messages(
    channel_id: int, message_ids: Sequence[int], because: Because, *, by: Actor = SYSTEM, now: datetime
) -> Erased:
    """Erase these messages of one channel, whatever level they are sealed at. Erasing again changes nothing.

    What is held is left alone. A folder that also shows a message which is held, or on which a removal rests, stays
    until that ends; then the hourly chore erases it. Other messages' own pictures stay.
    """
    channel = Channel.objects.get(id=channel_id)
    take_channel(channel_id, alone=True)
    ids = list(
        Message.objects.select_for_update(of=("self",))
        .filter(~Exists(Hold.objects.filter(case=OuterRef("case"), lifted_at__isnull=True)))
        .filter(id__in=message_ids, channel_id=channel_id, ours=False)
        .order_by("id")
        .values_list("id", flat=True)
    )
    shown = bundles_showing(ids, beside=because == "rights_request")
    sealed = EvidenceItem.objects.filter(message_id__in=ids, erased_at__isnull=True).order_by("ledger_seq", "leaf")
    commitments = [bytes(one) for one in sealed.values_list("commitment", flat=True)]
    _redact(ids)
    _end_what_waits(ids, now)
    sealed.update(wrapped=None, ciphertext=None, erased_at=now)
    folders = list(erasable_bundles(shown))
    gone = destroy(folders, now=now)
    if commitments or gone:
        seq = tombstone(channel_id, commitments + gone, now=now)
        facts = {"messages": ids, "because": because, "items": len(commitments), "ledger": seq, "bundles": len(gone)}
        record(Entry("messages.erased", by, "channel", channel_id, channel.brand_id, facts=facts), at=now)
        tell_screens(channel.brand_id)
    left = Bundle.objects.filter(id__in=shown, erased_at__isnull=True).count()
    return Erased(len(commitments), len(gone), left)


def tombstone(channel_id: int, commitments: Sequence[bytes], *, now: datetime) -> int:
    """The line that says that these bytes are gone; its number."""
    return append_line("erased", merkle_root(commitments), len(commitments), {"channel": channel_id}, at=now)


def _end_what_waits(ids: Sequence[int], now: datetime) -> None:
    """No picture is taken and no link shows them any more."""
    waiting = Capture.objects.filter(message_id__in=ids, state="waiting")
    waiting.update(state="done", stopped_by=Stop.NO_ADDRESS, done_at=now, due_at=None, lease_until=None)
    EvidenceShare.objects.filter(message_id__in=ids, ended_at__isnull=True).update(ended_at=now)


def _redact(ids: list[int]) -> None:
    Revision.objects.filter(message_id__in=ids).exclude(text="").update(text="")
    Reading.objects.filter(message_id__in=ids).update(heart="", asks="", because=[], facts=[], fingerprint=0)
    Message.objects.filter(id__in=ids).update(reference={}, permalink="", read_state="read", due_at=None)
    with connection.cursor() as cursor:
        cursor.execute(_HEARTS, [ids])
        cursor.execute(_NAMES, [ids])
