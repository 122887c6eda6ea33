"""Facts are cut out of the message in its order; identifiers are masked and nothing is invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.analysis.fact_patterns import PATTERNS
from detente.analysis.facts import MOST, _may_name_a_place, facts_of
from detente.analysis.place_patterns import PLACES
from detente.contracts.analysis import FactKind
from detente.rules.personal_data import find_personal_data


def _table() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "facts.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" | ", 1) for line in lines if line and not line.startswith("#"))
    return [(facts, text) for facts, text in pairs]


@pytest.mark.parametrize(("expected", "text"), _table())
def test_the_facts_of_a_message(expected, text):
    named = [f"{fact.kind.value} {fact.words}".lower() for fact in facts_of(text)]
    wanted = [] if expected == "-" else expected.lower().split(" ; ")
    assert sorted(named) == sorted(wanted)


def test_facts_follow_the_order_of_the_text_and_name_their_place():
    text = "Commande FR-20931 de mardi, 45\u00a0€ débités deux fois à Vierzeau."
    facts = facts_of(text)
    assert [fact.kind for fact in facts] == [
        FactKind.NUMBER, FactKind.DATE, FactKind.AMOUNT, FactKind.COUNT, FactKind.PLACE,
    ]  # fmt: skip
    assert [text[fact.start : fact.end] for fact in facts] == [
        "FR-20931",
        "mardi",
        "45\u00a0€",
        "deux fois",
        "Vierzeau",
    ]
    assert facts[0].words == "FR-••••31"


def test_personal_data_that_is_known_already_is_not_looked_for_again():
    text = "Commande FR-20931 de mardi"
    assert facts_of(text, find_personal_data(text)) == facts_of(text)
    assert [fact.kind for fact in facts_of(text, ())] == [FactKind.DATE]


def test_a_message_full_of_facts_names_the_first():
    facts = facts_of(", ".join(f"{number} €" for number in range(1, 40)))
    assert [fact.words for fact in facts] == [f"{number} €" for number in range(1, MOST + 1)]


_BITS = st.sampled_from(
    [
        "le ",
        "12 ",
        "mars ",
        "3 ",
        "fois ",
        "for ",
        "weeks ",
        "à ",
        "Lyon-Sud ",
        "€",
        "İ",
        "1:20 ",
        "last ",
        "n° ",
        "4578213 ",
        ".",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(_BITS, max_size=60).map("".join)))
def test_facts_lie_in_the_text_apart_from_each_other(text):
    end = 0
    for fact in facts_of(text):
        assert end <= fact.start < fact.end <= len(text)
        assert fact.words
        end = fact.end


_PARTS = (
    "à ",
    "À ",
    "(au ",
    "magasin d'",
    "gare SNCF de ",
    "rue des ",
    "près de ",
    "the ",
    "In ",
    "outside ",
    "L'",
    "La ",
    "Saint-",
)
_NAMES = ("Aix", "Lyon", "Étampes", "LE Mans", "York shop", "Œuvre", "ville", "St Ives", "d", " ", ", ", "Town office")


@given(st.lists(st.sampled_from([*_PARTS, *_NAMES]), max_size=8).map("".join))
def test_a_place_is_never_missed_by_the_quick_look(text: str) -> None:
    assert PLACES.search(text) is None or _may_name_a_place(text)


def test_a_pattern_that_wants_digits_finds_nothing_without() -> None:
    texts = [re.sub(r"\d", "", text).lower() for _, text in _table()]
    marked = [fact for fact in PATTERNS if fact.digits]
    assert len(marked) > 10
    assert not any(fact.pattern.search(text) for fact in marked for text in texts)
