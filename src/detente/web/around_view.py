"""What stands around a case, in the reader's language: leads with their reasons, earlier cases, the same cause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext, ngettext

from detente.contracts.kinds import Kind
from detente.contracts.words import Language
from detente.desk.queries.around import Around, AuthorCase, Lead, around
from detente.desk.queries.case_page import CasePage
from detente.desk.queries.knowledge import excerpt
from detente.rules.case import CaseState, CloseReason
from detente.rules.roles import Action
from detente.web.foreign import one_line, tame

SHOWN_EARLIER: Final = 5
_INSERTING: Final = frozenset({"edit", "behind"})
"""Faces of the composer that an insertion leaves nothing typed behind in, and no text in review."""


@dataclass(frozen=True, slots=True)
class LeadView:
    """A lead as it is drawn. `why` is its reason in a sentence."""

    lead: Lead
    title: str
    excerpt: str
    why: str


@dataclass(frozen=True, slots=True)
class EarlierView:
    """An earlier case of the author as it is drawn. `end` says how it ended."""

    id: int
    began_at: datetime
    heart: str
    end: str


def around_context(page: CasePage, language: Language, now: datetime, *, mode: str) -> dict[str, object]:
    """What the templates of leads, community answers and earlier cases read. `mode`: the face of the composer."""
    found = around(page, now=now)
    covered = page.facts.kind == Kind.ABUSE
    return {
        "leads": [] if covered else [_lead(one, language) for one in found.leads],
        "may_insert": Action.WRITE_DRAFT in page.may and not page.only_private and mode in _INSERTING,
        "in_pen": mode == "edit",
        "same_cause": len(found.same_cause),
        "same_cause_capped": found.capped,
        "again": found.again,
        "earlier": [_earlier(one, language) for one in found.earlier[:SHOWN_EARLIER]],
        "exchanges": _exchanges(page, found),
        "first_exchange": min((one.began_at for one in found.earlier), default=None),
    }


def _exchanges(page: CasePage, found: Around) -> int:
    return 0 if page.person.expert_only else len(found.earlier) + 1


def _lead(lead: Lead, language: Language) -> LeadView:
    words = ", ".join(_quoted(tame(word), language) for word in lead.shared)
    why = ngettext("Shared word: %(words)s.", "Shared words: %(words)s.", len(lead.shared)) % {"words": words}
    if lead.same_topic:
        why = f"{gettext('Same topic.')} {why}"
    return LeadView(lead, one_line(lead.title, 120) or "–", tame(excerpt(lead.words)), why)


def _quoted(word: str, language: Language) -> str:
    return f"«\u202f{word}\u202f»" if language == "fr" else f"“{word}”"


def _earlier(one: AuthorCase, language: Language) -> EarlierView:
    return EarlierView(one.id, one.began_at, one.heart, _end(one, language))


def _end(one: AuthorCase, language: Language) -> str:
    """How it ended: the reason of its closing, how soon it was answered, or where it stands."""
    if one.state is CaseState.CLOSED and one.close_reason in set(CloseReason):
        return CloseReason(one.close_reason).label.in_(language)
    if one.state is CaseState.ANSWERED and one.answered_at is not None:
        days = max(0, (one.answered_at - one.began_at).days)
        if days == 0:
            return gettext("Answered the same day")
        return ngettext("Answered in %(days)s day", "Answered in %(days)s days", days) % {"days": days}
    return one.state.label.in_(language)
