"""The corpus keeps to its guide, and its words are those of the product."""

from __future__ import annotations

import copy

import pytest
from training.corpus import check

from detente.contracts.analysis import Sentiment, Topic, Urgency
from detente.contracts.kinds import Kind, Severity


@pytest.fixture(scope="module")
def lines() -> list[check.Line]:
    return check.read()


def _changed(line: check.Line, **values: object) -> list[str]:
    return check.faults([check.Line(line.place, {**copy.deepcopy(dict(line.values)), **values})])


def test_every_message_keeps_to_the_guide_and_none_nearly_repeats_another(lines: list[check.Line]) -> None:
    assert check.faults(lines) == []


def test_the_values_are_the_words_of_the_product() -> None:
    assert set(check.WORDS["kind"]) == {kind.value for kind in Kind}
    assert set(check.WORDS["topic"]) == set(Topic)
    assert set(check.WORDS["urgency"]) == set(Urgency)
    assert set(check.WORDS["sentiment"]) == set(Sentiment)
    assert set(check.SEVERITIES) == set(Severity)


def test_every_value_is_carried_by_some_french_message(lines: list[check.Line]) -> None:
    found = check.counts(line for line in lines if line.values["lang"] == "fr")
    for name in ("genre", "sentiment", "kind", "topic", "urgency", "toxicity"):
        assert set(found[name]) == set(check.WORDS[name]), name
    assert set(found["true"]) == set(check.FLAGS)
    assert set(found["severity"]) == {"1", "2", "3", "4"}


def test_a_sector_can_be_set_aside_whole(lines: list[check.Line]) -> None:
    assert len({line.values["sector"] for line in lines}) >= 25


def test_a_message_with_two_words_changed_is_found_to_be_the_same() -> None:
    one = check.Line("a:1", {"text": "My parcel has been sitting in your depot for nine days and nobody picks up"})
    two = check.Line("b:1", {"text": "My parcel has been sitting in your depot for two weeks and nobody picks up"})
    other = check.Line("c:1", {"text": "Nobody picks up at your depot, where is my parcel?"})
    assert [(a.place, b.place) for a, b, _ in check.near([one, two, other])] == [("a:1", "b:1")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "angry"},
        {"severity": 5},
        {"question": "yes"},
        {"personal_data": ["shoe size"]},
        {"hateful": True},
        {"sector": "elsewhere"},
        {"surprise": 1},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_label_that_the_guide_does_not_know_is_refused(lines: list[check.Line], wrong: dict[str, object]) -> None:
    clean = next(line for line in lines if line.values["kind"] == "complaint" and not line.values["hateful"])
    assert _changed(clean, **wrong)
    assert not _changed(clean)
