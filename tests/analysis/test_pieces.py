"""Cutting a message: the quick looks before a pattern never keep it from matching."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detente.analysis import pieces
from detente.analysis.heart_words import LEAD_IN, LEADERS, OPENER, OPENERS, WORD
from detente.analysis.look import _may_shout, _shouts

_PATTERNS = {
    "opener": (OPENER, OPENERS, ("@", "pffff")),
    "lead-in": (LEAD_IN, LEADERS, ()),
    "joiner": (pieces._JOINER, pieces._JOINERS, ()),
    "turn": (pieces._TURN, pieces._TURNERS, ()),
}


def _opens(word: str, pattern: re.Pattern[str]) -> bool:
    ends = (
        "",
        " ",
        ", ",
        "! ",
        " contre ",
        " que ",
        " bemol, ",
        " hic ",
        " matin ",
        " matin, ",
        "-hier ",
        "'hui ",
        " lundi ",
    )
    more = (
        " vous ecris car ",
        " la rue ",
        " prevenir ",
        " vous ",
        "'apres vous ",
        "'m writing because ",
        " dernier ",
        " on ",
    )
    rest = (
        " coup, ",
        " the last one ",
        " to your site ",
        " a word, ",
        " the street ",
        " morning, ",
        " done, ",
        " bad ",
    )
    last = (" night ", " soir ", " question, ", " qu'", " que ", " one, ", " abc on ", " the street, ")
    return any(pattern.match(word + end + "x") for end in (*ends, *more, *rest, *last))


@pytest.mark.parametrize("name", _PATTERNS)
def test_every_first_word_really_opens_its_pattern(name: str) -> None:
    pattern, words, _ = _PATTERNS[name]
    assert [word for word in sorted(words) if not _opens(word, pattern)] == []


_MORE = (
    "vous",
    "que",
    "contre",
    "qu'il",
    "coup",
    "the",
    "done",
    "bad",
    "too bad",
    "@marque",
    "pfffff",
    "l'eau",
    "isn't",
)
_WORDS = st.sampled_from([*sorted({word for _, words, _ in _PATTERNS.values() for word in words}), *_MORE])
_TEXTS = st.lists(st.tuples(_WORDS, st.sampled_from([" ", ", ", "! ", ": ", "- ", "'", "\n", ""])), max_size=6).map(
    lambda parts: "".join(word + mark for word, mark in parts)
)


@given(_TEXTS, st.sampled_from(sorted(_PATTERNS)))
def test_what_a_pattern_matches_begins_with_one_of_its_words(text: str, name: str) -> None:
    pattern, words, others = _PATTERNS[name]
    for place in [0, *(m.start() for m in re.finditer(r"(?<![a-z])[a-z@]", text))]:
        if pattern.match(text, place):
            first = re.compile(r"\W{0,4}([a-z]+)").match(text, place)
            assert text.startswith(others, place) or (first and first[1] in words), text[place:]


@given(_TEXTS.map(lambda text: text + " quand meme..."), st.integers(0, 5))
def test_a_tail_ends_as_the_quick_look_wants(text: str, cut: int) -> None:
    if pieces._TAIL.search(text[: len(text) - cut]):
        assert text[: len(text) - cut].rstrip(pieces._BLANK).endswith(pieces._TAILS)


@example("YYYYYYYaaaaaaⅧ")
@given(st.text("abYZ éÀß!1Ⅷ\u0345", max_size=40))
def test_letters_are_counted_wherever_somebody_may_shout(text: str) -> None:
    assert _may_shout(text) or not _shouts(text)


@given(text=st.text("dont' 1", max_size=24), start=st.integers(0, 8))
def test_a_word_is_letters_that_may_end_in_n_t_or_figures(text, start):
    assert WORD.findall(text, start) == re.findall(r"[a-z]+n't|[a-z]+|\d+", text[start:])
