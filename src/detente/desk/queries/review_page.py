"""What a reviewer sees: the queue, and one exact text with everything an approval is bound to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import F

from detente.accounts.models import Brand
from detente.channels.registry import NETWORKS
from detente.contracts.composure import Report
from detente.contracts.network import Length
from detente.contracts.people import MandateKind
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_brand, access_draft
from detente.desk.actions._ties import moved_since_submission
from detente.desk.hours import hours_of
from detente.desk.models import Draft, DraftRevision
from detente.desk.queries.case_facts import case_facts
from detente.desk.queries.inbox import InboxRow, inbox_row, waiting_of
from detente.desk.queries.replies import DraftView, OutsideAgreement, agreed_outside, draft_view, version_before
from detente.desk.queries.reports import report_of
from detente.desk.queries.review_chain import asked_of
from detente.desk.queries.review_needs import approvals_that_stand, need_of, signed_mandates, standing_reviews
from detente.desk.queries.threads import bound_thread, community_since
from detente.rules.approval import expires_at
from detente.rules.draft import DraftState
from detente.rules.inbox import order_key
from detente.rules.review_policy import ReviewMode, ReviewNeed, may_review, missing_mandates
from detente.rules.roles import Action
from detente.rules.thread import OF_RECIPIENT

_NOT_IN_REVIEW = Words(
    fr="Ce texte n’est plus en relecture\u202f: il a été repris, approuvé ou renvoyé.",
    en="This text is no longer in review: it was taken back, approved or sent back.",
)
_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One text that waits for a re-read. `own`: this person wrote it; `signed`: they signed this version already.

    `asked`: it waits for this person by name.
    """

    draft_id: int
    kind: str
    writer: str
    submitted_at: datetime | None
    own: bool
    signed: bool
    asked: bool
    row: InboxRow


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One text in review. `thread_state` is what an approval given now would be bound to.

    `before` is the number and the words of the last other version. `hindered` says why this person may not approve.
    `missing`: mandates nobody has signed for; `mine`: those of them this person holds.
    """

    draft: DraftView
    person: Colleague
    row: InboxRow
    channel: str
    network: str
    recipient_id: int
    report: Report
    length: Length | None
    need: ReviewNeed
    thread_state: str
    moved: tuple[Words, ...]
    community: int
    before: tuple[int, str] | None
    signed: tuple[str, ...]
    outside: tuple[OutsideAgreement, ...]
    missing: tuple[MandateKind, ...]
    mine: tuple[MandateKind, ...]
    until: datetime
    hindered: Words | None

    @property
    def recipient_moved(self) -> tuple[Words, ...]:
        """What moved of the message being answered."""
        return tuple(words for words in self.moved if words in OF_RECIPIENT)

    @property
    def thread_moved(self) -> tuple[Words, ...]:
        """What moved of the thread around it."""
        return tuple(words for words in self.moved if words not in OF_RECIPIENT)


def review_queue(person_id: int, brand_id: int, *, now: datetime) -> tuple[QueueRow, ...]:
    """Texts in review, in the order of the inbox. Raises `Refused("access.…")`."""
    access_brand(person_id, brand_id, Action.VIEW_INBOX)
    drafts = list(
        Draft.objects.filter(case__brand_id=brand_id, state=DraftState.IN_REVIEW).order_by("submitted_at")[:_MOST]
    )
    hours = hours_of(Brand.objects.get(id=brand_id))
    facts = case_facts([draft.case_id for draft in drafts])
    writers, signed = _writers(drafts), _signed_by(drafts, person_id, now)
    asked = asked_of(person_id, drafts)
    rows = [
        QueueRow(
            draft_id=draft.id,
            kind=draft.kind,
            writer=writers[draft.id][1],
            submitted_at=draft.submitted_at,
            own=writers[draft.id][0] == person_id,
            signed=draft.id in signed,
            asked=draft.id in asked,
            row=inbox_row(facts[draft.case_id], hours, now),
        )
        for draft in drafts
    ]
    return tuple(sorted(rows, key=lambda one: order_key(waiting_of(one.row.facts, hours), now)))


def to_review(brand_id: int, person_id: int) -> int:
    """How many texts of other people wait for a re-read. For the number in the navigation, no gate."""
    rows = Draft.objects.filter(case__brand_id=brand_id, state=DraftState.IN_REVIEW)
    return rows.exclude(writer_id=person_id).count()


def review_page(person_id: int, draft_id: int, action: Action = Action.REVIEW_DRAFT, *, now: datetime) -> ReviewPage:
    """One text to re-read. Raises `Refused`: `access.…`, `state.draft` when it is no longer in review."""
    draft, colleague = access_draft(person_id, draft_id, action)
    view = draft_view(draft)
    if view.state is not DraftState.IN_REVIEW:
        raise Refused("state.draft", _NOT_IN_REVIEW, state=view.state.value)
    facts = case_facts([draft.case_id])[draft.case_id]
    hours = hours_of(draft.case.brand)
    revision = DraftRevision.objects.get(draft=draft, number=draft.revision_number)
    need = need_of(draft, revision)
    standing = standing_reviews(draft, revision.number, now=now)
    missing = missing_mandates(need, signed_mandates(standing))
    present = bound_thread(draft.recipient)
    line = NETWORKS.get(draft.channel.network)
    return ReviewPage(
        draft=view,
        person=colleague,
        row=inbox_row(facts, hours, now),
        channel=draft.channel.name,
        network=draft.channel.network,
        recipient_id=draft.recipient_id,
        report=report_of(draft, revision.text, now=now),
        length=line.measure(revision.text) if line and line.measure else None,
        need=need,
        thread_state=present.hash,
        moved=moved_since_submission(draft, present),
        community=community_since(draft.recipient, draft.recipient_id),
        before=version_before(draft.id, revision.number),
        signed=tuple(review.reader for review in standing if review.link is None),
        outside=agreed_outside(standing),
        missing=missing,
        mine=tuple(mandate for mandate in missing if mandate in colleague.mandates),
        until=expires_at(now, draft.case.deadline),
        hindered=_hindered(revision, colleague, need, missing),
    )


def _hindered(
    revision: DraftRevision, colleague: Colleague, need: ReviewNeed, missing: tuple[MandateKind, ...]
) -> Words | None:
    by_another = ReviewNeed(ReviewMode.ANOTHER_PERSON, need.mandates, need.because, min_seconds=0)
    try:
        may_review(revision.writer_id, colleague.id, by_another, colleague.roles, colleague.mandates)
    except Refused as refused:
        return refused.sentence
    if missing and not set(missing) & set(colleague.mandates):
        return _MANDATE.with_(
            mandates=Words(
                fr=", ".join(one.label.fr.lower() for one in missing),
                en=", ".join(one.label.en.lower() for one in missing),
            )
        )
    return None


_MANDATE = Words(
    fr="Il manque la signature d’une personne du mandat\u202f: {mandates}. Vous pouvez renvoyer ce texte.",
    en="A signature is missing from somebody with the mandate: {mandates}. You may send this text back.",
)


def _writers(drafts: list[Draft]) -> dict[int, tuple[int, str]]:
    numbers = {draft.id: draft.revision_number for draft in drafts}
    rows = DraftRevision.objects.filter(draft_id__in=numbers).values_list(
        "draft_id", "number", "writer_id", "writer__name"
    )
    return {draft: (writer, name) for draft, number, writer, name in rows if number == numbers[draft]}


def _signed_by(drafts: list[Draft], person_id: int, now: datetime) -> set[int]:
    """Those of these drafts whose present version the person signed, and whose signature stands."""
    rows = approvals_that_stand(now).filter(
        reviewer_id=person_id, draft__in=drafts, revision_number=F("draft__revision_number")
    )
    return set(rows.values_list("draft_id", flat=True))
