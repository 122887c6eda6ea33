"""What an agreement to one text would be bound to, and why this person may not give it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from detente.contracts.composure import FindingSeverity
from detente.contracts.people import MandateKind
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_draft
from detente.desk.actions._ties import moved_since_submission
from detente.desk.models import Draft, DraftRevision, Message, Review
from detente.desk.queries.review_needs import need_of, signed_mandates, standing_reviews
from detente.desk.queries.situations import words_of_recipient
from detente.desk.queries.threads import bound_thread, community_since, newest_message_id
from detente.rules.approval import expires_at
from detente.rules.draft import DraftState
from detente.rules.review_policy import ReviewMode, ReviewNeed, may_review, missing_mandates
from detente.rules.roles import Action


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """A finding as the sealed version keeps it, and the writer's reason when its warning was overridden."""

    check: str
    severity: FindingSeverity
    why: Words
    suggestion: Words
    quote: str
    start: int
    end: int
    overridden: str


@dataclass(frozen=True, slots=True)
class Signature:
    """One agreement that stands. `mandate` is empty for a plain one."""

    reviewer: str
    mandate: str
    at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What an agreement would be bound to: text, recipient and its revision, channel, state of the thread, expiry.

    `thread_state` and `text_hash` go into the form and come back with the agreement. `moved`: what changed since the
    writer submitted; `new_comments` of other people since then, which void nothing. `before`: the last version that
    was submitted earlier.
    """

    draft_id: int
    case_id: int
    state: DraftState
    words: str
    revision: int
    text_hash: str
    thread_state: str
    moved: tuple[Words, ...]
    new_comments: int
    recipient_words: str
    recipient_revision: int
    author: str
    channel: str
    writer: str
    unsure: bool
    findings: tuple[KeptFinding, ...]
    before: str | None
    signatures: tuple[Signature, ...]
    need: ReviewNeed
    missing: tuple[MandateKind, ...]
    would_expire_at: datetime
    why_not: Words | None


def review_page(person_id: int, draft_id: int, *, now: datetime) -> ReviewPage:
    """The page of one text in review. Raises `Refused("access.…")`."""
    draft, colleague = access_draft(person_id, draft_id, Action.VIEW_CASE)
    revision = _revision(draft)
    need, thread = need_of(draft, revision), bound_thread(draft.recipient)
    standing = standing_reviews(draft, revision.number, now=now)
    return ReviewPage(
        draft_id=draft.id,
        case_id=draft.case_id,
        state=DraftState(draft.state),
        words=revision.text,
        revision=revision.number,
        text_hash=revision.text_hash,
        thread_state=thread.hash,
        moved=moved_since_submission(draft, thread),
        new_comments=community_since(draft.recipient, _newest_then(draft)),
        recipient_words=words_of_recipient(draft),
        recipient_revision=draft.recipient.revision_number,
        author=draft.case.author.display_name,
        channel=draft.channel.name,
        writer=revision.writer.name,
        unsure=draft.unsure,
        findings=_findings(draft, revision),
        before=_before(draft, revision),
        signatures=tuple(_signature(review) for review in standing),
        need=need,
        missing=missing_mandates(need, signed_mandates(standing)),
        would_expire_at=expires_at(now, draft.case.deadline),
        why_not=_why_not(revision, need, colleague),
    )


def _revision(draft: Draft) -> DraftRevision:
    return DraftRevision.objects.select_related("writer").get(draft=draft, number=draft.revision_number)


def _why_not(revision: DraftRevision, need: ReviewNeed, colleague: Colleague) -> Words | None:
    """Asked of the same rule that `approve_draft` obeys, so that the button and the refusal cannot differ."""
    by_another = ReviewNeed(ReviewMode.ANOTHER_PERSON, need.mandates, need.because, min_seconds=0)
    try:
        may_review(revision.writer_id, colleague.id, by_another, colleague.roles, colleague.mandates)
    except Refused as refused:
        return refused.sentence
    return None


def _newest_then(draft: Draft) -> int:
    """The last arrival of the conversation when the writer submitted."""
    if draft.submitted_at is None:
        return newest_message_id(draft.recipient.conversation_id)
    rows = Message.objects.filter(
        conversation_id=draft.recipient.conversation_id, first_seen_at__lte=draft.submitted_at
    )
    return rows.order_by("-id").values_list("id", flat=True).first() or 0


def _findings(draft: Draft, revision: DraftRevision) -> tuple[KeptFinding, ...]:
    return tuple(
        KeptFinding(
            check=str(kept["check"]),
            severity=FindingSeverity(kept["severity"]),
            why=Words(fr=str(kept["why_fr"]), en=str(kept["why_en"])),
            suggestion=Words(fr=str(kept["suggestion_fr"]), en=str(kept["suggestion_en"])),
            quote=str(kept["quote"]),
            start=int(kept["start"]),
            end=int(kept["end"]),
            overridden=str(draft.overridden.get(kept["check"], "")),
        )
        for kept in revision.findings
    )


def _before(draft: Draft, revision: DraftRevision) -> str | None:
    """The words of the last earlier version that was handed over and differs."""
    rows = DraftRevision.objects.filter(draft=draft, number__lt=revision.number, sealed_at__isnull=False)
    earlier = rows.exclude(text_hash=revision.text_hash).exclude(text="").order_by("-number")
    return earlier.values_list("text", flat=True).first()


def _signature(review: Review) -> Signature:
    return Signature(review.reader, review.mandate, review.at, review.expires_at)
