"""Who re-reads, and who may not."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from detente.contracts.composure import Finding, FindingSeverity, ReplyKind, Report, Verdict
from detente.contracts.kinds import Kind
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.rules.review_policy import (
    REREAD_SECONDS,
    ReviewFacts,
    ReviewMode,
    ReviewPolicy,
    check_mandates,
    check_submission,
    may_review,
    missing_mandates,
    review_need,
)

TEAM = ReviewFacts(policy=ReviewPolicy.TEAM, colleagues_on_duty=2, kind=Kind.COMPLAINT, severity=2)
ALONE = replace(TEAM, policy=ReviewPolicy.ALONE, colleagues_on_duty=0)
ANOTHER, OWN = ReviewMode.ANOTHER_PERSON, ReviewMode.OWN_REREAD


def need(base, **changes):
    return review_need(replace(base, **changes))


@pytest.mark.parametrize(
    ("base", "changes", "mode"),
    [
        (TEAM, {}, ANOTHER),
        (TEAM, {"severity": 1}, OWN),
        (TEAM, {"severity": 1, "has_overridden_warning": True}, ANOTHER),
        (TEAM, {"severity": 1, "writer_unsure": True}, ANOTHER),
        (TEAM, {"severity": 1, "has_block": True}, ANOTHER),
        (TEAM, {"colleagues_on_duty": 0}, OWN),
        (TEAM, {"colleagues_on_duty": 0, "has_overridden_warning": True}, ANOTHER),
        (TEAM, {"policy": ReviewPolicy.AUTO}, ANOTHER),
        (TEAM, {"policy": ReviewPolicy.AUTO, "colleagues_on_duty": 0}, OWN),
        (TEAM, {"reply_kind": ReplyKind.HOLDING, "hold_complete": True}, OWN),
        (TEAM, {"reply_kind": ReplyKind.HOLDING, "hold_complete": False}, ANOTHER),
        (TEAM, {"reply_kind": ReplyKind.REPLY, "hold_complete": True}, ANOTHER),
        (TEAM, {"reply_kind": ReplyKind.HOLDING, "hold_complete": True, "has_block": True}, ANOTHER),
        (ALONE, {}, OWN),
        (ALONE, {"severity": 3}, OWN),
        (ALONE, {"has_overridden_warning": True}, ANOTHER),
        (ALONE, {"has_block": True}, ANOTHER),
        (ALONE, {"writer_unsure": True}, ANOTHER),
        (replace(ALONE, colleagues_on_duty=3), {}, OWN),
    ],
)
def test_the_policy_says_who_re_reads(base, changes, mode):
    assert need(base, **changes).mode is mode


COMPULSORY = [
    ({"kind": Kind.PERSON_AT_RISK}, (MandateKind.CARE,)),
    ({"kind": Kind.PERSON_AT_RISK, "severity": 4}, (MandateKind.CARE,)),
    ({"kind": Kind.PRESS}, (MandateKind.PRESS,)),
    ({"legal": True}, (MandateKind.LEGAL,)),
    ({"kind": Kind.WHISTLEBLOWER}, (MandateKind.LEGAL,)),
    ({"severity": 4}, (MandateKind.LEGAL,)),
    ({"severity": 4, "kind": Kind.PRESS}, (MandateKind.PRESS, MandateKind.LEGAL)),
    ({"severity": 4, "kind": Kind.ABUSE}, ()),
]


@pytest.mark.parametrize(("changes", "mandates"), COMPULSORY)
@pytest.mark.parametrize(("base", "holding"), list(product([TEAM, ALONE], [False, True])))
def test_another_person_is_compulsory_for_the_grave_the_legal_the_press_and_people_at_risk(
    base, holding, changes, mandates
):
    kind = ReplyKind.HOLDING if holding else ReplyKind.REPLY
    asked = need(base, reply_kind=kind, hold_complete=holding, **changes)
    assert asked.mode is ANOTHER
    assert asked.mandates == mandates


def test_an_own_re_read_lasts_ten_seconds_and_every_answer_says_why():
    for base, severity in product([TEAM, ALONE], [1, 2, 3, 4]):
        asked = need(base, severity=severity)
        assert asked.min_seconds == (REREAD_SECONDS if asked.mode is OWN else 0)
        assert asked.because.fr
        assert asked.because.en


def test_nobody_approves_their_own_text_whatever_they_hold():
    with pytest.raises(Refused) as refused:
        may_review(7, 7, need(TEAM), list(Role), list(MandateKind))
    assert refused.value.code == "proc.review"


@pytest.mark.parametrize("roles", [[Role.AGENT], [Role.EXPERT], [Role.AUDITOR], [Role.ADMINISTRATOR], []])
def test_approving_needs_the_reviewer_or_lead_role(roles):
    with pytest.raises(Refused, match=r"proc\.review"):
        may_review(7, 8, need(TEAM), roles, [MandateKind.LEGAL])


def test_reviewers_leads_mandate_holders_and_outside_readers_may_review():
    may_review(7, 8, need(TEAM), [Role.REVIEWER], [])
    may_review(7, 8, need(TEAM), [Role.LEAD], [])
    may_review(7, 8, need(TEAM, severity=4), [Role.EXPERT], [MandateKind.LEGAL])
    may_review(7, 0, need(TEAM), [], [], outside=True)


def test_the_writer_may_re_read_alone_where_the_policy_says_so_and_a_reviewer_may_help():
    may_review(7, 7, need(ALONE), [Role.AGENT], [])
    may_review(7, 8, need(ALONE), [Role.REVIEWER], [])
    with pytest.raises(Refused, match=r"proc\.review"):
        may_review(7, 8, need(ALONE), [Role.AGENT], [])


def test_every_mandate_signs_and_one_person_may_sign_several():
    asked = need(TEAM, severity=4, kind=Kind.PRESS)
    assert missing_mandates(asked, [[MandateKind.PRESS]]) == (MandateKind.LEGAL,)
    check_mandates(asked, [[MandateKind.PRESS, MandateKind.LEGAL]])
    with pytest.raises(Refused) as refused:
        check_mandates(asked, [[], [MandateKind.PRESS]])
    assert refused.value.code == "proc.approval"
    assert refused.value.facts == {"mandate": "legal"}


def finding(severity):
    return Finding("tone.blame", severity, Words(fr="Pourquoi.", en="Why."), Words(fr="Mieux.", en="Better."))


def test_a_block_is_never_submitted_and_a_warning_only_with_a_reason():
    warned = Report(Verdict.WARN, (finding(FindingSeverity.WARN), finding(FindingSeverity.HINT)))
    check_submission(warned, ["tone.blame"])
    blocked = Report(Verdict.BLOCK, (finding(FindingSeverity.BLOCK),))
    for report, overridden in [(warned, []), (blocked, ["tone.blame"])]:
        with pytest.raises(Refused) as refused:
            check_submission(report, overridden)
        assert refused.value.code == "proc.checks"
        assert refused.value.facts == {"check": "tone.blame"}
        assert "Pourquoi. Corrigez" in refused.value.sentence.fr
        assert "tone.blame" not in refused.value.sentence.fr + refused.value.sentence.en
