"""The part of a thread that a case shows: what its author wrote, what stands above, and what was answered below."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from detente.contracts.words import Words
from detente.desk.models import Revision

SHOWN: Final = 2_000
"""Characters of one message that a page carries; the whole is behind a link."""
MOST_POSTS: Final = 120
MOST_VERSIONS: Final = 12
"""Versions of one message that a page carries, the latest ones."""


@dataclass(frozen=True, slots=True)
class Denial:
    """What the network does not let us do with one message: why, and what helps. `sure` false: it may still work."""

    verb: str
    sure: bool
    reason: Words | None
    remedy: Words | None


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a message's words. `at`: when its author wrote it, or when it was first seen."""

    number: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Post:
    """One message of the thread as it stands. `text` is cut at `SHOWN`; `length` is that of the whole.

    `of_case`: it belongs to this case, so its author is the case's. `revised_at`: when its latest version was seen, if
    it changed. `sealed_at`, `commitment` and `ledger_seq` are those of the latest version. `elsewhere`: ours, but not
    written through this desk; `private`: addressed to us alone; `gone_at`: when we learned that its author deleted it.
    """

    id: int
    parent_id: int | None
    of_case: bool
    ours: bool
    author: str
    handle: str
    text: str
    length: int
    state: str
    posted_at: datetime
    first_seen_at: datetime
    revision: int
    revised_at: datetime | None
    permalink: str
    is_review: bool
    read_state: str
    sealed_at: datetime | None
    level: str
    commitment: str
    ledger_seq: int | None
    elsewhere: bool
    private: bool
    gone_at: datetime | None
    denials: tuple[Denial, ...]

    @property
    def cut(self) -> bool:
        """Whether the whole is longer than what is shown."""
        return self.length > len(self.text)


_POSTS: Final = """
WITH RECURSIVE below AS (
    SELECT id, 0 AS depth FROM desk_message WHERE case_id = %(case)s
    UNION SELECT m.id, depth + 1 FROM below JOIN desk_message m ON m.parent_id = below.id WHERE depth < 8
), above AS (
    SELECT parent_id AS id, 0 AS depth FROM desk_message WHERE case_id = %(case)s AND parent_id IS NOT NULL
    UNION SELECT m.parent_id, depth + 1 FROM above JOIN desk_message m ON m.id = above.id
    WHERE depth < 20 AND m.parent_id IS NOT NULL
)
SELECT m.id, m.parent_id, coalesce(m.case_id = %(case)s, false), m.ours, coalesce(a.display_name, ''),
       coalesce(a.handle, ''), coalesce(left(r.text, %(shown)s), ''), coalesce(length(r.text), 0), m.state, m.posted_at,
       m.first_seen_at, m.revision_number, CASE WHEN m.revision_number > 1 THEN r.observed_at END, m.permalink,
       m.is_review, m.read_state, e.sealed_at, coalesce(e.level, ''), coalesce(encode(e.commitment, 'hex'), ''),
       e.ledger_seq, m.elsewhere, m.private, CASE WHEN m.state = 'deleted' THEN m.state_at END, m.denied::text
FROM desk_message m
LEFT JOIN desk_author a ON a.id = m.author_id
LEFT JOIN desk_revision r ON r.message_id = m.id AND r.number = m.revision_number
LEFT JOIN LATERAL (SELECT i.sealed_at, i.level, i.commitment, i.ledger_seq FROM desk_evidenceitem i
    WHERE i.message_id = m.id AND i.revision_number = m.revision_number ORDER BY i.id LIMIT 1) e ON true
WHERE m.id IN (SELECT id FROM below UNION SELECT id FROM above)
  AND NOT (m.ours AND m.parent_id IS NULL AND m.external_id LIKE 'stated:%%')
ORDER BY m.posted_at, m.id LIMIT %(most)s
"""


def posts_of(case_id: int) -> tuple[Post, ...]:
    """The thread of a case, oldest first, at most `MOST_POSTS`. No gate here: callers have one."""
    with connection.cursor() as cursor:
        cursor.execute(_POSTS, {"case": case_id, "shown": SHOWN, "most": MOST_POSTS})
        return tuple(Post(*[*row[:-1], denials_of(json.loads(row[-1]))]) for row in cursor.fetchall())


def denials_of(stored: dict[str, dict[str, object]]) -> tuple[Denial, ...]:
    """What `Message.denied` says, in words."""
    return tuple(
        Denial(verb, said.get("state") == "denied", _words(said.get("reason")), _words(said.get("remedy")))
        for verb, said in sorted(stored.items())
        if said.get("state") in ("denied", "unknown")
    )


def _words(stored: object) -> Words | None:
    return Words(fr=str(stored[0]), en=str(stored[1])) if isinstance(stored, list) and len(stored) == 2 else None


def versions_of(message_ids: Collection[int]) -> dict[int, tuple[Version, ...]]:
    """Every kept version of these messages, oldest first, at most `MOST_VERSIONS` each. No gate here."""
    found: dict[int, list[Version]] = {}
    if message_ids:
        for row in Revision.objects.filter(message_id__in=message_ids).order_by("message_id", "number"):
            kept = Version(row.number, row.text[:SHOWN], row.occurred_at or row.observed_at)
            found.setdefault(row.message_id, []).append(kept)
    return {message_id: tuple(rows[-MOST_VERSIONS:]) for message_id, rows in found.items()}


def whole_text(case_id: int, message_id: int) -> str | None:
    """The whole present text of one message of the case's conversation; None when there is no such message."""
    query = (
        "SELECT r.text FROM desk_message m JOIN desk_revision r ON r.message_id = m.id AND r.number = m.revision_number"
        " JOIN desk_case c ON c.conversation_id = m.conversation_id WHERE c.id = %s AND m.id = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [case_id, message_id])
        row = cursor.fetchone()
    return str(row[0]) if row else None
