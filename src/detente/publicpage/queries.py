"""What the screens show: threads, newest first, with what their reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from detente.publicpage.models import Comment, Notice, Page, State, Visitor
from detente.publicpage.text import shown

THREADS_PER_PAGE = 20
REPLIES_IN_LIST = 10
REPLIES_IN_THREAD = 200


@dataclass(frozen=True, slots=True)
class Voice:
    """One message as its reader sees it. `notice` stands on a hidden message; `mine`: this browser wrote it."""

    comment: Comment
    mine: bool
    notice: Notice | None

    @property
    def text(self) -> str:
        """The text, made safe to stand beside others."""
        return shown(self.comment.text)

    @property
    def name(self) -> str:
        """The typed or signed name, made safe to stand beside others."""
        return shown(self.comment.signed_as if self.comment.ours else self.comment.name).replace("\n", " ").strip()

    @property
    def clause(self) -> str:
        """The clause named by the notice, without a full stop of its own."""
        return shown(self.notice.clause_title).strip().rstrip(".") if self.notice else ""


@dataclass(frozen=True, slots=True)
class Thread:
    """A first message and the last replies under it, oldest first. `earlier`: how many more there are before them."""

    first: Voice
    replies: tuple[Voice, ...]
    earlier: int


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """One page of the list. `number` starts at 1."""

    threads: tuple[Thread, ...]
    number: int
    older: int | None
    newer: int | None


def thread_page(page: Page, visitor: Visitor | None, number: int) -> ThreadPage:
    """The threads of page `number`, newest first; a number out of range gives an empty or the first page."""
    number = max(1, number)
    start = (number - 1) * THREADS_PER_PAGE
    found = list(_first_messages(page)[start : start + THREADS_PER_PAGE + 1])
    firsts = found[:THREADS_PER_PAGE]
    more = len(found) > THREADS_PER_PAGE
    return ThreadPage(
        _threads(firsts, visitor, REPLIES_IN_LIST),
        number,
        number + 1 if more else None,
        number - 1 if number > 1 else None,
    )


def whole_thread(first: Comment, visitor: Visitor | None) -> Thread:
    """One thread with as many replies as a screen can carry."""
    return _threads([first], visitor, REPLIES_IN_THREAD)[0]


def message_count(page: Page) -> int:
    """How many messages visitors have left, those deleted by their authors aside."""
    return Comment.objects.filter(page=page, ours=False).exclude(state=State.DELETED).count()


def voice(comment: Comment, visitor: Visitor | None) -> Voice:
    """One message as `visitor` sees it."""
    return _voices([comment], visitor)[0]


def _first_messages(page: Page) -> QuerySet[Comment]:
    answered = Comment.objects.filter(thread=OuterRef("pk")).exclude(state=State.DELETED)
    return (
        Comment.objects.filter(page=page, thread=None)
        .filter(~Q(state=State.DELETED) | Exists(answered))
        .order_by("-posted_at", "-id")
    )


def _threads(firsts: Sequence[Comment], visitor: Visitor | None, most: int) -> tuple[Thread, ...]:
    standing = Comment.objects.filter(thread__in=firsts).exclude(state=State.DELETED)
    counts = dict(standing.values_list("thread_id").annotate(count=Count("id")))
    last = standing.annotate(
        rank=Window(RowNumber(), partition_by=F("thread"), order_by=[F("posted_at").desc(), F("id").desc()])
    )
    replies = _voices(last.filter(rank__lte=most).select_related("thread").order_by("posted_at", "id"), visitor)
    threads = []
    for first in _voices(firsts, visitor):
        under = tuple(reply for reply in replies if reply.comment.thread_id == first.comment.pk)
        threads.append(Thread(first, under, counts.get(first.comment.pk, 0) - len(under)))
    return tuple(threads)


def _voices(comments: Iterable[Comment], visitor: Visitor | None) -> list[Voice]:
    listed = list(comments)
    hidden = [comment.pk for comment in listed if comment.state == State.HIDDEN]
    notices = {notice.comment_id: notice for notice in Notice.objects.filter(comment__in=hidden, restored_at=None)}
    mine = visitor.pk if visitor else None
    return [
        Voice(each, each.visitor_id is not None and each.visitor_id == mine, notices.get(each.pk)) for each in listed
    ]
