"""Sealed bytes open to exactly what was sealed, and to nothing once anything changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.seal import SealBroken, seal, unseal

KEY = b"k" * 32


@given(st.binary(max_size=2_000))
def test_what_was_sealed_opens_to_the_same_bytes(raw: bytes) -> None:
    assert unseal(seal(raw, KEY), KEY) == raw


def test_the_same_bytes_sealed_twice_have_nothing_in_common() -> None:
    one, two = seal(b"same", KEY), seal(b"same", KEY)
    assert one.commitment != two.commitment and one.ciphertext != two.ciphertext


@pytest.mark.parametrize("part", ["commitment", "wrapped", "ciphertext"])
def test_a_changed_byte_anywhere_breaks_the_seal(part: str) -> None:
    sealed = seal(b"Colis perdu", KEY)
    bytes_ = bytearray(getattr(sealed, part))
    bytes_[-1] ^= 1
    with pytest.raises(SealBroken):
        unseal(replace(sealed, **{part: bytes(bytes_)}), KEY)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(SealBroken):
        unseal(seal(b"x", KEY), b"o" * 32)
