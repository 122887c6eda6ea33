"""The way from sealed bytes to the head of the ledger is the desk's own, step by step, and bends nowhere."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.evidence.caseproof import (
    BadProof,
    ItemProof,
    Line,
    climb,
    line_of,
    path_of,
    read_lines,
    read_proof,
    segments,
    written_proof,
)
from detente.evidence.seal import commit
from detente.journal.ledger import line_hash
from detente.journal.merkle import merkle_root
from detente.journal.models import LedgerLine

FEW = settings(max_examples=40, deadline=None)
AT = datetime(2026, 11, 20, 12, 0, 0, 123_000, tzinfo=UTC)


def _leaves(count: int) -> list[bytes]:
    return [bytes([n]) * 32 for n in range(count)]


def _row(seq: int, prev: bytes, **facts: int | str) -> LedgerLine:
    return LedgerLine(seq=seq, prev=prev, at=AT, event="sealed", root=b"r" * 32, count=3, facts=facts or {"é": "“x”"})


def _body(row: LedgerLine) -> dict[str, object]:
    return {
        "at": row.at.isoformat(timespec="microseconds"), "count": row.count, "event": row.event, "facts": row.facts,
        "prev": row.prev.hex(), "root": row.root.hex(), "seq": row.seq,
    }  # fmt: skip


def _chain(count: int) -> list[Line]:
    lines: list[Line] = []
    for seq in range(1, count + 1):
        lines.append(line_of(_body(_row(seq, lines[-1].hash if lines else bytes(32)))))  # type: ignore[arg-type]
    return lines


@FEW
@given(st.integers(1, 40), st.data())
def test_every_leaf_of_a_batch_climbs_to_the_root_that_the_ledger_wrote(count: int, data: st.DataObject) -> None:
    leaf = data.draw(st.integers(0, count - 1))
    leaves = _leaves(count)
    path = path_of(leaves, leaf)
    assert climb(leaves[leaf], path) == merkle_root(leaves)
    assert climb(b"z" * 32, path) != merkle_root(leaves)


def test_the_hash_of_a_line_is_the_one_that_the_ledger_computes() -> None:
    row = _row(7, b"p" * 32, channel=3, note="n")
    assert line_of(_body(row)).hash == line_hash(row)  # type: ignore[arg-type]
    assert line_of(_body(_row(8, b"q" * 32))).hash == line_hash(_row(8, b"q" * 32))  # type: ignore[arg-type]


def test_lines_come_back_from_their_own_bytes_and_are_cut_where_one_is_left_out() -> None:
    chain = _chain(6)
    raw = b"".join(line.body + b"\n" for line in (*chain[:2], *chain[3:]))
    assert [[line.seq for line in piece] for piece in segments(read_lines(raw))] == [[1, 2], [4, 5, 6]]


@pytest.mark.parametrize("place", range(0, 600, 23))
def test_a_byte_turned_in_a_line_breaks_the_chain_there_or_at_the_next_line(place: int) -> None:
    raw = bytearray(b"".join(line.body + b"\n" for line in _chain(4)))
    raw[place] ^= 2
    with pytest.raises(BadProof):
        segments(read_lines(bytes(raw)))


def test_lines_in_another_order_or_twice_are_refused() -> None:
    one, two, three = _chain(3)
    for order in ((two, one), (one, one), (one, three, two)):
        with pytest.raises(BadProof, match="after line"):
            segments(order)


def test_a_proof_survives_its_own_writing_and_tells_other_bytes_apart() -> None:
    salt, leaves = b"s" * 32, _leaves(5)
    leaves[3] = commit(b"the bytes", salt)
    proof = ItemProof(leaves[3], salt, 9, path_of(leaves, 3))
    again = read_proof(written_proof(proof))
    assert again == proof
    assert again.holds(b"the bytes")
    assert not again.holds(b"other bytes")
    assert again.leads_to(merkle_root(leaves))
    erased = read_proof(written_proof(ItemProof(leaves[3], b"", 9, proof.path)))
    assert erased.salt == b""
    assert not erased.holds(b"the bytes")


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"path": [], "salt": None, "commitment": "zz" * 32, "line": 1},
        {"path": [{}], "salt": None, "commitment": "00" * 32, "line": 1},
        {"path": [], "salt": "00", "commitment": "00" * 32, "line": 1},
        {"path": [], "salt": None, "commitment": "00" * 32, "line": True},
        {"path": [{"side": "left", "hash": "00" * 32}] * 65, "salt": None, "commitment": "00" * 32, "line": 1},
    ],
)
def test_a_proof_of_another_form_is_refused(said: dict[str, object]) -> None:
    with pytest.raises(BadProof):
        read_proof(said)  # type: ignore[arg-type]
