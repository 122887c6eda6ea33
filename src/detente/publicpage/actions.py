"""What visitors write, and the making of a page. Each action is one transaction under the lock of its page."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words, as_language
from detente.publicpage import words
from detente.publicpage.feed import next_change
from detente.publicpage.flood import Limits, count_post
from detente.publicpage.models import LANGUAGES, Comment, CommentRevision, Kind, Notice, Page, State, Visitor
from detente.publicpage.text import NAME_MAXIMUM, check_text, storable


@dataclass(frozen=True, slots=True)
class Entry:
    """What a visitor typed. `parent` is the public id of the message answered; None starts a thread."""

    text: str
    name: str = ""
    email: str = ""
    language: str = "en"
    parent: str | None = None
    form_key: str | None = None


@dataclass(frozen=True, slots=True)
class Sender:
    """Where a message comes from. `visitor` None: no cookie came, so this message gets an author of its own."""

    visitor: Visitor | None = None
    address: str = ""
    limits: Limits | None = None


def random_id(length: int) -> str:
    """A random identifier of `length` base32 characters in lower case (5 bits each)."""
    return base64.b32encode(secrets.token_bytes(length)).decode().lower()[:length]


def hash_token(token: str) -> str:
    """What is kept of an API token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def make_page(
    slug: str,
    brand_name: str,
    languages: Sequence[str],
    now: datetime,
    *,
    title: Words | None = None,
    hours: Words | None = None,
    charter_url: str = "",
    register_url: str = "",
    time_zone: str = "Europe/Paris",
) -> str:
    """Make a brand's page and return its API token, in clear, once.

    `hours` is the sentence that says when somebody answers. Raises `Refused` (`input.languages`, `state.page`),
    `zoneinfo.ZoneInfoNotFoundError` for an unknown time zone.
    """
    ZoneInfo(time_zone)
    spoken = [language for language in languages if language in LANGUAGES]
    if not spoken:
        raise Refused("input.languages", words.NO_LANGUAGE)
    token = secrets.token_urlsafe(32)
    page = Page(slug=slug, brand_name=brand_name, languages=spoken, time_zone=time_zone, created_at=now)
    page.token_hash = hash_token(token)
    page.charter_url, page.register_url = charter_url, register_url
    page.title_fr, page.title_en = (title.fr, title.en) if title else ("", "")
    page.hours_fr, page.hours_en = (hours.fr, hours.en) if hours else ("", "")
    with transaction.atomic():
        if Page.objects.filter(slug=slug).exists():
            raise Refused("state.page", words.PAGE_EXISTS.with_(slug=slug))
        page.save(force_insert=True)
    return token


def renew_token(slug: str) -> str:
    """Make a new API token; the one before stops at once. Raises `Refused` (`access.page`)."""
    token = secrets.token_urlsafe(32)
    if not Page.objects.filter(slug=slug).update(token_hash=hash_token(token)):
        raise Refused("access.page", words.NO_PAGE)
    return token


def welcome_visitor(now: datetime) -> Visitor:
    """A visitor nobody has seen before."""
    return Visitor.objects.create(public_id=random_id(26), created_at=now)


def post_comment(slug: str, entry: Entry, sender: Sender, *, now: datetime) -> Comment:
    """Publish a visitor's message at once. The same form sent twice with the same words writes once.

    Raises `Refused` (`input.text`, `input.name`, `input.flood`, `access.page`, `state.parent`).
    """
    check_text(entry.text)
    _check_name(entry)
    with transaction.atomic():
        page = lock_page(slug)
        again = _sent_before(page, entry)
        if again is not None and again.text == entry.text:
            return again
        parent = _parent(page, entry.parent)
        visitor = sender.visitor or welcome_visitor(now)
        count_post(visitor.public_id, sender.address, now=now, limits=sender.limits)
        comment = Comment(
            page=page,
            visitor=visitor,
            name=entry.name.strip(),
            email=entry.email.strip(),
            form_key=None if again else entry.form_key,
        )
        return publish(comment, entry.text, parent, language=as_language(entry.language), now=now)


def edit_comment(comment_id: str, visitor: Visitor, text: str, *, now: datetime, address: str = "") -> Comment:
    """The author changes his own words. The same words again change nothing.

    Raises `Refused` (`input.text`, `input.flood`, `access.comment`, `state.comment`).
    """
    check_text(text)
    with transaction.atomic():
        comment = _own(comment_id, visitor)
        if comment.state != State.VISIBLE:
            raise Refused("state.comment", words.NOT_EDITABLE)
        if comment.text == text:
            return comment
        count_post(visitor.public_id, address, now=now)
        comment.text, comment.edited_at = text, now
        comment.revision += 1
        CommentRevision.objects.create(comment=comment, number=comment.revision, text=text, at=now)
        next_change(comment, Kind.EDITED, now=now)
        comment.save()
        return comment


def delete_comment(comment_id: str, visitor: Visitor, *, now: datetime) -> Comment:
    """The author deletes his own message: his words, name and address are gone from the page for good.

    Raises `Refused` (`access.comment`). A message deleted before stays as it is.
    """
    with transaction.atomic():
        comment = _own(comment_id, visitor)
        if comment.state == State.DELETED:
            return comment
        comment.state, comment.deleted_at = State.DELETED, now
        comment.text = comment.name = comment.email = ""
        CommentRevision.objects.filter(comment=comment).update(text="")
        next_change(comment, Kind.DELETED, now=now)
        comment.save()
        return comment


def contest_notice(comment_id: str, visitor: Visitor, text: str, *, now: datetime) -> Notice:
    """The author of a hidden message says why it should come back; once per notice.

    Raises `Refused` (`input.text`, `access.comment`, `state.notice`).
    """
    check_text(text)
    with transaction.atomic():
        comment = _own(comment_id, visitor)
        notice = Notice.objects.select_for_update().filter(comment=comment, restored_at=None).first()
        if notice is None or comment.state != State.HIDDEN:
            raise Refused("state.notice", words.NOTHING_TO_CONTEST)
        if notice.contested_at is not None:
            raise Refused("state.notice", words.CONTESTED_ALREADY)
        if notice.contest_until is not None and now > notice.contest_until:
            raise Refused("state.notice", words.CONTEST_OVER)
        notice.contested_at, notice.contest_text = now, text
        notice.save()
        next_change(comment, Kind.CONTESTED, note=text, now=now)
        comment.save()
        return notice


def lock_page(slug: str) -> Page:
    """The page, its row locked until the transaction ends. Raises `Refused` (`access.page`)."""
    page = Page.objects.select_for_update().filter(slug=slug).first()
    if page is None:
        raise Refused("access.page", words.NO_PAGE)
    return page


def publish(comment: Comment, text: str, parent: Comment | None, *, language: str, now: datetime) -> Comment:
    """Put a new message on its locked page, with its first revision and its place in the feed."""
    comment.public_id, comment.text, comment.language, comment.posted_at = random_id(16), text, language, now
    comment.parent, comment.thread = parent, parent.root if parent else None
    comment.change_seq = comment.page.next_change
    comment.save(force_insert=True)
    CommentRevision.objects.create(comment=comment, number=1, text=text, at=now)
    next_change(comment, Kind.CREATED, now=now)
    return comment


def _check_name(entry: Entry) -> None:
    if not storable(entry.name) or not storable(entry.email) or len(entry.name.strip()) > NAME_MAXIMUM:
        raise Refused("input.name", words.NAME_TOO_LONG)


def _sent_before(page: Page, entry: Entry) -> Comment | None:
    if entry.form_key is None:
        return None
    return Comment.objects.filter(page=page, form_key=entry.form_key).first()


def _parent(page: Page, public_id: str | None) -> Comment | None:
    if public_id is None:
        return None
    parent = Comment.objects.select_related("thread").filter(page=page, public_id=public_id).first()
    if parent is None or parent.state != State.VISIBLE:
        raise Refused("state.parent", words.PARENT_GONE)
    return parent


def _own(public_id: str, visitor: Visitor) -> Comment:
    found = Comment.objects.filter(public_id=public_id, visitor=visitor).values_list("page__slug", flat=True).first()
    if found is None:
        raise Refused("access.comment", words.NOT_YOURS)
    # The page first, then its comment: every writer takes the two locks in this order.
    page = lock_page(found)
    comment = Comment.objects.select_for_update().get(public_id=public_id)
    comment.page = page
    return comment
