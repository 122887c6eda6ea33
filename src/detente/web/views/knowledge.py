"""The library of knowledge notes: found, read, written, changed, retired and brought back."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from detente.contracts.dimensions import SUBJECTS
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_brand, access_knowledge
from detente.desk.actions.knowledge import (
    LONGEST_TITLE,
    LONGEST_WORDS,
    KnowledgeWords,
    bring_back_knowledge,
    retire_knowledge,
    revise_knowledge,
    write_knowledge,
)
from detente.desk.queries.knowledge import MOST_LISTED, KnowledgePage, knowledge_page, library
from detente.rules.roles import Action
from detente.web.clock import now
from detente.web.context import LANGUAGE_NAMES
from detente.web.flash import say
from detente.web.gate import DeskRequest, signed_in
from detente.web.middleware import status_of
from detente.web.views.case import number, reader_language

_WRITTEN = Words(
    fr="Fiche gardée. Elle sera proposée sur les cas qui lui ressemblent.",
    en="Note kept. It will be proposed on cases that are like it.",
)
_CHANGED = Words(fr="Fiche modifiée. La version d’avant reste.", en="Note changed. The version before stays.")
_RETIRED = Words(
    fr="Fiche retirée\u202f: elle n’est plus proposée. Vous pouvez la remettre en service ici.",
    en="Note retired: it is proposed no more. You can bring it back here.",
)
_BACK = Words(fr="Fiche remise en service.", en="Note brought back.")
_FORM: Mapping[str, object] = {
    "languages": LANGUAGE_NAMES,
    "longest_title": LONGEST_TITLE,
    "longest_words": LONGEST_WORDS,
}


@require_GET
@signed_in
def library_page(request: DeskRequest) -> HttpResponseBase:
    """The list, searched by words and topic."""
    me, asked = request.desk_person, request.GET
    query, topic, retired = asked.get("find", "").strip(), asked.get("topic", ""), bool(asked.get("retired"))
    found = library(me.id, me.brand.id, query=query, topic=topic, retired=retired)
    facts = {"library": found, "query": query, "topic": topic, "retired": retired, "most": MOST_LISTED}
    return render(request, "web/knowledge.html", facts | {"topics": _topics()})


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: DeskRequest) -> HttpResponseBase:
    """Write a note."""
    me = request.desk_person
    access_brand(me.id, me.brand.id, Action.WRITE_KNOWLEDGE)
    if request.method == "GET":
        return _form(request, KnowledgeWords("", "", language=reader_language()))
    said = _said(request)
    try:
        note_id = write_knowledge(me.id, me.brand.id, said, now=now())
    except Refused as refused:
        return _form(request, said, refused=refused)
    say(request, _WRITTEN)
    return redirect("knowledge_note", note_id)


@require_GET
@signed_in
def note(request: DeskRequest, note_id: int) -> HttpResponseBase:
    """One note with its versions."""
    page = knowledge_page(request.desk_person.id, note_id)
    return render(request, "web/knowledge_note.html", {"page": page, "note": page.note})


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: DeskRequest, note_id: int) -> HttpResponseBase:
    """Change a note. What a colleague saved meanwhile is shown beside what was typed; nothing is overwritten."""
    me = request.desk_person
    access_knowledge(me.id, note_id, Action.WRITE_KNOWLEDGE)
    if request.method == "GET":
        page = knowledge_page(me.id, note_id)
        held = KnowledgeWords(page.note.title, page.note.words, page.note.topic, page.note.language)
        return _form(request, held, page=page)
    said = _said(request)
    try:
        revise_knowledge(me.id, note_id, said, number(request.POST.get("seen", "")), now=now())
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return _form(request, said, page=knowledge_page(me.id, note_id), refused=refused)
    say(request, _CHANGED)
    return redirect("knowledge_note", note_id)


@require_POST
@signed_in
def state(request: DeskRequest, note_id: int) -> HttpResponseBase:
    """Retire a note, or bring it back."""
    retires = request.POST.get("state") == "retired"
    act = retire_knowledge if retires else bring_back_knowledge
    act(request.desk_person.id, note_id, now=now())
    say(request, _RETIRED if retires else _BACK)
    return redirect("knowledge_note", note_id)


def _said(request: DeskRequest) -> KnowledgeWords:
    post = request.POST
    return KnowledgeWords(post.get("title", ""), post.get("words", ""), post.get("topic", ""), post.get("language", ""))


def _form(
    request: DeskRequest,
    said: KnowledgeWords,
    *,
    page: KnowledgePage | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    moved = page is not None and refused is not None and refused.code == "state.knowledge_moved"
    facts = {**_FORM, "said": said, "page": page, "refused": refused, "moved": moved, "topics": _topics()}
    return render(request, "web/knowledge_form.html", facts, status=status_of(refused) if refused else 200)


def _topics() -> list[tuple[str, Words]]:
    return [(topic.value, words) for topic, words in SUBJECTS.items()]
