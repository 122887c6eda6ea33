"""Hostile words are shown, but never as something they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.web.foreign import MARK, Piece, differences, one_line, paragraphs, tame, tricks


def test_ordinary_french_comes_back_as_it_is() -> None:
    text = "C’est honteux : « livré » mardi, 84,90 € — jamais reçu…\nOdile"
    assert tame(text) == text


@pytest.mark.parametrize("trick", ["\u202e", "\u2066", "\u200b", "\ufeff", "\x1b", "\u00ad", "\U000e0041", "\u2028"])
def test_a_trick_becomes_a_visible_mark(trick: str) -> None:
    assert tame(f"abc{trick}def") == f"abc{MARK}def"
    assert tricks(f"abc{trick}def") == 1


def test_joiners_stay_in_emoji_and_in_scripts_that_need_them_and_go_elsewhere() -> None:
    family, persian = "\U0001f468\u200d\U0001f469\u200d\U0001f467", "می\u200cخواهم"
    assert tame(family) == family
    assert tame(persian) == persian
    assert tame("ra\u200dcisme") == f"ra{MARK}cisme"


def test_piles_of_accents_are_cut_to_three() -> None:
    assert tame("a" + "\u0301" * 40) == "a" + "\u0301" * 3


def test_weighing_words_keep_their_place_across_paragraphs() -> None:
    text = "Jamais rien reçu.\n\nC’est honteux."
    found = paragraphs(text, [(7, 16), (25, 32)])
    assert found == [
        (Piece("Jamais "), Piece("rien reçu", weighed=True), Piece(".")),
        (Piece("C’est "), Piece("honteux", weighed=True), Piece(".")),
    ]


def test_places_outside_the_text_and_overlaps_do_no_harm() -> None:
    assert paragraphs("abcdef", [(1, 3), (2, 5), (90, 95), (5, 1)]) == [
        (Piece("a"), Piece("bcde", weighed=True), Piece("f"))
    ]


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(-5, 250), st.integers(-5, 250)), max_size=6))
def test_no_text_and_no_place_breaks_the_page(text: str, spans: list[tuple[int, int]]) -> None:
    shown = "".join(piece.text for line in paragraphs(text, spans) for piece in line)
    assert "\u202e" not in shown
    assert tame(shown) == shown


def test_one_line_is_one_line() -> None:
    assert one_line("a\n\nb\tc") == "a b c"
    assert one_line("x" * 999, 10) == "xxxxxxxxx…"


def test_a_comparison_gives_back_both_texts() -> None:
    before, after = "Calmez-vous, il est au casier.", "Nos excuses, il est au casier de la gare."
    changes = differences(before, after)
    assert "".join(c.text for c in changes if c.kind != "ins") == before
    assert "".join(c.text for c in changes if c.kind != "del") == after
