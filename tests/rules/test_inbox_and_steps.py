"""The order of the inbox and the six stations of a case."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest

from detente.contracts.clock import ClockState
from detente.rules.case import CaseState
from detente.rules.draft import DraftState
from detente.rules.handoff import HandOffState
from detente.rules.inbox import Band, Waiting, band, order_key
from detente.rules.promise import PromiseState
from detente.rules.publication import PublicationState
from detente.rules.removal import RemovalState
from detente.rules.six_steps import Step, StepFacts, six_steps

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)


def waiting(case_id, due=None, promise=None, age=60, alarm=None):
    minutes = lambda value: None if value is None else NOW + timedelta(minutes=value)  # noqa: E731
    return Waiting(
        case_id,
        CaseState.OPEN,
        NOW - timedelta(minutes=age),
        minutes(due),
        minutes(alarm),
        promise_due=minutes(promise),
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (waiting(1, due=-1), Band.HOUR_OVER),
        (waiting(1, due=15), Band.UNDER_A_QUARTER),
        (waiting(1, due=16), Band.WITHIN_THE_HOUR),
        (waiting(1, due=900, alarm=-1), Band.UNDER_A_QUARTER),
        (waiting(1, promise=30), Band.PROMISES),
        (waiting(1, promise=-1), Band.HOUR_OVER),
        (waiting(1, due=40, promise=-1), Band.WITHIN_THE_HOUR),
        (waiting(1), Band.NO_CLOCK),
    ],
)
def test_each_case_stands_in_one_band(row, expected):
    assert band(row, NOW) is expected


def test_the_order_is_the_deadline_then_the_oldest():
    rows = [
        waiting(6),
        waiting(5, promise=10),
        waiting(4, due=50, age=1),
        waiting(3, due=50, age=9),
        waiting(2, due=5),
        waiting(1, due=-5),
    ]
    assert [row.case_id for row in sorted(rows, key=lambda row: order_key(row, NOW))] == [1, 2, 3, 4, 5, 6]


def test_nothing_about_the_author_can_enter_the_order():
    assert {field.name for field in fields(Waiting)} == {
        "case_id",
        "state",
        "received_at",
        "deadline",
        "alarm_at",
        "promise_due",
    }


def letters(**facts):
    return "".join(station.state.value for station in six_steps(StepFacts(**facts)))


def test_a_case_that_just_arrived_shows_what_is_true():
    assert letters() == "nxddtt"
    assert letters(sealed=True, clock=ClockState.CALM) == "nddntt"
    assert letters(sealed=True, read=True, unsure=True, clock=ClockState.CALM) == "nddntt"
    assert letters(sealed=True, read=True, unsure=True, confirmed=True, clock=ClockState.CALM) == "dddntt"


def test_a_case_on_its_way():
    way = {"sealed": True, "read": True, "clock": ClockState.WARN}
    assert letters(**way, hand_off=HandOffState.ASKED, draft=DraftState.EDITING) == "dddwnt"
    assert letters(**way, hand_off=HandOffState.OVERDUE, draft=DraftState.IN_REVIEW) == "dddxwt"
    assert letters(**way, draft=DraftState.APPROVED, publication=PublicationState.QUEUED) == "dddndn"


def test_an_answered_case_with_an_open_promise_waits_for_it():
    done = {
        "sealed": True,
        "pictured": True,
        "read": True,
        "clock": ClockState.DONE,
        "draft": DraftState.APPROVED,
        "publication": PublicationState.VISIBLE,
    }
    assert letters(**done) == "dddddd"
    assert letters(**done, promise=PromiseState.OPEN) == "dddwdd"
    assert letters(**done, promise=PromiseState.BROKEN) == "dddxdd"
    assert letters(**done, promise=PromiseState.KEPT) == "dddddd"


@pytest.mark.parametrize(
    ("facts", "number", "state"),
    [
        ({"clock": ClockState.LATE}, 4, "x"),
        ({"removal": RemovalState.PROVISIONAL}, 3, "w"),
        ({"removal": RemovalState.REFUSED}, 3, "d"),
        ({"publication": PublicationState.UNKNOWN}, 6, "w"),
        ({"publication": PublicationState.HUMAN}, 6, "x"),
    ],
)
def test_trouble_shows_on_its_own_station(facts, number, state):
    assert six_steps(StepFacts(**facts))[number - 1].state == state


def test_there_is_a_look_for_every_state_of_every_machine():
    for removal in RemovalState:
        assert six_steps(StepFacts(removal=removal))[2].step is Step.KEEP
    for draft in DraftState:
        assert six_steps(StepFacts(draft=draft))[4].step is Step.CALM
    for publication in PublicationState:
        assert six_steps(StepFacts(publication=publication))[5].step is Step.PUBLISH
    for station in six_steps(StepFacts()):
        assert station.fact.fr
        assert station.fact.en
