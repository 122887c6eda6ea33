"""The process checks: what the state of the work refuses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.contracts.actors import COMMAND, SYSTEM, Actor
from detente.contracts.composure import Finding, FindingSeverity, Report, Verdict
from detente.contracts.kinds import FRIENDLY, Kind
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.rules import process
from detente.rules.process import PROCESS_CHECKS, WRONG_ACTIONS

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SOMEBODY = Actor.person(7)
OUTSIDE = Actor("outside", 3)


def code_of(check, *args, **facts):
    try:
        check(*args, **facts)
    except Refused as refused:
        return refused.code
    return ""


def test_the_face_to_face_question_is_answered():
    assert (code_of(process.check_face, False), code_of(process.check_face, True)) == ("proc.face", "")


@pytest.mark.parametrize(("seconds", "code"), [(0, "proc.face"), (9.99, "proc.face"), (10, ""), (3600, "")])
def test_an_own_reread_lasts(seconds, code):
    now = NOON + timedelta(seconds=seconds)
    assert code_of(process.check_reread, NOON, NOON, least=10, now=now) == code


@pytest.mark.parametrize("submitted", [None, NOON + timedelta(seconds=1)])
def test_what_is_reread_is_what_was_submitted(submitted):
    late = NOON + timedelta(minutes=5)
    assert code_of(process.check_reread, NOON, submitted, least=10, now=late) == "proc.unchanged"


@given(present=st.sampled_from("ab"), seen=st.sampled_from("ab"), sealed=st.booleans())
def test_only_the_sealed_text_that_was_read_is_agreed_with(present, seen, sealed):
    refused = code_of(process.check_text_unchanged, present, seen, sealed=sealed)
    assert (refused == "") is (present == seen and sealed)


def test_a_thread_that_moved_is_named():
    what = Words(fr="L’auteur a récrit.", en="The author wrote again.")
    with pytest.raises(Refused, match=r"proc\.unchanged.*wrote again") as refused:
        process.check_thread_unmoved((what,))
    assert "L’auteur a récrit." in refused.value.sentence.fr
    assert code_of(process.check_thread_unmoved, ()) == "proc.unchanged"
    assert code_of(process.check_thread_unmoved, None) == ""


@given(
    actor=st.sampled_from([SOMEBODY, OUTSIDE, SYSTEM, COMMAND, Actor.connector(2)]),
    origin=st.sampled_from(["person", "saved", "outline", "model"]),
    confirmed=st.booleans(),
    kind=st.sampled_from(Kind),
)
def test_nothing_leaves_that_no_person_stands_behind(actor, origin, confirmed, kind):
    refused = code_of(process.check_human, actor, origin=origin, confirmed=confirmed, kind=kind)
    somebody = actor.kind in ("person", "outside")
    own = origin != "model" or (confirmed and kind is not Kind.PERSON_AT_RISK)
    assert (refused == "") is (somebody and own)
    assert refused in ("", "proc.human")


def test_a_second_holding_reply_is_the_leads():
    assert code_of(process.check_second_holding, 0, is_lead=False) == ""
    assert code_of(process.check_second_holding, 1, is_lead=False) == "proc.second_holding"
    assert code_of(process.check_second_holding, 3, is_lead=True) == ""


@pytest.mark.parametrize("kind", Kind)
def test_the_third_public_reply_wants_a_reason_but_under_compliments_and_questions(kind):
    assert process.exchanges(1, kind) is None
    found = process.exchanges(2, kind)
    assert (found is None) is (kind in FRIENDLY)
    assert found is None or (found.check, found.severity) == ("proc.exchanges", FindingSeverity.WARN)


def test_one_more_finding_takes_its_place_after_those_as_bad():
    words = Words(fr="Pourquoi.", en="Why.")
    block = Finding("b", FindingSeverity.BLOCK, words, words)
    hint = Finding("h", FindingSeverity.HINT, words, words)
    extra = process.exchanges(2, Kind.COMPLAINT)
    assert process.with_finding(Report(Verdict.OK), None) == Report(Verdict.OK)
    assert process.with_finding(Report(Verdict.HINT, (hint,)), extra).findings == (extra, hint)
    both = process.with_finding(Report(Verdict.BLOCK, (block, hint)), extra)
    assert (both.verdict, both.findings) == (Verdict.BLOCK, (block, extra, hint))


def test_every_check_says_in_its_docstring_which_key_it_is():
    for key, checks in PROCESS_CHECKS.items():
        for check in checks:
            assert key in (check.__doc__ or ""), f"{check.__name__} does not name {key}"


def test_every_wrong_action_is_refused_by_checks_that_exist():
    assert {key for keys in WRONG_ACTIONS.values() for key in keys} <= set(PROCESS_CHECKS)
