"""One answer put into one reading: the value, its probability, its doubt, its name; and what no answer may do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.analysis.plugins.override import override, value_of
from detente.analysis.plugins.values import ALLOWED, Guess
from detente.contracts.analysis import ReadingResult, Sentiment, Toxicity, Urgency
from detente.contracts.dimensions import FLAGS
from detente.contracts.kinds import Kind
from detente.contracts.learning import DIMENSIONS
from tests.analysis.plugins.readings import PLAIN


def _said(dimension: str, value: str, probability: float = 0.9, **before: object) -> ReadingResult:
    return override(replace(PLAIN, **before), {dimension: Guess(value, probability)}, "tone")  # type: ignore[arg-type]


@pytest.mark.parametrize(("dimension", "value"), [(each, value) for each in DIMENSIONS for value in ALLOWED[each]])
def test_every_value_of_every_dimension_can_be_said_and_carries_its_name(dimension: str, value: str) -> None:
    after = _said(dimension, value)
    assert value_of(after, dimension) == value
    assert after.sources == {dimension: "tone"}
    assert {each: value_of(after, each) for each in DIMENSIONS if each != dimension} == {
        each: value_of(PLAIN, each) for each in DIMENSIONS if each != dimension
    }
    assert (after.heart, after.because, after.facts) == (PLAIN.heart, PLAIN.because, PLAIN.facts)


def test_the_allowed_values_cover_every_dimension_that_a_person_can_correct() -> None:
    assert set(ALLOWED) == set(DIMENSIONS)


def test_a_whole_distribution_becomes_the_scores() -> None:
    among = {"negative": 0.7, "neutral": 0.2, "positive": 0.1}
    after = override(PLAIN, {"sentiment": Guess("negative", 0.7, among)}, "tone")
    assert {name: after.scores[name] for name in among} == among
    assert after.scores["complaint"] == PLAIN.scores["complaint"]


def test_a_lone_probability_shares_the_rest_as_the_embedded_engine_did() -> None:
    after = _said("sentiment", "negative", 0.65)
    assert after.scores["negative"] == 0.65
    assert (after.scores["neutral"], after.scores["positive"]) == (0.25, 0.1)


@pytest.mark.parametrize(
    ("dimension", "value", "scores"),
    [
        ("complaint", "no", {"complaint": 0.1}),
        ("irony", "yes", {"irony": 0.9}),
        ("toxicity", "clean", {"toxic": 0.1, "hateful": 0.025}),
        ("toxicity", "hateful", {"toxic": 0.916, "hateful": 0.9}),
        ("urgency", "high", {"urgency.high": 0.9, "urgency.normal": 0.05, "urgency.low": 0.05}),
        ("severity", "3", {"severity.3": 0.9}),
    ],
)
def test_a_probability_stands_under_the_name_of_the_score(dimension: str, value: str, scores: dict[str, float]) -> None:
    after = _said(dimension, value)
    assert {name: after.scores[name] for name in scores} == pytest.approx(scores, abs=0.001)


def test_a_value_that_hardly_leads_is_in_doubt_and_one_that_leads_is_not() -> None:
    close = Guess("negative", 0.5, {"negative": 0.5, "neutral": 0.4, "positive": 0.1})
    clear = Guess("negative", 0.6, {"negative": 0.6, "neutral": 0.3, "positive": 0.1})
    before = replace(PLAIN, doubts=("sentiment", "irony"))
    assert override(before, {"sentiment": close}, "tone").doubts == ("sentiment", "irony")
    assert override(before, {"sentiment": clear}, "tone").doubts == ("irony",)


@pytest.mark.parametrize(("probability", "doubts"), [(0.59, ("topic",)), (0.61, ())])
def test_of_a_lone_probability_the_rest_may_all_stand_on_one_value(probability: float, doubts: tuple[str, ...]) -> None:
    assert _said("topic", "billing", probability).doubts == doubts


def test_a_kind_that_stands_out_ends_the_doubt_and_one_that_does_not_begins_it() -> None:
    assert not _said("kind", "complaint", 0.9, unsure=True).unsure
    assert _said("kind", "complaint", 0.5).unsure
    assert _said("kind", "other", 0.99).unsure


def test_a_text_of_which_only_the_beginning_was_read_stays_unsure() -> None:
    assert _said("kind", "complaint", 0.99, unsure=True, scores={"read": 0.4}).unsure


@pytest.mark.parametrize("value", [kind.value for kind in Kind if kind is not Kind.PERSON_AT_RISK])
def test_no_plug_in_ever_silences_a_person_at_risk(value: str) -> None:
    before = replace(PLAIN, kind=Kind.PERSON_AT_RISK, severity=4)
    after = override(before, {"kind": Guess(value, 1.0), "severity": Guess("1", 1.0)}, "tone")
    assert after == before


def test_a_plug_in_may_raise_an_alarm() -> None:
    after = override(PLAIN, {"kind": Guess("person_at_risk", 0.9), "severity": Guess("4", 0.9)}, "tone")
    assert (after.kind, after.severity, after.doubts, after.unsure) == (Kind.PERSON_AT_RISK, 4, (), False)


@pytest.mark.parametrize("value", ["compliment", "question", "troll", "spam", "other"])
def test_what_calms_a_sure_complaint_is_taken_but_a_person_looks(value: str) -> None:
    after = _said("kind", value, 0.99)
    assert (after.kind.value, after.unsure, after.doubts) == (value, True, ("kind",))


def test_what_calms_severity_or_urgency_is_taken_and_stays_in_doubt() -> None:
    before = replace(PLAIN, severity=3, urgency=Urgency.HIGH)
    after = override(before, {"severity": Guess("1", 0.99), "urgency": Guess("low", 0.99)}, "tone")
    assert (after.severity, after.urgency, after.doubts) == (1, Urgency.LOW, ("severity", "urgency"))


def test_where_the_embedded_engine_was_in_doubt_a_calmer_word_decides() -> None:
    before = replace(PLAIN, unsure=True, severity=3, doubts=("kind", "severity"))
    after = override(before, {"kind": Guess("question", 0.9), "severity": Guess("1", 0.9)}, "tone")
    assert (after.kind, after.severity, after.unsure, after.doubts) == (Kind.QUESTION, 1, False, ())


def test_hateful_is_a_word_in_the_reading_and_changes_nothing_else() -> None:
    after = _said("toxicity", "hateful", 1.0)
    assert replace(after, toxicity=PLAIN.toxicity, scores=PLAIN.scores, sources={}) == PLAIN
    assert after.toxicity is Toxicity.HATEFUL


@given(
    probability=st.floats(0, 1),
    chosen=st.sampled_from([(each, value) for each in DIMENSIONS for value in ALLOWED[each]]),
    sentiment=st.sampled_from(Sentiment),
)
def test_scores_stay_probabilities(probability: float, chosen: tuple[str, str], sentiment: Sentiment) -> None:
    dimension, value = chosen
    after = _said(dimension, value, probability, sentiment=sentiment)
    assert all(0.0 <= score <= 1.0 for score in after.scores.values())
    if dimension not in (*FLAGS, "toxicity"):
        names = [value if dimension == "sentiment" else f"{dimension}.{value}" for value in ALLOWED[dimension]]
        assert sum(after.scores[name] for name in names) == pytest.approx(1.0, abs=0.01)
