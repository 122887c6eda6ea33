"""What the composer says of a text that is being written: the checks, its length, and who would re-read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.accounts.queries import people_on_duty
from detente.channels.registry import NETWORKS
from detente.contracts.composure import Report
from detente.contracts.network import Length
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_case
from detente.desk.actions.submit_draft import finding_to_json
from detente.desk.models import Case, Department, Draft, DraftRevision
from detente.desk.models.replies import REPLY_KINDS
from detente.desk.queries.reports import report_of
from detente.desk.queries.review_needs import need_of
from detente.desk.queries.same_reply import SameReply, likest_reply
from detente.desk.queries.threads import answerable
from detente.rules.review_policy import MAY_REVIEW, ReviewNeed
from detente.rules.roles import Action

_NO_KIND = Words(fr="Cette page est incomplète. Rechargez-la.", en="This page is incomplete. Reload it.")

CANNED: Final = "voice.canned"
"""The check that says that a text repeats a reply of ours."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What is said of one text. `length` is None where the network sets no limit.

    `need` is who would re-read it; None while a block stands, and `blocked` says so. `same_as`: the reply that it
    nearly repeats, when a finding says that it does.
    """

    kind: str
    report: Report
    length: Length | None
    need: ReviewNeed | None
    blocked: Words | None
    same_as: SameReply | None = None


@dataclass(frozen=True, slots=True)
class Writing:
    """Who writes in which case, for which network."""

    person: Colleague
    case_id: int
    network: str


def writing_in(person_id: int, case_id: int) -> Writing:
    """What a check of a text needs of its case, without the rest of its page. Raises `Refused("access.…")`."""
    case, colleague = access_case(person_id, case_id, Action.WRITE_DRAFT)
    return Writing(colleague, case.id, case.channel.network)


def check_text(
    person_id: int,
    case_id: int,
    kind: str,
    text: str,
    *,
    now: datetime,
    department_id: int | None = None,
    unsure: bool = False,
    overridden: Mapping[str, str] | None = None,
    pending: bool | None = None,
) -> Checked | None:
    """Look at a text without keeping it; None when no message of the author is left to answer.

    Raises `Refused`: `access.…`, `input.kind`.
    """
    case, colleague = access_case(person_id, case_id, Action.WRITE_DRAFT)
    if kind not in REPLY_KINDS:
        raise Refused("input.kind", _NO_KIND)
    draft = _imagined(case, colleague, kind, department_id)
    if draft is None:
        return None
    draft.unsure, draft.overridden, draft.pending = unsure, dict(overridden or {}), pending
    report = report_of(draft, text, now=now)
    line = NETWORKS.get(draft.channel.network)
    length = line.measure(text) if line and line.measure else None
    need, blocked = _need(draft, colleague, report if text.strip() else None)
    repeats = any(finding.check == CANNED for finding in report.findings)
    same_as = likest_reply(case, text, now=now) if repeats else None
    return Checked(kind, report, length, need, blocked, same_as)


def reviewers_on_duty(brand_id: int, writer_id: int) -> tuple[str, ...]:
    """First names of the colleagues on duty who could re-read a text of this writer."""
    names = [one.name for one in people_on_duty(brand_id, MAY_REVIEW) if one.id != writer_id]
    return tuple(name.split()[0] for name in names if name.split())


def _imagined(case: Case, colleague: Colleague, kind: str, department_id: int | None) -> Draft | None:
    """A draft as it would be, never written."""
    recipient = answerable(case)
    if recipient is None:
        return None
    department = Department.objects.filter(id=department_id or 0, brand_id=case.brand_id).first()
    return Draft(
        case=case,
        kind=kind,
        recipient=recipient,
        channel=case.channel,
        writer_id=colleague.id,
        department=department,
    )


def _need(draft: Draft, colleague: Colleague, report: Report | None) -> tuple[ReviewNeed | None, Words | None]:
    """Who would re-read; nothing written yet holds nothing against the writer."""
    findings = [finding_to_json(finding) for finding in report.findings] if report else []
    try:
        return need_of(draft, DraftRevision(draft=draft, writer_id=colleague.id, findings=findings)), None
    except Refused as refused:
        return None, refused.sentence
