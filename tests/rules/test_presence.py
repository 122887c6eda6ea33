"""Who is there, who writes, and when they are forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from detente.rules.presence import BEAT, GONE, STILL_TYPING, Here, here, said

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)


def ago(seconds: float) -> datetime:
    return NOW - timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("seen", "typed", "writing", "found"),
    [
        (0, None, "", Here("Inès Faure")),
        (29, None, "", Here("Inès Faure")),
        (30, None, "", None),
        (0, 0, "reply", Here("Inès Faure", "reply")),
        (9, 24, "note", Here("Inès Faure", "note")),
        (0, 25, "note", Here("Inès Faure")),
        (0, 0, "poem", Here("Inès Faure")),
        (31, 31, "reply", None),
    ],
)
def test_somebody_is_there_for_thirty_seconds_and_writes_while_they_type(seen, typed, writing, found):
    typed_at = None if typed is None else ago(typed)
    assert here("Inès Faure", writing, seen_at=ago(seen), typed_at=typed_at, now=NOW) == found


def test_a_lost_beat_makes_nobody_vanish():
    assert GONE > 2 * BEAT
    assert STILL_TYPING > 2 * BEAT


def test_writers_come_first_and_a_crowd_is_counted():
    people = [Here("Abel"), Here("Malo"), Here("Inès Faure", "reply"), Here("Zoé", "note")]
    assert [one.fr for one in said(people)] == ["Inès écrit ici", "Zoé écrit une note", "et 2 de plus"]
    assert [one.en for one in said([Here("Malo Kerbrat")])] == ["Malo is looking at this case"]
    assert said([]) == ()
