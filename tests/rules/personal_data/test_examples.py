"""Invented messages with personal data and near misses: each is read as its line says."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.rules.personal_data import DataKind, find_personal_data


def _examples() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "examples.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" | ", 1) for line in lines if line and not line.startswith("#"))
    return [(kinds, text) for kinds, text in pairs]


@pytest.mark.parametrize(("kinds", "text"), _examples())
def test_the_kinds_of_a_message_are_found_and_no_other(kinds, text):
    expected = set() if kinds == "-" else {DataKind(kind) for kind in kinds.split(",")}
    assert {found.kind for found in find_personal_data(text)} == expected


def test_the_table_holds_every_kind_and_many_near_misses():
    kinds = [kinds for kinds, _ in _examples()]
    assert {kind for some in kinds for kind in some.split(",")} == {*DataKind, "-"}
    assert kinds.count("-") >= 100
