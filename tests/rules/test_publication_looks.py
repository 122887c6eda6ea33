"""What a lost answer becomes: every class of network, everything a look can bring."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.contracts.capabilities import Idempotency
from detente.contracts.network import Cannot, Found, NotFound
from detente.contracts.words import Words
from detente.rules.publication_looks import (
    GIVE_UP,
    LOOKS_NEEDED,
    RESENDS,
    SKEW,
    Doubt,
    SlotTaken,
    Verdict,
    decide,
    first_look_at,
    pause,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SETTLE = timedelta(seconds=30)
FOUND = Found("r1", None, "Bonjour", NOON)
CANNOT = Cannot(Words(fr="Ce réseau ne se consulte pas.", en="This network cannot be looked at."))
ALL = list(Idempotency)
MAY_LOOK = [one for one in ALL if one is not Idempotency.BLIND]


def doubt(idempotency: Idempotency = Idempotency.LISTABLE, **changes: object) -> Doubt:
    """One attempt at noon, not looked for yet."""
    plain = Doubt(idempotency, SETTLE, key_lifetime=None, attempt_at=NOON, first_attempt_at=NOON, attempts=1, looks=0)
    return replace(plain, **changes)


def absent(now: datetime, **changes: datetime) -> NotFound:
    """A complete look that found nothing."""
    return replace(NotFound(NOON - 2 * SKEW, now), **changes)


LATER = NOON + timedelta(minutes=2)


@pytest.mark.parametrize("idempotency", ALL)
def test_what_is_found_is_confirmed_whatever_the_class(idempotency):
    assert decide(doubt(idempotency), FOUND, now=LATER).verdict is Verdict.CONFIRMED


@pytest.mark.parametrize("idempotency", ALL)
def test_a_network_that_cannot_be_looked_at_is_left_to_a_person(idempotency):
    assert decide(doubt(idempotency), CANNOT, now=LATER).verdict is Verdict.PERSON


@pytest.mark.parametrize("idempotency", ALL)
def test_somebody_elses_text_in_the_one_slot_is_left_to_a_person(idempotency):
    assert decide(doubt(idempotency), SlotTaken.OTHER_TEXT, now=LATER).verdict is Verdict.PERSON


def test_a_blind_network_is_never_sent_to_again_even_when_a_look_found_nothing():
    for looks in range(10):
        assert decide(doubt(Idempotency.BLIND, looks=looks), absent(LATER), now=LATER).verdict is Verdict.PERSON


@pytest.mark.parametrize("idempotency", MAY_LOOK)
def test_one_look_is_never_enough(idempotency):
    first = decide(doubt(idempotency), absent(LATER), now=LATER)
    assert (first.verdict, first.looks) == (Verdict.LOOK_AGAIN, 1)
    assert first.look_at is not None
    assert first.look_at >= LATER + SETTLE
    second = decide(doubt(idempotency, looks=1), absent(LATER), now=LATER)
    assert (second.verdict, second.looks) == (Verdict.SEND_AGAIN, LOOKS_NEEDED)


@pytest.mark.parametrize("idempotency", MAY_LOOK)
@pytest.mark.parametrize(
    "incomplete",
    [
        None,
        absent(LATER, covered_from=NOON),
        absent(LATER, covered_from=NOON - SKEW + timedelta(seconds=1)),
        absent(LATER, covered_to=NOON + SETTLE - timedelta(seconds=1)),
    ],
    ids=["failed", "from-the-attempt", "inside-the-skew", "before-it-settled"],
)
def test_a_look_that_did_not_see_everything_counts_for_nothing(idempotency, incomplete):
    decision = decide(doubt(idempotency, looks=1), incomplete, now=LATER)
    assert (decision.verdict, decision.looks) == (Verdict.LOOK_AGAIN, 1)


def test_the_second_look_follows_as_soon_as_the_network_settled():
    late = NOON + timedelta(minutes=20)
    assert decide(doubt(), absent(late), now=late).look_at == late + SETTLE
    assert decide(doubt(), None, now=late).look_at == late + timedelta(minutes=5)


def test_a_look_before_the_network_settled_counts_for_nothing():
    early = first_look_at(NOON, SETTLE) - timedelta(milliseconds=1)
    assert decide(doubt(looks=1), absent(early), now=early).verdict is Verdict.LOOK_AGAIN


@pytest.mark.parametrize("idempotency", [Idempotency.LISTABLE, Idempotency.TWO_PHASE, Idempotency.KEYED])
def test_where_nothing_refuses_a_copy_there_is_one_second_send_and_then_a_person(idempotency):
    lapsed = doubt(idempotency, looks=1, key_lifetime=timedelta(minutes=1))
    assert decide(lapsed, absent(LATER), now=LATER).verdict is Verdict.SEND_AGAIN
    assert decide(replace(lapsed, attempts=2), absent(LATER), now=LATER).verdict is Verdict.PERSON


@pytest.mark.parametrize(
    "one",
    [
        doubt(Idempotency.KEYED),
        doubt(Idempotency.KEYED, key_lifetime=timedelta(minutes=50)),
        doubt(Idempotency.TWO_PHASE, key_lifetime=timedelta(hours=24)),
        doubt(Idempotency.UPSERT),
        doubt(Idempotency.DEDUP),
    ],
    ids=["keyed", "keyed-50-min", "two-phase", "upsert", "dedup"],
)
def test_where_the_network_refuses_copies_the_same_bytes_go_again_a_few_times(one):
    for attempts in range(1, RESENDS + 1):
        again = replace(one, looks=1, attempts=attempts)
        assert decide(again, absent(LATER), now=LATER).verdict is Verdict.SEND_AGAIN
    last = replace(one, looks=1, attempts=RESENDS + 1)
    assert decide(last, absent(LATER), now=LATER).verdict is Verdict.PERSON


def test_after_half_an_hour_of_failed_looks_a_person_decides():
    late = NOON + GIVE_UP + timedelta(seconds=1)
    assert decide(doubt(), None, now=late).verdict is Verdict.PERSON
    assert decide(doubt(), None, now=NOON + GIVE_UP).verdict is Verdict.LOOK_AGAIN
    slow = doubt(settle=timedelta(minutes=20))
    assert decide(slow, None, now=late).verdict is Verdict.LOOK_AGAIN


@given(
    idempotency=st.sampled_from(ALL),
    looks=st.integers(0, 5),
    attempts=st.integers(1, 8),
    seconds=st.integers(0, 7200),
    covered=st.tuples(st.integers(-600, 600), st.integers(-600, 7200)),
    settle=st.integers(0, 300),
    lifetime=st.one_of(st.none(), st.integers(0, 7200)),
)
def test_nothing_is_ever_sent_again_without_two_complete_looks(
    idempotency, looks, attempts, seconds, covered, settle, lifetime
):
    now = NOON + timedelta(seconds=seconds)
    one = doubt(
        idempotency,
        looks=looks,
        attempts=attempts,
        settle=timedelta(seconds=settle),
        key_lifetime=None if lifetime is None else timedelta(seconds=lifetime),
    )
    seen = NotFound(NOON + timedelta(seconds=covered[0]), NOON + timedelta(seconds=covered[1]))
    decision = decide(one, seen, now=now)
    if decision.verdict is Verdict.SEND_AGAIN:
        assert decision.looks >= LOOKS_NEEDED
        assert idempotency is not Idempotency.BLIND
        assert attempts <= RESENDS
        complete = (
            seen.covered_from <= NOON - SKEW and seen.covered_to >= NOON + one.settle and now >= NOON + one.settle
        )
        assert complete or looks >= LOOKS_NEEDED
    if decision.verdict is Verdict.LOOK_AGAIN:
        assert decision.look_at is not None
        assert decision.look_at >= now + one.settle


def test_looks_come_less_often_the_longer_the_doubt_lasts():
    waits = [pause(timedelta(0), timedelta(seconds=seconds)) for seconds in (0, 1, 10, 60, 600, 6000)]
    assert waits == sorted(waits)
    assert timedelta(0) < waits[0]
    assert waits[-1] <= timedelta(minutes=5)
