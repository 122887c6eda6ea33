"""Find cases by number, by the author's name or by words, in one brand."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import connection

from detente.accounts.models import Brand
from detente.desk.access import access_brand
from detente.desk.hours import hours_of
from detente.desk.queries.case_facts import case_facts
from detente.desk.queries.inbox import InboxRow, inbox_row

MOST_FOUND: Final = 50
_LONGEST: Final = 100

_SEARCH: Final = """
SELECT id FROM (
    (SELECT c.id FROM desk_case c WHERE c.brand_id = %(brand)s AND c.id = %(number)s)
    UNION
    (SELECT c.id FROM desk_author a JOIN desk_channel n ON n.id = a.channel_id JOIN desk_case c ON c.author_id = a.id
     WHERE n.brand_id = %(brand)s AND (a.display_name ILIKE %(like)s OR a.handle ILIKE %(like)s)
     ORDER BY c.id DESC LIMIT %(most)s)
    UNION
    (SELECT c.id FROM desk_case c WHERE c.brand_id = %(brand)s AND c.heart ILIKE %(like)s
     ORDER BY c.id DESC LIMIT %(most)s)
    UNION
    (SELECT c.id FROM desk_case c JOIN desk_message m ON m.case_id = c.id
     JOIN desk_revision r ON r.message_id = m.id AND r.number = m.revision_number
     WHERE c.brand_id = %(brand)s AND r.text ILIKE %(like)s ORDER BY c.id DESC LIMIT %(most)s)
) found ORDER BY (id = %(number)s) DESC, id DESC LIMIT %(most)s
"""


def search_cases(person_id: int, brand_id: int, query: str, *, now: datetime) -> list[InboxRow]:
    """At most `MOST_FOUND` cases, the one with that number first, then the latest. Raises `Refused("access.…")`."""
    access_brand(person_id, brand_id, "view_inbox")
    words = " ".join(query.replace("\x00", "").split())[:_LONGEST]
    digits = words.removeprefix("#")
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 18 else 0
    like = f"%{_plain(words)}%"
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH, {"brand": brand_id, "number": number, "like": like, "most": MOST_FOUND})
        ids = [row[0] for row in cursor.fetchall()]
    found = case_facts(ids)
    hours = hours_of(Brand.objects.get(id=brand_id))
    return [inbox_row(found[case_id], hours, now) for case_id in ids if case_id in found]


def _plain(words: str) -> str:
    """The words with the signs that LIKE gives a meaning taken literally."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
