"""Our posts that came back and are no publication of ours: a colleague replied on the network itself.

The clock of the case stops as *elsewhere*, and what still waited to leave under that message is held back: its approval
was given before that reply stood there. Nothing is judged while a reply of ours under the same message is in flight or
in doubt: the network may show it with other words than those we sent.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery

from detente.contracts.actors import Actor
from detente.desk.actions._fence import locked
from detente.desk.actions._incident import note_doubled
from detente.desk.actions._replies import tell_case
from detente.desk.actions.confirm_publication import Proof, confirm_publication
from detente.desk.actions.hold_back import let_fall
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.open_cases import start_clock
from detente.desk.models import Case, DraftRevision, Message, Publication, Revision
from detente.desk.queries.threads import last_message
from detente.journal.record import Entry, record
from detente.rules import case as case_machine
from detente.rules.by_hand import is_that_reply
from detente.rules.case import CaseFact, CaseState
from detente.rules.publication import PublicationState

ELSEWHERE: Final = "elsewhere"
"""`Case.first_reply_kind` of a case that was answered on the network itself."""

_AT_ONCE: Final = 200
_LOOKED_AT: Final = timedelta(days=7)

# A publication claims the message when it is that message. It keeps the message from being judged while it is in
# flight or in doubt under the same parent.
_UNJUDGED = """
SELECT m.id FROM desk_message m JOIN desk_message p ON p.id = m.parent_id
WHERE m.ours AND m.case_id IS NULL AND m.parent_id IS NOT NULL AND p.case_id IS NOT NULL AND m.first_seen_at >= %s
    AND NOT EXISTS (SELECT 1 FROM desk_publication b WHERE b.recipient_id = m.parent_id
        AND (b.message_id = m.id OR b.state IN ('sending', 'unknown')))
ORDER BY m.posted_at, m.id LIMIT %s
"""

# A reply that was confirmed after it had come back belongs to its case as well.
_CLAIMED = """
UPDATE desk_message m SET case_id = b.case_id FROM desk_publication b
WHERE m.ours AND m.case_id IS NULL AND m.parent_id IS NOT NULL AND b.message_id = m.id
"""

_SEEN: Final = (
    PublicationState.HUMAN,
    PublicationState.NOT_PUBLISHED,
    PublicationState.QUEUED,
    PublicationState.UNKNOWN,
)


def settle_seen(now: datetime) -> int:
    """Confirm the publications whose reply came back through listening before anybody asked for it; how many.

    One that is being sent is left to its sender.
    """
    rows = Publication.objects.filter(message__isnull=False, remote_id="", state__in=_SEEN).select_related("message")
    return sum(_confirm(one, now) for one in rows.order_by("id")[:_AT_ONCE])


def _confirm(publication: Publication, now: datetime) -> bool:
    seen = publication.message
    if seen is None:
        return False
    return confirm_publication(
        publication.id, Proof("found", seen.external_id, seen.permalink, seen.posted_at), now=now
    )


def judge_own_posts(now: datetime) -> int:
    """Take in what colleagues wrote on the networks themselves, each in a transaction of its own; how many."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIMED)
        cursor.execute(_UNJUDGED, [now - _LOOKED_AT, _AT_ONCE])
        found = [row[0] for row in cursor.fetchall()]
    return sum(_judge(message_id, now) for message_id in found)


@transaction.atomic
def _judge(message_id: int, now: datetime) -> int:
    """Case first, then the rest, as everywhere. Looked at again under the lock: a sender may have begun meanwhile."""
    case_id = Message.objects.values_list("parent__case_id", flat=True).get(id=message_id)
    case = Case.objects.select_for_update(of=("self",)).select_related("brand").get(id=case_id)
    message = Message.objects.select_for_update(of=("self",)).get(id=message_id)
    if message.case_id is not None or _is_claimed(message):
        return 0
    message.elsewhere, message.case_id = True, case.id
    message.save(update_fields=["elsewhere", "case"])
    if (twin := _published_as(message)) is not None:
        note_doubled(locked(twin), message.external_id, "listening", now=now)
        return 1
    _answered(case, message, now)
    _hold_back_waiting(message, now)
    tell_screens(case.brand_id)
    return 1


def _is_claimed(message: Message) -> bool:
    rows = Publication.objects.filter(recipient_id=message.parent_id)
    if rows.filter(state__in=[PublicationState.SENDING, PublicationState.UNKNOWN]).exists():
        return True
    return rows.filter(message=message).exists() or any(_may_be(one, message) for one in rows.filter(remote_id=""))


def _may_be(publication: Publication, message: Message) -> bool:
    """Whether somebody may have posted the approved text themselves: then it is recognised as such, not here."""
    if publication.state not in (PublicationState.BY_HAND, PublicationState.CONFIRMED):
        return False
    if publication.stated_url and publication.stated_url == message.permalink:
        return True
    text = DraftRevision.objects.get(draft_id=publication.draft_id, number=publication.revision_number).text
    return is_that_reply(text, Revision.objects.get(message=message, number=message.revision_number).text)


def _published_as(message: Message) -> int | None:
    """The publication whose words stand there already under another id: this is a second copy, no other reply."""
    out = Publication.objects.filter(
        recipient_id=message.parent_id,
        channel_id=message.channel_id,
        state__in=[PublicationState.CONFIRMED, PublicationState.VISIBLE],
    ).exclude(remote_id__in=["", message.external_id])
    words = Revision.objects.get(message=message, number=message.revision_number).text
    version = DraftRevision.objects.filter(draft_id=OuterRef("draft_id"), number=OuterRef("revision_number"))
    for one in out.annotate(written=Subquery(version.values("text")[:1])).order_by("id"):
        if is_that_reply(one.written, words):
            return one.id
    return None


def _answered(case: Case, message: Message, now: datetime) -> None:
    """The reply answers what the author had written by then; what they wrote since waits for an answer of its own."""
    at = min(message.posted_at, now)
    actor = Actor.connector(message.channel_id)
    facts = {"message": message.id, "at": at.isoformat()}
    record(Entry("reply.seen_elsewhere", actor, "message", message.id, case.brand_id, case.id, facts), at=now)
    last = last_message(case)
    if last is not None and last.posted_at > at:
        _author_wrote_since(case, last, at, actor, now)
    else:
        case.state = case_machine.move(CaseState(case.state), CaseFact.REPLY_SEEN_ELSEWHERE)
        case.answered_at = case.answered_at or at
        _stop_clock(case, at)
        if not case.historical:
            tell_case("case.answered", actor, case, {"at": at.isoformat()}, now=now)
    case.save(update_fields=_COLUMNS)


def _stop_clock(case: Case, at: datetime) -> None:
    if case.first_reply_at is None:
        case.first_reply_at, case.first_reply_kind = at, ELSEWHERE


def _author_wrote_since(case: Case, last: Message, at: datetime, actor: Actor, now: datetime) -> None:
    """The clock that the reply stopped is over; the one of the author's newer words begins with them."""
    began = case.clock_started_at
    if began is None or began > at or case.first_reply_at is not None:
        return
    case.times_opened += 1
    start_clock(case, min(last.posted_at, now))
    tell_case("case.reopened", actor, case, {"message": last.id, "from": CaseState.ANSWERED.value}, now=now)


def _hold_back_waiting(message: Message, now: datetime) -> None:
    """What waits to leave under the same message lost a tie of its approval. A person decides about their own."""
    rows = Publication.objects.filter(recipient_id=message.parent_id, state=PublicationState.QUEUED).order_by("id")
    for publication_id in rows.values_list("id", flat=True):
        publication = locked(publication_id)
        if publication.state == PublicationState.QUEUED:
            let_fall(publication, "answered_elsewhere", now=now)


_COLUMNS: Final = [
    "state", "first_reply_at", "first_reply_kind", "answered_at", "times_opened", "clock_started_at", "deadline",
]  # fmt: skip
