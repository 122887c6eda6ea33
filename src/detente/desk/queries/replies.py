"""Drafts and publications of a case, as screens show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.contracts.words import Words
from detente.desk.access import Colleague
from detente.desk.actions._replies import Seen, has_live_publication, seen_of
from detente.desk.models import Draft, DraftRevision, EvidenceItem, Publication, Review
from detente.desk.queries.model_words import model_words_of
from detente.desk.queries.publications import sentence_of, waits_because
from detente.journal.models import Event
from detente.rules.draft import DraftState
from detente.rules.model_words import ModelWords
from detente.rules.publication import PublicationFact, PublicationState, moves_from
from detente.rules.review_policy import ReviewMode
from detente.rules.roles import Action

_SENT_BACK: Final = ("changes_asked", "rejected")


@dataclass(frozen=True, slots=True)
class SentBack:
    """The last word of a reviewer who did not agree."""

    reviewer: str
    note: str
    rejected: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft with its present version. `seen` is what its form sends back; `begun_at` when this version was begun.

    `saved_at` is the last save of any version. `leaving`: a text of it is on its way or out. `words` holds nothing but
    what the writer typed.
    """

    id: int
    case_id: int
    kind: str
    state: DraftState
    number: int
    words: str
    text_hash: str
    seen: Seen
    writer_id: int
    writer: str
    begun_at: datetime
    saved_at: datetime
    submitted_at: datetime | None
    department_id: int | None
    unsure: bool
    overridden: dict[str, str]
    pending: bool | None
    model: ModelWords | None
    leaving: bool
    sent_back: SentBack | None

    @property
    def model_said(self) -> Words | None:
        """What a reviewer reads of a model's part in the text; None for words of people."""
        return self.model.said_to_reviewer(self.writer) if self.model else None


@dataclass(frozen=True, slots=True)
class ReadBack:
    """The proof that our reply stood there: sealed when, where in the ledger, with our words, with a picture."""

    sealed_at: datetime
    ledger_seq: int
    as_approved: bool
    pictured: bool


@dataclass(frozen=True, slots=True)
class OutsideAgreement:
    """A reader outside agreed, by a link that a colleague made. Counted apart from the team's own re-reads."""

    reader: str
    made_by: str


@dataclass(frozen=True, slots=True)
class PublicationView:
    """One approved text on its way or out, with who agreed. `acts` are what this person may do with it now.

    `stated_by` said at `stated_at` that they posted it by hand; `message_id` is our reply in the thread. `leaves_at`
    ends the moment in which it can be called back; `due_at` is when it is next tried, or looked for. `waits`: why it
    stays in the queue; `told`: what went wrong and what to do. `reviewers`
    are of the team; `outside` are not.
    """

    id: int
    draft_id: int
    kind: str
    state: PublicationState
    words: str
    signed_as: str
    network: str
    channel: str
    queued_at: datetime
    accepted_at: datetime | None
    visible_at: datetime | None
    permalink: str
    trouble: str
    writer: str
    reviewers: tuple[str, ...]
    alone: bool
    acts: frozenset[Action]
    stated_by: str = ""
    stated_at: datetime | None = None
    message_id: int | None = None
    leaves_at: datetime | None = None
    due_at: datetime | None = None
    waits: Words | None = None
    told: Words | None = None
    read_back: ReadBack | None = None
    outside: tuple[OutsideAgreement, ...] = ()

    @property
    def only_stated(self) -> bool:
        """Whether a person's word is all we have that it is out."""
        return self.stated_at is not None and self.state is PublicationState.CONFIRMED


def unfinished_drafts(case_id: int) -> dict[str, DraftView]:
    """The unfinished draft of each kind, by kind. No gate here: callers have one."""
    rows = Draft.objects.filter(case_id=case_id, finished_at__isnull=True)
    return {draft.kind: draft_view(draft) for draft in rows}


def draft_view(draft: Draft) -> DraftView:
    """A draft with its present version."""
    revision = DraftRevision.objects.select_related("writer").get(draft=draft, number=draft.revision_number)
    return DraftView(
        id=draft.id,
        case_id=draft.case_id,
        kind=draft.kind,
        state=DraftState(draft.state),
        number=revision.number,
        words=revision.text,
        text_hash=revision.text_hash,
        seen=seen_of(revision),
        writer_id=revision.writer_id,
        writer=revision.writer.name,
        begun_at=revision.at,
        saved_at=_saved_at(draft) or revision.at,
        submitted_at=draft.submitted_at,
        department_id=draft.department_id,
        unsure=draft.unsure,
        overridden={str(check): str(reason) for check, reason in draft.overridden.items()},
        pending=draft.pending,
        model=model_words_of(revision),
        leaving=has_live_publication(draft),
        sent_back=_sent_back(draft),
    )


def version_before(draft_id: int, number: int) -> tuple[int, str] | None:
    """Number and words of the last earlier version that differs; None for a first one."""
    rows = DraftRevision.objects.filter(draft_id=draft_id)
    present = rows.filter(number=number).values_list("text_hash", flat=True).first()
    earlier = rows.filter(number__lt=number).exclude(text_hash=present).exclude(text="").order_by("-number")
    return earlier.values_list("number", "text").first()


def case_publications(case_id: int, colleague: Colleague) -> tuple[PublicationView, ...]:
    """Every publication of a case, the latest first. No gate here: callers have one."""
    rows = (
        Publication.objects.filter(case_id=case_id)
        .select_related("channel", "review__writer", "stated_by", "case__brand")
        .order_by("-id")
    )
    return tuple(_publication(one, colleague) for one in rows)


def _publication(one: Publication, colleague: Colleague) -> PublicationView:
    revision = DraftRevision.objects.get(draft_id=one.draft_id, number=one.revision_number)
    agreed = Review.objects.filter(draft_id=one.draft_id, revision_number=one.revision_number, decision="approved")
    rows = list(agreed.select_related("reviewer", "link__made_by").order_by("id"))
    return PublicationView(
        id=one.id,
        draft_id=one.draft_id,
        kind=one.kind,
        state=PublicationState(one.state),
        words=revision.text,
        signed_as=one.signed_as,
        network=one.channel.network,
        channel=one.channel.name,
        queued_at=one.queued_at,
        accepted_at=one.accepted_at,
        visible_at=one.visible_at,
        permalink=one.permalink,
        trouble=one.trouble,
        writer=one.review.writer.name,
        reviewers=tuple(dict.fromkeys(row.reader for row in rows if row.link is None)),
        outside=agreed_outside(rows),
        alone=one.review.mode == ReviewMode.OWN_REREAD,
        acts=_acts(PublicationState(one.state), colleague),
        stated_by=one.stated_by.name if one.stated_by else "",
        stated_at=one.stated_at,
        message_id=one.message_id,
        leaves_at=one.leaves_at,
        due_at=one.due_at,
        waits=waits_because(one) if one.state == PublicationState.QUEUED else None,
        told=sentence_of(PublicationState(one.state), one.trouble),
        read_back=_read_back(one),
    )


def _read_back(one: Publication) -> ReadBack | None:
    if one.message_id is None:
        return None
    sealed = EvidenceItem.objects.filter(message_id=one.message_id)
    shown = sealed.filter(what__in=["readback", "received"]).order_by("id")
    proof = shown.filter(what="readback").first() or shown.first()
    if proof is None:
        return None
    seen = Event.objects.filter(subject_kind="publication", subject_id=one.id, name="publication.seen").order_by("id")
    facts = seen.values_list("facts", flat=True).last() or {}
    pictured = sealed.filter(level="A", erased_at__isnull=True).exists()
    return ReadBack(proof.sealed_at, proof.ledger_seq, facts.get("as_approved") is not False, pictured)


def agreed_outside(reviews: Iterable[Review]) -> tuple[OutsideAgreement, ...]:
    """Those of these agreements that came by a link, which is loaded with its maker."""
    return tuple(OutsideAgreement(row.reader, row.link.made_by.name) for row in reviews if row.link is not None)


def _acts(state: PublicationState, colleague: Colleague) -> frozenset[Action]:
    facts = moves_from(state)
    offered = {
        Action.CALL_BACK: PublicationFact.CANCELLED in facts,
        Action.RESOLVE_PUBLICATION: PublicationFact.PERSON_SAYS_NOT_PUBLISHED in facts,
        Action.POST_BY_HAND: state is PublicationState.BY_HAND,
    }
    return frozenset(act for act, possible in offered.items() if possible and colleague.may(act))


def _saved_at(draft: Draft) -> datetime | None:
    rows = Event.objects.filter(
        subject_kind="draft", subject_id=draft.id, name__in=["draft.saved", "draft.version_made"]
    )
    return rows.order_by("-id").values_list("at", flat=True).first()


def _sent_back(draft: Draft) -> SentBack | None:
    rows = Review.objects.filter(draft=draft, decision__in=_SENT_BACK).select_related("reviewer").order_by("-id")
    last = rows.first()
    if last is None or last.revision_number < draft.revision_number - 1:
        return None
    return SentBack(last.reader, last.note, last.decision == "rejected", last.at)
