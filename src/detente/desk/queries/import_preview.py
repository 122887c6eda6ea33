"""What an import would bring, before it is confirmed: the first rows as they will be, and the numbers of the whole."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import Final

from django.db import connection

from detente.channels.files.columns import Field
from detente.channels.files.payloads import BadLine, read_items
from detente.channels.files.times import DateForm
from detente.contracts.network import Item
from detente.contracts.words import Words
from detente.desk.actions.import_upload import access_upload, plan_of
from detente.desk.models import ImportUpload

FIRST_ROWS: Final = 10
COUNTED: Final = 20_000
"""Records that are counted before the import; in a longer file, the rest is counted while it comes in."""
_AT_ONCE: Final = 2_000
_REASONS: Final = 8
_SHOWN: Final = 240


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: its name, a sample of it, and what it is taken for (empty: left out)."""

    name: str
    sample: str
    field: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One record as it will be. `refused` says why it will not come in."""

    line: int
    text: str
    author: str
    posted_at: datetime | None
    thread: str
    permalink: str
    refused: Words | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why lines are refused: how many, and the first of them."""

    words: Words
    times: int
    line: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """What would become of the file. `whole` is false when only the first `COUNTED` records were counted."""

    records: int
    new: int
    known: int
    revised: int
    refused: int
    reasons: tuple[Reason, ...]
    undated: int
    whole: bool


@dataclass(frozen=True, slots=True)
class UploadPage:
    """A file that was put here. `rows` and `numbers` are there while it waits to be confirmed."""

    id: int
    name: str
    channel: str
    state: str
    live: bool
    encoding: str
    dates: DateForm
    zone: str
    columns: tuple[Column, ...]
    mapped: bool
    rows: tuple[PreviewRow, ...]
    numbers: Numbers | None
    progress: Mapping[str, int]
    refused: tuple[tuple[int, Words], ...]
    at: datetime


def upload_page(person_id: int, upload_id: int) -> UploadPage:
    """The page of one file. Raises `Refused("access.…")`."""
    upload = access_upload(person_id, upload_id)
    told = upload.mapping
    columns = tuple(Column(name, told["samples"].get(name, ""), told["columns"].get(name, "")) for name in told["all"])
    mapped = Field.TEXT in told["columns"].values()
    looked = upload.state == "looked" and mapped
    records = _records(upload) if looked else []
    return UploadPage(
        id=upload.id,
        name=upload.name,
        channel=upload.channel.name,
        state=upload.state,
        live=bool(told["live"]),
        encoding=told["encoding"],
        dates=DateForm(told["dates"]),
        zone=told["zone"],
        columns=columns,
        mapped=mapped,
        rows=tuple(_row(line, record) for line, record in records[:FIRST_ROWS]),
        numbers=_numbers(upload.channel_id, records) if looked else None,
        progress={str(name): int(count) for name, count in upload.progress.items()},
        refused=tuple((int(line), Words(fr=fr, en=en)) for line, fr, en in upload.refused),
        at=upload.at,
    )


def _records(upload: ImportUpload) -> list[tuple[int, Item | BadLine]]:
    """The first records, and one more when there are more."""
    return list(islice(read_items(io.BytesIO(bytes(upload.content)), plan_of(upload)), COUNTED + 1))


def _row(line: int, record: Item | BadLine) -> PreviewRow:
    if isinstance(record, BadLine):
        return PreviewRow(line, "", "", None, "", "", record.reason)
    author = record.author.display_name if record.author else ""
    thread = record.conversation_title or (record.parent_external_id or "")
    return PreviewRow(line, record.text[:_SHOWN], author, record.posted_at, thread, record.permalink or "", None)


def _numbers(channel_id: int, records: list[tuple[int, Item | BadLine]]) -> Numbers:
    counted = records[:COUNTED]
    bad = [record for _, record in counted if isinstance(record, BadLine)]
    items = {record.external_id: record for _, record in counted if isinstance(record, Item)}
    twice = len(counted) - len(bad) - len(items)
    known, revised = _known(channel_id, items)
    return Numbers(
        records=len(counted),
        new=len(items) - known - revised,
        known=known + twice,
        revised=revised,
        refused=len(bad),
        reasons=_reasons(bad),
        undated=sum(item.posted_at is None for item in items.values()),
        whole=len(records) <= COUNTED,
    )


def _known(channel_id: int, items: Mapping[str, Item]) -> tuple[int, int]:
    """How many are here already with these words, and how many with others."""
    same = other = 0
    ids = list(items)
    for start in range(0, len(ids), _AT_ONCE):
        for key, digest in _stored(channel_id, ids[start : start + _AT_ONCE]):
            matches = sha256(items[key].text.encode("utf-8", "replace")).digest() == digest
            same, other = same + matches, other + (not matches)
    return same, other


def _stored(channel_id: int, ids: list[str]) -> list[tuple[str, bytes]]:
    query = (
        "SELECT m.external_id, r.text_hash FROM desk_message m JOIN desk_revision r ON r.message_id = m.id"
        " AND r.number = m.revision_number WHERE m.channel_id = %s AND m.external_id = ANY(%s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [channel_id, [one.replace("\x00", "\ufffd") for one in ids]])
        return [(key, bytes(digest)) for key, digest in cursor.fetchall()]


def _reasons(bad: list[BadLine]) -> tuple[Reason, ...]:
    """The reasons, the most frequent first; those that differ only in what they quote stand apart."""
    times = Counter(one.reason for one in bad)
    first = {one.reason: one.line for one in reversed(bad)}
    return tuple(Reason(words, count, first[words]) for words, count in times.most_common(_REASONS))
