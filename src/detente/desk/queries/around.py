"""What stands around a case: answers that helped in cases alike, notes of the team, the same cause, the same author.

Everything is worked out when the page is read, from a bounded number of rows of the case's own brand; nothing is kept
of a person. `web` shows it; the rules that decide are `likeness`, `outcomes` and `recurrence`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db import connection

from detente.contracts.analysis import Topic
from detente.contracts.kinds import Kind
from detente.desk.queries.case_facts import case_facts
from detente.desk.queries.case_page import CasePage
from detente.desk.queries.inbox import InboxRow, inbox_row
from detente.desk.queries.same_cause import MATTERS, MOST_CAUSES, Cause, same_cause
from detente.rules.case import CaseState
from detente.rules.likeness import Likeness, Terms, likenesses, terms_of
from detente.rules.outcomes import Ending, ended_well
from detente.rules.recurrence import Again, said_again, shown_again
from detente.rules.roles import Action

MOST_SHOWN: Final = 3
MOST_NOTES: Final = 200
MOST_EXAMPLES: Final = 120
"""Ended cases of the brand and topic that are compared, the latest."""
MOST_LOOKED_UP: Final = 8
_MOST_RANKED: Final = 20
_LIKE_NOTE: Final = 0.08
_LIKE_CASE: Final = 0.25
_MOST_OF_AUTHOR: Final = 50
MOST_LISTED: Final = 50


@dataclass(frozen=True, slots=True)
class Lead:
    """Something that may help to answer: a note of the team or the reply of an earlier case, and why it is shown.

    `shared` are words of the author that it shares; `same_topic`: the reading gave both the same topic.
    """

    kind: str
    id: int
    title: str
    words: str
    language: str
    shared: tuple[str, ...]
    same_topic: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class AuthorCase:
    """An earlier case of the same author: what it was about and how it ended. `began_at`: when they wrote."""

    id: int
    kind: Kind
    heart: str
    state: CaseState
    close_reason: str
    began_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around one case. `same_cause`: ids of other cases, the latest first; `capped`: there may be more."""

    leads: tuple[Lead, ...] = ()
    same_cause: tuple[int, ...] = ()
    capped: bool = False
    earlier: tuple[AuthorCase, ...] = ()
    again: Again | None = None


@dataclass(frozen=True, slots=True)
class _Matter:
    """The case as it is compared."""

    text: str
    heart: str
    topic: str
    fingerprint: int
    language: str
    author_id: int


def around(page: CasePage, *, now: datetime) -> Around:
    """Everything around the case of this page, as far as its reader may see it. No gate here: the page has one."""
    matter = _matter(page)
    expert = page.person.expert_only
    earlier = () if expert else _earlier(page.facts.id, matter.author_id)
    causes = () if expert else tuple(same_cause(_cause(page, matter), now))
    dates = _grievances(earlier)
    again = said_again(matter.text) or shown_again(dates, now) if page.facts.kind in MATTERS else None
    return Around(
        leads=_leads(page, matter, now),
        same_cause=causes,
        capped=len(causes) >= MOST_CAUSES,
        earlier=earlier,
        again=again,
    )


def _matter(page: CasePage) -> _Matter:
    with connection.cursor() as cursor:
        cursor.execute("SELECT topic, fingerprint, author_id FROM desk_case WHERE id = %s", [page.facts.id])
        topic, fingerprint, author_id = cursor.fetchone() or (Topic.NONE, 0, 0)
    said = [post.text for post in page.posts if post.of_case and not post.ours]
    text = "\n".join(said) or page.facts.heart
    return _Matter(text, page.facts.heart, topic, fingerprint, page.facts.language, author_id)


def _cause(page: CasePage, matter: _Matter) -> Cause:
    facts = page.facts
    return Cause(facts.id, facts.brand_id, facts.kind, matter.heart, matter.topic, matter.fingerprint)


# --- What may help ---


def _leads(page: CasePage, matter: _Matter, now: datetime) -> tuple[Lead, ...]:
    """Notes first, two at most while cases fill the rest; the language of the case before the other one."""
    message = terms_of(matter.text)
    if not message.weights:
        return ()
    notes = _own_language_first(_note_leads(page, matter, message), matter)
    cases = _own_language_first(_case_leads(page, matter, message, now), matter)
    kept = notes[: max(2, MOST_SHOWN - len(cases))]
    return tuple([*kept, *cases][:MOST_SHOWN])


def _own_language_first(leads: Iterator[Lead], matter: _Matter) -> list[Lead]:
    return sorted(leads, key=lambda one: one.language != matter.language)


_NOTES: Final = """
SELECT id, title, left(words, 600), topic, language, changed_at FROM desk_knowledgenote
WHERE brand_id = %s AND retired_at IS NULL ORDER BY changed_at DESC, id DESC LIMIT %s
"""


def _note_leads(page: CasePage, matter: _Matter, message: Terms) -> Iterator[Lead]:
    if not page.person.may(Action.VIEW_KNOWLEDGE):
        return
    with connection.cursor() as cursor:
        cursor.execute(_NOTES, [page.facts.brand_id, MOST_NOTES])
        rows = cursor.fetchall()
    # A title says what a note is for: it counts twice.
    terms = [terms_of(f"{title}\n{title}\n{words}") for _, title, words, *_ in rows]
    for like in likenesses(message, terms, least=_LIKE_NOTE, most=_MOST_RANKED):
        note_id, title, words, topic, language, at = rows[like.index]
        same_topic = topic == matter.topic != Topic.NONE
        if _enough(like, same_topic=same_topic):
            yield Lead("note", note_id, title, words, language, like.words, same_topic, at)


_EXAMPLES: Final = """
SELECT c.id, c.heart, c.language FROM desk_case c
WHERE c.brand_id = %s AND c.topic = %s AND c.state IN ('answered', 'closed')
  AND c.first_reply_at IS NOT NULL AND c.id <> %s
  AND (%s::bigint[] IS NULL OR EXISTS (
      SELECT 1 FROM desk_handoff h WHERE h.case_id = c.id AND h.department_id = ANY(%s::bigint[])))
ORDER BY c.opened_at DESC LIMIT %s
"""

_ENDINGS: Final = """
SELECT c.id, c.state, c.close_reason, reply.at, reply.text,
       ARRAY(SELECT coalesce(r.kind, 'other') FROM desk_message m
             LEFT JOIN LATERAL (SELECT kind FROM desk_reading r WHERE r.message_id = m.id
                 ORDER BY (r.person_id IS NULL), r.id DESC LIMIT 1) r ON true
             WHERE m.case_id = c.id AND NOT m.ours AND m.posted_at > reply.at ORDER BY m.posted_at, m.id),
       EXISTS (SELECT 1 FROM desk_removal x WHERE x.case_id = c.id AND x.state <> 'refused'),
       EXISTS (SELECT 1 FROM desk_promise p WHERE p.case_id = c.id AND p.state = 'broken')
FROM desk_case c
JOIN LATERAL (SELECT coalesce(p.visible_at, p.accepted_at, p.stated_at) AS at, v.text FROM desk_publication p
    JOIN desk_draftrevision v ON v.draft_id = p.draft_id AND v.number = p.revision_number
    WHERE p.case_id = c.id AND p.kind = 'reply' AND p.state IN ('visible', 'confirmed')
    ORDER BY p.id LIMIT 1) reply ON true
WHERE c.id = ANY(%s)
"""


def _case_leads(page: CasePage, matter: _Matter, message: Terms, now: datetime) -> Iterator[Lead]:
    departments = list(page.person.departments) if page.person.expert_only else None
    brand_id, case_id = page.facts.brand_id, page.facts.id
    with connection.cursor() as cursor:
        cursor.execute(_EXAMPLES, [brand_id, matter.topic, case_id, departments, departments, MOST_EXAMPLES])
        rows = cursor.fetchall()
    same_topic = matter.topic != Topic.NONE
    hearts = [terms_of(heart) for _, heart, _ in rows]
    likest = [
        like
        for like in likenesses(message, hearts, least=_LIKE_CASE, most=_MOST_RANKED)
        if _enough(like, same_topic=same_topic)
    ][:MOST_LOOKED_UP]
    replies = _good_replies([rows[like.index][0] for like in likest], now)
    for like in likest:
        case_id, heart, language = rows[like.index]
        if case_id in replies:
            text, at = replies[case_id]
            yield Lead("case", case_id, heart, text, language, like.words, same_topic, at)


def _enough(like: Likeness, *, same_topic: bool) -> bool:
    return same_topic or len(like.words) > 1


def _good_replies(case_ids: Sequence[int], now: datetime) -> dict[int, tuple[str, datetime]]:
    """The replies of those cases that ended well, with when they were out."""
    if not case_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_ENDINGS, [list(case_ids)])
        rows = cursor.fetchall()
    return {row[0]: (row[4], row[3]) for row in rows if ended_well(_ending(row), now)}


def _ending(row: tuple[object, ...]) -> Ending:
    _, state, reason, at, _, later, removed, broken = row
    return Ending(
        CaseState(str(state)),
        str(reason),
        at if isinstance(at, datetime) else None,
        tuple(Kind(str(kind)) for kind in later) if isinstance(later, list) else (),
        contested=bool(removed),
        promise_broken=bool(broken),
    )


# --- The same author ---

_OF_AUTHOR: Final = """
SELECT c.id, c.kind, c.heart, c.state, c.close_reason, coalesce(c.clock_started_at, first.posted_at, c.opened_at),
       c.answered_at
FROM desk_case c
LEFT JOIN LATERAL (SELECT min(m.posted_at) AS posted_at FROM desk_message m WHERE m.case_id = c.id AND NOT m.ours
    HAVING c.clock_started_at IS NULL) first ON true
WHERE c.author_id = %s AND c.id <> %s ORDER BY c.opened_at DESC, c.id DESC LIMIT %s
"""


def _earlier(case_id: int, author_id: int) -> tuple[AuthorCase, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_OF_AUTHOR, [author_id, case_id, _MOST_OF_AUTHOR])
        found = [AuthorCase(*row) for row in cursor.fetchall()]
    return tuple(replace(one, kind=Kind(one.kind), state=CaseState(one.state)) for one in found)


def _grievances(earlier: Sequence[AuthorCase]) -> list[datetime]:
    return [one.began_at for one in earlier if one.kind is Kind.COMPLAINT]


def same_cause_rows(page: CasePage, *, now: datetime) -> tuple[list[InboxRow], int]:
    """The latest `MOST_LISTED` cases with the same cause as rows of a list, and how many there are."""
    if page.person.expert_only or not page.person.may(Action.VIEW_INBOX):
        return [], 0
    ids = same_cause(_cause(page, _matter(page)), now)
    found = case_facts(ids[:MOST_LISTED])
    return [inbox_row(found[one], page.hours, now) for one in ids[:MOST_LISTED] if one in found], len(ids)
