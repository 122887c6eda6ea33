"""Import a file of comments: idempotent, line by line, historical unless live."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction

from detente.channels.files.columns import Field
from detente.channels.files.payloads import BadLine, read_items
from detente.channels.files.plan import UNKNOWN_FILE, Plan, kind_of, look
from detente.channels.files.times import DateForm
from detente.contracts.actors import COMMAND, Actor
from detente.contracts.network import Change, ChangeKind, Item
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_brand
from detente.desk.actions.receive import receive
from detente.desk.models import Channel, ImportRun
from detente.journal.record import Entry, record

BATCH: Final = 500
_KEPT_REASONS: Final = 200

_NO_CHANNEL = Words(
    fr="Aucun canal ne s’appelle «\u202f{name}\u202f». Créez-le, ou choisissez parmi\u202f: {known}.",
    en="No channel is called “{name}”. Create it, or choose among: {known}.",
)


_NO_COLUMN = Words(
    fr="Aucune colonne ne s’appelle «\u202f{column}\u202f». Il y a\u202f: {known}.",
    en="No column is called “{column}”. There are: {known}.",
)
_NO_FIELD = Words(
    fr="«\u202f{field}\u202f» n’est pas un champ. Choisissez parmi\u202f: {known}.",
    en="“{field}” is no field. Choose among: {known}.",
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
    plan: Plan | None = None,
) -> ImportReport:
    """Take in a file. Each batch of 500 is one transaction; the same file again brings nothing new.

    `live`: the comments get clocks; otherwise they are historical. `person_id` None: the command line.
    `progress` hears how many records were handled. `plan`: how the file is read; None: by its name, as UTF-8 with
    commas. Raises `Refused`.
    """
    channel = Channel.objects.select_related("brand").get(id=channel_id)
    actor = access_brand(person_id, channel.brand_id, "import_comments").actor if person_id is not None else COMMAND
    plan = plan or _plain_plan(file_name, ZoneInfo(channel.brand.time_zone))
    digest = sha256()
    refused: list[BadLine] = []
    new = known = revised = count = seen = 0
    for batch in batches(read_items(_hashing(lines, digest.update), plan)):
        bad = [one for one in batch if isinstance(one, BadLine)]
        items = [one for one in batch if isinstance(one, Item)]
        got = receive(channel_id, as_created(items, now), now=now, historical=not live, actor=actor)
        new, known, revised = new + got.new, known + got.known, revised + got.revised
        count += len(bad)
        refused.extend(bad[: max(0, _KEPT_REASONS - len(refused))])
        seen += len(batch)
        if progress:
            progress(seen)
    report = ImportReport(new, known, revised, count, tuple(refused))
    keep_run(channel, report, digest.hexdigest(), actor, live=live, now=now)
    return report


def plan_for(
    channel: Channel, lines: Iterable[bytes], file_name: str, *, mapping: Mapping[str, str], dates: str | None
) -> Plan:
    """How a file is to be read: guessed, with what somebody says of its columns (column → field, "" leaves it out).

    Raises `Refused`: `input.file`, `input.columns` for a column or a field that there is not.
    """
    zone = ZoneInfo(channel.brand.time_zone)
    seen = look(lines, file_name, zone, french=channel.brand.language == "fr")
    if unknown := [one for one in mapping if one not in seen.columns]:
        raise Refused("input.columns", _NO_COLUMN.with_(column=unknown[0], known=", ".join(seen.columns)[:300]))
    if wrong := [one for one in mapping.values() if one and one not in set(Field)]:
        raise Refused("input.columns", _NO_FIELD.with_(field=wrong[0], known=", ".join(Field)))
    told = set(mapping.values())
    guessed = {column: field for column, field in (seen.plan.columns or {}).items() if field not in told}
    columns = {column: field for column, field in (guessed | dict(mapping)).items() if field}
    return replace(seen.plan, columns=columns, dates=DateForm(dates) if dates else seen.plan.dates)


def channel_by_name(name: str) -> Channel:
    """The channel that people call `name`. Raises `Refused` with the names there are."""
    there = Channel.objects.exclude(state="removed")
    channel = there.select_related("brand").filter(name=name).order_by("id").first()
    if channel is None:
        known = ", ".join(there.order_by("name").values_list("name", flat=True)[:10]) or "—"
        raise Refused("input.channel", _NO_CHANNEL.with_(name=name, known=known))
    return channel


def batches(records: Iterator[tuple[int, Item | BadLine]], *, skip: int = 0) -> Iterator[list[Item | BadLine]]:
    """The records by 500, after the first `skip`."""
    rest = islice(records, skip, None)
    while batch := [record for _, record in islice(rest, BATCH)]:
        yield batch


def as_created(items: Iterable[Item], now: datetime) -> list[Change]:
    """The items as changes."""
    return [Change(ChangeKind.CREATED, item.external_id, item, now) for item in items]


@transaction.atomic
def keep_run(
    channel: Channel, report: ImportReport, file_hash: str, actor: Actor, *, live: bool, now: datetime
) -> None:
    """Note what became of a file: numbers and reasons, none of its words."""
    run = ImportRun.objects.create(
        channel=channel,
        file_hash=file_hash,
        live=live,
        new=report.new,
        known=report.known + report.revised,
        refused=[[bad.line, bad.reason.en] for bad in report.refused[:_KEPT_REASONS]],
        by_id=actor.id if actor.kind == "person" else None,
        at=now,
    )
    facts = {"new": report.new, "known": report.known, "refused": report.refused_count, "live": live}
    record(Entry("comments.imported", actor, "import", run.id, channel.brand_id, facts=facts), at=now)


def _plain_plan(file_name: str, zone: ZoneInfo) -> Plan:
    kind = kind_of(file_name)
    if kind is None:
        raise Refused("input.file", UNKNOWN_FILE.with_(name=file_name[-80:]))
    return Plan(kind, zone)


def _hashing(lines: Iterable[bytes], update: Callable[[bytes], None]) -> Iterator[bytes]:
    for line in lines:
        update(line)
        yield line
