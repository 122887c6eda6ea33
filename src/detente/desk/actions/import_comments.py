"""Import a file of comments: idempotent, line by line, historical unless live."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction

from detente.channels.files.payloads import BadLine, kind_of, read_items
from detente.contracts.actors import COMMAND, Actor
from detente.contracts.network import Change, ChangeKind, Item
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_brand
from detente.desk.actions.receive import receive
from detente.desk.models import Channel, ImportRun
from detente.journal.record import Entry, record

_BATCH: Final = 500
_KEPT_REASONS: Final = 200

_UNKNOWN_FILE = Words(
    fr="« {name} » n’est ni un CSV ni un JSONL. Donnez un fichier .csv ou .jsonl.",
    en="“{name}” is neither CSV nor JSONL. Give a .csv or .jsonl file.",
)
_NO_CHANNEL = Words(
    fr="Aucun canal ne s’appelle « {name} ». Créez-le, ou choisissez parmi : {known}.",
    en="No channel is called “{name}”. Create it, or choose among: {known}.",
)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file. `refused` keeps the first 200 reasons; `refused_count` counts them all."""

    new: int
    known: int
    revised: int
    refused_count: int
    refused: tuple[BadLine, ...]


def import_comments(
    channel_id: int,
    lines: Iterable[bytes],
    *,
    file_name: str,
    live: bool,
    now: datetime,
    person_id: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> ImportReport:
    """Take in a file. Each batch of 500 is one transaction; the same file again brings nothing new.

    `live`: the comments get clocks; otherwise they are historical. `person_id` None: the command line.
    `progress` hears how many records were handled. Raises `Refused`.
    """
    channel = Channel.objects.select_related("brand").get(id=channel_id)
    actor = access_brand(person_id, channel.brand_id, "import_comments").actor if person_id is not None else COMMAND
    kind = kind_of(file_name)
    if kind is None:
        raise Refused("input.file", _UNKNOWN_FILE.with_(name=file_name[-80:]))
    digest = sha256()
    refused: list[BadLine] = []
    new = known = revised = count = seen = 0
    for batch in _batches(read_items(_hashing(lines, digest.update), kind, ZoneInfo(channel.brand.time_zone))):
        bad = [one for one in batch if isinstance(one, BadLine)]
        items = [one for one in batch if isinstance(one, Item)]
        got = receive(channel_id, _changes(items, now), now=now, historical=not live, actor=actor)
        new, known, revised = new + got.new, known + got.known, revised + got.revised
        count += len(bad)
        refused.extend(bad[: max(0, _KEPT_REASONS - len(refused))])
        seen += len(batch)
        if progress:
            progress(seen)
    report = ImportReport(new, known, revised, count, tuple(refused))
    _keep_run(channel, report, digest.hexdigest(), live, actor, now)
    return report


def channel_by_name(name: str) -> Channel:
    """The channel that people call `name`. Raises `Refused` with the names there are."""
    channel = Channel.objects.filter(name=name).order_by("id").first()
    if channel is None:
        known = ", ".join(Channel.objects.order_by("name").values_list("name", flat=True)[:10]) or "—"
        raise Refused("input.channel", _NO_CHANNEL.with_(name=name, known=known))
    return channel


def _hashing(lines: Iterable[bytes], update: Callable[[bytes], None]) -> Iterator[bytes]:
    for line in lines:
        update(line)
        yield line


def _batches(records: Iterator[tuple[int, Item | BadLine]]) -> Iterator[list[Item | BadLine]]:
    while batch := [record for _, record in islice(records, _BATCH)]:
        yield batch


def _changes(items: list[Item], now: datetime) -> list[Change]:
    return [Change(ChangeKind.CREATED, item.external_id, item, now) for item in items]


@transaction.atomic
def _keep_run(channel: Channel, report: ImportReport, file_hash: str, live: bool, actor: Actor, now: datetime) -> None:
    run = ImportRun.objects.create(
        channel=channel,
        file_hash=file_hash,
        live=live,
        new=report.new,
        known=report.known + report.revised,
        refused=[[bad.line, bad.reason.en] for bad in report.refused],
        by_id=actor.id if actor.kind == "person" else None,
        at=now,
    )
    facts = {"new": report.new, "known": report.known, "refused": report.refused_count, "live": live}
    record(Entry("comments.imported", actor, "import", run.id, channel.brand_id, facts=facts), at=now)
