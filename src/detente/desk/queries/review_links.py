"""The links by which a text can be re-read from outside, and what such a link shows: that text and its surroundings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from detente.contracts.composure import Report
from detente.contracts.kinds import Kind
from detente.contracts.words import Words
from detente.desk.access import access_draft
from detente.desk.actions._ties import moved_since_submission
from detente.desk.actions.review_links import live_links
from detente.desk.models import DraftRevision, ReviewLink
from detente.desk.queries.model_words import model_words_of
from detente.desk.queries.posts import Post, posts_of
from detente.desk.queries.review_needs import need_of
from detente.desk.queries.situations import situation_of
from detente.desk.queries.threads import bound_thread
from detente.rules.composure import check_reply
from detente.rules.draft import DraftState
from detente.rules.model_words import ModelWords
from detente.rules.review_policy import MAY_REVIEW, outside_is_enough
from detente.rules.roles import Action


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link that can still be opened. `may_approve` false: it only lets somebody annotate."""

    id: int
    reader: str
    may_approve: bool
    made_by: str
    made_at: datetime
    expires_at: datetime
    opened: int
    last_opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class LinksPage:
    """The live links of a text in review. `may_make`: this person may make and end them; `because`: who re-reads, why.

    `enough`: a reader outside may stand in for a colleague here.
    """

    draft_id: int
    case_id: int
    in_review: bool
    may_make: bool
    enough: bool
    because: Words
    links: tuple[LinkRow, ...]


@dataclass(frozen=True, slots=True)
class OutsidePage:
    """What one link shows: the exact text, what it answers, the thread as everybody sees it, and the checks.

    `enough`: agreeing lets the text leave; else somebody of the team signs as well.
    """

    draft_id: int
    reader: str
    may_approve: bool
    expires_at: datetime
    brand: str
    time_zone: str
    language: str
    network: str
    kind: str
    case_kind: Kind
    number: int
    words: str
    text_hash: str
    thread_state: str
    moved: tuple[Words, ...]
    recipient_id: int
    thread: tuple[Post, ...]
    report: Report
    overridden: dict[str, str]
    model: ModelWords | None
    enough: bool


def links_page(person_id: int, draft_id: int, *, now: datetime) -> LinksPage:
    """The page on which links are made and ended. Raises `Refused("access.…")`."""
    draft, colleague = access_draft(person_id, draft_id, Action.INVITE_READER)
    revision = DraftRevision.objects.get(draft=draft, number=draft.revision_number)
    need = need_of(draft, revision)
    rows = live_links(draft, now=now).select_related("made_by").order_by("-id")
    return LinksPage(
        draft_id=draft.id,
        case_id=draft.case_id,
        in_review=draft.state == DraftState.IN_REVIEW,
        may_make=colleague.id == revision.writer_id or bool(MAY_REVIEW & colleague.roles),
        enough=outside_is_enough(need),
        because=need.because,
        links=tuple(_row(one) for one in rows),
    )


def outside_page(link: ReviewLink, *, now: datetime) -> OutsidePage:
    """What the link shows. The caller opened it: the token is the gate."""
    draft = link.draft
    revision = DraftRevision.objects.select_related("writer").get(draft=draft, number=link.revision_number)
    present, brand = bound_thread(draft.recipient), draft.case.brand
    return OutsidePage(
        draft_id=draft.id,
        reader=link.reader,
        may_approve=link.may_approve,
        expires_at=link.expires_at,
        brand=brand.name,
        time_zone=brand.time_zone,
        language=brand.language,
        network=draft.channel.network,
        kind=draft.kind,
        case_kind=Kind(draft.case.kind),
        number=revision.number,
        words=revision.text,
        text_hash=revision.text_hash,
        thread_state=present.hash,
        moved=moved_since_submission(draft, present),
        recipient_id=draft.recipient_id,
        thread=tuple(post for post in posts_of(draft.case_id) if post.state == "visible" and not post.private),
        report=check_reply(situation_of(draft, revision.text, now=now)),
        overridden={str(check): str(reason) for check, reason in draft.overridden.items()},
        model=model_words_of(revision),
        enough=outside_is_enough(need_of(draft, revision)),
    )


def _row(link: ReviewLink) -> LinkRow:
    return LinkRow(
        link.id,
        link.reader,
        link.may_approve,
        link.made_by.name,
        link.made_at,
        link.expires_at,
        link.opened,
        link.last_opened_at,
    )
