"""Kinds, severities and the words of the practice."""

from __future__ import annotations

import copy
import pickle

import pytest

from detente.contracts.composure import ReplyKind, reply_kind_of
from detente.contracts.kinds import KIND_OF_CLASS, Kind, Severity, kind_of_class

PRACTICE = {
    "unhappy_customer": Kind.COMPLAINT,
    "rager": Kind.COMPLAINT,
    "misguided": Kind.MISINFORMED,
    "misguided_or_fake": Kind.MISINFORMED,
    "troll": Kind.TROLL,
    "positive": Kind.COMPLIMENT,
    "question": Kind.QUESTION,
    "press": Kind.PRESS,
    "person_at_risk": Kind.PERSON_AT_RISK,
    "spam": Kind.SPAM,
    "whistleblower_possible": Kind.WHISTLEBLOWER,
    "charter_breach": Kind.ABUSE,
    "unlawful_or_charter_breach": Kind.ABUSE,
}


@pytest.mark.parametrize(("word", "kind"), PRACTICE.items())
def test_every_class_of_the_practice_has_a_kind(word, kind):
    assert kind_of_class(word) is kind
    assert kind_of_class(f" {word.upper()} ") is kind


def test_every_kind_is_its_own_class_and_every_value_is_a_kind():
    assert {kind_of_class(kind.value) for kind in Kind} == set(Kind)
    assert set(KIND_OF_CLASS.values()) <= set(Kind)


def test_a_class_that_nobody_knows_is_left_to_a_person():
    assert kind_of_class("something new") is Kind.OTHER


def test_severities_are_numbers_with_labels():
    assert [int(severity) for severity in Severity] == [1, 2, 3, 4]
    assert Severity(3).label.fr == "Sérieuse"


@pytest.mark.parametrize("member", [Kind.ABUSE, Severity.GRAVE])
def test_members_survive_copies(member):
    assert copy.deepcopy(member) is member
    assert pickle.loads(pickle.dumps(member)) is member


def test_words_for_the_kinds_of_replies():
    assert reply_kind_of("final") is ReplyKind.REPLY
    assert reply_kind_of("care") is ReplyKind.REPLY
    assert reply_kind_of("holding") is ReplyKind.HOLDING
