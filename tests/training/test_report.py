"""What the engine says is judged against labels; what was learnt from or set aside is not looked at by habit."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from training.judge import ASKED, figures_of, heads_of, identifiers_of, judged, languages_of, removals_of
from training.report import PARTS, Part, figures, kept, learnt_from, lines, measured, written
from training.sources import Example

from detente.contracts.analysis import (
    MessageToRead,
    ReadingResult,
    Sentiment,
    Topic,
    Toxicity,
    Urgency,
)
from detente.contracts.kinds import Kind
from detente.contracts.learning import NO_BRANDS, BrandReading

_PLAIN = ReadingResult(
    reference=0,
    language="fr",
    kind=Kind.OTHER,
    sentiment=Sentiment.NEUTRAL,
    severity=1,
    urgency=Urgency.LOW,
    topic=Topic.NONE,
    heart="",
    asks="",
    unsure=False,
    scores={"negative": 0.2, "neutral": 0.7, "positive": 0.1}
    | dict.fromkeys(("complaint", "toxic", "hateful", "irony", "question"), 0.1)
    | {"kind.other": 0.9, "topic.none": 0.8, "urgency.low": 0.6, "severity.1": 0.7},
)


@dataclass
class Paper:
    """An engine that says what stands written for each text, else nothing in particular."""

    said: Mapping[str, ReadingResult]
    name: str = "paper"

    def read(
        self, messages: Sequence[MessageToRead], brands: Mapping[int, BrandReading] = NO_BRANDS
    ) -> list[ReadingResult]:
        assert all(message.language_hint is None for message in messages)
        return [self.said.get(message.text, _PLAIN) for message in messages]


def _example(text: str, language: str = "fr", **labels: str) -> Example:
    return Example(text, language, labels, "sector")


HATEFUL = replace(_PLAIN, toxicity=Toxicity.HATEFUL, scores={**_PLAIN.scores, "hateful": 0.9, "toxic": 0.8})


def test_answers_are_those_of_the_reading_and_as_sure_as_its_scores() -> None:
    by_rule = replace(_PLAIN, complaint=True)
    some = judged(Paper({"a": by_rule}), [_example("a", complaint="yes"), _example("b", complaint="no")])
    found = figures_of("complaint", some)
    assert found["macro_f1"] == 100
    assert found["bins"] == [[1, pytest.approx(10), 100], [1, pytest.approx(90), 100]]
    assert found["support"] == {"no": 1, "yes": 1}


def test_every_dimension_with_a_label_is_judged_by_language() -> None:
    labels = {"kind": "other", "topic": "none", "urgency": "low", "severity": "1", "sentiment": "neutral"}
    labels |= dict.fromkeys(("complaint", "toxic", "hateful", "irony", "question"), "no")
    found = heads_of(judged(Paper({}), [_example("a", **labels), _example("b", "en", kind="complaint")]))
    assert set(found) == set(ASKED)
    assert all(of["fr"]["accuracy"] == 100 for of in found.values())
    assert set(found["kind"]) == {"fr", "en"} and found["kind"]["en"]["accuracy"] == 0


def test_dimensions_in_doubt_are_counted_and_the_others_judged_apart() -> None:
    doubtful = replace(_PLAIN, doubts=("kind",))
    some = judged(Paper({"a": doubtful}), [_example("a", kind="complaint"), _example("b", kind="other")])
    found = figures_of("kind", some)
    assert (found["doubt"], found["accuracy"], found["accuracy_undoubted"]) == (50, 50, 100)


def test_criticism_read_as_hateful_and_hatred_that_was_missed_are_counted_apart() -> None:
    said = {"wronged": HATEFUL, "hatred": HATEFUL}
    some = [
        _example("wronged", kind="complaint", hateful="no"),
        _example("a", kind="troll", hateful="no"),
        _example("b", kind="spam", hateful="no"),
        _example("hatred", kind="abuse", hateful="yes"),
        _example("missed", kind="abuse", hateful="yes"),
    ]
    found = removals_of(judged(Paper(said), some))["all"]
    proposed, missed = found["proposed"], found["missed"]
    assert isinstance(proposed, dict) and (proposed["hits"], proposed["of"], proposed["share"]) == (1, 2, 50)
    assert isinstance(missed, dict) and (missed["hits"], missed["of"]) == (1, 2)


def test_a_complaint_that_is_also_hateful_is_no_criticism_to_protect() -> None:
    some = judged(Paper({"a": HATEFUL}), [_example("a", kind="abuse", complaint="yes", hateful="yes")])
    assert removals_of(some)["all"]["proposed"] == {"hits": 0, "of": 0, "share": 0.0, "low": 0.0, "high": 100.0}


def test_of_public_complaints_without_a_kind_the_complaints_are_criticism() -> None:
    some = judged(Paper({}), [_example("a", complaint="yes"), _example("b", complaint="no")])
    assert removals_of(some)["all"]["proposed"]["of"] == 1  # type: ignore[index]


def test_identifiers_are_judged_by_kind_together_and_at_all() -> None:
    both = replace(_PLAIN, personal_data=("email", "phone"))
    some = [_example("a", personal_data="email"), _example("b", personal_data="phone"), _example("c", personal_data="")]
    found = identifiers_of(judged(Paper({"a": both}), some))["fr"]
    assert found["each"] == {"email": 100, "phone": 0}
    assert found["kinds"] == pytest.approx(200 * 1 / 4)
    assert found["any"] == pytest.approx(200 * 1 / 3)


def test_the_language_is_judged_on_all_and_on_short_texts() -> None:
    found = languages_of(judged(Paper({}), [_example("a"), _example("b" * 50), _example("c", "en")]))
    assert (found["fr"]["all"]["hits"], found["fr"]["short"]["of"]) == (2, 1)  # type: ignore[index]
    assert found["en"]["all"]["hits"] == 0  # type: ignore[index]


def test_a_part_that_a_head_learns_from_is_not_measured_here() -> None:
    assert learnt_from(Part("a", "A", ("toxicity_fr_val",), "toxifrench_agree"))
    assert learnt_from(Part("a", "A", ("sentiment_fr_deft2017",)))
    assert not learnt_from(Part("a", "A", ("toxicity_fr_val",), "mlma_fr"))
    assert not any(learnt_from(part) for part in PARTS if part.group != "A")


def test_sectors_set_aside_are_read_only_when_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    example = _example("a", kind="other", hateful="no", personal_data="")
    monkeypatch.setattr("training.report.PARTS", ())
    monkeypatch.setattr("training.report.corpus", lambda aside: [example] if aside else pytest.fail("not these"))
    assert "aside" not in figures(Paper({}), tmp_path, aside=False)
    found = figures(Paper({}), tmp_path, aside=True)["aside"]
    assert isinstance(found, dict) and found["sectors"] == ["sector"] and "personal_data" in found


def test_an_earlier_look_at_what_is_set_aside_is_kept_for_the_same_weights_only(tmp_path: Path) -> None:
    before = tmp_path / "figures.json"
    before.write_text(json.dumps({"weights": "one", "aside": {"heads": {}}}), encoding="utf-8")
    assert kept({"public": {}}, "one", before)["aside"] == {"heads": {}}
    assert "aside" not in kept({"public": {}}, "two", before)
    assert "aside" not in kept({"public": {}}, "one", tmp_path / "nothing.json")


def test_figures_are_printed_for_people_and_written_with_three_decimals() -> None:
    texts = [_example("a", kind="complaint", hateful="no", personal_data="email"), _example("b", "en", kind="other")]
    found = measured(Paper({}), texts)
    told = "\n".join(lines("made up", found))
    assert "kind       fr  F1   0.0" in told and "criticism read as hateful: fr 0.00 % (0 of 1" in told
    assert written({"share": 1 / 3, "of": (1, {"b": 2.00049})}) == (
        '{\n "of": [\n  1,\n  {\n   "b": 2.0\n  }\n ],\n "share": 0.333\n}\n'
    )
