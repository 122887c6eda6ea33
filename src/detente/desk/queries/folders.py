"""The folders of the inbox: which cases each one holds. A filter only; no state is decided here."""

from __future__ import annotations

from typing import Final

from detente.contracts.kinds import FRIENDLY
from detente.contracts.labelled import Labelled


class Folder(Labelled):
    """A way to look at the brand's cases. The value is what the address says."""

    ALL = "all", "Toutes", "All"
    MINE = "mine", "Les miennes", "Mine"
    NOBODY = "nobody", "Sans personne", "Nobody’s"
    REVIEW = "review", "À relire", "To re-read"
    DEPARTMENT = "department", "Attend un service", "Waiting for a department"
    BY_HAND = "by_hand", "À publier à la main", "To be posted by hand"
    TROUBLE = "trouble", "Problèmes de publication", "Publishing problems"
    FRIENDLY = "friendly", "Compliments et questions", "Compliments and questions"
    CHARTER = "charter", "Charte", "Charter"
    ANSWERED = "answered", "Répondus, en suivi", "Answered, in follow-up"
    CLOSED = "closed", "Clos", "Closed"
    HISTORICAL = "historical", "Historique", "Historical"


WHOLE: Final = "c.brand_id = %(brand)s AND NOT c.historical"
"""Every case that is timed at all: a reply that is out twice belongs to an answered one."""

QUEUE: Final = "c.brand_id = %(brand)s AND NOT c.historical AND c.state NOT IN ('answered', 'closed')"
"""What is in the queue; the words of the partial indexes, so that PostgreSQL uses them."""

_FRIENDLY: Final = ", ".join(f"'{kind.value}'" for kind in sorted(FRIENDLY))

IN_REVIEW: Final = "EXISTS (SELECT 1 FROM desk_draft d WHERE d.case_id = c.id AND d.state = 'in_review')"
AT_DEPARTMENT: Final = (
    "EXISTS (SELECT 1 FROM desk_handoff h WHERE h.case_id = c.id AND h.state IN ('asked', 'accepted', 'overdue'))"
)
BY_HAND: Final = "EXISTS (SELECT 1 FROM desk_publication p WHERE p.case_id = c.id AND p.state = 'by_hand')"
TROUBLED_CASES: Final = (
    "SELECT p.case_id FROM desk_publication p JOIN desk_case k ON k.id = p.case_id"
    " WHERE k.brand_id = %(brand)s AND NOT k.historical AND p.state IN ('unknown', 'human', 'refused')"
    " AND (p.state <> 'refused' OR k.state NOT IN ('answered', 'closed'))"
    " UNION SELECT p.case_id FROM desk_publication p JOIN desk_case k ON k.id = p.case_id"
    " WHERE k.brand_id = %(brand)s AND NOT k.historical AND k.state NOT IN ('answered', 'closed')"
    " AND p.state = 'not_published' AND p.trouble LIKE 'held.%%'"
    " AND NOT EXISTS (SELECT 1 FROM desk_publication q WHERE q.draft_id = p.draft_id AND q.id > p.id)"
    " UNION SELECT p.case_id FROM desk_publication p JOIN desk_case k ON k.id = p.case_id"
    " WHERE k.brand_id = %(brand)s AND NOT k.historical AND k.state <> 'closed'"
    " AND p.state IN ('confirmed', 'visible') AND p.trouble IN ('gone', 'rejected')"
    " UNION SELECT i.case_id FROM desk_incident i WHERE i.brand_id = %(brand)s AND i.ended_at IS NULL"
)
"""In doubt, left to a person, refused, held back, vanished, or out twice: whatever approved text is not simply out."""

TROUBLED: Final = f"c.id IN ({TROUBLED_CASES})"
UNDER_CHARTER: Final = (
    "EXISTS (SELECT 1 FROM desk_removal r WHERE r.case_id = c.id"
    " AND r.state IN ('asked', 'approved', 'provisional', 'contested'))"
)

IN_QUEUE: Final[dict[Folder, str]] = {
    Folder.ALL: "true",
    Folder.MINE: "c.assignee_id = %(me)s",
    Folder.NOBODY: "c.assignee_id IS NULL",
    Folder.REVIEW: IN_REVIEW,
    Folder.DEPARTMENT: AT_DEPARTMENT,
    Folder.BY_HAND: BY_HAND,
    Folder.TROUBLE: TROUBLED,
    Folder.FRIENDLY: f"c.kind IN ({_FRIENDLY})",
    Folder.CHARTER: UNDER_CHARTER,
}
"""Folders inside the queue, each a condition on a case `c`."""
