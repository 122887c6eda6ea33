"""When a picture is tried again, and what is said when there is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from detente.contracts.capture import Level, Stop
from detente.rules.capture import TRIES, better, page_of, revisits, try_again_at
from detente.rules.capture_words import WHY_STOPPED, why_stopped
from detente.rules.retention import WITHOUT_ACTION, kept_until

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("stop", Stop)
def test_every_reason_has_a_sentence_in_both_languages(stop: Stop) -> None:
    assert WHY_STOPPED[stop].fr.endswith(".")
    assert WHY_STOPPED[stop].en.endswith(".")
    assert why_stopped(stop) is WHY_STOPPED[stop]


def test_no_reason_has_no_sentence() -> None:
    assert why_stopped("") is None


@pytest.mark.parametrize("tries", range(1, TRIES))
def test_what_may_pass_is_tried_again_a_little_later_each_time(tries: int) -> None:
    first, then = (try_again_at(Stop.UNREACHABLE, number, NOON) for number in (tries, tries + 1))
    assert first is not None and first > NOON
    assert then is None or then > first


@pytest.mark.parametrize("stop", [Stop.LOGIN_WALL, Stop.NOT_FOUND, Stop.TEXT_DIFFERS, Stop.NO_ADDRESS])
def test_what_another_visit_would_not_change_is_not_tried_again(stop: Stop) -> None:
    assert try_again_at(stop, 1, NOON) is None


def test_only_the_later_visits_that_are_still_ahead_are_planned() -> None:
    assert revisits(NOON, NOON + timedelta(minutes=2)) == {
        "hour": NOON + timedelta(hours=1), "day": NOON + timedelta(days=1)
    }  # fmt: skip
    assert set(revisits(NOON, NOON + timedelta(hours=2))) == {"day"}
    assert revisits(NOON, NOON + timedelta(days=2)) == {}


def test_a_page_is_an_address_without_the_place_on_it() -> None:
    assert page_of("https://example.org/fil/12#m-4") == page_of("https://example.org/fil/12")


@pytest.mark.parametrize(
    ("one", "other", "stronger"),
    [(None, None, None), (Level.C, None, Level.C), (Level.D, Level.A, Level.A), (Level.B, Level.C, Level.B)],
)
def test_the_stronger_level_counts(one: Level | None, other: Level | None, stronger: Level | None) -> None:
    assert better(one, other) is stronger


def test_evidence_is_kept_half_a_year_and_longer_after_a_removal() -> None:
    assert kept_until(NOON) == NOON + WITHOUT_ACTION
    assert kept_until(NOON, NOON + timedelta(days=10), 12) > NOON + timedelta(days=370)
    assert kept_until(NOON, NOON, 1) == NOON + WITHOUT_ACTION
