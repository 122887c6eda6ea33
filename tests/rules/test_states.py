"""Every pair of state and fact of every machine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from detente.contracts.kinds import Kind
from detente.contracts.refusals import Refused
from detente.rules import case, draft, handoff, promise, publication, removal
from detente.rules.case import CaseFact, CaseState, CloseReason
from detente.rules.closing import Closing, check_close
from detente.rules.draft import DraftFact, DraftState
from detente.rules.promise import PromiseFact, PromiseState
from detente.rules.publication import PublicationFact, PublicationState
from detente.rules.removal import RemovalFact, RemovalState
from detente.rules.states_doc import states_page

MACHINES = [case.CASE, draft.DRAFT, publication.PUBLICATION, handoff.HAND_OFF, promise.PROMISE, removal.REMOVAL]
NAMES = [machine.name for machine in MACHINES]
EVERY_PAIR = [(machine, state, fact) for machine in MACHINES for state, fact in product(machine.states, machine.facts)]


@pytest.mark.parametrize(
    ("machine", "state", "fact"), EVERY_PAIR, ids=[f"{m.name}-{s.value}-{f.value}" for m, s, f in EVERY_PAIR]
)
def test_every_pair_either_moves_to_a_known_state_or_is_refused_by_name(machine, state, fact):
    if fact in machine.moves_from(state):
        assert machine.move(state, fact) is machine.moves_from(state)[fact]
        assert machine.move(state, fact) in machine.states
        return
    with pytest.raises(Refused) as refused:
        machine.move(state, fact)
    assert refused.value.code == f"state.{machine.name}"
    assert refused.value.facts == {"state": state.value, "fact": fact.value}
    assert state.label.fr in refused.value.sentence.fr
    assert fact.label.en in refused.value.sentence.en


@pytest.mark.parametrize("machine", MACHINES, ids=NAMES)
def test_every_state_can_be_reached_from_the_first(machine):
    reached, frontier = {machine.start}, [machine.start]
    while frontier:
        new = set(machine.moves_from(frontier.pop()).values()) - reached
        reached |= new
        frontier.extend(new)
    assert reached == set(machine.states)


@pytest.mark.parametrize("machine", MACHINES, ids=NAMES)
def test_every_fact_is_possible_somewhere_and_every_word_is_said_in_both_languages(machine):
    assert {fact for _, fact in machine.table} == set(machine.facts)
    for member in [*machine.states, *machine.facts]:
        assert member.label.fr
        assert member.label.en


def test_the_page_of_states_is_fresh():
    page = Path(__file__).parents[2] / "docs" / "states.md"
    assert page.read_text(encoding="utf-8") == states_page(), "run: python -m detente.rules.states_doc > docs/states.md"


WORLD = [
    CaseFact.READ,
    CaseFact.REPLY_PUBLISHED,
    CaseFact.HOLDING_PUBLISHED,
    CaseFact.HAND_OFF_ANSWERED,
    CaseFact.AUTHOR_WROTE,
    CaseFact.PROMISE_BROKEN,
    CaseFact.CAUSE_RECURRED,
]


@pytest.mark.parametrize("fact", WORLD)
@pytest.mark.parametrize("state", CaseState)
def test_a_case_never_refuses_what_already_happened(state, fact):
    assert case.move(state, fact) in CaseState


@pytest.mark.parametrize("state", [s for s in CaseState if s is not CaseState.NEW])
def test_a_message_of_the_author_a_broken_promise_or_a_recurrence_opens_the_case_again(state):
    for fact in (CaseFact.AUTHOR_WROTE, CaseFact.PROMISE_BROKEN, CaseFact.CAUSE_RECURRED):
        assert case.move(state, fact) is CaseState.OPEN


def test_only_closing_closes():
    closing = {fact for (before, fact), after in case.CASE.table.items() if after is CaseState.CLOSED is not before}
    assert closing == {CaseFact.CLOSED}


def test_a_holding_reply_never_answers():
    assert CaseState.ANSWERED not in {case.move(state, CaseFact.HOLDING_PUBLISHED) for state in CaseState}


def test_an_edit_leads_back_to_editing_from_every_state():
    assert {draft.move(state, DraftFact.EDITED) for state in DraftState} == {DraftState.EDITING}


def test_a_draft_that_has_a_publication_no_longer_changes():
    draft.check_edit(has_publication=False)
    with pytest.raises(Refused, match=r"state\.draft"):
        draft.check_edit(has_publication=True)


def test_nothing_is_approved_without_passing_a_review():
    before = {state for (state, _), after in draft.DRAFT.table.items() if after is DraftState.APPROVED}
    assert before == {DraftState.IN_REVIEW}


def test_a_lost_send_is_unknown_and_only_the_connector_class_lets_it_be_sent_again():
    assert publication.move(PublicationState.SENDING, PublicationFact.LOST) is PublicationState.UNKNOWN
    back = {
        (before, fact)
        for (before, fact), after in publication.PUBLICATION.table.items()
        if after is PublicationState.QUEUED
    }
    assert back == {
        (PublicationState.SENDING, PublicationFact.NETWORK_SAID_WAIT),
        (PublicationState.UNKNOWN, PublicationFact.RESEND_ALLOWED),
    }


def test_what_the_network_has_is_never_sent_again():
    reached = {PublicationState.CONFIRMED, PublicationState.VISIBLE, PublicationState.REFUSED}
    for _ in PublicationState:
        reached |= {after for state in reached for after in publication.moves_from(state).values()}
    by_a_machine = {PublicationState.QUEUED, PublicationState.SENDING, PublicationState.UNKNOWN}
    assert not reached & by_a_machine


def test_only_a_person_may_still_post_what_the_network_refused():
    assert set(publication.moves_from(PublicationState.REFUSED)) == {PublicationFact.GIVEN_TO_A_PERSON}


def test_only_a_person_ends_what_was_left_to_a_person():
    leaving = set(publication.moves_from(PublicationState.HUMAN))
    assert leaving == {
        PublicationFact.ACCEPTED,
        PublicationFact.FOUND,
        PublicationFact.PERSON_SAYS_PUBLISHED,
        PublicationFact.PERSON_SAYS_NOT_PUBLISHED,
    }


def test_nothing_is_removed_without_a_second_decision():
    into_done = {(b, f) for (b, f), after in removal.REMOVAL.table.items() if after is RemovalState.DONE}
    assert into_done == {
        (RemovalState.APPROVED, RemovalFact.EXECUTED),
        (RemovalState.PROVISIONAL, RemovalFact.CONFIRMED),
    }


NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_promise_kept_on_time_is_kept_and_one_kept_late_stays_broken():
    assert promise.keep(PromiseState.OPEN, NOON, NOON) == promise.KeptPromise(PromiseState.KEPT, kept_late=False)
    late = promise.keep(PromiseState.OPEN, NOON, NOON + timedelta(seconds=1))
    assert late == promise.KeptPromise(PromiseState.BROKEN, kept_late=True)
    assert promise.keep(PromiseState.BROKEN, NOON, NOON) == late
    assert promise.move(PromiseState.BROKEN, PromiseFact.DUE_PASSED) is PromiseState.BROKEN


def test_a_promise_is_kept_once():
    with pytest.raises(Refused, match=r"state\.promise"):
        promise.keep(PromiseState.KEPT, NOON, NOON)


def close(**changes):
    facts = {"reason": CloseReason.SOLVED, "replied": True, "kind": Kind.COMPLAINT}
    check_close(Closing(**(facts | changes)))


def test_a_case_closes_when_it_was_answered_and_nothing_is_promised():
    close()
    close(reason=CloseReason.SPAM, replied=False, kind=Kind.SPAM)
    close(reason=CloseReason.DUPLICATE, replied=False, other_case=True)
    for reason in (CloseReason.LEFT_BY_LEAD, CloseReason.REMOVED):
        close(reason=reason, replied=False, is_lead=True, why="Same text, answered an hour ago.")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"open_promises": 1}, "proc.promise_open"),
        ({"replied": False}, "proc.equal_treatment"),
        ({"replied": False, "reason": CloseReason.NO_WORD_BACK}, "proc.equal_treatment"),
        ({"replied": False, "reason": CloseReason.LEFT_BY_LEAD}, "proc.equal_treatment"),
        ({"replied": False, "reason": CloseReason.LEFT_BY_LEAD, "is_lead": True, "why": " "}, "proc.equal_treatment"),
        ({"replied": False, "reason": CloseReason.LEFT_BY_LEAD, "why": "Rude."}, "proc.equal_treatment"),
        ({"replied": False, "reason": CloseReason.REMOVED, "why": "It is gone."}, "proc.equal_treatment"),
        ({"replied": False, "reason": CloseReason.REMOVED, "is_lead": True}, "proc.equal_treatment"),
        *(
            ({"replied": False, "reason": CloseReason.SPAM, "kind": kind, "is_lead": True}, "proc.equal_treatment")
            for kind in (Kind.TROLL, Kind.ABUSE, Kind.COMPLAINT)
        ),
        ({"replied": False, "reason": CloseReason.DUPLICATE}, "proc.equal_treatment"),
    ],
)
def test_a_case_is_not_closed_over_an_open_promise_or_an_unanswered_author(changes, code):
    with pytest.raises(Refused) as refused:
        close(**changes)
    assert refused.value.code == code
