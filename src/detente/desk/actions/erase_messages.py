"""Erase what a message said, for good: its words, what was quoted of them, and the keys of its sealed bytes.

What stays: that it was there, when, its hashes and commitments, the decisions about it, our own replies. The ledger
still verifies, and one of its lines says that the bytes are gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.db import connection, transaction

from detente.contracts.actors import SYSTEM
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.receive import take_channel
from detente.desk.models import Channel, EvidenceItem, Message, Reading, Revision
from detente.journal.ledger import append_line
from detente.journal.merkle import merkle_root
from detente.journal.record import Entry, record

Because = Literal["after_deletion", "not_refreshed"]

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


@transaction.atomic
def erase_messages(channel_id: int, message_ids: Sequence[int], because: Because, *, now: datetime) -> int:
    """Erase these messages of one channel; how many sealed items lost their keys. Erasing again changes nothing."""
    channel = Channel.objects.get(id=channel_id)
    take_channel(channel_id, alone=True)
    ids = list(
        Message.objects.select_for_update(of=("self",))
        .filter(id__in=message_ids, channel_id=channel_id, ours=False)
        .order_by("id")
        .values_list("id", flat=True)
    )
    sealed = EvidenceItem.objects.filter(message_id__in=ids, erased_at__isnull=True).order_by("ledger_seq", "leaf")
    commitments = [bytes(one) for one in sealed.values_list("commitment", flat=True)]
    _redact(ids)
    if commitments:
        sealed.update(wrapped=None, ciphertext=None, erased_at=now)
        seq = append_line("erased", merkle_root(commitments), len(commitments), {"channel": channel_id}, at=now)
        facts = {"messages": ids, "because": because, "items": len(commitments), "ledger": seq}
        record(Entry("messages.erased", SYSTEM, "channel", channel_id, channel.brand_id, facts=facts), at=now)
        tell_screens(channel.brand_id)
    return len(commitments)


def _redact(ids: list[int]) -> None:
    Revision.objects.filter(message_id__in=ids).exclude(text="").update(text="")
    Reading.objects.filter(message_id__in=ids).update(heart="", asks="", because=[], facts=[], fingerprint=0)
    Message.objects.filter(id__in=ids).update(reference={}, permalink="", read_state="read", due_at=None)
    with connection.cursor() as cursor:
        cursor.execute(_HEARTS, [ids])
        cursor.execute(_NAMES, [ids])
