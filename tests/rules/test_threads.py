"""What a member of the community proposes, told from agreement, mockery and questions.

`threads_examples.txt` was looked at while the cues were written: it guards. `threads_aside.txt` was written first and set
aside; its precision and recall are what the cues are worth on the writer's own words (`python -m tests.rules.test_threads`
prints them). Both were written by one hand: other people's messages will give lower figures.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.rules.threads import LONGEST, proposal_in


def examples(name: str) -> list[tuple[bool, str]]:
    """Whether it proposes something, and the message."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [(line[0] == "+", line[2:]) for line in lines if line[:2] in ("+ ", "- ")]


def precision_and_recall(rows: list[tuple[bool, str]]) -> tuple[float, float]:
    """Shares of what was found that proposes, and of what proposes that was found."""
    found = [proposes for proposes, text in rows if proposal_in(text)]
    return sum(found) / len(found), sum(found) / sum(proposes for proposes, _ in rows)


EXAMPLES = examples("threads_examples.txt")
ASIDE = examples("threads_aside.txt")


@pytest.mark.parametrize(("proposes", "text"), EXAMPLES)
def test_advice_is_told_from_what_only_looks_like_it(proposes, text):
    assert (proposal_in(text) is not None) is proposes


def test_there_are_eighty_examples_each_way_and_thirty_set_aside():
    for rows, least in ((EXAMPLES, 80), (ASIDE, 30)):
        assert sum(proposes for proposes, _ in rows) >= least
        assert sum(not proposes for proposes, _ in rows) >= least


def test_what_was_set_aside_is_found_with_few_mistakes():
    precision, recall = precision_and_recall(ASIDE)
    assert precision >= 0.95
    assert recall >= 0.9


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Même chose ici. Demandez-leur de vérifier le casier.", "Demandez-leur"),
        ("Sorry to hear that! You need to call the depot.", "You need to call"),
        ("Voici la page d’aide : https://aide.exemple/retours", "https://aide.exemple/retours"),
    ],
)
def test_the_words_that_propose_are_named_with_their_place(text, words):
    found = proposal_in(text)
    assert found is not None
    assert found.words == words == text[found.start : found.end]


def test_a_complaint_in_one_sentence_does_not_hide_the_advice_in_another():
    assert proposal_in("Toujours rien reçu non plus. Essaie par le chat, ils répondent.")


@pytest.mark.parametrize("text", ["ESSAYEZ PAR LE CHAT", "essayez  par\u00a0le chat", "Es\u200bsayez par le chat", "👍 Essayez par le chat"])  # fmt: skip
def test_capitals_spaces_and_invisible_signs_change_nothing(text):
    assert proposal_in(text)


@given(st.text(max_size=LONGEST + 50))
def test_any_text_is_looked_at_and_places_hold(text):
    found = proposal_in(text)
    assert found is None or text[found.start : found.end] == found.words


if __name__ == "__main__":
    for title, told in (("looked at", EXAMPLES), ("set aside", ASIDE)):
        share, seen = precision_and_recall(told)
        print(f"{title}: {len(told)} messages, precision {share:.2f}, recall {seen:.2f}")
