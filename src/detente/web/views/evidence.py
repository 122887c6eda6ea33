"""The sealed evidence of one message: its page, its pictures, its folders, and a person's own capture."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.ask_picture import ask_picture
from detente.desk.actions.keep_own_capture import TOO_LARGE, keep_own_capture
from detente.desk.actions.note_viewed import note_exported, note_viewed
from detente.desk.queries.evidence_files import Opened, open_folder, open_picture
from detente.desk.queries.evidence_page import evidence_page
from detente.evidence.own_file import LARGEST
from detente.web.clock import now
from detente.web.evidence_view import evidence_context
from detente.web.flash import say
from detente.web.gate import DeskRequest, signed_in
from detente.web.middleware import status_of
from detente.web.strict import closed
from detente.web.views.case import reader_language

_ASKED = Words(
    fr="Image demandée\u202f: elle passe avant toutes les autres.", en="Picture asked for: it goes before all others."
)
_KEPT = Words(fr="Capture gardée et scellée, à votre nom.", en="Capture kept and sealed, in your name.")
_NO_FILE = Words(fr="Choisissez d’abord un fichier.", en="Choose a file first.")
_ASKED_ALREADY = Words(fr="Cette image est déjà demandée.", en="This picture is asked for already.")
_DRAWN: Final = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "text/html": "html"}
"""What a browser may draw, and how its file is named. Everything else is handed over as a file."""
_HANDED: Final = {"application/pdf": "pdf", "multipart/related": "mhtml"}
_SEALED_OFF: Final = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
"""No script, no form, no request: what was kept of a page is looked at, and does nothing."""


@require_GET
@signed_in
def evidence(request: DeskRequest, case_id: int, message_id: int) -> HttpResponseBase:
    """The page of what is sealed of one message, verified at this moment."""
    return evidence_answer(request, case_id, message_id)


def evidence_answer(
    request: DeskRequest, case_id: int, message_id: int, *, refused: Refused | None = None
) -> HttpResponse:
    """The page, and why something was refused."""
    page = evidence_page(request.desk_person.id, case_id, message_id)
    context = evidence_context(page, reader_language(), show=bool(request.GET.get("show")))
    context |= {"refused": refused, "moment": now()}
    return render(request, "web/evidence.html", context, status=status_of(refused) if refused else 200)


@require_GET
@signed_in
def picture(request: DeskRequest, case_id: int, message_id: int, item_id: int) -> HttpResponseBase:
    """The bytes of one kept picture or file; the ledger says who saw it."""
    me = request.desk_person
    opened = open_picture(me.id, case_id, message_id, item_id)
    response = _shown(opened)
    note_viewed(opened.colleague, opened.case, opened.item, now=now())
    return response


def _shown(opened: Opened) -> HttpResponse:
    kind = opened.item.media_type
    ending = _DRAWN.get(kind) or _HANDED.get(kind)
    if ending is None:
        raise Http404
    how = "inline" if kind in _DRAWN else "attachment"
    drawn = f"{kind}; charset=utf-8" if kind == "text/html" else kind
    response = HttpResponse(opened.raw, content_type=drawn if kind in _DRAWN else "application/octet-stream")
    response["Content-Disposition"] = f'{how}; filename="evidence-{opened.item.id}.{ending}"'
    _close_off(response)
    return response


@require_POST
@signed_in
def folder(request: DeskRequest, case_id: int, message_id: int, bundle_id: int) -> HttpResponseBase:
    """The sealed folder as a zip that anybody can check; the ledger says who took it."""
    opened = open_folder(request.desk_person.id, case_id, message_id, bundle_id)
    response = HttpResponse(opened.zip, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{opened.bundle.key}.zip"'
    _close_off(response)
    note_exported(opened.colleague, opened.case, opened.bundle, now=now())
    return response


def _close_off(response: HttpResponse) -> None:
    closed(response)
    response["Content-Security-Policy"] = _SEALED_OFF
    response["Cross-Origin-Resource-Policy"] = "same-origin"


@require_POST
@signed_in
def ask(request: DeskRequest, case_id: int, message_id: int) -> HttpResponseBase:
    """Take a picture now."""
    try:
        fresh = ask_picture(request.desk_person.id, case_id, message_id, now=now())
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return evidence_answer(request, case_id, message_id, refused=refused)
    say(request, _ASKED if fresh else _ASKED_ALREADY)
    return redirect("evidence", case_id, message_id)


@require_POST
@signed_in
def own_capture(request: DeskRequest, case_id: int, message_id: int) -> HttpResponseBase:
    """Keep a person's own capture. A refused one says why, and nothing of it stays."""
    try:
        keep_own_capture(request.desk_person.id, case_id, message_id, _sent(request), now=now())
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return evidence_answer(request, case_id, message_id, refused=refused)
    say(request, _KEPT)
    return redirect("evidence", case_id, message_id)


def _sent(request: DeskRequest) -> bytes:
    """The file that was chosen, or taken with a phone's camera."""
    sent = next((one for one in request.FILES.getlist("file") if one.size), None)
    if sent is None:
        raise Refused("input.file", _NO_FILE)
    if (sent.size or 0) > LARGEST:
        raise Refused("input.file", TOO_LARGE)
    return bytes(sent.read())
