"""The exact bytes of each element."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.channels.slices import elements
from detente.channels.slices import values as values_of
from detente.contracts.network import Contract

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(
    st.lists(st.dictionaries(st.text(max_size=8), values, max_size=4)),
    values,
    st.sampled_from([None, 1]),
    st.booleans(),
)
def test_each_slice_reads_as_its_element_and_stands_in_the_body(
    items: list[dict[str, object]], before: object, indent: int | None, ascii_only: bool
) -> None:
    body = json.dumps({"before": before, "items": items, "after": 1}, indent=indent, ensure_ascii=ascii_only)
    raw = body.encode("utf-8", "surrogatepass")
    try:
        raw.decode()
    except UnicodeDecodeError:
        with pytest.raises(Contract):
            elements(raw, "items")
        return
    found = elements(raw, "items")
    assert [value for value, _ in found] == items
    assert all(slice_ in raw and json.loads(slice_) == value for value, slice_ in found)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"{}",
        b'{"items": 3}',
        b'{"items": [3]}',
        b'{"items": [{}',
        b'{"items": [{},]}',
        b"\xff",
        b"null",
    ],
)
def test_anything_else_is_a_broken_contract(body: bytes) -> None:
    with pytest.raises(Contract):
        elements(body, "items")


def test_spaces_are_no_part_of_an_element() -> None:
    assert elements(b' \n{ "x" : [1, {}] ,"items" : [ {"a": 1} , {"b":2}\n] } ', "items") == [
        ({"a": 1}, b'{"a": 1}'),
        ({"b": 2}, b'{"b":2}'),
    ]


def test_any_value_of_a_list_comes_with_its_own_bytes() -> None:
    body = b'{"n": 1, "all": [ {"a":1} , 7,"x\\u00e9", null,[ ] ]}'
    assert values_of(body, "all") == [
        ({"a": 1}, b'{"a":1}'),
        (7, b"7"),
        ("xé", b'"x\\u00e9"'),
        (None, b"null"),
        ([], b"[ ]"),
    ]
    with pytest.raises(Contract):
        values_of(body, "n")
