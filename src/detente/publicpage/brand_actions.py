"""What the brand writes through the API: a signed reply, a hide with its notice, and its undoing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.publicpage import words
from detente.publicpage.actions import lock_page, publish
from detente.publicpage.feed import next_change
from detente.publicpage.models import Comment, Kind, Notice, State
from detente.publicpage.text import NAME_MAXIMUM, check_text, storable

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,199}")


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply of the brand. With `key` it is written once for ever; without, as often as it is sent."""

    parent: str
    text: str
    signed_as: str
    key: str | None = None


def post_reply(slug: str, reply: Reply, *, now: datetime) -> tuple[Comment, bool]:
    """Publish a reply of the brand; the flag says whether it was written now or stood there already.

    Raises `Refused`: `input.text`, `input.signed_as`, `input.key`, `state.key` (same key, other text),
    `access.comment` (no such parent), `state.gone` (deleted parent), `state.hidden`.
    """
    check_text(reply.text)
    if not 0 < len(reply.signed_as.strip()) <= NAME_MAXIMUM or not storable(reply.signed_as):
        raise Refused("input.signed_as", words.SIGNATURE_MISSING)
    with transaction.atomic():
        page = lock_page(slug)
        known = _with_key(slug, reply)
        if known is not None:
            return known, False
        parent = _standing(slug, reply.parent)
        comment = Comment(page=page, ours=True, signed_as=reply.signed_as.strip(), reply_key=reply.key)
        return publish(comment, reply.text, parent, language=parent.language, now=now), True


def hide_comment(
    slug: str, comment_id: str, *, notice: str, clause: str, contest_until: datetime | None, now: datetime
) -> Comment:
    """Take a message off the page, leave a dated line and a notice for its author. Hiding a hidden one changes nothing.

    Raises `Refused` (`input.notice`, `access.comment`, `state.gone`).
    """
    if not notice.strip() or not clause.strip() or not storable(notice + clause) or len(clause) > 300:
        raise Refused("input.notice", words.NOTICE_MISSING)
    with transaction.atomic():
        comment = _locked(slug, comment_id)
        if comment.state == State.HIDDEN:
            return comment
        comment.state = State.HIDDEN
        Notice.objects.create(comment=comment, text=notice, clause_title=clause, at=now, contest_until=contest_until)
        next_change(comment, Kind.HIDDEN, now=now)
        comment.save()
        return comment


def restore_comment(slug: str, comment_id: str, *, now: datetime) -> Comment:
    """Put a hidden message back. Restoring a visible one changes nothing. Raises `Refused` (see `hide_comment`)."""
    with transaction.atomic():
        comment = _locked(slug, comment_id)
        if comment.state == State.VISIBLE:
            return comment
        comment.state = State.VISIBLE
        Notice.objects.filter(comment=comment, restored_at=None).update(restored_at=now)
        next_change(comment, Kind.RESTORED, now=now)
        comment.save()
        return comment


def _with_key(slug: str, reply: Reply) -> Comment | None:
    if reply.key is None:
        return None
    if not _KEY.fullmatch(reply.key):
        raise Refused("input.key", words.KEY_UNREADABLE)
    known = Comment.objects.select_related("page", "parent").filter(page__slug=slug, reply_key=reply.key).first()
    if known is not None and (known.text, known.parent and known.parent.public_id) != (reply.text, reply.parent):
        raise Refused("state.key", words.KEY_REUSED)
    return known


def _standing(slug: str, public_id: str) -> Comment:
    parent = _find(slug, public_id)
    if parent.state == State.HIDDEN:
        raise Refused("state.hidden", words.PARENT_HIDDEN)
    return parent


def _find(slug: str, public_id: str) -> Comment:
    named = Comment.objects.select_related("thread", "page").filter(page__slug=slug, public_id=public_id)
    found = named.first() if storable(public_id) else None
    if found is None:
        raise Refused("access.comment", words.NO_COMMENT)
    if found.state == State.DELETED:
        raise Refused("state.gone", words.COMMENT_GONE)
    return found


def _locked(slug: str, public_id: str) -> Comment:
    page = lock_page(slug)
    comment = _find(slug, public_id)
    comment.page = page
    return comment
