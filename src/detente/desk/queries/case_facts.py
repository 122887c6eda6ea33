"""What a row of the inbox and the head of a case say: the facts of many cases in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

EXCERPT: Final = 400
"""Characters of the latest message that a row may need."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case with what is pressing around it.

    The message is the author's latest; the reading is a person's word on it, else the latest guess. `draft_*` is the
    unfinished draft; `publication_*` and `removal_*` the latest; `hand_off_*` and `promise_*` the most pressing open
    ones. `moved`: somebody wrote in the conversation after the draft was last saved. `member_replied`: somebody else
    answered the author in the thread. `unsure`: a person has to look, the machine hesitates or could not read at all.
    """

    id: int
    brand_id: int
    heart: str
    kind: str
    severity: int
    state: str
    close_reason: str
    language: str
    historical: bool
    opened_at: datetime
    clock_started_at: datetime | None
    deadline: datetime | None
    first_reply_at: datetime | None
    first_reply_kind: str
    answered_at: datetime | None
    closed_at: datetime | None
    times_opened: int
    assignee_id: int | None
    assignee: str
    author: str
    handle: str
    network: str
    channel: str
    message_id: int | None
    message_state: str
    excerpt: str
    read: bool
    unsure: bool
    confirmed: bool
    pictured: bool
    removal: str | None
    clause: int | None
    hand_off: str | None
    department: str
    hand_off_due: datetime | None
    promise: str | None
    promise_due: datetime | None
    promise_quote: str
    draft_id: int | None
    draft: str | None
    draft_kind: str
    draft_writer_id: int | None
    publication: str | None
    publication_draft_id: int | None
    publication_kind: str
    publication_stated: bool
    member_replied: bool
    moved: bool
    publication_trouble: str
    out_twice: bool


_FACTS: Final = """
SELECT c.id, c.brand_id, c.heart, c.kind, c.severity, c.state, c.close_reason, c.language, c.historical, c.opened_at,
       c.clock_started_at, c.deadline, c.first_reply_at, c.first_reply_kind, c.answered_at, c.closed_at, c.times_opened,
       c.assignee_id, coalesce(who.name, ''), author.display_name, author.handle, channel.network, channel.name,
       last.id, coalesce(last.state, ''), coalesce(words.text, ''),
       reading.id IS NOT NULL OR coalesce(last.read_state = 'failed', false),
       coalesce(reading.unsure, false) OR coalesce(last.read_state = 'failed', false),
       c.severity_confirmed IS NOT NULL OR reading.person_id IS NOT NULL,
       EXISTS (SELECT 1 FROM desk_evidenceitem e WHERE e.message_id = last.id AND e.level <> 'D'),
       removal.state, removal.number,
       hand_off.state, coalesce(hand_off.name, ''), hand_off.due_at,
       promise.state, promise.due_at, coalesce(promise.quote, ''),
       draft.id, draft.state, coalesce(draft.kind, ''), draft.writer_id,
       publication.state, publication.draft_id, coalesce(publication.kind, ''),
       coalesce(publication.stated, false),
       EXISTS (SELECT 1 FROM desk_message mine JOIN desk_message other ON other.parent_id = mine.id
               WHERE mine.case_id = c.id AND NOT other.ours AND other.author_id IS DISTINCT FROM c.author_id),
       draft.id IS NOT NULL AND EXISTS (
           SELECT 1 FROM desk_message later
           WHERE later.conversation_id = c.conversation_id AND later.posted_at > draft.at - interval '1 hour'
             AND later.first_seen_at > draft.at AND NOT later.ours),
       coalesce(publication.trouble, ''),
       EXISTS (SELECT 1 FROM desk_incident i WHERE i.case_id = c.id AND i.ended_at IS NULL)
FROM desk_case c
JOIN desk_author author ON author.id = c.author_id
JOIN desk_channel channel ON channel.id = c.channel_id
LEFT JOIN accounts_person who ON who.id = c.assignee_id
LEFT JOIN LATERAL (SELECT m.id, m.state, m.revision_number, m.read_state FROM desk_message m
    WHERE m.case_id = c.id AND NOT m.ours ORDER BY m.posted_at DESC, m.id DESC LIMIT 1) last ON true
LEFT JOIN LATERAL (SELECT left(r.text, %(excerpt)s) AS text FROM desk_revision r
    WHERE r.message_id = last.id AND r.number = last.revision_number) words ON true
LEFT JOIN LATERAL (SELECT r.id, r.unsure, r.person_id FROM desk_reading r
    WHERE r.message_id = last.id AND NOT (r.person_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM desk_reading t WHERE t.message_id = last.id AND t.taken_back AND t.id >= r.id))
    ORDER BY (r.person_id IS NULL), r.id DESC LIMIT 1) reading ON true
LEFT JOIN LATERAL (SELECT r.state, k.number FROM desk_removal r JOIN desk_clause k ON k.id = r.clause_id
    WHERE r.case_id = c.id ORDER BY r.id DESC LIMIT 1) removal ON true
LEFT JOIN LATERAL (SELECT h.state, d.name, h.due_at FROM desk_handoff h JOIN desk_department d ON d.id = h.department_id
    WHERE h.case_id = c.id AND h.state IN ('asked', 'accepted', 'overdue') ORDER BY h.due_at LIMIT 1) hand_off ON true
LEFT JOIN LATERAL (SELECT p.state, p.due_at, p.quote FROM desk_promise p
    WHERE p.case_id = c.id AND (p.state = 'open' OR (p.state = 'broken' AND p.kept_by_id IS NULL))
    ORDER BY p.due_at LIMIT 1) promise ON true
LEFT JOIN LATERAL (SELECT d.id, d.state, d.kind, d.writer_id, v.at FROM desk_draft d
    LEFT JOIN desk_draftrevision v ON v.draft_id = d.id AND v.number = d.revision_number
    WHERE d.case_id = c.id AND d.finished_at IS NULL
    ORDER BY (d.state = 'in_review') DESC, v.at DESC LIMIT 1) draft ON true
LEFT JOIN LATERAL (SELECT p.state, p.draft_id, p.kind, p.stated_at IS NOT NULL AS stated, p.trouble
    FROM desk_publication p
    WHERE p.case_id = c.id ORDER BY p.id DESC LIMIT 1) publication ON true
WHERE c.id = ANY(%(ids)s)
"""


def case_facts(case_ids: Sequence[int]) -> dict[int, CaseFacts]:
    """The facts of these cases by id; an unknown id is left out. No gate here: callers have one."""
    if not case_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, {"ids": list(case_ids), "excerpt": EXCERPT})
        found = [CaseFacts(*row) for row in cursor.fetchall()]
    return {facts.id: facts for facts in found}
