"""Which reply of ours a text is nearly the same as, so that a person can look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from detente.desk.actions._replies import hash_of
from detente.desk.models import Case, Publication, Revision
from detente.desk.queries.situations import recent_replies
from detente.rules.composure.folded import Folded
from detente.rules.composure.voice import likeness
from detente.rules.publication import PublicationState


@dataclass(frozen=True, slots=True)
class SameReply:
    """A reply of ours and how much of it a text repeats, in percent. `case_id` is None when no case here holds it."""

    share: int
    case_id: int | None
    author: str
    at: datetime


def likest_reply(case: Case, text: str, *, now: datetime) -> SameReply | None:
    """The recent reply of the brand that the text is most like; None without one. No gate here: callers have one."""
    mine = tuple(Folded.of(text).words())
    scored = [(likeness(mine, _words_of(one)), one) for one in recent_replies(case, now=now)]
    share, words = max(scored, default=(0.0, ""))
    return _where(case, words, int(share * 100)) if share else None


@lru_cache(maxsize=512)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(Folded.of(text).words())


def _where(case: Case, words: str, share: int) -> SameReply | None:
    """The place where these words stand: what left through this desk first, else what was read on a network."""
    sent = Publication.objects.filter(case__brand_id=case.brand_id, text_hash=hash_of(words))
    sent = sent.exclude(state__in=[PublicationState.REFUSED, PublicationState.NOT_PUBLISHED])
    one = sent.select_related("recipient__author").order_by("-queued_at").first()
    if one is not None:
        author = one.recipient.author
        return SameReply(share, one.case_id, _name(author), one.visible_at or one.queued_at)
    rows = Revision.objects.filter(message__ours=True, message__channel__brand_id=case.brand_id, text=words)
    seen = rows.select_related("message__parent__author").order_by("-observed_at").first()
    if seen is None:
        return None
    parent = seen.message.parent
    return SameReply(share, parent.case_id if parent else None, _name(parent and parent.author), seen.message.posted_at)


def _name(author: object) -> str:
    return str(getattr(author, "display_name", "") or getattr(author, "handle", ""))
