"""The labelled replies are whole, and those that cues were found with stay found; the part set aside is only measured."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from detente.cli.check import situation_of
from detente.contracts.composure import FindingSeverity, Report
from detente.rules.composure import check_reply
from detente.rules.composure.report import CHECKS

FOLDER = Path(__file__).parent / "replies"
LANGUAGES = ("fr", "en")


def replies(part: str, language: str) -> list[dict[str, Any]]:
    lines = (FOLDER / f"{part}.{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def everything() -> list[dict[str, Any]]:
    return [one for part in ("work", "aside") for language in LANGUAGES for one in replies(part, language)]


def test_ids_are_single_and_labels_are_checks():
    ids = [one["id"] for one in everything()]
    names = {f"{check.look.__module__.rsplit('.', 1)[1]}.{check.look.__name__}" for check in CHECKS}
    assert len(set(ids)) == len(ids) > 1000
    assert len(names) == len(CHECKS)
    families = {"ack", "own", "fix", "tone", "voice", "data", "legal", "care", "form"}
    assert {label.split(".")[0] for one in everything() for label in one["must_fail"]} == families


def test_no_brand_stands_in_both_parts():
    brands = [
        {one["brand"]["name"] for language in LANGUAGES for one in replies(part, language)}
        for part in ("work", "aside")
    ]
    assert not brands[0] & brands[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cues_were_found_with_stays_found_and_its_good_replies_stay_in_peace(language: str):
    said = [(one["must_fail"], check_reply(situation_of(one))) for one in replies("work", language)]
    good = [_is_clean(report) for labels, report in said if not labels]
    found = [label in {each.check for each in report.findings} for labels, report in said for label in labels]
    assert sum(good) / len(good) >= 0.97
    assert sum(found) / len(found) >= 0.90


def _is_clean(report: Report) -> bool:
    return all(one.severity is FindingSeverity.HINT for one in report.findings)
