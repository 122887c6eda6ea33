"""« Troisième fois en deux mois »: said by the author, or shown by their own cases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from detente.rules.recurrence import WINDOW, Again, said_again, shown_again

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "times", "months"),
    [
        ("Jamais rien reçu. Troisième fois en deux mois.", 3, 2),
        ("C'est la 3ème fois en 2 mois !", 3, 2),
        ("3e fois que le colis se perd", 3, None),
        ("la deuxieme fois ce mois-ci", 2, 1),
        ("Third time in two months, come on.", 3, 2),
        ("the 4th time this month", 4, 1),
        ("2nd time it breaks. It is the fifth time I call.", 5, None),
    ],
)
def test_what_the_author_says_is_heard(text, times, months):
    assert said_again(text) == Again(times, months, said=True)


@pytest.mark.parametrize(
    "text", ["", "Une fois de plus", "J'ai appelé trois fois", "the first time", "trois fois rien", "Il est 3 h"]
)
def test_other_times_are_not_taken_for_it(text):
    assert said_again(text) is None


def test_earlier_cases_within_two_months_are_counted_with_this_one():
    days = [NOW - timedelta(days=days) for days in (10, 40, 90)]
    assert shown_again(days, NOW) == Again(3, 2, said=False)
    assert shown_again([NOW - WINDOW - timedelta(seconds=1)], NOW) is None
    assert shown_again([], NOW) is None


def test_more_than_ten_is_said_as_ten_and_a_later_case_is_not_earlier():
    assert shown_again([NOW] * 30, NOW) == Again(10, 2, said=False)
    assert shown_again([NOW + timedelta(days=1)], NOW) is None


def test_the_sentence_is_said_in_both_languages():
    both = Again(3, 2, said=True).sentence
    assert (both.fr, both.en) == ("Troisième fois en deux mois", "Third time in two months")
    assert Again(2, None, said=True).sentence.fr == "Deuxième fois"
