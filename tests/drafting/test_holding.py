"""The holding reply that is proposed has its three parts and passes our own check."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from detente.contracts.composure import ReplyKind, Situation, Verdict
from detente.contracts.words import LANGUAGES, Language
from detente.drafting.holding import HoldingFacts, holding_text, next_quarter
from detente.rules.composure import check_reply

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
BACK = (timedelta(hours=2), timedelta(days=1), timedelta(days=12))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("wait", BACK)
@pytest.mark.parametrize("department", ["Logistique", "Customer accounts", "SAV", "Gares & bagages"])
def test_the_proposal_is_complete_for_our_own_check(lang: Language, wait: timedelta, department: str) -> None:
    text = holding_text(HoldingFacts(department, NOW + wait, PARIS), lang, now=NOW)
    situation = Situation(
        text=text, language=lang, reply_kind=ReplyKind.HOLDING, now=NOW, timezone="Europe/Paris", department=department
    )
    report = check_reply(situation)
    assert [finding.check for finding in report.findings if finding.severity == "block"] == []
    assert report.verdict is not Verdict.BLOCK


@pytest.mark.parametrize(
    ("at", "rounded"),
    [
        (datetime(2026, 11, 20, 12, 0, tzinfo=UTC), datetime(2026, 11, 20, 12, 0, tzinfo=UTC)),
        (datetime(2026, 11, 20, 12, 0, 1, tzinfo=UTC), datetime(2026, 11, 20, 12, 15, tzinfo=UTC)),
        (datetime(2026, 11, 20, 23, 46, tzinfo=UTC), datetime(2026, 11, 21, 0, 0, tzinfo=UTC)),
    ],
)
def test_nobody_promises_an_odd_minute(at: datetime, rounded: datetime) -> None:
    assert next_quarter(at) == rounded
