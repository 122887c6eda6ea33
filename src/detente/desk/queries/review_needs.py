"""Who has to re-read a draft: the facts of the rows, put to the review policy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from detente.accounts.models import MandateHeld, Membership
from detente.contracts.analysis import Topic
from detente.contracts.composure import FindingSeverity, ReplyKind
from detente.contracts.kinds import Kind
from detente.contracts.people import MandateKind
from detente.desk.models import Case, Draft, DraftRevision, Review
from detente.desk.queries.readings import reading_of
from detente.rules.review_policy import MAY_REVIEW, ReviewFacts, ReviewNeed, ReviewPolicy, review_need

HOLD_CHECK = "form.hold_complete"


def need_of(draft: Draft, revision: DraftRevision) -> ReviewNeed:
    """What the policy asks for this version of the draft now. The draft's case and brand are loaded."""
    return review_need(_facts(draft, revision))


def need_of_case(case_id: int, person_id: int) -> ReviewNeed:
    """What the policy asks for a reply to this case: of the draft in hand, else of one that this person would write.

    No gate here: callers have one.
    """
    case = Case.objects.select_related("brand").get(id=case_id)
    draft = Draft.objects.filter(case=case, kind=ReplyKind.REPLY, finished_at__isnull=True).first()
    if draft is None:
        imagined = Draft(case=case, kind=ReplyKind.REPLY, writer_id=person_id)
        return need_of(imagined, DraftRevision(draft=imagined, writer_id=person_id, findings=[]))
    draft.case = case
    return need_of(draft, DraftRevision.objects.get(draft=draft, number=draft.revision_number))


def standing_reviews(draft: Draft, revision_number: int, *, now: datetime) -> Sequence[Review]:
    """The approvals of one version that neither fell nor ran out, oldest first."""
    rows = approvals_that_stand(now).filter(draft=draft, revision_number=revision_number)
    return list(rows.select_related("reviewer", "link__made_by").order_by("id"))


def approvals_that_stand(now: datetime) -> QuerySet[Review]:
    """Every approval that neither fell nor ran out."""
    return Review.objects.filter(decision="approved", voided_at__isnull=True, expires_at__gt=now)


def signed_mandates(reviews: Sequence[Review]) -> list[set[MandateKind]]:
    """The mandates that each of these signatures gives."""
    return [{MandateKind(review.mandate)} for review in reviews if review.mandate]


def _facts(draft: Draft, revision: DraftRevision) -> ReviewFacts:
    case = draft.case
    reading = reading_of(case)
    found = {(finding["check"], finding["severity"]) for finding in revision.findings}
    return ReviewFacts(
        policy=ReviewPolicy(case.brand.review_policy),
        colleagues_on_duty=_colleagues_on_duty(case.brand_id, revision.writer_id),
        kind=Kind(case.kind),
        severity=case.severity,
        reply_kind=ReplyKind(draft.kind),
        has_block=any(severity == FindingSeverity.BLOCK for _, severity in found),
        has_overridden_warning=bool(draft.overridden),
        hold_complete=draft.kind == ReplyKind.HOLDING and HOLD_CHECK not in {check for check, _ in found},
        writer_unsure=draft.unsure,
        legal=reading is not None and reading.topic == Topic.LEGAL,
    )


def _colleagues_on_duty(brand_id: int, writer_id: int) -> int:
    """How many other people of the brand are on duty and may review."""
    rows = Membership.objects.filter(
        brand_id=brand_id, active=True, on_duty=True, person__is_active=True, role__in=MAY_REVIEW
    )
    return rows.exclude(person_id=writer_id).values("person_id").distinct().count()


def mandates_of(person_id: int, brand_id: int) -> set[MandateKind]:
    """The mandates a person holds in the brand."""
    held = MandateHeld.objects.filter(person_id=person_id, brand_id=brand_id).values_list("mandate", flat=True)
    return {MandateKind(mandate) for mandate in held}
