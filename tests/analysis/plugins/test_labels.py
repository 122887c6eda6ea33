"""What labels mean, and numbers as guesses."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.analysis.plugins.labels import Labels, Meaning, UnknownLabel, meaning_of
from detente.analysis.plugins.plugin import PluginTrouble
from detente.analysis.plugins.values import ALLOWED

TONE = Labels(tuple(Meaning("sentiment", value) for value in ("negative", "neutral", "positive")), several=False)


@pytest.mark.parametrize(
    ("label", "dimensions", "meaning"),
    [
        ("negative", {"sentiment"}, Meaning("sentiment", "negative")),
        (" POSITIVE ", {"sentiment"}, Meaning("sentiment", "positive")),
        ("urgency.high", {"sentiment", "urgency"}, Meaning("urgency", "high")),
        ("sentiment.neutral", {"sentiment"}, Meaning("sentiment", "neutral")),
        ("irony", {"irony"}, Meaning("irony", "yes")),
        ("non_irony", {"irony"}, Meaning("irony", "no")),
        ("NOT-IRONY", {"irony"}, Meaning("irony", "no")),
        ("no", {"complaint"}, Meaning("complaint", "no")),
        ("4", {"severity"}, Meaning("severity", "4")),
    ],
)
def test_a_label_that_is_a_value_needs_no_mapping(label: str, dimensions: set[str], meaning: Meaning) -> None:
    assert meaning_of(label, dimensions) == meaning


@pytest.mark.parametrize(
    ("label", "dimensions"),
    [
        ("LABEL_0", {"sentiment"}),
        ("high", {"sentiment", "urgency"}),
        ("topic.billing", {"sentiment"}),
        ("irony", {"sentiment"}),
        ("5", {"severity"}),
        ("", {"sentiment"}),
    ],
)
def test_a_label_that_is_no_value_is_not_guessed_at(label: str, dimensions: set[str]) -> None:
    with pytest.raises(UnknownLabel):
        meaning_of(label, dimensions)


def test_numbers_become_probabilities_of_every_value() -> None:
    guess = TONE.guesses([2.0, 0.0, 1.0])["sentiment"]
    assert guess.value == "negative"
    assert guess.probability == pytest.approx(math.exp(2) / (math.exp(2) + 1 + math.exp(1)))
    assert guess.among is not None
    assert sum(guess.among.values()) == pytest.approx(1.0)


def test_labels_of_one_value_add_up() -> None:
    stars = Labels(tuple(Meaning("sentiment", v) for v in ("negative", "negative", "neutral", "positive")), False)
    assert stars.guesses([1.0, 1.0, 1.2, 0.0])["sentiment"].value == "negative"


def test_a_label_that_means_nothing_lets_the_embedded_engine_speak_where_it_wins() -> None:
    labels = Labels((Meaning("sentiment", "negative"), None), several=False)
    assert labels.guesses([0.0, 3.0]) == {}
    assert labels.guesses([3.0, 0.0])["sentiment"].value == "negative"


def test_where_labels_count_by_themselves_the_unnamed_value_is_what_is_left() -> None:
    labels = Labels((Meaning("toxicity", "offensive"), Meaning("toxicity", "hateful")), several=True)
    assert labels.guesses([-5.0, -6.0])["toxicity"].value == "clean"
    assert labels.guesses([4.0, -6.0])["toxicity"].value == "offensive"
    assert labels.guesses([4.0, 5.0])["toxicity"].doubtful


def test_one_model_may_decide_several_dimensions() -> None:
    labels = Labels(
        (Meaning("urgency", "low"), Meaning("urgency", "high"), Meaning("irony", "yes"), Meaning("irony", "no")), False
    )
    said = labels.guesses([3.0, 0.0, 0.0, 3.0])
    assert {dimension: guess.value for dimension, guess in said.items()} == {"urgency": "low", "irony": "no"}
    assert said["urgency"].probability == pytest.approx(1 / (1 + math.exp(-3)))


@pytest.mark.parametrize("numbers", [[], [1.0, 2.0], [1.0, 2.0, float("nan")], [1.0, float("inf"), 0.0]])
def test_numbers_that_are_none_are_trouble(numbers: list[float]) -> None:
    with pytest.raises(PluginTrouble):
        TONE.guesses(numbers)


@given(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3), st.booleans())
def test_whatever_the_numbers_the_probabilities_are_whole(numbers: list[float], several: bool) -> None:
    guess = Labels(TONE.meanings, several).guesses(numbers)["sentiment"]
    assert guess.among is not None
    assert [*guess.among] == [*ALLOWED["sentiment"]]
    assert sum(guess.among.values()) == pytest.approx(1.0)
    assert guess.probability == max(guess.among.values())
