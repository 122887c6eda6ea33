"""The part of a thread that a case shows: what its author wrote, what stands above, and what was answered below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

SHOWN: Final = 2_000
"""Characters of one message that a page carries; the whole is behind a link."""
MOST_POSTS: Final = 120


@dataclass(frozen=True, slots=True)
class Post:
    """One message of the thread as it stands. `text` is cut at `SHOWN`; `length` is that of the whole.

    `of_case`: it belongs to this case, so its author is the case's. `revised_at`: when its latest version was seen, if
    it changed. `sealed_at`, `commitment` and `ledger_seq` are those of the latest version.
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
       e.ledger_seq
FROM desk_message m
LEFT JOIN desk_author a ON a.id = m.author_id
LEFT JOIN desk_revision r ON r.message_id = m.id AND r.number = m.revision_number
LEFT JOIN LATERAL (SELECT i.sealed_at, i.level, i.commitment, i.ledger_seq FROM desk_evidenceitem i
    WHERE i.message_id = m.id AND i.revision_number = m.revision_number ORDER BY i.id LIMIT 1) e ON true
WHERE m.id IN (SELECT id FROM below UNION SELECT id FROM above)
ORDER BY m.posted_at, m.id LIMIT %(most)s
"""


def posts_of(case_id: int) -> tuple[Post, ...]:
    """The thread of a case, oldest first, at most `MOST_POSTS`. No gate here: callers have one."""
    with connection.cursor() as cursor:
        cursor.execute(_POSTS, {"case": case_id, "shown": SHOWN, "most": MOST_POSTS})
        return tuple(Post(*row) for row in cursor.fetchall())


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
