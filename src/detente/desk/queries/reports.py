"""What is said of a text that answers a case: the checks of its words, and what the work around it warns of."""

from __future__ import annotations

from datetime import datetime

from detente.contracts.composure import ReplyKind, Report
from detente.contracts.kinds import Kind
from detente.desk.models import Case, Draft, Message, Publication
from detente.desk.queries.situations import situation_of
from detente.rules.composure import check_reply
from detente.rules.process import exchanges, with_finding
from detente.rules.publication import PublicationState

_OUT = (PublicationState.CONFIRMED, PublicationState.VISIBLE)


def report_of(draft: Draft, text: str, *, now: datetime) -> Report:
    """The report on a text as it would stand in this draft. The draft's case, brand, channel, department are loaded."""
    report = check_reply(situation_of(draft, text, now=now))
    if not text.strip() or draft.kind != ReplyKind.REPLY:
        return report
    return with_finding(report, exchanges(public_replies(draft.case), Kind(draft.case.kind)))


def public_replies(case: Case) -> int:
    """How many full replies of ours the author has had in this case, from here or by another way."""
    from_here = Publication.objects.filter(case=case)
    elsewhere = Message.objects.filter(ours=True, parent__case=case, parent__ours=False, state="visible")
    told = from_here.filter(kind="reply", state__in=_OUT).count()
    return told + elsewhere.exclude(id__in=from_here.filter(message__isnull=False).values("message_id")).count()
