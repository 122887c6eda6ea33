"""What must be sealed before an act leaves: the whole table, and what holds whatever the facts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.contracts.capture import Level, Stop
from detente.contracts.refusals import Refused
from detente.rules.capture_words import WHY_STOPPED
from detente.rules.proof import (
    NOTHING,
    TRY_FOR,
    Act,
    Ask,
    Go,
    Have,
    Tried,
    Wait,
    act_of,
    done_sentence,
    level_needed,
    proof_sentence,
    prove,
)

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
UNASKED = Tried()
TRYING = Tried(NOW - timedelta(seconds=10))
PASSING = Tried(NOW - timedelta(seconds=10), Stop.UNREACHABLE)
WALL = Tried(NOW - timedelta(seconds=10), Stop.LOGIN_WALL)
LATE = Tried(NOW - TRY_FOR)
LATE_PASSING = Tried(NOW - TRY_FOR, Stop.UNREACHABLE)
A, B, C, D = Level
HALF = NOW + timedelta(seconds=20)
"""When a try that began ten seconds ago has had its half minute."""


def have(levels, word=False):
    return Have(frozenset(Level(one) for one in levels), word)


def answer(act, clause, held, tried, now=NOW):
    try:
        return prove(act, clause, held, tried, now=now)
    except Refused as refused:
        return "refused" if refused.code == "proc.evidence" else refused.code


NEEDED = [
    (Act.REPLY, D, D), (Act.REPLY, A, D), (Act.HIDE_AT_ONCE, D, D), (Act.HIDE_AT_ONCE, A, D),
    (Act.HIDE, D, B), (Act.HIDE, C, B), (Act.HIDE, B, B), (Act.HIDE, A, A),
    (Act.DELETE, D, B), (Act.DELETE, C, B), (Act.DELETE, B, B), (Act.DELETE, A, A),
]  # fmt: skip


@pytest.mark.parametrize(("act", "clause", "level"), NEEDED)
def test_the_level_that_each_act_needs(act, clause, level):
    assert level_needed(act, clause) is level


TABLE = [
    # act, clause, sealed, tried → what to do
    (Act.REPLY, D, "D", UNASKED, Go(D)),
    (Act.REPLY, A, "D", UNASKED, Go(D)),
    (Act.HIDE_AT_ONCE, D, "D", UNASKED, Go(D)),
    (Act.HIDE_AT_ONCE, A, "D", UNASKED, Go(D)),
    (Act.HIDE_AT_ONCE, D, "DA", UNASKED, Go(A)),
    (Act.HIDE, D, "DA", UNASKED, Go(A)),
    (Act.HIDE, D, "DB", UNASKED, Go(B)),
    (Act.HIDE, D, "DC", UNASKED, Wait(NOW + TRY_FOR)),
    (Act.HIDE, D, "D", UNASKED, Wait(NOW + TRY_FOR)),
    (Act.HIDE, D, "D", TRYING, Wait(HALF)),
    (Act.HIDE, D, "D", PASSING, Wait(HALF)),
    (Act.HIDE, D, "D", WALL, Go(C, Stop.LOGIN_WALL)),
    (Act.HIDE, D, "D", LATE, Go(C, Stop.TOO_SLOW)),
    (Act.HIDE, D, "DC", LATE_PASSING, Go(C, Stop.UNREACHABLE)),
    (Act.HIDE, C, "D", LATE, Go(C, Stop.TOO_SLOW)),
    (Act.HIDE, B, "DB", LATE, Go(B)),
    (Act.HIDE, B, "DC", TRYING, Wait(HALF)),
    (Act.HIDE, B, "DC", WALL, "refused"),
    (Act.HIDE, A, "DB", UNASKED, Wait(NOW + TRY_FOR)),
    (Act.HIDE, A, "DBC", LATE, "refused"),
    (Act.HIDE, A, "DA", LATE, Go(A)),
    (Act.DELETE, D, "DA", UNASKED, Go(A)),
    (Act.DELETE, D, "DB", UNASKED, Go(B)),
    (Act.DELETE, D, "DC", TRYING, Wait(HALF)),
    (Act.DELETE, B, "DC", LATE, "refused"),
    (Act.DELETE, A, "DB", WALL, "refused"),
    (Act.HIDE, D, "", UNASKED, "refused"),
    (Act.HIDE, D, "A", UNASKED, "refused"),
    (Act.REPLY, D, "", LATE, "refused"),
    (Act.HIDE_AT_ONCE, D, "AC", UNASKED, "refused"),
]


@pytest.mark.parametrize(("act", "clause", "sealed", "tried", "expected"), TABLE)
def test_what_to_do_with_what_is_sealed(act, clause, sealed, tried, expected):
    assert answer(act, clause, have(sealed), tried) == expected


@pytest.mark.parametrize("tried", [WALL, LATE])
def test_a_deletion_without_a_picture_asks_for_somebodys_word_and_goes_with_it(tried):
    stop = tried.stopped_by or Stop.TOO_SLOW
    asked = answer(Act.DELETE, D, have("DC"), tried)
    assert isinstance(asked, Ask)
    assert asked.stopped_by is stop
    assert WHY_STOPPED[stop].fr in asked.sentence.fr
    assert "send your own screenshot" in asked.sentence.en
    assert answer(Act.DELETE, D, have("DC", word=True), tried) == Go(C, stop)


def test_a_word_given_early_does_not_spare_the_half_minute():
    assert answer(Act.DELETE, D, have("D", word=True), TRYING) == Wait(HALF)


@pytest.mark.parametrize("act", [Act.HIDE, Act.DELETE])
@pytest.mark.parametrize(("clause", "how"), [(B, "Envoyez votre propre capture"), (A, "Faites reprendre l’image")])
def test_a_clause_that_asks_for_a_picture_says_how_to_get_it(act, clause, how):
    with pytest.raises(Refused) as refused:
        prove(act, clause, have("DC", word=True), WALL, now=NOW)
    assert how in refused.value.sentence.fr
    assert WHY_STOPPED[Stop.LOGIN_WALL].en in refused.value.sentence.en
    assert refused.value.facts == {"stopped_by": "login_wall"}


def test_the_act_of_a_removal():
    assert act_of("hide", True) is Act.HIDE_AT_ONCE
    assert (act_of("hide", False), act_of("delete", False), act_of("delete", True)) == (
        Act.HIDE,
        Act.DELETE,
        Act.DELETE,
    )


acts, clauses = st.sampled_from(Act), st.sampled_from(Level)
held = st.builds(Have, st.frozensets(st.sampled_from(Level)), st.booleans())
tries = st.builds(
    Tried,
    st.none() | st.integers(0, 120).map(lambda seconds: NOW - timedelta(seconds=seconds)),
    st.none() | st.sampled_from(Stop),
)
RANK = {"refused": 0, Ask: 1, Wait: 1, Go: 2}


def rank(found):
    return RANK.get(found if found == "refused" else type(found), 0)


@given(acts, clauses, clauses, held, tries)
def test_raising_a_clause_never_makes_more_possible(act, one, other, sealed, tried):
    low, high = max(one, other), min(one, other)
    assert rank(answer(act, high, sealed, tried)) <= rank(answer(act, low, sealed, tried))


@given(acts, clauses, held, tries)
def test_nothing_leaves_without_the_bytes_received(act, clause, sealed, tried):
    if Level.D not in sealed.levels:
        assert answer(act, clause, sealed, tried) == "refused"


@given(clauses, held, tries)
def test_no_deletion_leaves_without_a_picture_or_a_word(clause, sealed, tried):
    if isinstance(answer(Act.DELETE, clause, sealed, tried), Go):
        assert sealed.word or sealed.levels & {A, B}


@given(st.sampled_from([Act.HIDE, Act.DELETE]), clauses, held, tries)
def test_what_leaves_without_a_picture_says_why_after_a_try(act, clause, sealed, tried):
    found = answer(act, clause, sealed, tried)
    if isinstance(found, Go) and not found.level.is_picture:
        assert found.level is C
        assert found.lesser_reason is not None
        assert tried.since is not None
        assert clause not in (A, B)
    elif isinstance(found, Go):
        assert found.lesser_reason is None
        assert found.level in sealed.levels


@given(acts, clauses, held, tries, st.sampled_from(Level))
def test_more_that_is_sealed_never_makes_less_possible(act, clause, sealed, tried, more):
    richer = Have(sealed.levels | {more}, sealed.word)
    assert rank(answer(act, clause, richer, tried)) >= rank(answer(act, clause, sealed, tried))


@given(acts, clauses, held, tries)
def test_a_wait_ends_within_half_a_minute(act, clause, sealed, tried):
    found = answer(act, clause, sealed, tried)
    if isinstance(found, Wait):
        assert NOW < found.until <= NOW + TRY_FOR
        later = Tried(tried.since or NOW, tried.stopped_by)
        assert not isinstance(answer(act, clause, sealed, later, found.until), Wait)


@given(acts, clauses, held, tries, st.booleans())
def test_what_stands_is_always_said_in_both_languages(act, clause, sealed, tried, decided):
    words = proof_sentence(act, clause, sealed, tried, decided=decided, now=NOW)
    assert words.fr != words.en
    assert "{" not in words.fr + words.en


SAID = [
    (Act.HIDE, D, "D", TRYING, "30 s au plus, puis la décision"),
    (Act.DELETE, D, "D", TRYING, "30 s au plus. Sans elle"),
    (Act.HIDE, B, "D", TRYING, "30 s au plus. Sans elle"),
    (Act.HIDE, D, "D", UNASKED, "Il faut une image (niveau A ou B)"),
    (Act.HIDE, A, "D", UNASKED, "Il faut l’image prise par le bureau"),
    (Act.HIDE, D, "D", WALL, "La page demande de se connecter. Envoyez votre propre capture. Le message sera masqué"),
    (Act.HIDE, D, "DA", WALL, "niveau A"),
    (Act.HIDE, D, "DB", WALL, "niveau B"),
    (Act.HIDE_AT_ONCE, D, "D", UNASKED, "assez pour masquer tout de suite"),
    (Act.HIDE, D, "", UNASKED, NOTHING.fr),
]


@pytest.mark.parametrize(("act", "clause", "sealed", "tried", "said"), SAID)
def test_the_sentence_of_what_stands_and_what_is_needed(act, clause, sealed, tried, said):
    assert said in proof_sentence(act, clause, have(sealed), tried, decided=True, now=NOW).fr


def test_a_decision_that_is_not_taken_yet_takes_no_picture():
    words = proof_sentence(Act.HIDE, D, have("D"), TRYING, decided=False, now=NOW)
    assert "before the decision is carried out" in words.en


def test_on_what_it_was_carried_out():
    assert done_sentence(Act.HIDE, [D, C], "login_wall").en == (
        "No picture. The page asks to sign in. Send your own screenshot. Hidden on the sealed text and our rendering."
    )
    assert "parole d’une personne" in done_sentence(Act.DELETE, [D, C], "too_slow").fr
    assert "niveau A" in done_sentence(Act.HIDE, [D, A], "").fr
    assert "niveau D" in done_sentence(Act.HIDE_AT_ONCE, [], "").fr
