"""Everything of a case that a stranger may have to judge: said, sealed, read, answered, removed, handed on."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TypeAlias

from django.db.models import Q

from detente.contracts.labelled import Labelled
from detente.desk.access import Colleague, access_case
from detente.desk.models import Bundle, Case, Draft, EvidenceItem, Hold, Message, Review
from detente.desk.queries.custody import CustodyRow, case_custody
from detente.desk.queries.hand_offs import HandOffRow, case_hand_offs
from detente.desk.queries.promises import PromiseRow, case_promises
from detente.desk.queries.removals import RemovalView, case_removals
from detente.desk.queries.replies import PublicationView, case_publications
from detente.desk.queries.shares import SharedVersion, picture_bytes, versions_with_seals
from detente.desk.queries.timeline import TimelineRow, case_timeline
from detente.rules.roles import Action

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"
_ALL = 5_000


@dataclass(frozen=True, slots=True)
class FiledMessage:
    """A message of the case, or a reply of ours to one, with all its versions. `gone_at`: deleted by its author."""

    id: int
    ours: bool
    author: str
    handle: str
    posted_at: datetime
    first_seen_at: datetime
    permalink: str
    state: str
    gone_at: datetime | None
    versions: tuple[SharedVersion, ...]


@dataclass(frozen=True, slots=True)
class FiledReview:
    """One person's decision on one version. `alone`: the writer's own re-read; `outside`: they came by a link."""

    version: int
    reviewer: str
    decision: str
    alone: bool
    note: str
    at: datetime
    outside: bool = False


@dataclass(frozen=True, slots=True)
class FiledDraft:
    """A text that was given to somebody to re-read; `texts`: each version that was, by its number."""

    id: int
    kind: str
    state: str
    writer: str
    texts: tuple[tuple[int, str], ...]
    reviews: tuple[FiledReview, ...]


@dataclass(frozen=True, slots=True)
class FiledStamp:
    """What an outside authority says of a folder. `at` None: still awaited, or refused."""

    authority: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class FiledBundle:
    """A sealed folder in which messages of the case stand."""

    id: int
    key: str
    level: str
    sealed_at: datetime
    ledger_seq: int
    commitment: str
    erased_at: datetime | None
    stamps: tuple[FiledStamp, ...]


@dataclass(frozen=True, slots=True)
class FiledHold:
    """A legal hold on the case."""

    reason: str
    set_by: str
    set_at: datetime
    review_on: date
    lifted_at: datetime | None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The whole. Internal notes, and drafts that nobody was asked to re-read, stay at the desk."""

    case_id: int
    brand: str
    time_zone: str
    made_at: datetime
    made_by: str
    network: str
    channel: str
    conversation: str
    conversation_url: str
    author: str
    handle: str
    kind: str
    severity: int
    state: str
    close_reason: str
    opened_at: datetime
    closed_at: datetime | None
    messages: tuple[FiledMessage, ...]
    bundles: tuple[FiledBundle, ...]
    corrections: tuple[TimelineRow, ...]
    removals: tuple[RemovalView, ...]
    drafts: tuple[FiledDraft, ...]
    publications: tuple[PublicationView, ...]
    promises: tuple[PromiseRow, ...]
    hand_offs: tuple[HandOffRow, ...]
    holds: tuple[FiledHold, ...]
    timeline: tuple[TimelineRow, ...]
    custody: tuple[CustodyRow, ...]


def case_file(person_id: int, case_id: int, *, now: datetime) -> CaseFile:
    """The file of a case, for whoever may export it. Raises `Refused("access.…")`."""
    case, colleague = access_case(person_id, case_id, Action.EXPORT_CASE)
    timeline = tuple(reversed(case_timeline(case_id, limit=_ALL)))
    return CaseFile(
        case_id=case.id,
        brand=case.brand.name,
        time_zone=case.brand.time_zone,
        made_at=now,
        made_by=colleague.name,
        network=case.channel.network,
        channel=case.channel.name,
        conversation=case.conversation.title,
        conversation_url=case.conversation.url,
        author=case.author.display_name,
        handle=case.author.handle,
        kind=case.kind,
        severity=case.severity,
        state=case.state,
        close_reason=case.close_reason,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        messages=tuple(_message(one) for one in messages_of(case)),
        bundles=_bundles(case),
        corrections=tuple(one for one in timeline if one.name.startswith("reading.")),
        removals=_removals(case, colleague, now),
        drafts=_drafts(case),
        publications=case_publications(case_id, colleague),
        promises=case_promises(case_id, now=now),
        hand_offs=case_hand_offs(case_id, now=now),
        holds=_holds(case),
        timeline=timeline,
        custody=case_custody(case_id),
    )


def filed_picture(person_id: int, case_id: int, item_id: int) -> tuple[bytes, str] | None:
    """One picture of this file and its media type, None when it is none of it. Raises `Refused("access.…")`."""
    case, _ = access_case(person_id, case_id, Action.EXPORT_CASE)
    ids = [one.id for one in messages_of(case)]
    return picture_bytes(EvidenceItem.objects.filter(id=item_id, message_id__in=ids).first())


def messages_of(case: Case) -> list[Message]:
    """The messages of a case and our replies to them, the oldest first. No gate here: callers have one."""
    here = Q(case=case) | Q(ours=True, parent__case=case)
    return list(Message.objects.filter(here).select_related("author").order_by("posted_at", "id"))


def bundles_of(case: Case) -> list[Bundle]:
    """The sealed folders in which these messages stand, the first one first. No gate here."""
    ids = [one.id for one in messages_of(case)]
    return list(Bundle.objects.filter(items__message_id__in=ids).distinct().order_by("id"))


def as_plain(value: object) -> Plain:
    """A value of this file for `case.json`: sentences in both languages, times with their zone."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: as_plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Labelled | Enum):
        return str(value.value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, frozenset | set):
        return [*sorted(str(as_plain(one)) for one in value)]
    if isinstance(value, tuple | list):
        return [as_plain(one) for one in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _message(one: Message) -> FiledMessage:
    return FiledMessage(
        id=one.id,
        ours=one.ours,
        author=one.author.display_name if one.author else "",
        handle=one.author.handle if one.author else "",
        posted_at=one.posted_at,
        first_seen_at=one.first_seen_at,
        permalink=one.permalink,
        state=one.state,
        gone_at=one.state_at if one.state == "deleted" else None,
        versions=versions_with_seals(one),
    )


def _bundles(case: Case) -> tuple[FiledBundle, ...]:
    return tuple(
        FiledBundle(
            id=one.id,
            key=one.key,
            level=one.level,
            sealed_at=one.sealed_at,
            ledger_seq=one.ledger_seq,
            commitment=bytes(one.commitment).hex(),
            erased_at=one.erased_at,
            stamps=tuple(FiledStamp(stamp.authority, stamp.gen_time) for stamp in one.stamps.order_by("authority")),
        )
        for one in bundles_of(case)
    )


def _removals(case: Case, colleague: Colleague, now: datetime) -> tuple[RemovalView, ...]:
    return case_removals(colleague.id, case.id, now=now)


def _drafts(case: Case) -> tuple[FiledDraft, ...]:
    rows = Draft.objects.filter(case=case, revisions__sealed_at__isnull=False).distinct().select_related("writer")
    return tuple(_draft(one) for one in rows.order_by("id"))


def _draft(one: Draft) -> FiledDraft:
    texts = one.revisions.filter(sealed_at__isnull=False).order_by("number").values_list("number", "text")
    reviews = Review.objects.filter(draft=one).select_related("reviewer", "link").order_by("id")
    return FiledDraft(
        one.id, one.kind, one.state, one.writer.name, tuple(texts), tuple(_review(row) for row in reviews)
    )


def _review(row: Review) -> FiledReview:
    alone = row.mode == "own_reread"
    return FiledReview(row.revision_number, row.reader, row.decision, alone, row.note, row.at, row.mode == "outside")


def _holds(case: Case) -> tuple[FiledHold, ...]:
    rows = Hold.objects.filter(case=case).select_related("set_by").order_by("id")
    return tuple(FiledHold(one.reason, one.set_by.name, one.set_at, one.review_on, one.lifted_at) for one in rows)
