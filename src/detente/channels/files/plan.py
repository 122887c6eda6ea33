"""How a file is to be read: guessed from its first bytes, so that nobody has to know what an encoding is."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal
from zoneinfo import ZoneInfo

from detente.channels.files.columns import Field, guess, unlike, written
from detente.channels.files.times import DateForm, guess_form
from detente.contracts.refusals import Refused
from detente.contracts.words import Words

FileKind = Literal["csv", "jsonl"]
Encoding = Literal["utf-8", "cp1252"]

_LOOKED_AT: Final = 64 * 1024
_SAMPLES: Final = 200
_EXCEL: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

UNKNOWN_FILE = Words(
    fr="«\u202f{name}\u202f» n’est ni un CSV ni un JSONL. Donnez un fichier .csv ou .jsonl.",
    en="“{name}” is neither CSV nor JSONL. Give a .csv or .jsonl file.",
)
_WORKBOOK = Words(
    fr="C’est un classeur, pas un CSV. Dans le tableur, enregistrez-le en «\u202fCSV UTF-8\u202f», puis donnez-le ici.",
    en="This is a workbook, not a CSV. In the spreadsheet, save it as “CSV UTF-8”, then give that file.",
)
_WIDE = Words(
    fr="Ce fichier est en UTF-16. Enregistrez-le en UTF-8 (dans un tableur\u202f: «\u202fCSV UTF-8\u202f»).",
    en="This file is in UTF-16. Save it as UTF-8 (in a spreadsheet: “CSV UTF-8”).",
)
_BINARY = Words(
    fr="Ce fichier n’est pas du texte. Donnez un CSV ou un JSONL.", en="This file is not text. Give a CSV or a JSONL."
)
_EMPTY = Words(fr="Ce fichier est vide.", en="This file is empty.")


@dataclass(frozen=True, slots=True)
class Plan:
    """How to read one file. `columns`: column → field (see `columns.Field`); None: guessed from their names.

    `zone`: for times without an offset.
    """

    kind: FileKind
    zone: ZoneInfo
    encoding: Encoding = "utf-8"
    delimiter: str = ","
    columns: Mapping[str, str] | None = None
    dates: DateForm = DateForm.ISO


@dataclass(frozen=True, slots=True)
class Seen:
    """What a first look at a file brought: a plan to begin with, its columns in order, a sample of each."""

    plan: Plan
    columns: tuple[str, ...]
    samples: Mapping[str, str] = field(default_factory=dict)


def kind_of(file_name: str) -> FileKind | None:
    """CSV or JSON Lines by the file's name; None for anything else."""
    name = file_name.lower()
    if name.endswith((".csv", ".tsv", ".txt")):
        return "csv"
    return "jsonl" if name.endswith((".jsonl", ".ndjson", ".json")) else None


def look(lines: Iterable[bytes], file_name: str, zone: ZoneInfo, *, french: bool) -> Seen:
    """Guess how a file is to be read. All of it is gone through once: its encoding is decided by every line.

    Raises `Refused("input.file")` for a workbook, for what is no text, for a name that is neither CSV nor JSONL.
    """
    head, encoding = _encoding(lines)
    _check_text(head)
    kind = kind_of(file_name)
    if kind is None:
        raise Refused("input.file", UNKNOWN_FILE.with_(name=file_name[-80:]))
    text = head.decode("utf-8-sig" if encoding == "utf-8" else encoding, "replace")
    delimiter = _delimiter(text) if kind == "csv" else ","
    records = list(_csv_sample(text, delimiter) if kind == "csv" else _json_sample(text))
    columns = tuple(dict.fromkeys(key for one in records for key in one))
    mapping = guess(columns)
    dated = next((column for column, name in mapping.items() if name == Field.POSTED_AT), "")
    dates = guess_form((one.get(dated, "") for one in records), french=french) if dated else DateForm.ISO
    samples = {column: next((one[column] for one in records if one.get(column, "").strip()), "") for column in columns}
    return Seen(Plan(kind, zone, encoding, delimiter, mapping, dates), columns, samples)


def _check_text(head: bytes) -> None:
    if not head.strip():
        raise Refused("input.file", _EMPTY)
    if head.startswith(_EXCEL):
        raise Refused("input.file", _WORKBOOK)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Refused("input.file", _WIDE)
    if b"\x00" in head[:8192]:
        raise Refused("input.file", _BINARY)


def _encoding(lines: Iterable[bytes]) -> tuple[bytes, Encoding]:
    """The first bytes, and what most lines with accents are written in. A few broken lines make no other encoding."""
    head = bytearray()
    whole = broken = 0
    for line in lines:
        if len(head) < _LOOKED_AT:
            head += line[: _LOOKED_AT - len(head)]
        if line.isascii():
            continue
        if _is_utf8(line):
            whole += 1
        else:
            broken += 1
    return bytes(head), "cp1252" if broken > whole else "utf-8"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab: the one that the header has most of, outside quotation marks."""
    header = text.lstrip("\r\n").split("\n", 1)[0]
    bare = "".join(header.split('"')[::2])
    return max(",;\t", key=bare.count)


def _csv_sample(text: str, delimiter: str) -> Iterator[dict[str, str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = unlike(next(reader, []))
        rows = 0
        for row in reader:
            if len(row) == len(header):
                rows += 1
                yield dict(zip(header, row, strict=True))
            if rows >= _SAMPLES:
                return
        if not rows:
            yield dict.fromkeys(header, "")
    except csv.Error:
        return


def _json_sample(text: str) -> Iterator[dict[str, str]]:
    for line in text.splitlines()[:_SAMPLES]:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            yield {written(key): written(item) for key, item in value.items()}
