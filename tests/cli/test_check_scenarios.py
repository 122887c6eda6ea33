"""`detente check --jsonl` on a small file of scenarios of our own: what is exemplary passes, what is wrong is caught."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detente.cli import check, main
from detente.contracts.composure import EmojiRule
from detente.rules.countries import country_of

Line = dict[str, Any]
Check = Callable[[list[Line | str]], tuple[int, list[Line]]]

SCENARIOS: list[Line] = [
    json.loads(line)
    for line in (Path(__file__).parent / "scenarios.jsonl").read_text(encoding="utf-8").splitlines()
    if line
]


def replies(part: str) -> list[Line]:
    """One line to check for each reply of this part, named by its scenario and place."""
    return [
        {**scenario, "id": f"{scenario['id']}-{part}-{number}", "reply": reply}
        for scenario in SCENARIOS
        for number, reply in enumerate(scenario["replies"][part])
    ]


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Check:
    def run(lines: list[Line | str]) -> tuple[int, list[Line]]:
        given = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(given))))  # type: ignore[arg-type]
        code = main.main(["check", "--jsonl"])
        return code, [json.loads(one) for one in capsysbinary.readouterr().out.splitlines()]

    return run


@pytest.mark.parametrize("line", replies("exemplary"), ids=lambda line: line["id"])
def test_an_exemplary_reply_has_no_block_and_no_warning(checked: Check, line: Line) -> None:
    code, (answer,) = checked([line])
    serious = [(one["check"], one["quote"]) for one in answer["findings"] if one["severity"] != "hint"]
    assert (code, answer["id"], serious) == (0, line["id"], [])
    assert answer["verdict"] in ("ok", "hint")


@pytest.mark.parametrize("line", replies("wrong"), ids=lambda line: line["id"])
def test_a_wrong_reply_is_caught_by_the_checks_that_must_and_blocked(checked: Check, line: Line) -> None:
    _, (answer,) = checked([line])
    assert set(line["reply"]["must_fail"]) <= {one["check"] for one in answer["findings"]}
    assert answer["verdict"] == "block"
    for one in answer["findings"]:
        assert line["reply"]["text"][one["start"] : one["end"]] == one["quote"]
        assert one["why"]
        assert one["suggestion"]


def test_a_bad_line_is_answered_with_its_number_and_the_rest_goes_on(checked: Check) -> None:
    good = {"id": "b", "lang": "fr", "reply": {"text": "Merci."}}
    bad = [
        "{",
        {"id": "c", "reply": {"text": 4}},
        {"id": "d", "reply": {"text": "Oui."}, "brand": {"emoji": "always"}},
        {"id": "e", "reply": {"text": "Oui."}, "context": {"signals": 3}},
    ]
    code, answers = checked([*bad, good])
    assert code == 1
    assert [answer.get("line") for answer in answers if "error" in answer] == [1, 2, 3, 4]
    assert [answer["id"] for answer in answers if "verdict" in answer] == ["b"]


def test_every_field_of_the_scenario_form_reaches_the_situation() -> None:
    brand = {"jargon": ["le B2"], "stock": ["à votre écoute"], "accepted": ["petit"], "emoji": "anywhere",
             "may_compensate": True, "must_sign": True, "timezone": "Europe/Brussels"}  # fmt: skip
    situation = check.situation_of(
        {
            "lang": "fr",
            "reply": {"text": "Oui."},
            "brand": brand,
            "context": {"platform": "reviews", "signals": {"same_cause_30d": 4, "same_author_recent": 9}},
            "message": {"author": "Zoé", "text": "Et le remboursement ?"},
            "analysis": {"question_keys": ["remboursement"], "protected_names": ["Ilan Roche"]},
        }
    )
    assert (situation.author, situation.country, situation.is_review) == ("Zoé", "BE", True)
    assert (situation.questions, situation.same_cause) == (("remboursement",), 4)
    assert (situation.jargon, situation.stock, situation.accepted) == (("le B2",), ("à votre écoute",), ("petit",))
    assert (situation.emoji, situation.may_compensate, situation.must_sign) == (EmojiRule.ANYWHERE, True, True)


def test_the_country_is_the_brand_s_word_first_and_its_time_zone_s_else() -> None:
    plain: Line = {"reply": {"text": "Oui."}, "brand": {"timezone": "America/Toronto"}}
    assert check.situation_of(plain).country == "CA"
    assert check.situation_of({**plain, "brand": {**plain["brand"], "country": "ch"}}).country == "CH"
    assert country_of("Etc/UTC") == ""
