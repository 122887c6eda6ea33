"""Removals as the desk's own screens show them: the form with its conditions, one request, and what waits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from detente.accounts.models import MandateHeld, Membership
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_brand, access_removal
from detente.desk.actions.removal_request import message_facts, open_gate
from detente.desk.clauses import clause_rule
from detente.desk.models import Clause, Message, Removal
from detente.desk.networks import network_power
from detente.desk.queries.charter import clauses_in_force
from detente.desk.queries.readings import latest_reading
from detente.desk.queries.register import RegisterState, register_state
from detente.desk.queries.removal_proof import ProofView, proof_to_come, removal_proof
from detente.desk.sealed import sealed_evidence
from detente.rules.charter import (
    RemovalVerb,
    check_confirmation,
    check_contest_decision,
    check_decision,
    removal_grounds,
    why_it_stays,
)
from detente.rules.notice import NoticeFacts, notice_text
from detente.rules.removal import RemovalFact, RemovalState, moves_from
from detente.rules.roles import Action

_COUNTED: Final = 200


@dataclass(frozen=True, slots=True)
class Ground:
    """A clause that may be chosen for a message, with what it and the network permit there."""

    clause_id: int
    number: int
    title: Words
    text: Words
    examples_in: Words
    examples_out: Words
    verbs: tuple[RemovalVerb, ...]
    provisional: bool
    approver: MandateKind | None
    evidence_level: str


@dataclass(frozen=True, slots=True)
class RemovalForm:
    """What somebody sees who wants to ask for a removal.

    `stays` says why the message stays, and what remains possible; the form is then not offered and `grounds` is empty.
    `picture`: what stands beside the received bytes. `seconds`: names of colleagues who could decide. `live_id`: a
    removal of this message that is under way or done.
    """

    message_id: int
    case_id: int
    text: str
    kind: str
    confirmed_by: str
    sealed_at: datetime | None
    evidence_level: str
    evidence_id: int | None
    picture: Words
    grounds: tuple[Ground, ...]
    stays: Words | None
    seconds: tuple[str, ...]
    live_id: int | None


@dataclass(frozen=True, slots=True)
class RemovalView:
    """One removal. `acts`: what this person may do with it now; `hindered` says why a decision is not theirs.

    `proof`: where one removal or one case is looked at; None in a list.
    """

    id: int
    case_id: int
    message_id: int
    verb: RemovalVerb
    state: RemovalState
    shown: RegisterState | None
    provisional: bool
    clause_number: int
    clause_title: Words
    quote: str
    reason: str
    notice: str
    asked_by: str
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None
    decision_note: str
    confirm_by: datetime | None
    left: timedelta | None
    unconfirmed: bool
    contest_text: str
    contested_at: datetime | None
    contest_decided_by: str
    contest_decided_at: datetime | None
    done_at: datetime | None
    notice_sent_at: datetime | None
    notice_shown: bool
    contest_until: datetime | None
    restored_at: datetime | None
    evidence_id: int
    waiting: bool
    intended: bool
    trouble: str
    acts: frozenset[Action]
    hindered: Words | None
    proof: ProofView | None


def removal_form(person_id: int, message_id: int) -> RemovalForm:
    """The form for one message. Raises `Refused("access.…")`."""
    gate = open_gate(person_id, message_id, Action.ASK_REMOVAL, lock=False)
    message, colleague = gate.message, gate.colleague
    reading = latest_reading(message_id)
    facts = message_facts(message, reading)
    rows = {row.number: row for row in clauses_in_force(message.channel.brand_id)}
    rules = [clause_rule(row) for row in rows.values()]
    evidence = sealed_evidence(message)
    return RemovalForm(
        message_id=message_id,
        case_id=message.case_id or 0,
        text=facts.text,
        kind=facts.kind.value,
        confirmed_by=reading.person.name if reading and reading.person and facts.confirmed else "",
        sealed_at=evidence.sealed_at if evidence else None,
        evidence_level=evidence.level if evidence else "",
        evidence_id=evidence.id if evidence else None,
        picture=proof_to_come(message),
        grounds=tuple(_ground(rows[clause.number], message) for clause in removal_grounds(rules, facts)),
        stays=why_it_stays(rules, facts),
        seconds=second_people(message.channel.brand_id, colleague.id),
        live_id=_live(message_id),
    )


def propose_notice(
    person_id: int, message_id: int, clause_id: int, verb: RemovalVerb, reason: str, *, people: int, now: datetime
) -> str:
    """A notice to start from, in the author's language. `people` is 1 for a provisional hide, else 2.

    Raises `Refused("access.…")`.
    """
    gate = open_gate(person_id, message_id, Action.ASK_REMOVAL, lock=False)
    message, colleague = gate.message, gate.colleague
    row = next((one for one in clauses_in_force(message.channel.brand_id) if one.id == clause_id), None)
    if row is None or message.case is None:
        return ""
    facts = NoticeFacts(
        clause=clause_rule(row),
        verb=verb,
        posted_at=message.posted_at,
        decided_at=now,
        post=message.conversation.title or message.case.brand.name,
        facts=reason,
        first_name=colleague.name.split()[0],
        timezone=message.case.brand.time_zone,
        people=people,
        automated=False,
    )
    return notice_text(facts).in_(message.case.language)


def removal_view(person_id: int, removal_id: int, *, now: datetime) -> RemovalView:
    """One removal, for whoever may see the full register. Raises `Refused("access.…")`."""
    removal, colleague = access_removal(person_id, removal_id, Action.VIEW_REGISTER_FULL)
    return _with_proof(removal, colleague, now)


def case_removals(person_id: int, case_id: int, *, now: datetime) -> tuple[RemovalView, ...]:
    """Every removal of a case, the latest first, as this person may act on them. The caller passed the case's gate."""
    rows = _rows().filter(case_id=case_id).order_by("-id")
    return tuple(_with_proof(one, access_brand(person_id, one.brand_id, Action.VIEW_CASE), now) for one in rows)


def waiting_removals(person_id: int, brand_id: int, *, now: datetime) -> tuple[RemovalView, ...]:
    """What waits for a person: requests, provisional hides, contests, and what a network did not carry out."""
    colleague = access_brand(person_id, brand_id, Action.VIEW_REGISTER_FULL)
    waits = Q(state__in=[RemovalState.ASKED, RemovalState.PROVISIONAL, RemovalState.CONTESTED]) | ~Q(trouble="")
    rows = _rows().filter(waits, brand_id=brand_id).order_by("confirm_by", "asked_at", "id")
    return tuple(_view(one, colleague, now) for one in rows)


def decisions_waiting(colleague: Colleague) -> int:
    """How many removals wait for this person's own decision, at most `_COUNTED`. No gate: a number for who has one."""
    open_states = [RemovalState.ASKED, RemovalState.PROVISIONAL, RemovalState.CONTESTED]
    rows = _rows().filter(brand_id=colleague.brand_id, state__in=open_states)[:_COUNTED]
    return sum(bool(_acts(one, colleague)[0]) for one in rows)


def second_people(brand_id: int, asker_id: int) -> tuple[str, ...]:
    """Names of those who could decide on what this person asks for: leads and holders of the charter mandate."""
    active = Membership.objects.filter(brand_id=brand_id, active=True, person__is_active=True)
    holders = MandateHeld.objects.filter(brand_id=brand_id, mandate=MandateKind.CHARTER).values("person_id")
    rows = active.filter(Q(role=Role.LEAD) | Q(person_id__in=holders)).exclude(person_id=asker_id)
    return tuple(sorted(set(rows.values_list("person__name", flat=True))))


def _rows() -> QuerySet[Removal]:
    return Removal.objects.select_related(
        "clause", "asked_by", "decided_by", "contest_decided_by", "override_by", "evidence", "message__channel"
    )


def _live(message_id: int) -> int | None:
    over = (RemovalState.REFUSED, RemovalState.RESTORED)
    return Removal.objects.filter(message_id=message_id).exclude(state__in=over).values_list("id", flat=True).first()


def _ground(row: Clause, message: Message) -> Ground:
    rule = clause_rule(row)
    verbs = tuple(verb for verb in RemovalVerb if rule.allows(verb) and network_power(message.channel.network, verb))
    hide = network_power(message.channel.network, RemovalVerb.HIDE)
    return Ground(
        clause_id=row.id,
        number=row.number,
        title=rule.title,
        text=rule.text,
        examples_in=rule.examples_in,
        examples_out=rule.examples_out,
        verbs=verbs,
        provisional=rule.provisional and hide is not None and hide.reversible,
        approver=rule.approver,
        evidence_level=rule.evidence_level,
    )


def _with_proof(one: Removal, colleague: Colleague, now: datetime) -> RemovalView:
    return replace(_view(one, colleague, now), proof=removal_proof(one, colleague, now=now))


def _view(one: Removal, colleague: Colleague, now: datetime) -> RemovalView:
    acts, hindered = _acts(one, colleague)
    waits = one.state == RemovalState.PROVISIONAL
    return RemovalView(
        id=one.id,
        case_id=one.case_id,
        message_id=one.message_id,
        verb=RemovalVerb(one.verb),
        state=RemovalState(one.state),
        shown=register_state(one, now) if one.done_at else None,
        provisional=one.provisional,
        clause_number=one.clause.number,
        clause_title=Words(fr=one.clause.title_fr, en=one.clause.title_en),
        quote=one.quote,
        reason=one.reason,
        notice=one.notice,
        asked_by=one.asked_by.name,
        asked_at=one.asked_at,
        decided_by=one.decided_by.name if one.decided_by else "",
        decided_at=one.decided_at,
        decision_note=one.decision_note,
        confirm_by=one.confirm_by,
        left=one.confirm_by - now if waits and one.confirm_by else None,
        unconfirmed=waits and one.confirm_by is not None and now >= one.confirm_by,
        contest_text=one.contest_text,
        contested_at=one.contested_at,
        contest_decided_by=one.contest_decided_by.name if one.contest_decided_by else "",
        contest_decided_at=one.contest_decided_at,
        done_at=one.done_at,
        notice_sent_at=one.notice_sent_at,
        notice_shown=_shows_notice(one),
        contest_until=one.contest_until,
        restored_at=one.restored_at,
        evidence_id=one.evidence_id,
        waiting=bool(one.wanted),
        intended=one.intended_at is not None,
        trouble=one.trouble,
        acts=acts,
        hindered=hindered,
        proof=None,
    )


def _shows_notice(one: Removal) -> bool:
    """Whether the network shows the notice to the author in the message's place; elsewhere it reaches nobody."""
    power = network_power(one.message.channel.network, RemovalVerb(one.verb))
    return power is not None and power.shows_notice


_ACT_OF = {
    RemovalFact.APPROVED: Action.DECIDE_REMOVAL,
    RemovalFact.CONFIRMED: Action.CONFIRM_PROVISIONAL,
    RemovalFact.UPHELD: Action.DECIDE_CONTEST,
}


def _acts(one: Removal, colleague: Colleague) -> tuple[frozenset[Action], Words | None]:
    """The buttons: what the table of states permits, to the roles of this person, unless they had a part in it."""
    acts: set[Action] = set()
    hindered = None
    for fact in moves_from(RemovalState(one.state)):
        act = _ACT_OF.get(fact)
        if act is None or not colleague.may(act):
            continue
        hindered = _hindered(one, colleague, act)
        if hindered is None:
            acts.add(act)
    return frozenset(acts), hindered


def _hindered(one: Removal, colleague: Colleague, act: Action) -> Words | None:
    rule, held = clause_rule(one.clause), (colleague.roles, colleague.mandates)
    try:
        if act is Action.CONFIRM_PROVISIONAL:
            check_confirmation(one.asked_by_id, colleague.id)
        elif act is Action.DECIDE_CONTEST:
            had_a_say = (one.asked_by_id, one.decided_by_id, one.override_by_id)
            took_part = [person for person in had_a_say if person is not None]
            check_contest_decision(rule, took_part, colleague.id, *held)
        else:
            check_decision(rule, one.asked_by_id, colleague.id, *held)
    except Refused as refused:
        return refused.sentence
    return None
