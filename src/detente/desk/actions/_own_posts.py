"""Our own posts as they come back: matched with publications by what is known, never by how long ago they left.

In this order: the id under which the network accepted the reply; the id foretold from the frozen request; the same
words under the same message, from a publication that may have left. What matches none is somebody's reply made on the
network itself; `judge_own_posts.py` says so, in a transaction of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db import connection

from detente.desk.models import Publication
from detente.rules.by_hand import is_that_reply

_BY_ID = """
UPDATE desk_publication p SET message_id = m.id FROM desk_message m
WHERE m.id = ANY(%(ids)s) AND m.ours AND p.channel_id = m.channel_id
    AND ((p.remote_id = m.external_id AND p.message_id IS DISTINCT FROM m.id)
        OR (p.remote_id = '' AND p.message_id IS NULL AND p.recipient_id = m.parent_id
            AND p.frozen ->> 'foretold' = m.external_id))
RETURNING m.id
"""

# Whatever had an attempt may have left, in whatever state it ended. What a person posts is `recognise_posted.py`’s.
_MAY_BE = """
SELECT p.id, m.id, v.text, r.text FROM desk_message m
JOIN desk_publication p ON p.recipient_id = m.parent_id AND p.channel_id = m.channel_id
JOIN desk_draftrevision v ON v.draft_id = p.draft_id AND v.number = p.revision_number
JOIN desk_revision r ON r.message_id = m.id AND r.number = 1
WHERE m.id = ANY(%(ids)s) AND m.ours AND p.message_id IS NULL AND p.remote_id = ''
    AND (p.state IN ('human', 'sending', 'unknown')
        OR EXISTS (SELECT 1 FROM desk_attempt a WHERE a.publication_id = p.id))
ORDER BY p.id
"""

_OUR_CASE = """
UPDATE desk_message m SET case_id = p.case_id FROM desk_publication p
WHERE m.id = ANY(%(ids)s) AND m.case_id IS NULL AND p.message_id = m.id
"""

FORETOLD: Final = "foretold"
"""The name under which a stored request keeps the id that its connector foretold."""


def match_own_posts(ours: Sequence[int]) -> None:
    """Tie these messages of ours to the publications that they are, and to their cases."""
    if not ours:
        return
    with connection.cursor() as cursor:
        cursor.execute(_BY_ID, {"ids": list(ours)})
        found = {row[0] for row in cursor.fetchall()}
        rest = [one for one in ours if one not in found]
        if rest:
            cursor.execute(_MAY_BE, {"ids": rest})
            _tie_same_words(cursor.fetchall())
        cursor.execute(_OUR_CASE, {"ids": list(ours)})


def _tie_same_words(candidates: Sequence[tuple[int, int, str, str]]) -> None:
    tied: dict[int, int] = {}
    for publication_id, message_id, written, shown in candidates:
        if publication_id not in tied and message_id not in tied.values() and is_that_reply(written, shown):
            tied[publication_id] = message_id
    for publication_id, message_id in tied.items():
        Publication.objects.filter(id=publication_id, message__isnull=True).update(message_id=message_id)
