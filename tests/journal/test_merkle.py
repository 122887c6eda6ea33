"""The root over a batch changes with every leaf and with their order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.journal.merkle import merkle_root

LEAVES = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=20)


@given(LEAVES, st.data())
def test_changing_one_leaf_changes_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves]
    changed[place] = bytes(b ^ 1 for b in changed[place])
    assert merkle_root(changed) != merkle_root(leaves)


@given(LEAVES)
def test_adding_a_leaf_changes_the_root(leaves: list[bytes]) -> None:
    assert merkle_root([*leaves, bytes(32)]) != merkle_root(leaves)


def test_order_matters_and_nothing_has_no_root() -> None:
    one, two = bytes(32), b"\x01" * 32
    assert merkle_root([one, two]) != merkle_root([two, one])
    with pytest.raises(ValueError, match="nothing"):
        merkle_root([])
