"""Files of comments: what can be read is read, what cannot is named."""

from __future__ import annotations

import io
import json
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.channels.files.payloads import BadLine, FileKind, kind_of, read_items
from detente.contracts.network import Item

PARIS = ZoneInfo("Europe/Paris")


def _read(text: bytes, kind: FileKind) -> tuple[list[Item], list[BadLine]]:
    records = [record for _, record in read_items(io.BytesIO(text), kind, PARIS)]
    return [r for r in records if isinstance(r, Item)], [r for r in records if isinstance(r, BadLine)]


def test_a_csv_with_french_columns_and_quoted_line_breaks_is_read() -> None:
    text = 'identifiant,auteur,texte,date\n7,Odile,"Jamais reçu,\nvraiment",2026-11-20 13:58\n'.encode()
    (item,), bad = _read(text, "csv")
    assert bad == []
    assert (item.external_id, item.text) == ("7", "Jamais reçu,\nvraiment")
    assert item.author is not None and item.author.display_name == "Odile"
    assert item.posted_at is not None and item.posted_at.isoformat() == "2026-11-20T13:58:00+01:00"
    assert item.raw == '7,Odile,"Jamais reçu,\nvraiment",2026-11-20 13:58\n'.encode()


def test_a_json_line_keeps_its_exact_bytes() -> None:
    line = json.dumps({"id": "a", "text": "Colis perdu", "lang": "fr", "author_id": 12}).encode()
    (item,), _ = _read(line + b"\n", "jsonl")
    assert (item.raw, item.language_hint) == (line, "fr")
    assert item.author is not None and item.author.external_id == "12"


@pytest.mark.parametrize(
    ("text", "kind", "line", "word"),
    [
        (b'{"text": "ok"}\nnot json\n{"text": "ok"}\n', "jsonl", 2, "JSON"),
        (b'{"text": "ok"}\n{"text": "\xff"}\n{"text": "ok2"}\n', "jsonl", 2, "UTF-8"),
        (b'{"text": "ok"}\n[1]\n{"text": "ok2"}\n', "jsonl", 2, "JSON"),
        (b'{"text": "ok"}\n{"text": "  "}\n{"text": "ok2"}\n', "jsonl", 2, "missing"),
        (b'{"text": "ok"}\n{"text": "x", "date": "soon"}\n{"text": "ok2"}\n', "jsonl", 2, "soon"),
        (b"id,text\n1,ok\n2,too,many\n3,ok\n", "csv", 3, "columns"),
        (b"id,text\n1,ok\n2,\xff\xfe\n3,ok\n", "csv", 3, "UTF-8"),
    ],
)
def test_one_bad_line_is_named_and_never_stops_the_rest(text: bytes, kind: FileKind, line: int, word: str) -> None:
    items, bad = _read(text, kind)
    assert len(items) == 2
    assert [one.line for one in bad] == [line]
    assert word in bad[0].reason.en


def test_a_csv_without_a_text_column_says_so() -> None:
    items, bad = _read(b"a,b\n1,2\n", "csv")
    assert items == [] and "text" in bad[0].reason.en


def test_without_an_id_the_same_comment_gets_the_same_id() -> None:
    first, _ = _read(b'{"text": "Perdu", "author": "o"}\n', "jsonl")
    again, _ = _read(b'{"author": "o", "text": "Perdu"}\n', "jsonl")
    other, _ = _read(b'{"author": "p", "text": "Perdu"}\n', "jsonl")
    assert first[0].external_id == again[0].external_id != other[0].external_id


def test_the_kind_of_file_follows_its_name() -> None:
    assert [kind_of(name) for name in ("a.CSV", "b.jsonl", "c.ndjson", "d.xls")] == ["csv", "jsonl", "jsonl", None]


@given(st.binary(max_size=300), st.sampled_from(["csv", "jsonl"]))
def test_no_bytes_make_the_reader_raise(text: bytes, kind: FileKind) -> None:
    _read(text, kind)
