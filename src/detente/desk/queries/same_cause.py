"""Which cases have the same cause as one: same brand, same topic, the last thirty days, nearly the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from detente.analysis.similar import POSSIBLE, SURE, distance, overlap
from detente.analysis.similar import SHARED as SHARED_WORDS
from detente.contracts.analysis import Topic
from detente.contracts.kinds import Kind
from detente.desk.models import Case
from detente.rules.likeness import likenesses, terms_of

MOST_CAUSES: Final = 500
"""Cases of the last `CAUSE_WINDOW` whose fingerprint is compared, the latest; `MOST_WORDED`: whose words are."""
MOST_WORDED: Final = 60
CAUSE_WINDOW: Final = timedelta(days=30)
SAME_MATTER: Final = 0.6
"""The likeness from which two cases of one topic have the same cause."""
MATTERS: Final = frozenset({Kind.COMPLAINT, Kind.QUESTION, Kind.MISINFORMED})
"""Kinds of a case that have a cause which others may share."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A case as its cause is compared."""

    case_id: int
    brand_id: int
    kind: str
    heart: str
    topic: str
    fingerprint: int


def cause_of(case: Case) -> Cause:
    """A case's cause, from its row."""
    return Cause(case.id, case.brand_id, case.kind, case.heart, case.topic, case.fingerprint)


def same_cause(cause: Cause, now: datetime) -> list[int]:
    """Ids of other cases with this cause, the latest first; none for a kind that has no cause to share."""
    return list(_same_cause(cause, now)) if cause.kind in MATTERS else []


_RECENT: Final = """
SELECT id, fingerprint FROM desk_case
WHERE brand_id = %s AND topic = %s AND NOT historical AND opened_at > %s AND opened_at <= %s AND id <> %s
  AND kind IN ('complaint', 'question', 'misinformed')
ORDER BY opened_at DESC LIMIT %s
"""


def _same_cause(cause: Cause, now: datetime) -> Iterator[int]:
    """Other cases of the brand and topic in the last thirty days that say nearly the same, the latest first."""
    since = now - CAUSE_WINDOW
    with connection.cursor() as cursor:
        cursor.execute(_RECENT, [cause.brand_id, cause.topic, since, now, cause.case_id, MOST_CAUSES])
        apart = {case_id: _apart(cause.fingerprint, bits) for case_id, bits in cursor.fetchall()}
    doubtful = [case_id for case_id, bits in apart.items() if SURE < bits <= POSSIBLE]
    unlike = [case_id for case_id, bits in apart.items() if bits > POSSIBLE][:MOST_WORDED]
    alike = _worded_alike(cause, doubtful[:MOST_WORDED], unlike)
    yield from (case_id for case_id, bits in apart.items() if bits <= SURE or case_id in alike)


def _apart(mine: int, theirs: int) -> int:
    return distance(mine, theirs) if mine and theirs else 64


def _worded_alike(cause: Cause, doubtful: Sequence[int], unlike: Sequence[int]) -> set[int]:
    """Those whose heart shares enough words; where the topic says nothing, words alone do not make a cause."""
    asked = [*doubtful, *(unlike if cause.topic != Topic.NONE else ())]
    if not asked:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, heart FROM desk_case WHERE id = ANY(%s)", [asked])
        hearts = dict(cursor.fetchall())
    ids = list(hearts)
    mine = terms_of(cause.heart)
    likely = likenesses(mine, [terms_of(hearts[case_id]) for case_id in ids], least=SAME_MATTER)
    found = {ids[like.index] for like in likely if len(like.words) > 1}
    words = cause.heart.lower().split()
    return found | {one for one in doubtful if overlap(words, hearts.get(one, "").lower().split()) >= SHARED_WORDS}
