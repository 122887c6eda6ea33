"""Bring a comment in by hand, correct it when its author does, and say when it is gone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from detente.channels.by_hand.payloads import Pasted
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_case
from detente.desk.actions.add_comment import add_comment, edit_comment, mark_gone
from detente.desk.queries.pasted import PastePage, paste_page, pasted_comment
from detente.rules.roles import Action
from detente.web.clock import now
from detente.web.flash import say
from detente.web.gate import DeskRequest, signed_in
from detente.web.middleware import status_of
from detente.web.views.case import number

_BAD_TIME = Words(
    fr="Cette heure ne se lit pas. Donnez une date et une heure, ou laissez vide pour maintenant.",
    en="This time cannot be read. Give a date and a time, or leave it empty for now.",
)
_SAID = {
    "new": Words(
        fr="Ajouté et scellé à votre nom. Son cas s’ouvre dans un instant.",
        en="Added, and sealed in your name. Its case opens in a moment.",
    ),
    "known": Words(fr="Ce commentaire est déjà ici\u202f: rien n’a changé.", en="It is here already: nothing changed."),
    "revised": Words(
        fr="Nouvelle version gardée\u202f; l’ancienne reste au dossier.",
        en="New version kept; the old one stays in the file.",
    ),
}
_GONE = Words(
    fr="Noté comme supprimé. Ses mots restent au dossier.", en="Noted as deleted. Its words stay in the file."
)


@require_http_methods(["GET", "POST"])
@signed_in
def comments(request: DeskRequest, channel_id: int) -> HttpResponseBase:
    """The form to paste a comment, and the last ones. A refused form comes back whole."""
    if request.method == "GET":
        return _page(request, channel_id)
    try:
        added = add_comment(
            request.desk_person.id,
            channel_id,
            _typed(request),
            now=now(),
            case_id=number(request.POST.get("case", "")),
        )
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return _page(request, channel_id, refused)
    say(request, _SAID[added.what])
    return redirect("comments", channel_id)


@require_http_methods(["GET", "POST"])
@signed_in
def comment(request: DeskRequest, channel_id: int, message_id: int) -> HttpResponseBase:
    """Correct one comment's words as its author did, or say that it is gone."""
    row = pasted_comment(request.desk_person.id, channel_id, message_id)
    refused = None
    if request.method == "POST":
        try:
            _change(request, message_id)
            return redirect("comments", channel_id)
        except Refused as error:
            refused = error
    page = paste_page(request.desk_person.id, channel_id)
    text = request.POST.get("text", row.text) if refused else row.text
    context = {"p": page, "one": row, "text": text, "refused": refused}
    return render(request, "web/comment_edit.html", context, status=status_of(refused) if refused else 200)


@require_GET
@signed_in
def next_comment(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """To the form that continues the thread of a case."""
    case, _ = access_case(request.desk_person.id, case_id, Action.ADD_COMMENT)
    return redirect(f"/channels/{case.channel_id}/comments?case={case.id}")


def _change(request: DeskRequest, message_id: int) -> None:
    me = request.desk_person
    if request.POST.get("do") == "gone":
        mark_gone(me.id, message_id, now=now())
        say(request, _GONE)
        return
    changed = edit_comment(me.id, message_id, _text(request), now=now())
    say(request, _SAID[changed.what])


def _typed(request: DeskRequest) -> Pasted:
    posted = request.POST
    return Pasted(
        text=_text(request),
        author=posted.get("author", "").strip(),
        posted_at=_time(posted.get("posted_at", ""), request.desk_person.brand.time_zone),
        link=posted.get("link", ""),
        thread=posted.get("thread", ""),
        private=posted.get("private") == "yes",
    )


def _text(request: DeskRequest) -> str:
    return request.POST.get("text", "").replace("\r\n", "\n")


def _time(typed: str, zone: str) -> datetime:
    if not typed.strip():
        return now()
    try:
        found = datetime.fromisoformat(typed.strip())
        return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        raise Refused("input.time", _BAD_TIME) from None


def _page(request: DeskRequest, channel_id: int, refused: Refused | None = None) -> HttpResponse:
    asked = request.POST if refused else request.GET
    page: PastePage = paste_page(request.desk_person.id, channel_id, number(asked.get("case", "")))
    typed = {name: request.POST.get(name, "") for name in ("text", "author", "link", "posted_at", "thread", "private")}
    if not refused and page.case:
        typed |= {"author": page.case.author, "thread": page.case.thread}
    context = {"p": page, "typed": typed, "refused": refused}
    return render(request, "web/comments.html", context, status=status_of(refused) if refused else 200)
