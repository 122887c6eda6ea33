"""One case as its page shows it: thread, six steps, drafts, hand-offs, promises, evidence, removals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from detente.contracts.clock import ClockFace, OpeningHours
from detente.contracts.composure import Fault
from detente.desk.access import Colleague, access_case
from detente.desk.hours import hours_of
from detente.desk.models import Case, EvidenceItem, Note
from detente.desk.queries.by_hand import HandPanel, hand_panel
from detente.desk.queries.case_facts import CaseFacts, case_facts
from detente.desk.queries.case_trace import Trace, traces_of
from detente.desk.queries.composer import Writing
from detente.desk.queries.hand_offs import DepartmentRow, HandOffRow, case_hand_offs, departments
from detente.desk.queries.incidents import IncidentView, case_incidents
from detente.desk.queries.posts import Post, posts_of
from detente.desk.queries.promises import PromiseRow, case_promises
from detente.desk.queries.reading_view import ReadingView, reading_view
from detente.desk.queries.removals import RemovalView, case_removals
from detente.desk.queries.replies import DraftView, PublicationView, case_publications, unfinished_drafts
from detente.desk.queries.six_steps import clock_of, stations_of
from detente.desk.queries.threads import answerable, last_message
from detente.rules.case import CaseFact, CaseState, CloseReason, moves_from
from detente.rules.roles import Action
from detente.rules.six_steps import Station


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A word for colleagues."""

    id: int
    person: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Proof:
    """One sealed item: the bytes of one version of one message, and its place in the ledger."""

    id: int
    message_id: int
    revision: int
    what: str
    level: str
    size: int
    sealed_at: datetime
    ledger_seq: int
    leaf: int
    commitment: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything the page of a case says. `may` holds what this person may do here and now, by roles and by state.

    `recipient_id` is the message a reply would answer; None when none is visible any more. `only_private`: what is
    visible was addressed to us alone. `fault` is a person's word. `failed`: the machine could not read the recipient's
    present words.
    """

    facts: CaseFacts
    person: Colleague
    brand: str
    conversation: str
    conversation_url: str
    hours: OpeningHours
    clock: ClockFace | None
    stations: tuple[Station, ...]
    posts: tuple[Post, ...]
    recipient_id: int | None
    only_private: bool
    reading: ReadingView | None
    fault: Fault
    failed: bool
    drafts: dict[str, DraftView]
    publications: tuple[PublicationView, ...]
    incidents: tuple[IncidentView, ...]
    hand: HandPanel | None
    hand_offs: tuple[HandOffRow, ...]
    departments: tuple[DepartmentRow, ...]
    promises: tuple[PromiseRow, ...]
    notes: tuple[NoteRow, ...]
    proofs: tuple[Proof, ...]
    traces: dict[int, Trace]
    removals: tuple[RemovalView, ...]
    may: frozenset[Action]
    close_reasons: tuple[CloseReason, ...]

    @property
    def writing(self) -> Writing:
        """Who writes in it, for which network."""
        return Writing(self.person, self.facts.id, self.facts.network)

    @property
    def last(self) -> PublicationView | None:
        """The latest publication."""
        return self.publications[0] if self.publications else None


def case_page(person_id: int, case_id: int, *, now: datetime) -> CasePage:
    """The page of one case. Raises `Refused("access.…")`."""
    case, colleague = access_case(person_id, case_id)
    facts = case_facts([case_id])[case_id]
    hours = hours_of(case.brand)
    clock = clock_of(facts, hours, now)
    recipient = last_message(case)
    may = _may(case, colleague)
    return CasePage(
        facts=facts,
        person=colleague,
        brand=case.brand.name,
        conversation=case.conversation.title,
        conversation_url=case.conversation.url,
        hours=hours,
        clock=clock,
        stations=stations_of(facts, clock.state if clock else None),
        posts=posts_of(case_id),
        recipient_id=recipient.id if recipient else None,
        only_private=recipient is not None and answerable(case) is None,
        reading=reading_view(recipient),
        fault=Fault(case.fault),
        failed=recipient is not None and recipient.read_state == "failed",
        drafts=unfinished_drafts(case_id),
        publications=case_publications(case_id, colleague),
        incidents=case_incidents(case_id, colleague),
        hand=hand_panel(case_id, colleague, now=now),
        hand_offs=_hand_offs(case_id, colleague, now),
        departments=departments(case.brand_id) if Action.ASK_HAND_OFF in may else (),
        promises=case_promises(case_id, now=now),
        notes=_notes(case_id),
        proofs=proofs_of(case_id),
        traces=traces_of(case),
        removals=case_removals(person_id, case_id, now=now),
        may=may,
        close_reasons=tuple(CloseReason) if Action.CLOSE_CASE in may else (),
    )


def _may(case: Case, colleague: Colleague) -> frozenset[Action]:
    """What this person may do: their roles, and the table of the case's states."""
    facts = moves_from(CaseState(case.state))
    offered = {
        Action.TAKE_CASE: case.state != CaseState.CLOSED and case.assignee_id != colleague.id,
        Action.CORRECT_READING: True,
        Action.WRITE_DRAFT: CaseFact.REPLY_PUBLISHED in facts,
        Action.SUBMIT_DRAFT: CaseFact.REPLY_PUBLISHED in facts,
        Action.ASK_HAND_OFF: CaseFact.HANDED_OFF in facts,
        Action.ANSWER_HAND_OFF: True,
        Action.CLOSE_CASE: CaseFact.CLOSED in facts,
        Action.WRITE_NOTE: True,
        Action.ASK_REMOVAL: True,
        Action.REVIEW_DRAFT: True,
        Action.KEEP_CAPTURE: True,
    }
    return frozenset(action for action, possible in offered.items() if possible and colleague.may(action))


def _hand_offs(case_id: int, colleague: Colleague, now: datetime) -> tuple[HandOffRow, ...]:
    rows = case_hand_offs(case_id, now=now)
    if not colleague.expert_only:
        return rows
    return tuple(row for row in rows if row.department_id in colleague.departments)


def _notes(case_id: int) -> tuple[NoteRow, ...]:
    rows = Note.objects.filter(case_id=case_id).select_related("person").order_by("-id")[:100]
    return tuple(NoteRow(one.id, one.person.name, one.text, one.at) for one in rows)


def proofs_of(case_id: int) -> tuple[Proof, ...]:
    """What is sealed of the messages of a case, the first seal first. No gate here: callers have one."""
    rows = EvidenceItem.objects.filter(message__case_id=case_id).order_by("id")
    rows = rows.only(
        "message", "revision_number", "what", "level", "size", "sealed_at", "ledger_seq", "leaf", "commitment"
    )
    return tuple(
        Proof(
            id=one.id,
            message_id=one.message_id,
            revision=one.revision_number,
            what=one.what,
            level=one.level,
            size=one.size,
            sealed_at=one.sealed_at,
            ledger_seq=one.ledger_seq,
            leaf=one.leaf,
            commitment=bytes(one.commitment).hex(),
        )
        for one in rows[:50]
    )


def neighbours(brand_id: int, case_id: int) -> tuple[int | None, int | None]:
    """The cases just before and after in the queue, by deadline; None at an end. For the arrows only, no gate."""
    rows = Case.objects.filter(brand_id=brand_id, historical=False).exclude(state__in=["answered", "closed"])
    here = Case.objects.filter(id=case_id).values_list("deadline", "id").first()
    if here is None or here[0] is None:
        return None, rows.exclude(id=case_id).order_by("deadline", "id").values_list("id", flat=True).first()
    before = rows.filter(Q(deadline__lt=here[0]) | Q(deadline=here[0], id__lt=here[1]))
    after = rows.filter(Q(deadline__gt=here[0]) | Q(deadline=here[0], id__gt=here[1]))
    return (
        before.order_by("-deadline", "-id").values_list("id", flat=True).first(),
        after.order_by("deadline", "id").values_list("id", flat=True).first(),
    )
