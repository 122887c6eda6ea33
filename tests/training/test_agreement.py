"""Agreement, kappa and F1 of two readers, by hand-worked values."""

from __future__ import annotations

import json

import pytest
from training.agreement import DIMENSIONS, LABELS, agreement_of, agreements, pairs_of, table
from training.corpus import check


def test_kappa_is_the_agreement_beyond_chance() -> None:
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    found = agreement_of(first, second)
    assert found.agreement == pytest.approx(70)
    assert found.kappa == pytest.approx(0.4)
    assert found.macro_f1 == pytest.approx((100 * 40 / 55 + 100 * 30 / 45) / 2)


def test_readers_who_never_differ_agree_wholly_even_on_one_value() -> None:
    assert agreement_of(["no", "no"], ["no", "no"]).kappa == 1
    assert agreement_of(["no", "yes"], ["no", "yes"]).kappa == 1


def test_a_reader_who_always_says_the_same_is_no_better_than_chance() -> None:
    assert agreement_of(["no", "yes"], ["no", "no"]).kappa == 0


def test_no_message_is_no_agreement() -> None:
    with pytest.raises(ValueError, match="labelled twice"):
        agreement_of([], [])


def _labels(name: str, **changed: object) -> dict[str, object]:
    return {"id": name, **dict.fromkeys(DIMENSIONS, "same"), "personal_data": ["phone", "email"], **changed}


def test_messages_are_matched_by_id_and_those_that_left_the_corpus_are_passed_over() -> None:
    pairs = pairs_of([_labels("a"), _labels("b")], [_labels("b", kind="other"), _labels("gone")])
    assert [(one["id"], other["kind"]) for one, other in pairs] == [("b", "other")]


def test_identifiers_are_compared_as_a_whole_in_any_order() -> None:
    found = agreements([(_labels("a"), _labels("a", personal_data=["email", "phone"]))])
    assert found["personal_data"].agreement == 100
    found = agreements([(_labels("a"), _labels("a", personal_data=["email"]))])
    assert found["personal_data"].agreement == 0


def test_the_second_pass_holds_three_hundred_messages_with_every_label() -> None:
    again = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    assert len({label["id"] for label in again}) == 300
    found = agreements(pairs_of([line.values for line in check.read()], again))
    assert set(found) == {*DIMENSIONS, "personal_data"}
    assert len(table(found)) == len(found) + 1
