"""One value has one form, and what has no such form is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.evidence.bundle.canonical import NotCanonical, Value, canonical, parsed

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(VALUES)
def test_what_was_written_is_read_back_and_written_the_same(value: Value) -> None:
    raw = canonical(value)
    assert parsed(raw) == value
    assert canonical(parsed(raw)) == raw
    assert json.loads(raw) == value


def test_the_form_is_that_of_the_standard() -> None:
    value: Value = {"\u20ac": "Euro", "\r": '\x0f\n\\"', "1": [True, None, -3], "\U0001f600": "😀", "\ufb33": "é"}
    assert canonical(value).decode() == (
        '{"\\r":"\\u000f\\n\\\\\\"","1":[true,null,-3],"\u20ac":"Euro","\U0001f600":"😀","\ufb33":"é"}'
    )


def test_half_a_surrogate_pair_becomes_the_sign_for_what_cannot_be_read() -> None:
    assert canonical("a\ud800") == '"a\ufffd"'.encode()
    assert canonical("\ud83d\ude00") == '"😀"'.encode()


@pytest.mark.parametrize("value", [2**53, -(2**60), 1.5])
def test_a_number_that_others_would_round_is_refused(value: int) -> None:
    with pytest.raises(NotCanonical):
        canonical({"n": value})


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"\xff", b"1.5", b"NaN", b'{"a":1,"a":2}', b"[" * 100_000, b"9" * 5_000, b"1e999"],
    ids=["nothing", "cut", "latin", "fraction", "nan", "twice", "deep", "long", "huge"],
)
def test_what_has_no_form_is_refused_in_half_a_sentence(raw: bytes) -> None:
    with pytest.raises(NotCanonical, match=r"^(is|holds|names) "):
        parsed(raw)
