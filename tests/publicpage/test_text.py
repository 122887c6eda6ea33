"""What is left out when a text is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.publicpage.text import as_typed, shown


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("a\u202eb\u202cc", "abc"),
        ("a\u2066b\u2069c\u200f\u061c", "abc"),
        ("c\u200bo\u2060n\ufeff", "con"),
        ("f\u200do\u200co", "foo"),
        ("a\x07\x1b[31mb", "a[31mb"),
        ("e" + "\u0301" * 60, "e" + "\u0301" * 4),
        ("deux\nlignes\tet", "deux\nlignes\tet"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("É \u202f: « oui »", "É \u202f: « oui »"),
        ("🇫🇷", "🇫🇷"),
    ],
)
def test_only_what_disturbs_its_surroundings_is_left_out(written: str, seen: str) -> None:
    assert shown(written) == seen


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x24F, categories=["L", "N", "P", "S", "Z"])))
def test_a_plain_text_is_shown_as_written(text: str) -> None:
    assert shown(text) == text


@given(st.text())
def test_showing_twice_changes_nothing_more(text: str) -> None:
    assert shown(shown(text)) == shown(text)


def test_line_ends_of_a_form_are_those_that_were_typed() -> None:
    assert as_typed("un\r\ndeux\rtrois\n") == "un\ndeux\ntrois\n"
