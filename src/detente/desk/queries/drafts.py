"""What the composer asks while somebody writes: the check of a text, and its versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.contracts.composure import Report
from detente.contracts.network import Length
from detente.contracts.words import Words
from detente.desk.access import access_draft
from detente.desk.actions._replies import Seen, current_revision, has_live_publication, seen_of
from detente.desk.actions._ties import moved_since_submission
from detente.desk.models import Draft, DraftRevision
from detente.desk.queries.reports import report_of
from detente.desk.queries.review_needs import need_of
from detente.desk.queries.situations import length_of
from detente.desk.queries.threads import bound_thread, community_since
from detente.rules.draft_origin import PERSON, Origin, Source
from detente.rules.review_policy import ReviewNeed
from detente.rules.roles import Action

MOST_VERSIONS: Final = 200


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check says of a text, and how long the network counts it (`None`: it sets no limit)."""

    report: Report
    length: Length | None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a draft. `kept`: nothing changes it any more. `source`: where its words came from at first."""

    number: int
    writer: str
    words: str
    begun_at: datetime
    kept: bool
    source: Source = PERSON


@dataclass(frozen=True, slots=True)
class Versions:
    """A draft with its last `MOST_VERSIONS` versions, the latest first. `may_write`: this person may write on from one.

    `seen` is what a form sends back (see `write_on_from`); `language` is that of the message.
    """

    draft_id: int
    case_id: int
    kind: str
    language: str
    seen: Seen
    rows: tuple[Version, ...]
    may_write: bool


@dataclass(frozen=True, slots=True)
class Reread:
    """The page of an own re-read: what leaves, why one's own re-read is enough, and for how long at least."""

    words: str
    need: ReviewNeed
    may_reread: bool
    moved: tuple[Words, ...]


def check_draft(person_id: int, draft_id: int, text: str, *, now: datetime) -> Checked:
    """The check of a text as it stands in the composer; nothing is written. Raises `Refused("access.…")`."""
    draft, _ = access_draft(person_id, draft_id, Action.WRITE_DRAFT)
    return Checked(report_of(draft, text, now=now), length_of(draft.channel.network, text))


def draft_versions(person_id: int, draft_id: int) -> tuple[Version, ...]:
    """The last `MOST_VERSIONS` versions, the latest first. Raises `Refused("access.…")`."""
    draft, _ = access_draft(person_id, draft_id, Action.VIEW_CASE)
    return _versions(draft)


def versions_page(person_id: int, draft_id: int) -> Versions:
    """The versions, and whether this person may write on from one of them. Raises `Refused("access.…")`."""
    draft, colleague = access_draft(person_id, draft_id, Action.VIEW_CASE)
    open_still = draft.finished_at is None and not has_live_publication(draft)
    return Versions(
        draft_id=draft.id,
        case_id=draft.case_id,
        kind=draft.kind,
        language=draft.case.language,
        seen=seen_of(current_revision(draft)),
        rows=_versions(draft),
        may_write=open_still and colleague.may(Action.WRITE_DRAFT),
    )


def _versions(draft: Draft) -> tuple[Version, ...]:
    rows = DraftRevision.objects.filter(draft=draft).select_related("writer").order_by("-number")[:MOST_VERSIONS]
    return tuple(
        Version(
            number=row.number,
            writer=row.writer.name,
            words=row.text,
            begun_at=row.at,
            kept=row.sealed_at is not None,
            source=Source(Origin(row.origin), row.origin_name),
        )
        for row in rows
    )


def reread_page(person_id: int, draft_id: int) -> Reread:
    """What the writer reads before it leaves on their own re-read. Raises `Refused("access.…")`."""
    draft, colleague = access_draft(person_id, draft_id, Action.PUBLISH_OWN_REREAD)
    revision = DraftRevision.objects.get(draft=draft, number=draft.revision_number)
    need = need_of(draft, revision)
    own = revision.writer_id == colleague.id and need.min_seconds > 0
    return Reread(revision.text, need, own, moved_since_submission(draft, bound_thread(draft.recipient)))


def comments_since(person_id: int, draft_id: int, seen_message_id: int) -> int:
    """How many comments of other people arrived since; shown, and nothing more. Raises `Refused("access.…")`."""
    draft, _ = access_draft(person_id, draft_id, Action.VIEW_CASE)
    return community_since(draft.recipient, seen_message_id)
