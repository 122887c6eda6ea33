"""The JSON API of one page, for the desk that holds its token. The only place where a request needs no form token.

Errors: `{"error": {"code", "message", "field"?}}`, codes in `api_door.ERRORS`. Times are ISO 8601 in UTC.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.dateparse import parse_datetime

from detente.publicpage.api_door import Call, Stop, endpoint
from detente.publicpage.brand_actions import Reply, hide_comment, post_reply, restore_comment
from detente.publicpage.door import page_title
from detente.publicpage.models import Change, Comment, CommentRevision, Page, State
from detente.publicpage.payloads import change_payload, item_payload

MOST_CHANGES = 100
MOST_REPLIES = 50  # of the brand, and as many of visitors: a busy thread never outgrows an answer


@endpoint("GET")
def whoami(call: Call) -> HttpResponse:
    """Which page this token opens, and what time it is there."""
    language = str(call.page.languages[0])
    return call.answer(
        {
            "page": call.page.slug,
            "brand": call.page.brand_name,
            "title": page_title(call.page, language),
            "languages": call.page.languages,
            "scopes": ["read", "reply", "hide", "restore"],
            "now": call.now.isoformat(),
            "last_change": call.page.next_change - 1,
        }
    )


@endpoint("GET")
def changes(call: Call) -> HttpResponse:
    """What happened after number `after`, in order, at most `limit` (1 to 100, default 100)."""
    after = call.number("after", 0, 0, 2**62)
    limit = call.number("limit", 100, 1, MOST_CHANGES)
    found = list(
        Change.objects.filter(page=call.page, seq__gt=after)
        .select_related("comment__parent", "comment__thread", "comment__visitor")
        .order_by("seq")[: limit + 1]
    )
    listed = found[:limit]
    texts = _texts(listed)
    return call.answer(
        {
            "changes": [change_payload(each, texts[each.comment_id, each.revision], call) for each in listed],
            "next": listed[-1].seq if listed else after,
            "more": len(found) > limit,
        }
    )


@endpoint("POST")
def comments(call: Call) -> HttpResponse:
    """Reply as the brand: `{parent, text, signed_as, key?}`. 201 when written now, 200 when the key held it already."""
    reply = Reply(call.text("parent"), call.text("text"), call.text("signed_as"), call.optional_text("key"))
    comment, written = post_reply(call.page.slug, reply, now=call.now)
    return call.answer(item_payload(comment, call), status=201 if written else 200)


@endpoint("GET")
def one_comment(call: Call, comment_id: str) -> HttpResponse:
    """One comment as it is now; 410 when its author deleted it."""
    return call.answer(item_payload(_standing(call, comment_id), call))


@endpoint("GET")
def replies(call: Call, comment_id: str) -> HttpResponse:
    """What stands directly under a comment, oldest first: the brand's last 50 replies and the visitors' last 50."""
    under = _comments(call.page).filter(parent=_standing(call, comment_id)).exclude(state=State.DELETED)
    last = [under.filter(ours=ours).order_by("-posted_at", "-id")[:MOST_REPLIES] for ours in (True, False)]
    listed = sorted((each for some in last for each in some), key=lambda each: (each.posted_at, each.pk))
    return call.answer({"replies": [item_payload(each, call) for each in listed]})


@endpoint("GET")
def contact(call: Call, comment_id: str) -> HttpResponse:
    """The e-mail address that the author left for the brand, or null. Never part of an item, never published."""
    return call.answer({"email": _standing(call, comment_id).email or None})


@endpoint("GET")
def reply_by_key(call: Call, key: str) -> HttpResponse:
    """The reply that holds a key; 404 when none does."""
    found = _comments(call.page).filter(reply_key=key).first() if "\x00" not in key else None
    if found is None:
        raise Stop("not_found", "no reply holds this key")
    return call.answer(item_payload(found, call))


@endpoint("POST")
def hide(call: Call, comment_id: str) -> HttpResponse:
    """Take a comment off the page: `{notice, clause, contest_until?}`. Hiding a hidden one is done already."""
    comment = hide_comment(
        call.page.slug,
        comment_id,
        notice=call.text("notice"),
        clause=call.text("clause"),
        contest_until=_until(call),
        now=call.now,
    )
    return call.answer(item_payload(comment, call))


@endpoint("POST")
def restore(call: Call, comment_id: str) -> HttpResponse:
    """Put a hidden comment back. Restoring a visible one is done already."""
    return call.answer(item_payload(restore_comment(call.page.slug, comment_id, now=call.now), call))


def _comments(page: Page) -> QuerySet[Comment]:
    return Comment.objects.filter(page=page).select_related("parent", "thread", "visitor")


def _standing(call: Call, comment_id: str) -> Comment:
    found = _comments(call.page).filter(public_id=comment_id).first() if "\x00" not in comment_id else None
    if found is None:
        raise Stop("not_found", "there is no such comment on this page")
    if found.state == State.DELETED:
        raise Stop("gone", "its author deleted this comment")
    return found


def _texts(listed: list[Change]) -> dict[tuple[int, int], str]:
    rows = CommentRevision.objects.filter(comment__in={each.comment_id for each in listed})
    return {(row.comment_id, row.number): row.text for row in rows}


def _until(call: Call) -> datetime | None:
    said = call.optional_text("contest_until")
    if said is None:
        return None
    try:
        until = parse_datetime(said)
    except ValueError:
        until = None
    if until is None or until.tzinfo is None:
        raise Stop("invalid", "contest_until is an ISO 8601 time with its offset", field="contest_until")
    return until
