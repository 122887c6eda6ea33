"""Bytes of a CSV or JSON Lines file → items, one at a time; what cannot be read is named and never stops the rest."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from detente.channels.files.columns import Field, guess, unlike, written
from detente.channels.files.plan import Plan
from detente.channels.files.times import moment
from detente.contracts.network import AuthorValue, Item
from detente.contracts.words import Words

LONGEST_TEXT: Final = 1_000_000
_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 9999


@dataclass(frozen=True, slots=True)
class BadLine:
    """One record that was refused: its line in the file (from 1) and why."""

    line: int
    reason: Words


_NOT_UTF8 = Words(
    fr="Ces octets ne sont pas de l’UTF-8. Enregistrez le fichier en UTF-8.",
    en="These bytes are not UTF-8. Save the file as UTF-8.",
)
_NOT_JSON = Words(
    fr="Cette ligne n’est pas un objet JSON. Écrivez un objet par ligne.",
    en="This line is not a JSON object. Write one object a line.",
)
_NO_TEXT = Words(
    fr="Il manque le texte du commentaire (colonne «\u202ftext\u202f»).",
    en="The text of the comment is missing (column “text”).",
)
_TOO_LONG = Words(
    fr="Le texte dépasse un million de caractères. Raccourcissez-le.",
    en="The text is over one million characters. Shorten it.",
)
_BAD_TIME = Words(
    fr="La date «\u202f{value}\u202f» ne se lit pas comme {form}.", en="The date “{value}” cannot be read as {form}."
)
_BAD_CSV = Words(
    fr="Cette ligne n’a pas la forme de l’en-tête ({expected} colonnes attendues, {found} trouvées).",
    en="This line does not match the header ({expected} columns expected, {found} found).",
)
_NO_HEADER = Words(
    fr="La première ligne doit nommer les colonnes, dont «\u202ftext\u202f».",
    en="The first line must name the columns, “text” among them.",
)


class _Bad(Exception):
    def __init__(self, reason: Words) -> None:
        super().__init__(reason.en)
        self.reason = reason


def read_items(lines: Iterable[bytes], plan: Plan) -> Iterator[tuple[int, Item | BadLine]]:
    """Items and refused records with the line where they begin, in constant memory."""
    records = _csv_records(lines, plan) if plan.kind == "csv" else _json_records(lines, plan)
    for number, raw, fields in records:
        if isinstance(fields, Words):
            yield number, BadLine(number, fields)
            continue
        try:
            yield number, _item(fields, raw, plan)
        except _Bad as bad:
            yield number, BadLine(number, bad.reason)


_Record = tuple[int, bytes, "Mapping[str, str] | Words"]


def _json_records(lines: Iterable[bytes], plan: Plan) -> Iterator[_Record]:
    for number, line in enumerate(lines, start=1):
        raw = line.rstrip(b"\r\n")
        if raw.strip():
            yield number, raw, _json_fields(raw, plan)


def _json_fields(raw: bytes, plan: Plan) -> Mapping[str, str] | Words:
    try:
        value = json.loads(raw.decode(_codec(plan, 1)))
    except UnicodeDecodeError:
        return _NOT_UTF8
    except (ValueError, RecursionError):  # not only a bad form: a number without end as well
        return _NOT_JSON
    if not isinstance(value, dict):
        return _NOT_JSON
    return _named({written(key): written(item) for key, item in value.items()}, plan)


def _csv_records(lines: Iterable[bytes], plan: Plan) -> Iterator[_Record]:
    source = _Source(lines, plan)
    reader = csv.reader(source, delimiter=plan.delimiter, strict=False)
    header = unlike(_next_row(reader) or [])
    source.take()
    mapping = plan.columns if plan.columns is not None else guess(header)
    if not any(mapping.get(column) == Field.TEXT for column in header):
        yield 1, b"", _NO_HEADER
        return
    start = source.number + 1
    while True:
        row = _next_row(reader)
        if row is None:
            return
        raw = source.take()
        if row or raw.strip():
            yield start, raw, _csv_fields(header, row, raw, plan)
        start = source.number + 1


def _next_row(reader: Iterator[list[str]]) -> list[str] | None:
    """The next row; None at the end, an empty row where the CSV itself is broken."""
    try:
        return next(reader, None)
    except csv.Error:
        return []


def _csv_fields(header: list[str], row: list[str], raw: bytes, plan: Plan) -> Mapping[str, str] | Words:
    if b"\xef\xbf\xbd" not in raw and any("\ufffd" in cell for cell in row):
        return _NOT_UTF8
    if len(row) != len(header):
        return _BAD_CSV.with_(expected=len(header), found=len(row))
    return _named(dict(zip(header, row, strict=True)), plan)


class _Source:
    """Text lines for the CSV reader, remembering the bytes that each record took."""

    def __init__(self, lines: Iterable[bytes], plan: Plan) -> None:
        self._lines = iter(lines)
        self._plan = plan
        self._taken: list[bytes] = []
        self.number = 0

    def __iter__(self) -> _Source:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        self._taken.append(line)
        return line.decode(_codec(self._plan, self.number), "replace").replace("\x00", "\ufffd")

    def take(self) -> bytes:
        """The exact bytes since the last call."""
        raw = b"".join(self._taken)
        self._taken.clear()
        return raw


def _codec(plan: Plan, line: int) -> str:
    return "utf-8-sig" if plan.encoding == "utf-8" and line == 1 else plan.encoding


def _named(record: Mapping[str, str], plan: Plan) -> dict[str, str]:
    """The record under our own field names."""
    mapping = plan.columns if plan.columns is not None else guess(record)
    return {field: record[column] for column, field in mapping.items() if column in record}


def _item(fields: Mapping[str, str], raw: bytes, plan: Plan) -> Item:
    text = fields.get("text", "")
    if not text.strip():
        raise _Bad(_NO_TEXT)
    if len(text) > LONGEST_TEXT:
        raise _Bad(_TOO_LONG)
    author = fields.get("author_id") or fields.get("author") or ""
    external_id = fields.get("id", "").strip() or _derived_id(fields)
    return Item(
        external_id=external_id[:300],
        parent_external_id=fields.get("parent_id", "").strip()[:300] or None,
        conversation_external_id=_conversation(fields, external_id),
        conversation_title=fields.get("title", ""),
        conversation_url=None,
        author=AuthorValue(author.strip()[:300], fields.get("author", ""), fields.get("author", ""))
        if author.strip()
        else None,
        ours=False,
        text=text,
        language_hint=fields.get("language") or None,
        posted_at=_time(fields.get("posted_at", ""), plan),
        permalink=fields.get("permalink") or None,
        raw=raw,
        is_review=fields.get("is_review", "").strip().lower() in ("1", "true", "yes", "oui", "vrai"),
    )


def _conversation(fields: Mapping[str, str], external_id: str) -> str:
    return (fields.get("conversation_id", "").strip() or fields.get("parent_id", "").strip() or external_id)[:300]


def _derived_id(fields: Mapping[str, str]) -> str:
    told = "\x1f".join(fields.get(name, "") for name in ("author_id", "author", "posted_at", "text"))
    return "sha256:" + sha256(told.encode("utf-8", "replace")).hexdigest()[:32]


def _time(value: str, plan: Plan) -> datetime | None:
    try:
        return _possible(moment(value, plan.dates, plan.zone))
    except ValueError:
        raise _Bad(_BAD_TIME.with_(value=value.strip()[:40], form=plan.dates.label)) from None


def _possible(at: datetime | None) -> datetime | None:
    """A time when somebody can have written a comment on a network. Raises `ValueError`."""
    if at is not None and not _FIRST_YEAR <= at.year < _LAST_YEAR:
        raise ValueError(at.isoformat())
    return at
