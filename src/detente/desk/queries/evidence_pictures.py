"""The pictures kept of a message, those still wanted, what later visits found, and who stamped the folders."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.contracts.capture import Level, Stop
from detente.desk.models import Bundle, Capture, EvidenceItem, Message, Stamp
from detente.desk.queries.evidence_seals import Seal, look_at
from detente.rules.evidence_words import Later, later_of

IMAGES: Final = frozenset({"image/png", "image/jpeg", "image/webp"})
"""What a page may draw."""
_LATER: Final = ("hour", "day")


@dataclass(frozen=True, slots=True)
class Picture:
    """A kept picture, rendering or file. `by`: the person who supplied it, "" where the desk took it.

    `why`: what it was taken for, "" where nothing waits for it; `whole`: how its bytes stand now.
    """

    id: int
    message_id: int
    revision: int
    what: str
    level: Level
    media_type: str
    at: datetime
    seal: Seal
    bundle_id: int | None
    by: str

    @property
    def is_image(self) -> bool:
        """Whether a page can draw it, as opposed to a file to open elsewhere."""
        return self.media_type in IMAGES


@dataclass(frozen=True, slots=True)
class Try:
    """One wish for a picture. `stop`: what kept it from level A, None where nothing did or nothing was tried yet.

    `again_at`: when it is tried (again), None once it is settled.
    """

    id: int
    message_id: int
    revision: int
    why: str
    waiting: bool
    level: Level | None
    stop: Stop | None
    attempts: int
    again_at: datetime | None
    done_at: datetime | None
    later: Later | None


@dataclass(frozen=True, slots=True)
class StampRow:
    """What an outside authority said of the time, or that it has not said it yet. `sure`: its answer was verified."""

    authority: str
    qualified: bool
    state: str
    sure: bool
    time: datetime | None
    trouble: str


@dataclass(frozen=True, slots=True)
class FolderRow:
    """A sealed folder in which something about the message lies. `key`: its name for whoever is handed it."""

    id: int
    key: str
    level: Level
    size: int
    sealed_at: datetime
    ledger_seq: int
    erased_at: datetime | None
    stamps: tuple[StampRow, ...]


def pictures_of(message_ids: Collection[int]) -> tuple[Picture, ...]:
    """The pictures and files kept of these messages, in the order in which they were sealed. No gate here."""
    rows = EvidenceItem.objects.filter(message_id__in=message_ids).exclude(level=Level.D)
    found = rows.select_related("bundle__made_by").order_by("id")
    return tuple(_picture(row) for row in found.iterator(chunk_size=4))


def _picture(row: EvidenceItem) -> Picture:
    maker = row.bundle.made_by if row.bundle is not None else None
    return Picture(
        id=row.id,
        message_id=row.message_id,
        revision=row.revision_number,
        what=row.what,
        level=Level(row.level),
        media_type=row.media_type,
        at=row.sealed_at,
        seal=look_at(row),
        bundle_id=row.bundle_id,
        by=maker.name if maker is not None else "",
    )


def tries_of(messages: Iterable[Message]) -> tuple[Try, ...]:
    """Every wish for a picture of these messages, the first one first. No gate here."""
    known = {message.id: message for message in messages}
    rows = Capture.objects.filter(message_id__in=known).order_by("id")
    return tuple(_try(row, known[row.message_id]) for row in rows)


def _try(row: Capture, message: Message) -> Try:
    waiting, stop = row.state == "waiting", Stop(row.stopped_by) if row.stopped_by else None
    looked = row.done_at or row.asked_at
    gone = message.state == "deleted" and message.state_at is not None and message.state_at <= looked
    return Try(
        id=row.id,
        message_id=row.message_id,
        revision=row.revision_number,
        why=row.why,
        waiting=waiting,
        level=Level(row.level) if row.level else None,
        stop=stop,
        attempts=row.attempts,
        again_at=row.due_at if waiting else None,
        done_at=row.done_at,
        later=later_of(waiting=waiting, stop=stop, gone=gone) if row.why in _LATER else None,
    )


def folders_of(pictures: Iterable[Picture]) -> tuple[FolderRow, ...]:
    """The sealed folders in which these pictures came, the newest first, with their stamps."""
    ids = {one.bundle_id for one in pictures if one.bundle_id is not None}
    rows = Bundle.objects.filter(id__in=ids).prefetch_related("stamps").order_by("-id")
    return tuple(_folder(row) for row in rows)


def _folder(row: Bundle) -> FolderRow:
    return FolderRow(
        id=row.id,
        key=row.key,
        level=Level(row.level),
        size=row.size,
        sealed_at=row.sealed_at,
        ledger_seq=row.ledger_seq,
        erased_at=row.erased_at,
        stamps=tuple(stamp_row(one) for one in sorted(row.stamps.all(), key=lambda one: one.authority)),
    )


def stamp_row(row: Stamp) -> StampRow:
    """One stamp as a screen says it."""
    sure = row.state == "had" and row.genuine is True
    return StampRow(row.authority, row.qualified, row.state, sure, row.gen_time, row.trouble)
