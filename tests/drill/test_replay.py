"""Scenarios are replayed through the real actions: good replies leave, faulty ones and wrong acts are refused."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from detente.desk.models import Case, Channel, Publication
from detente.drill.cast import open_cast
from detente.drill.replay import NOT_COVERED, Theatre
from detente.drill.scenario import BadScenario, scenario_of

BEGIN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
FERRY: dict[str, Any] = json.loads((Path(__file__).parent / "ferry.json").read_text(encoding="utf-8"))


@pytest.fixture
def theatre(db: None) -> Theatre:
    return Theatre(open_cast(BEGIN))


def changed(**replies: object) -> dict[str, Any]:
    """The same matter with these replies alone."""
    return copy.deepcopy(FERRY) | {"replies": replies}


def played(theatre: Theatre, told: dict[str, Any]):
    scenario = scenario_of(told)
    assert scenario is not None
    return theatre.play(scenario)


def test_a_scenario_passes_when_its_good_replies_leave_and_the_rest_is_refused_and_nothing_stays(theatre: Theatre):
    outcome = played(theatre, FERRY)
    assert outcome.problems == []
    assert [one["published"] for one in outcome.exemplary] == [True, True]
    assert all(one["refused_by"] == "proc.checks" for one in outcome.wrong)
    refused = {str(one["action"]): one["refused_by"] for one in outcome.actions}
    assert "proc.review" in refused["publish"] and "proc.unchanged" in refused["publish"]
    assert refused["close"] == ["proc.equal_treatment", "proc.promise_open"]
    assert refused["publish_holding"] == ["proc.second_holding"]
    assert outcome.to_json()["not_covered"] == list(NOT_COVERED)
    assert not (Case.objects.exists() or Channel.objects.exists() or Publication.objects.exists())


def test_a_faulty_reply_that_nothing_stops_is_a_problem(theatre: Theatre):
    good = FERRY["replies"]["exemplary"][1]["text"]
    outcome = played(theatre, changed(wrong=[{"kind": "final", "text": good, "must_fail": ["tone.blame"]}]))
    assert outcome.problems[:3] == [
        "wrong reply 1: tone.blame did not speak",
        "wrong reply 1: nothing blocks it",
        "wrong reply 1: it could be submitted",
    ]


def test_a_good_reply_that_a_check_stops_is_a_problem_and_does_not_leave(theatre: Theatre):
    faulty = {"kind": "final", "at": "2026-03-10T12:00:00+01:00", "text": "Vous auriez dû lire les horaires."}
    outcome = played(theatre, changed(exemplary=[faulty]))
    assert outcome.exemplary[0]["published"] is False
    assert any("tone.blame (block)" in problem for problem in outcome.problems)


def test_an_act_that_was_not_refused_as_said_is_a_problem(theatre: Theatre):
    outcome = played(theatre, changed(wrong_actions=[{"action": "close", "must_block": ["proc.face"]}]))
    assert outcome.problems == ["action close: proc.face did not refuse it"]


def test_removals_are_said_to_be_not_covered_yet(theatre: Theatre):
    outcome = played(theatre, changed(wrong_actions=[{"action": "delete", "must_block": ["proc.removal"]}]))
    assert outcome.actions == [{"action": "delete", "refused_by": [], "not_covered": True}]
    assert outcome.passed


def test_the_line_that_describes_the_file_is_no_scenario():
    assert scenario_of({"record": "schema", "fields": {}}) is None


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ({"message": {"text": "x"}}, "message.at is missing"),
        ({"message": "x"}, "message is not an object"),
        ({"message": {"at": "2026-03-10T12:00:00", "text": "x"}}, "has no time zone"),
        ({"message": {"at": "yesterday"}}, "yesterday"),
        ({"analysis": {"severity": "two"}}, "severity is not a whole number"),
        ({"replies": {"wrong": ["x"]}}, "wrong is not a list of objects"),
        ({"brand": {"register": "you"}}, "you"),
    ],
)
def test_a_line_that_is_no_scenario_says_what_is_wrong_with_it(spoil: dict[str, object], said: str):
    with pytest.raises(BadScenario, match=said):
        scenario_of(copy.deepcopy(FERRY) | spoil)
