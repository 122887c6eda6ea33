"""Saved replies: the list, one, its form with an example, and its words for the composer of a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from detente.contracts.composure import ReplyKind
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_brand, access_saved_reply
from detente.desk.actions.saved_replies import (
    LONGEST_SHORTCUT,
    LONGEST_TEXT,
    LONGEST_TITLE,
    SavedWords,
    bring_back_saved_reply,
    change_saved_reply,
    make_saved_reply,
    retire_saved_reply,
)
from detente.desk.queries.case_page import case_page
from detente.desk.queries.saved_replies import MOST_LISTED, SavedRow, filled_for, saved_list, saved_reply
from detente.drafting.variables import help_names
from detente.rules.roles import Action
from detente.web.clock import now
from detente.web.composer_view import typed_from
from detente.web.context import LANGUAGE_NAMES
from detente.web.flash import say
from detente.web.gate import DeskRequest, signed_in
from detente.web.middleware import status_of
from detente.web.saved_view import case_words, example_of
from detente.web.views.case import number, reader_language

_MADE = Words(
    fr="Réponse enregistrée. Elle est proposée après «\u202f/\u202f» dans les cas de sa langue.",
    en="Reply saved. It is offered after “/” on cases in its language.",
)
_CHANGED = Words(
    fr="Réponse modifiée. Les brouillons qui l’ont reprise gardent leur texte.",
    en="Reply changed. Drafts that took it keep their text.",
)
_RETIRED = Words(
    fr="Réponse retirée\u202f: elle n’est plus proposée. Vous pouvez la remettre en service ici.",
    en="Reply retired: it is offered no more. You can bring it back here.",
)
_BACK = Words(fr="Réponse remise en service.", en="Reply brought back.")
_FORM: Final[Mapping[str, object]] = {
    "languages": LANGUAGE_NAMES,
    "kinds": (ReplyKind.REPLY, ReplyKind.HOLDING),
    "longest_shortcut": LONGEST_SHORTCUT + 1,
    "longest_title": LONGEST_TITLE,
    "longest_text": LONGEST_TEXT,
}


@require_GET
@signed_in
def saved_replies(request: DeskRequest) -> HttpResponseBase:
    """The list, or those that were retired."""
    me, retired = request.desk_person, bool(request.GET.get("retired"))
    found = saved_list(me.id, me.brand.id, retired=retired)
    return render(request, "web/saved.html", {"found": found, "retired": retired, "most": MOST_LISTED})


@require_GET
@signed_in
def one(request: DeskRequest, saved_id: int) -> HttpResponseBase:
    """One text, and how it would read."""
    me = request.desk_person
    row, colleague = saved_reply(me.id, saved_id)
    example = example_of(row.text, row.language, me, now())
    may_write = colleague.may(Action.WRITE_SAVED_REPLY)
    return render(request, "web/saved_one.html", {"one": row, "example": example, "may_write": may_write})


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: DeskRequest) -> HttpResponseBase:
    """Write one."""
    me = request.desk_person
    access_brand(me.id, me.brand.id, Action.WRITE_SAVED_REPLY)
    if request.method == "GET":
        return _form(request, SavedWords("", "", "", language=reader_language()))
    said = _said(request)
    if request.POST.get("do") == "example":
        return _form(request, said)
    try:
        saved_id = make_saved_reply(me.id, me.brand.id, said, now=now())
    except Refused as refused:
        return _form(request, said, refused=refused)
    say(request, _MADE)
    return redirect("saved_reply", saved_id)


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: DeskRequest, saved_id: int) -> HttpResponseBase:
    """Change one. What a colleague saved meanwhile is shown beside what was typed; nothing is overwritten."""
    me = request.desk_person
    access_saved_reply(me.id, saved_id, Action.WRITE_SAVED_REPLY)
    row, _ = saved_reply(me.id, saved_id)
    if request.method == "GET":
        return _form(request, SavedWords(row.shortcut, row.title, row.text, row.language, row.kind), row=row)
    said = _said(request)
    seen = request.POST.get("seen", "")
    if request.POST.get("do") == "example":
        return _form(request, said, row=row, seen=seen)
    try:
        change_saved_reply(me.id, saved_id, said, seen, now=now())
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return _form(request, said, row=saved_reply(me.id, saved_id)[0], refused=refused)
    say(request, _CHANGED)
    return redirect("saved_reply", saved_id)


@require_POST
@signed_in
def state(request: DeskRequest, saved_id: int) -> HttpResponseBase:
    """Retire one, or bring it back. A refusal that a person can mend sends them to its page."""
    retires = request.POST.get("state") == "retired"
    act = retire_saved_reply if retires else bring_back_saved_reply
    act(request.desk_person.id, saved_id, now=now())
    say(request, _RETIRED if retires else _BACK)
    return redirect("saved_reply", saved_id)


@require_POST
@signed_in
def take(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """The words of one for this case, as JSON; nothing is kept. `left`: places of open fields, in code points."""
    moment, posted = now(), request.POST
    page = case_page(request.desk_person.id, case_id, now=moment)
    try:
        typed = typed_from(posted)
        filled = filled_for(page, number(posted.get("saved", "")), case_words(page, typed, moment), now=moment)
    except Refused as refused:
        said = refused.sentence.in_(reader_language())
        return JsonResponse({"code": refused.code, "said": said}, status=status_of(refused))
    return JsonResponse({"text": filled.text, "left": [[one.start, one.end] for one in filled.left]})


def _said(request: DeskRequest) -> SavedWords:
    post = request.POST
    names = ("shortcut", "title", "text", "language", "kind")
    return SavedWords(*(post.get(name, "") for name in names))


def _form(
    request: DeskRequest,
    said: SavedWords,
    *,
    row: SavedRow | None = None,
    refused: Refused | None = None,
    seen: str = "",
) -> HttpResponse:
    moved = row is not None and refused is not None and refused.code == "state.saved_moved"
    example = example_of(said.text, said.language, request.desk_person, now()) if said.text.strip() else None
    facts = {"said": said, "row": row, "refused": refused, "moved": moved, "example": example}
    more = {"seen": seen or (row.state if row else ""), "names": help_names(reader_language())}
    return render(request, "web/saved_form.html", {**_FORM, **facts, **more}, status=_status(refused))


def _status(refused: Refused | None) -> int:
    return status_of(refused) if refused else 200
