"""Files of comments: what can be read is read, what cannot is named."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.channels.files.columns import Field, guess, unlike
from detente.channels.files.payloads import BadLine, read_items
from detente.channels.files.plan import FileKind, Plan, kind_of, look
from detente.channels.files.times import DateForm, guess_form, moment
from detente.contracts.network import Item
from detente.contracts.refusals import Refused

PARIS = ZoneInfo("Europe/Paris")


def _read(text: bytes, kind: FileKind) -> tuple[list[Item], list[BadLine]]:
    records = [record for _, record in read_items(io.BytesIO(text), Plan(kind, PARIS))]
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


# --- Looked at first ---


def _look(text: bytes, name: str = "a.csv", *, french: bool = True) -> tuple[list[Item], list[BadLine]]:
    seen = look(io.BytesIO(text), name, PARIS, french=french)
    records = [record for _, record in read_items(io.BytesIO(text), seen.plan)]
    return [r for r in records if isinstance(r, Item)], [r for r in records if isinstance(r, BadLine)]


ROWS = 'Auteur{d}Commentaire{d}Date de publication\nOdile{d}"Jamais reçu{d} vraiment,\nvraiment"{d}20/11/2026 13:58\n'


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_any_usual_csv_is_read_whatever_wrote_it(delimiter: str, encoding: str) -> None:
    (item,), bad = _look(ROWS.format(d=delimiter).encode(encoding))
    assert bad == []
    assert item.text == f"Jamais reçu{delimiter} vraiment,\nvraiment"
    assert item.author is not None and item.author.display_name == "Odile"
    assert item.posted_at is not None and item.posted_at.isoformat() == "2026-11-20T13:58:00+01:00"


def test_a_few_broken_lines_do_not_turn_a_utf8_file_into_another_encoding() -> None:
    items, bad = _look("text\nété\nhiver doré\n".encode() + b"\xe9t\xe9\n")
    assert ([one.text for one in items], len(bad)) == (["été", "hiver doré"], 1)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"PK\x03\x04rest", "a.xlsx", "workbook"),
        (b"PK\x03\x04rest", "a.csv", "workbook"),
        (b"\xd0\xcf\x11\xe0rest", "a.xls", "workbook"),
        ("text\nété".encode("utf-16"), "a.csv", "UTF-16"),
        (b"\x7fELF\x00\x00\x00", "a.csv", "not text"),
        (b"", "a.csv", "empty"),
        (b"  \n \n", "a.jsonl", "empty"),
        (b"text\nhello\n", "a.exe", "neither CSV nor JSONL"),
    ],
)
def test_what_is_no_list_of_comments_gets_one_clear_sentence(content: bytes, name: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        look(io.BytesIO(content), name, PARIS, french=True)
    assert refused.value.code == "input.file"


def test_columns_are_guessed_from_french_and_english_names_and_each_field_once() -> None:
    assert guess(["Commentaire", "Nom de l’auteur", "Publié le", "texte", "Autre"]) == {
        "Commentaire": "text",
        "Nom de l’auteur": "author",
        "Publié le": "posted_at",
    }
    assert guess(["Review_Text", "USER NAME", "url"]) == {
        "Review_Text": "text",
        "USER NAME": "author",
        "url": "permalink",
    }


def test_columns_of_the_same_name_stay_apart() -> None:
    assert unlike(["text", "text", "", "\ufeffid"]) == ["text", "text (2)", "(3)", "id"]


def test_a_person_says_which_column_is_what() -> None:
    content = b"x,y\nPerdu,odile\n"
    plan = replace(look(io.BytesIO(content), "a.csv", PARIS, french=True).plan, columns={"x": "text", "y": "author"})
    ((_, item),) = read_items(io.BytesIO(content), plan)
    assert isinstance(item, Item) and item.text == "Perdu"


def test_the_columns_of_json_lines_are_all_the_names_there_are() -> None:
    seen = look(io.BytesIO(b'{"body": "a"}\nnonsense\n{"body": "b", "who": "o"}\n'), "a.jsonl", PARIS, french=False)
    assert (seen.columns, seen.samples["who"], seen.plan.columns) == (("body", "who"), "o", {"body": "text"})


def test_every_field_can_be_guessed() -> None:
    assert {name for field in Field for name in guess([field.value]).values()} == {field.value for field in Field}


@pytest.mark.parametrize(
    ("cell", "form", "iso"),
    [
        ("2026-11-21T14:05:00+02:00", "iso", "2026-11-21T14:05:00+02:00"),
        ("2026-11-21 14:05", "iso", "2026-11-21T14:05:00+01:00"),
        ("1795273500", "iso", "2026-11-21T15:05:00+00:00"),
        ("1795273500000", "dmy", "2026-11-21T15:05:00+00:00"),
        ("21/11/2026 14:05", "dmy", "2026-11-21T14:05:00+01:00"),
        ("21.11.26 14h05", "dmy", "2026-11-21T14:05:00+01:00"),
        ("11/21/2026 2:05 PM", "mdy", "2026-11-21T14:05:00+01:00"),
        ("11/21/2026 12:05 am", "mdy", "2026-11-21T00:05:00+01:00"),
        ("2026/11/21", "ymd", "2026-11-21T00:00:00+01:00"),
        ("21/11/2026 14:05:09 +0100", "dmy", "2026-11-21T14:05:09+01:00"),
    ],
)
def test_dates_are_read_in_the_form_of_the_file(cell: str, form: str, iso: str) -> None:
    found = moment(cell, DateForm(form), PARIS)
    assert found is not None and found.isoformat() == iso


@pytest.mark.parametrize("cell", ["soon", "31/31/2026", "99999999999999999999", "21/11", "2026-13-01", "nan", "1e999"])
@pytest.mark.parametrize("form", DateForm)
def test_a_date_that_cannot_be_read_is_never_guessed(cell: str, form: DateForm) -> None:
    with pytest.raises(ValueError, match="."):
        moment(cell, form, PARIS)


@pytest.mark.parametrize(
    ("cells", "french", "form"),
    [
        (["03/04/2026", "21/11/2026"], False, "dmy"),
        (["03/04/2026", "11/21/2026"], True, "mdy"),
        (["03/04/2026"], True, "dmy"),
        (["03/04/2026"], False, "mdy"),
        (["2026-04-03"], True, "iso"),
        (["2026/04/03"], True, "ymd"),
        ([], True, "iso"),
    ],
)
def test_the_form_of_the_dates_is_what_reads_them_all(cells: list[str], french: bool, form: str) -> None:
    assert guess_form(cells, french=french) == form


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.jsonl"]))
def test_no_bytes_make_the_first_look_raise_anything_but_a_sentence(content: bytes, name: str) -> None:
    with suppress(Refused):
        _look(content, name)
