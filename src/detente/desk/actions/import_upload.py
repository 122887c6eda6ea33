"""A file that somebody puts here: looked at, told how to be read, confirmed, taken in by a worker batch by batch.

The file is a row. Each batch and the progress it makes are one transaction, so a worker that dies is taken over where
it was; and what was taken in twice is known, not doubled.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from detente.channels.files.columns import Field
from detente.channels.files.payloads import BadLine, read_items
from detente.channels.files.plan import Encoding, FileKind, Plan, Seen, look
from detente.channels.files.times import DateForm
from detente.contracts.actors import Actor
from detente.contracts.network import Item
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_brand, access_channel
from detente.desk.actions.claim import Claim, claim, next_due
from detente.desk.actions.import_comments import ImportReport, as_created, batches, keep_run
from detente.desk.actions.notify import tell_screens, wake_workers
from detente.desk.actions.receive import receive
from detente.desk.models import ImportUpload
from detente.rules.roles import Action

LARGEST: Final = 20 * 1024 * 1024
"""Bytes of a file that the screen takes; beyond, the command line takes any size."""

KEPT: Final = timedelta(days=1)
MOST_REFUSED: Final = 10_000
"""Refused lines whose reason is kept for the report; all of them are counted."""

WAITING: Final = "state = 'waiting'"
_CAP: Final = 50
_A_STEP: Final = 10

_TOO_LARGE = Words(
    fr="Ce fichier dépasse 20 Mo. Coupez-le en deux, ou passez par «\u202fdetente import\u202f» sur la machine.",
    en="This file is over 20 MB. Cut it in two, or use “detente import” on the machine.",
)
_NO_SUCH = Words(
    fr="Ce fichier n’est plus ici. Donnez-le de nouveau\u202f: ce qui est déjà entré n’entre pas deux fois.",
    en="This file is no longer here. Give it again: what came in already does not come in twice.",
)
_NO_TEXT = Words(
    fr="Dites quelle colonne contient le texte des commentaires. Rien n’est encore entré.",
    en="Say which column holds the text of the comments. Nothing came in yet.",
)
_TWICE = Words(
    fr="«\u202f{field}\u202f» est donné à deux colonnes. Gardez-en une.",
    en="“{field}” is given to two columns. Keep one.",
)
_BAD_CHOICE = Words(fr="Cette page est incomplète. Rechargez-la.", en="This page is incomplete. Reload it.")
_BEGUN = Words(
    fr="L’import de ce fichier est déjà lancé ou terminé.", en="The import of this file has begun already, or is over."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """How somebody says that a file is to be read, and what for."""

    columns: Mapping[str, str]
    dates: str
    zone: str
    live: bool


@transaction.atomic
def put_upload(person_id: int, channel_id: int, name: str, content: bytes, *, now: datetime) -> int:
    """Keep a file for a day, guess how it is to be read, return its id. Raises `Refused`: `access.…`, `input.file`."""
    channel, colleague = access_channel(person_id, channel_id, Action.IMPORT_COMMENTS)
    if len(content) > LARGEST:
        raise Refused("input.file", _TOO_LARGE)
    zone = ZoneInfo(channel.brand.time_zone)
    seen = look(io.BytesIO(content), name, zone, french=channel.brand.language == "fr")
    upload = ImportUpload.objects.create(
        channel=channel,
        by_id=colleague.id,
        name=name[-200:],
        content=content,
        mapping=_stored(seen, live=False),
        at=now,
    )
    return upload.id


@transaction.atomic
def choose_upload(person_id: int, upload_id: int, choice: Choice) -> None:
    """Keep how the file is to be read. Raises `Refused`: `access.…`, `input.…`, `state.import`."""
    upload = access_upload(person_id, upload_id, lock=True)
    _check_looked(upload)
    upload.mapping |= _chosen(upload, choice)
    upload.save(update_fields=["mapping"])


@transaction.atomic
def confirm_upload(person_id: int, upload_id: int, choice: Choice, *, now: datetime) -> None:
    """Give the file to a worker. Raises `Refused`: `access.…`, `input.…`, `state.import`."""
    upload = access_upload(person_id, upload_id, lock=True)
    _check_looked(upload)
    upload.mapping |= _chosen(upload, choice)
    if Field.TEXT not in upload.mapping["columns"].values():
        raise Refused("input.columns", _NO_TEXT)
    upload.state, upload.due_at, upload.by_id = "waiting", now, person_id
    upload.progress = {"total": bytes(upload.content).count(b"\n")}
    upload.save(update_fields=["mapping", "state", "due_at", "by", "progress"])
    wake_workers("import")


@transaction.atomic
def cancel_upload(person_id: int, upload_id: int, *, now: datetime) -> None:
    """Stop: what came in stays, the rest does not come in. Raises `Refused`: `access.…`, `state.import`."""
    upload = access_upload(person_id, upload_id, lock=True)
    if upload.state not in ("looked", "waiting"):
        raise Refused("state.import", _BEGUN)
    _end(upload, "cancelled", now)


def access_upload(person_id: int, upload_id: int, *, lock: bool = False) -> ImportUpload:
    """The file, for somebody who may import into its brand. Raises `Refused("access.…")`."""
    rows = ImportUpload.objects.select_for_update(of=("self",)) if lock else ImportUpload.objects.all()
    upload = rows.select_related("channel__brand").defer("content").filter(id=upload_id).first()
    if upload is None:
        raise Refused("access.import", _NO_SUCH)
    access_brand(person_id, upload.channel.brand_id, Action.IMPORT_COMMENTS)
    return upload


def plan_of(upload: ImportUpload) -> Plan:
    """How the file is to be read."""
    told = upload.mapping
    return Plan(
        cast(FileKind, told["kind"]),
        ZoneInfo(str(told["zone"])),
        cast(Encoding, told["encoding"]),
        str(told["delimiter"]),
        {str(column): str(field) for column, field in told["columns"].items()},
        DateForm(told["dates"]),
    )


def _stored(seen: Seen, *, live: bool) -> dict[str, object]:
    plan = seen.plan
    return {
        "kind": plan.kind,
        "encoding": plan.encoding,
        "delimiter": plan.delimiter,
        "zone": plan.zone.key,
        "dates": plan.dates.value,
        "columns": dict(plan.columns or {}),
        "all": list(seen.columns),
        "samples": {column: sample[:200].replace("\x00", "\ufffd") for column, sample in seen.samples.items()},
        "live": live,
    }


def _chosen(upload: ImportUpload, choice: Choice) -> dict[str, object]:
    columns = {column: field for column, field in choice.columns.items() if field}
    if not set(columns) <= set(upload.mapping["all"]) or not set(columns.values()) <= set(Field):
        raise Refused("input.columns", _BAD_CHOICE)
    for field in Field:
        if list(columns.values()).count(field) > 1:
            raise Refused("input.columns", _TWICE.with_(field=field.label))
    if choice.dates not in set(DateForm):
        raise Refused("input.dates", _BAD_CHOICE)
    return {"columns": columns, "dates": choice.dates, "zone": _zone(choice.zone), "live": choice.live}


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused("input.zone", _BAD_CHOICE) from None


def _check_looked(upload: ImportUpload) -> None:
    if upload.state != "looked":
        raise Refused("state.import", _BEGUN)


# --- The worker's part ---


@transaction.atomic
def claim_upload(*, lease: timedelta, now: datetime) -> Claim | None:
    """Take one confirmed file; None when none is due."""
    return next(iter(claim("desk_importupload", WAITING, limit=1, lease=lease, now=now, cap=_CAP)), None)


def next_upload_due() -> datetime | None:
    """When a file is next due; None when none is."""
    return next_due("desk_importupload", WAITING, cap=_CAP)


def import_some(claimed: Claim, *, now: datetime) -> None:
    """Take in the next few thousand records of a claimed file, then let it be due again; or finish it."""
    upload = ImportUpload.objects.select_related("channel__brand").filter(id=claimed.id).first()
    if upload is None:
        return
    content, done = bytes(upload.content), int(upload.progress.get("handled", 0))
    records = batches(read_items(io.BytesIO(content), plan_of(upload)), skip=done)
    for number, batch in enumerate(records, start=1):
        if not _take_batch(claimed, batch, now):
            return
        if number == _A_STEP:
            _again(claimed, now)
            return
    _finish(claimed, sha256(content).hexdigest(), now)


@transaction.atomic
def _take_batch(claimed: Claim, batch: list[Item | BadLine], now: datetime) -> bool:
    """One batch and the progress it makes; False when the file was cancelled or is in other hands."""
    upload = _mine(claimed)
    if upload is None:
        return False
    bad = [one for one in batch if isinstance(one, BadLine)]
    items = [one for one in batch if isinstance(one, Item)]
    actor = Actor.person(upload.by_id)
    live = bool(upload.mapping["live"])
    got = receive(upload.channel_id, as_created(items, now), now=now, historical=not live, actor=actor)
    counted = {"handled": len(batch), "new": got.new, "known": got.known, "revised": got.revised, "refused": len(bad)}
    upload.progress |= {name: int(upload.progress.get(name, 0)) + more for name, more in counted.items()}
    upload.save(update_fields=["progress"])
    if bad and len(upload.refused) < MOST_REFUSED:
        upload.refused = [*upload.refused, *([one.line, one.reason.fr, one.reason.en] for one in bad)][:MOST_REFUSED]
        upload.save(update_fields=["refused"])
    tell_screens(upload.channel.brand_id)
    return True


@transaction.atomic
def _again(claimed: Claim, now: datetime) -> None:
    upload = _mine(claimed)
    if upload is not None:
        upload.due_at, upload.lease_until, upload.attempts = now, None, 0
        upload.save(update_fields=["due_at", "lease_until", "attempts"])


@transaction.atomic
def _finish(claimed: Claim, file_hash: str, now: datetime) -> None:
    upload = _mine(claimed)
    if upload is None:
        return
    _end(upload, "done", now)
    told = upload.progress
    refused = tuple(BadLine(int(line), Words(fr=fr, en=en)) for line, fr, en in upload.refused)
    new, known, revised, count = (int(told.get(name, 0)) for name in ("new", "known", "revised", "refused"))
    report = ImportReport(new, known, revised, count, refused)
    live = bool(upload.mapping["live"])
    keep_run(upload.channel, report, file_hash, Actor.person(upload.by_id), live=live, now=now)


def _mine(claimed: Claim) -> ImportUpload | None:
    rows = ImportUpload.objects.select_for_update(of=("self",)).select_related("channel").defer("content")
    return rows.filter(id=claimed.id, attempts=claimed.attempt, state="waiting").first()


def _end(upload: ImportUpload, state: str, now: datetime) -> None:
    """Its bytes go at once; its report stays for a day."""
    upload.state, upload.done_at, upload.due_at, upload.lease_until, upload.content = state, now, None, None, b""
    upload.save(update_fields=["state", "done_at", "due_at", "lease_until", "content"])
    tell_screens(upload.channel.brand_id)


@transaction.atomic
def fail_upload(claimed: Claim, *, now: datetime) -> None:
    """The database refused a batch for what it holds: stop here, say so; what came in stays."""
    upload = _mine(claimed)
    if upload is not None:
        _end(upload, "failed", now)


@transaction.atomic
def forget_uploads(*, now: datetime) -> int:
    """Forget the files that were put here more than a day ago and wait for nothing; how many."""
    old = ImportUpload.objects.filter(at__lt=now - KEPT).exclude(state="waiting")
    return old.delete()[0]
