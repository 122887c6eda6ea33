"""Role × action, the whole table."""

from __future__ import annotations

import pytest

from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.rules.roles import WHO_MAY, Action, check_may, held_mandates, may

# One letter a role: Agent, Reviewer, Lead, Expert, aUditor, aDministrator.
LETTERS = dict(zip("ARLEUD", Role, strict=True))

TABLE = {
    "view_inbox": "ARLU",
    "view_case": "ARLEU",
    "take_case": "ARL",
    "correct_reading": "ARL",
    "write_draft": "ARL",
    "submit_draft": "ARL",
    "review_draft": "RL",
    "approve_draft": "RL",
    "annotate_draft": "ARL",
    "invite_reader": "ARL",
    "ask_reviewer": "ARL",
    "set_chain": "LD",
    "rate_reply": "ARL",
    "publish_own_reread": "ARL",
    "call_back": "ARL",
    "stop_sending": "LD",
    "ask_hand_off": "ARL",
    "answer_hand_off": "LE",
    "close_case": "ARL",
    "write_note": "ARLE",
    "ask_removal": "ARL",
    "hide_provisionally": "ARL",
    "decide_removal": "L",
    "confirm_provisional": "ARL",
    "decide_contest": "L",
    "override_evidence": "L",
    "share_evidence": "RL",
    "export_case": "LU",
    "hold_evidence": "L",
    "erase_evidence": "L",
    "check_ledger": "LUD",
    "invite_person": "D",
    "change_role": "D",
    "edit_charter": "L",
    "connect_channel": "LD",
    "pause_channel": "LD",
    "tend_channel": "LD",
    "manage_hooks": "L",
    "import_comments": "LD",
    "view_register_full": "ARLU",
    "edit_brand": "D",
    "edit_house": "LD",
    "make_department": "LD",
    "resolve_publication": "RL",
    "end_incident": "L",
    "post_by_hand": "ARL",
    "add_comment": "ARL",
    "edit_words": "LD",
    "teach_reading": "LD",
    "release_message": "RL",
    "view_knowledge": "ARLEU",
    "write_knowledge": "ARLE",
    "retire_knowledge": "L",
    "keep_capture": "ARL",
    "view_saved_replies": "ARLU",
    "use_saved_reply": "ARL",
    "write_saved_reply": "RL",
}


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("letter", LETTERS)
def test_every_role_may_do_what_the_table_says_and_nothing_else(letter, action):
    assert may(action, [LETTERS[letter]]) is (letter in TABLE[action.value])


def test_every_action_stands_in_the_table():
    assert set(WHO_MAY) == set(Action) == set(TABLE)


def test_an_auditor_reads_and_takes_along_and_changes_nothing():
    assert {action for action in Action if may(action, [Role.AUDITOR])} == {
        Action.VIEW_INBOX,
        Action.VIEW_CASE,
        Action.VIEW_REGISTER_FULL,
        Action.VIEW_KNOWLEDGE,
        Action.VIEW_SAVED_REPLIES,
        Action.EXPORT_CASE,
        Action.CHECK_LEDGER,
    }


def test_an_administrator_has_no_say_on_content():
    content = {Action.WRITE_DRAFT, Action.APPROVE_DRAFT, Action.DECIDE_REMOVAL, Action.CORRECT_READING}
    assert not any(may(action, [Role.ADMINISTRATOR]) for action in content)
    assert all(may(action, [Role.ADMINISTRATOR, Role.LEAD]) for action in content)


def test_a_mandate_gives_a_say_without_a_role():
    assert may("decide_removal", [Role.AGENT], [MandateKind.CHARTER])
    assert not may("decide_removal", [Role.AGENT], [MandateKind.PRESS])
    assert may("approve_draft", [], [MandateKind.LEGAL])
    assert may("share_evidence", [Role.AGENT], [MandateKind.CHARTER])
    assert may("export_case", [Role.AGENT], [MandateKind.LEGAL])
    assert not may("export_case", [Role.REVIEWER], [MandateKind.CARE])


def test_a_lead_holds_every_mandate():
    assert held_mandates([Role.LEAD], []) == set(MandateKind)
    assert held_mandates([Role.AGENT], [MandateKind.CARE]) == {MandateKind.CARE}


def test_a_person_who_may_not_is_told_who_may():
    check_may("take_case", [Role.AGENT])
    with pytest.raises(Refused) as refused:
        check_may("decide_removal", [Role.AGENT])
    assert refused.value.code == "access.decide_removal"
    assert "mandat charte" in refused.value.sentence.fr
    assert "legal mandate" in refused.value.sentence.en


def test_an_unknown_action_is_an_error_and_not_a_refusal():
    with pytest.raises(KeyError):
        may("delete_everything", list(Role))
