"""When a reply goes by hand, and when the hand is held: the whole table."""

from __future__ import annotations

import pytest

from detente.contracts.words import Words
from detente.rules.by_hand import PASSING, goes_by_hand, is_that_reply, why_withdrawn, withdrawn_words
from detente.rules.publication import PublicationFact, PublicationState, moves_from

DENIED = {"reply": {"state": "denied", "reason": ["non", "no"]}}


@pytest.mark.parametrize(
    ("publishes", "denied", "by_hand"),
    [
        (True, {}, False),
        (False, {}, True),
        (True, DENIED, True),
        (False, DENIED, True),
        (True, {"reply": {"state": "unknown"}}, False),
        (True, {"hide": {"state": "denied"}}, False),
        (True, {"reply": "denied"}, False),
    ],
)
def test_a_person_posts_where_no_connector_can_or_the_network_surely_refuses(publishes, denied, by_hand):
    assert goes_by_hand(publishes=publishes, denied=denied) is by_hand


@pytest.mark.parametrize(
    ("publishes", "state", "tie", "why"),
    [
        (True, "active", "", ""),
        (True, "trouble", "", ""),
        (True, "checking", "", ""),
        (False, "active", "", "switched_off"),
        (True, "paused", "", "paused"),
        (True, "removed", "", "removed"),
        (False, "paused", "thread_moved", "thread_moved"),
        (True, "active", "approval_expired", "approval_expired"),
        (True, "active", "approval_void", "approval_void"),
        (True, "removed", "thread_moved", "removed"),
    ],
)
def test_the_kill_switch_a_pause_and_every_broken_tie_hold_a_hand_too(publishes, state, tie, why):
    assert why_withdrawn(publishes=publishes, channel_state=state, broken_tie=tie) == why
    if why:
        words = withdrawn_words(why, Words(fr="Ici.", en="Here."))
        assert words.fr and words.en and "{" not in words.fr + words.en
        assert (why in PASSING) is (why in ("switched_off", "paused"))


@pytest.mark.parametrize(
    ("seen", "same"),
    [
        ("Bonjour, c’est réglé.", True),
        ("  Bonjour,\n c’est   réglé. ", True),
        ("Bonjour, c\u2019est re\u0301gle\u0301.", True),
        ("Bonjour, c’est presque réglé.", False),
        ("", False),
    ],
)
def test_blanks_and_forms_of_letters_make_no_other_reply(seen, same):
    assert is_that_reply("Bonjour, c’est réglé.", seen) is same


def test_nothing_is_never_the_reply():
    assert not is_that_reply("", " ")


def test_what_is_given_to_a_person_is_stated_seen_cancelled_or_held_back_and_never_sent_by_a_machine():
    after = moves_from(PublicationState.BY_HAND)
    assert set(after) == {
        PublicationFact.PERSON_SAYS_PUBLISHED,
        PublicationFact.FOUND,
        PublicationFact.CANCELLED,
        PublicationFact.HELD_BACK,
    }
    assert PublicationState.QUEUED not in after.values()
