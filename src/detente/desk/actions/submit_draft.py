"""The writer hands a text over to be re-read: checked, answered face to face, sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from detente.contracts.composure import Finding, Report
from detente.contracts.kinds import Kind
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_draft
from detente.desk.actions._asks import ask_next, ask_person
from detente.desk.actions._replies import (
    NOT_OUT,
    Seen,
    check_words,
    current_revision,
    has_live_publication,
    tell,
)
from detente.desk.actions._ties import thread_fact
from detente.desk.actions.ask_reviewer import check_able
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.save_draft import check_seen, next_version, write_text
from detente.desk.actions.start_draft import recipient_of
from detente.desk.models import Draft, DraftRevision, Publication
from detente.desk.queries.model_words import model_words_of
from detente.desk.queries.reports import report_of
from detente.desk.queries.review_needs import need_of
from detente.desk.queries.situations import length_of
from detente.desk.queries.threads import bound_thread
from detente.rules import draft as machine
from detente.rules.draft import DraftFact, DraftState, check_edit
from detente.rules.model_words import check_read
from detente.rules.process import check_face, check_own_words, check_second_holding
from detente.rules.review_policy import ReviewMode, ReviewNeed, check_submission
from detente.rules.roles import Action

LONGEST_REASON: Final = 500

_TOO_LONG = Words(
    fr="Ce réseau prend {most} signes au plus\u202f: il y en a {over} de trop. Raccourcissez.",
    en="This network takes at most {most} characters: there are {over} too many. Shorten it.",
)
_BAD_REASON = Words(
    fr="La raison d’une remarque passée outre tient en {most} signes au plus.",
    en="The reason for overriding a warning takes at most {most} characters.",
)


@dataclass(frozen=True, slots=True)
class Submission:
    """What the writer says when submitting. `overridden`: check name → why its warning does not hold here.

    `text` with `seen` saves first, as `save_draft` does; without text, the stored version is submitted. `read`: the
    writer says that they re-read a model's words of which they changed nothing. `first`: who is asked first to re-read;
    without it, the chain says.
    """

    face_to_face: bool
    unsure: bool = False
    overridden: Mapping[str, str] | None = None
    text: str | None = None
    seen: Seen | None = None
    read: bool = False
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Submitted:
    """The sealed version, who re-reads it, and what the check found."""

    revision: int
    need: ReviewNeed
    report: Report


@transaction.atomic
def submit_draft(person_id: int, draft_id: int, submission: Submission, *, now: datetime) -> Submitted:
    """Check, seal and put in review. Submitting again after a change of mind or of the thread makes a new version.

    The text answers the author's last visible message. Raises `Refused`: `access.…`, `input.text`, `input.reason`,
    `state.draft`, `state.draft_moved`, `state.recipient`, `proc.checks` (a block, or a warning without a reason),
    `proc.face`, `proc.second_holding`, `proc.human` (a program's words to a person at risk, or read by nobody),
    `input.reviewer` (whom the writer asks first may not sign this).
    """
    draft, colleague = access_draft(person_id, draft_id, Action.SUBMIT_DRAFT, lock=True)
    check_edit(has_live_publication(draft))
    revision = _version_to_seal(draft, colleague, submission, now)
    draft.recipient = recipient_of(draft.case)
    _check_second_holding(draft, colleague)
    check_own_words(origin=revision.origin, kind=Kind(draft.case.kind))
    check_read(model_words_of(revision), confirmed=submission.read)
    report = report_of(draft, revision.text, now=now)
    reasons = _reasons(report, submission.overridden or {})
    check_submission(report, overridden=set(reasons))
    _check_length(draft, revision.text)
    check_face(submission.face_to_face)
    _seal(revision, report, now)
    draft.overridden, draft.unsure, draft.face_to_face = reasons, submission.unsure, True
    need = _put_in_review(draft, revision, colleague, now)
    _ask(draft, revision, colleague, need, submission.first, now)
    return Submitted(revision.number, need, report)


def _ask(
    draft: Draft, revision: DraftRevision, colleague: Colleague, need: ReviewNeed, first: int | None, now: datetime
) -> None:
    """Ask somebody to re-read; nobody where the writer's own re-read is enough, unless they chose somebody."""
    if first is not None:
        check_able(draft, revision, first, now=now)
        ask_person(draft, revision, first, actor=colleague.actor, now=now)
    elif need.mode is ReviewMode.ANOTHER_PERSON:
        ask_next(draft, revision, now=now)


def _version_to_seal(draft: Draft, colleague: Colleague, submission: Submission, now: datetime) -> DraftRevision:
    revision = current_revision(draft)
    if submission.text is not None:
        revision = write_text(draft, colleague, submission.text, submission.seen, now=now)
    elif submission.seen is not None:
        check_seen(revision, submission.seen)
    if revision.sealed_at is not None:
        revision = next_version(draft, colleague, revision, revision.text, now=now)
    check_words(revision.text)
    return revision


def _check_second_holding(draft: Draft, colleague: Colleague) -> None:
    """One word of waiting an answer, whichever message of the author it stands under."""
    if draft.kind != "holding":
        return
    left = Publication.objects.filter(case=draft.case).exclude(state__in=NOT_OUT)
    answer = left.filter(kind="reply").order_by("-id").first()
    waiting = left.filter(kind="holding", id__gt=answer.id if answer else 0)
    check_second_holding(waiting.count(), is_lead=Role.LEAD in colleague.roles)


def _reasons(report: Report, given: Mapping[str, str]) -> dict[str, str]:
    """The reasons that answer a warning of this text; others are dropped."""
    warned = {finding.check for finding in report.warnings}
    reasons = {check: reason.strip() for check, reason in given.items() if check in warned and reason.strip()}
    if any(len(reason) > LONGEST_REASON or "\x00" in reason for reason in reasons.values()):
        raise Refused("input.reason", _BAD_REASON.with_(most=LONGEST_REASON))
    return reasons


def _check_length(draft: Draft, text: str) -> None:
    """The network's own way of counting has the last word."""
    length = length_of(draft.channel.network, text)
    if length is not None and length.over:
        raise Refused("proc.checks", _TOO_LONG.with_(most=length.maximum, over=length.over), check="form.length")


def _seal(revision: DraftRevision, report: Report, now: datetime) -> None:
    revision.findings = [finding_to_json(finding) for finding in report.findings]
    revision.sealed_at = now
    revision.save(update_fields=["findings", "sealed_at"])


def _put_in_review(draft: Draft, revision: DraftRevision, colleague: Colleague, now: datetime) -> ReviewNeed:
    thread = bound_thread(draft.recipient)
    draft.state = machine.move(DraftState(draft.state), DraftFact.SUBMITTED)
    draft.submitted_at, draft.thread_seen = now, thread.hash
    draft.save()
    need = need_of(draft, revision)
    facts = {
        "revision": revision.number,
        "hash": revision.text_hash,
        "recipient": draft.recipient_id,
        "thread": thread_fact(thread),
        "overridden": sorted(draft.overridden),
        "unsure": draft.unsure,
        "mode": need.mode.value,
        "mandates": [mandate.value for mandate in need.mandates],
    }
    tell("draft.submitted", colleague.actor, draft, facts, now=now)
    tell_screens(draft.case.brand_id)
    return need


def finding_to_json(finding: Finding) -> dict[str, str | int]:
    """A finding as the version keeps it, in both languages."""
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "why_fr": finding.why.fr,
        "why_en": finding.why.en,
        "suggestion_fr": finding.suggestion.fr,
        "suggestion_en": finding.suggestion.en,
        "quote": finding.quote,
        "start": finding.start,
        "end": finding.end,
    }
