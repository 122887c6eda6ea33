"""The screens of the public page: the list with its form, a thread, the author's own message."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse
from django.urls import reverse

from detente.contracts.refusals import Refused
from detente.publicpage import words
from detente.publicpage.actions import Entry, Sender, contest_notice, delete_comment, edit_comment, post_comment
from detente.publicpage.door import Visit, screen, seen
from detente.publicpage.models import Comment, State
from detente.publicpage.queries import message_count, thread_page, voice, whole_thread
from detente.publicpage.text import as_typed
from detente.publicpage.visitor import address_of, form_key, remember_visitor

STATUS = {"access": 403, "input": 422, "state": 409}


@screen("GET", "HEAD", "POST")
def show_page(visit: Visit) -> HttpResponse:
    """The page of a brand: the form on top, the threads below. A post starts a thread."""
    if visit.request.method == "POST":
        return _post(visit, None)
    return _page(visit, {}, status=200)


@screen("GET", "HEAD", "POST")
def show_thread(visit: Visit, comment_id: str) -> HttpResponse:
    """One thread, and the form to answer the message that the address names."""
    comment = _standing(visit, comment_id)
    if comment is None:
        return visit.refuse(words.NO_COMMENT, status=404)
    if visit.request.method == "POST":
        return _post(visit, comment)
    return _thread(visit, comment, {}, status=200)


@screen("GET", "HEAD", "POST")
def change_message(visit: Visit, comment_id: str) -> HttpResponse:
    """The author changes or deletes his own message."""
    comment = _standing(visit, comment_id)
    if comment is None:
        return visit.refuse(words.NO_COMMENT, status=404)
    if visit.reader.visitor is None or comment.visitor_id != visit.reader.visitor.pk:
        return visit.refuse(words.NOT_YOURS, status=403)
    if comment.state != State.VISIBLE:
        return visit.refuse(words.NOT_EDITABLE, status=409)
    if visit.request.method == "POST":
        return _change(visit, comment)
    return visit.show("change.html", {"comment": comment, "typed": {"text": comment.text}})


@screen("POST")
def contest(visit: Visit, comment_id: str) -> HttpResponse:
    """The author of a hidden message contests it."""
    comment = _standing(visit, comment_id)
    if comment is None:
        return visit.refuse(words.NO_COMMENT, status=404)
    text = _field(visit, "text")
    try:
        _check_form(visit)
        if visit.reader.visitor is None:
            raise Refused("access.comment", words.NOT_YOURS)
        contest_notice(comment_id, visit.reader.visitor, text, now=visit.now)
    except Refused as refusal:
        return _thread(
            visit,
            comment,
            {"contest": {"text": _kept(text), "problem": _said(visit, refusal)}},
            status=_status(refusal),
        )
    return seen(message_address(comment))


def message_address(comment: Comment) -> str:
    """The path of a message in its thread, the message itself in view."""
    root = comment.root.public_id
    return reverse("publicpage:thread", args=[comment.page.slug, root]) + f"#m-{comment.public_id}"


def _post(visit: Visit, parent: Comment | None) -> HttpResponse:
    typed = {name: _field(visit, name) for name in ("text", "name", "email")}
    try:
        key = _check_form(visit)
        _check_email(typed["email"])
        entry = Entry(
            **typed, language=visit.reader.language, parent=parent.public_id if parent else None, form_key=key
        )
        sender = Sender(visit.reader.visitor, address_of(visit.request))
        comment = post_comment(visit.page.slug, entry, sender, now=visit.now)
    except Refused as refusal:
        return _again(visit, parent, typed, refusal)
    response = seen(message_address(comment))
    if comment.visitor is not None:
        remember_visitor(response, comment.visitor)
    return response


def _again(visit: Visit, parent: Comment | None, typed: dict[str, str], refusal: Refused) -> HttpResponse:
    context: dict[str, object] = {
        "typed": {name: _kept(value) for name, value in typed.items()},
        "problem": _said(visit, refusal),
    }
    if parent is None:
        return _page(visit, context, status=_status(refusal))
    return _thread(visit, parent, context, status=_status(refusal))


def _change(visit: Visit, comment: Comment) -> HttpResponse:
    assert visit.reader.visitor is not None
    text = _field(visit, "text")
    try:
        _check_form(visit)
        if "delete" in visit.request.POST:
            delete_comment(comment.public_id, visit.reader.visitor, now=visit.now)
            return seen(reverse("publicpage:page", args=[visit.page.slug]))
        edit_comment(comment.public_id, visit.reader.visitor, text, now=visit.now, address=address_of(visit.request))
    except Refused as refusal:
        context = {"comment": comment, "typed": {"text": _kept(text)}, "problem": _said(visit, refusal)}
        return visit.show("change.html", context, status=_status(refusal))
    return seen(message_address(comment))


def _page(visit: Visit, context: dict[str, object], *, status: int) -> HttpResponse:
    asked = visit.request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    listed = thread_page(visit.page, visit.reader.visitor, number)
    return visit.show("page.html", {"listed": listed, "count": message_count(visit.page), **context}, status=status)


def _thread(visit: Visit, comment: Comment, context: dict[str, object], *, status: int) -> HttpResponse:
    thread = whole_thread(comment.root, visit.reader.visitor)
    answered = voice(comment, visit.reader.visitor)
    return visit.show("thread.html", {"thread": thread, "answered": answered, **context}, status=status)


def _standing(visit: Visit, public_id: str) -> Comment | None:
    found = Comment.objects.select_related("thread", "page").filter(page=visit.page, public_id=public_id).first()
    if found is None or (found.state == State.DELETED and found.thread_id is not None):
        return None
    return found


def _check_form(visit: Visit) -> str:
    key = form_key(_field(visit, "token"), visit.reader.visitor, now=visit.now)
    if key is None:
        raise Refused("input.form", words.STALE_FORM)
    if _field(visit, "website"):
        raise Refused("input.trap", words.TRAP_FILLED)
    return key


def _check_email(email: str) -> None:
    if not email.strip():
        return
    try:
        validate_email(email.strip())
    except ValidationError as error:
        raise Refused("input.email", words.BAD_EMAIL) from error


def _field(visit: Visit, name: str) -> str:
    return as_typed(visit.request.POST.get(name, ""))


def _kept(text: str) -> str:
    return text.replace("\x00", "")


def _said(visit: Visit, refusal: Refused) -> str:
    return refusal.sentence.in_(visit.reader.language)


def _status(refusal: Refused) -> int:
    return STATUS[refusal.code.partition(".")[0]]
