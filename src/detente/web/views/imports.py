"""Import a file of comments: put it here, say what each column is, see what it would bring, confirm."""

from __future__ import annotations

import csv
import io
from typing import Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from detente.channels.files.columns import Field
from detente.channels.files.times import DateForm
from detente.contracts.actors import Actor
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.channels import connect_channel
from detente.desk.actions.import_upload import (
    LARGEST,
    Choice,
    cancel_upload,
    choose_upload,
    confirm_upload,
    put_upload,
)
from detente.desk.queries.field import ChannelRow, channel_rows
from detente.desk.queries.import_preview import UploadPage, upload_page
from detente.rules.roles import Action, check_may
from detente.web.clock import now
from detente.web.gate import DeskRequest, need_role, signed_in
from detente.web.middleware import status_of
from detente.web.views.case import reader_language
from detente.web.zones import zone_names

FILES: Final = "files"
_OWN_NAME = Words(fr="Fichiers importés", en="Imported files")
_NO_FILE = Words(fr="Choisissez un fichier CSV ou JSONL.", en="Choose a CSV or JSONL file.")
_TOO_LARGE = Words(
    fr="Ce fichier dépasse 20 Mo. Coupez-le en deux, ou passez par «\u202fdetente import\u202f» sur la machine.",
    en="This file is over 20 MB. Cut it in two, or use “detente import” on the machine.",
)
_NO_CHANNEL = Words(fr="Choisissez où ranger ces commentaires.", en="Choose where these comments belong.")
_ENCODINGS: Final = {"utf-8": "UTF-8", "cp1252": "Windows-1252"}


@require_http_methods(["GET", "POST"])
@signed_in
def import_comments(request: DeskRequest) -> HttpResponseBase:
    """Ask for a file; then go to its page, where nothing has come in yet."""
    need_role(request.desk_person, Role.ADMINISTRATOR, Role.LEAD)
    if request.method == "GET":
        return _ask(request)
    try:
        return redirect("import_file", _put(request))
    except Refused as refused:
        return _ask(request, refused=refused)


@require_http_methods(["GET", "POST"])
@signed_in
def import_file(request: DeskRequest, upload_id: int) -> HttpResponseBase:
    """One file: its columns and a preview, then its progress, then what became of it."""
    if request.method == "GET":
        page = upload_page(request.desk_person.id, upload_id)
        part = bool(request.htmx) and request.GET.get("part") == "1"
        return render(request, "web/_import_live.html" if part else "web/import_file.html", _file_context(page))
    try:
        _act(request, upload_id)
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        page = upload_page(request.desk_person.id, upload_id)
        context = _file_context(page) | {"refused": refused}
        return render(request, "web/import_file.html", context, status=status_of(refused))
    return redirect("import_file", upload_id)


@require_GET
@signed_in
def import_refused(request: DeskRequest, upload_id: int) -> HttpResponseBase:
    """The refused lines and why, as a file for a spreadsheet."""
    page, language = upload_page(request.desk_person.id, upload_id), reader_language()
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";" if language == "fr" else ",")
    writer.writerow(["ligne", "raison"] if language == "fr" else ["line", "reason"])
    writer.writerows([line, reason.in_(language)] for line, reason in page.refused)
    answer = HttpResponse("\ufeff" + table.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="detente-import-{upload_id}.csv"'
    return answer


def _put(request: DeskRequest) -> int:
    me = request.desk_person
    check_may(Action.IMPORT_COMMENTS, me.roles, me.mandates)
    sent = request.FILES.get("file")
    if sent is None or not sent.name:
        raise Refused("input.file", _NO_FILE)
    if (sent.size or 0) > LARGEST:
        raise Refused("input.file", _TOO_LARGE)
    with transaction.atomic():
        return put_upload(me.id, _channel(request), sent.name, sent.read(), now=now())


def _act(request: DeskRequest, upload_id: int) -> None:
    me, do = request.desk_person, request.POST.get("do", "look")
    if do == "cancel":
        cancel_upload(me.id, upload_id, now=now())
    elif do == "import":
        confirm_upload(me.id, upload_id, _choice(request), now=now())
    else:
        choose_upload(me.id, upload_id, _choice(request))


def _choice(request: HttpRequest) -> Choice:
    posted = request.POST
    columns = dict(zip(posted.getlist("column"), posted.getlist("field"), strict=False))
    return Choice(columns, posted.get("dates", ""), posted.get("zone", ""), posted.get("live") == "yes")


def _channel(request: DeskRequest) -> int:
    me, chosen = request.desk_person, request.POST.get("channel", "")
    rows = channel_rows(me.brand.id)
    if chosen == "new":
        kept = next((row.id for row in rows if row.network == FILES), None)
        return kept or _make_own(request)
    found = next((row.id for row in rows if str(row.id) == chosen), None)
    if found is None:
        raise Refused("input.channel", _NO_CHANNEL)
    return found


def _make_own(request: DeskRequest) -> int:
    me = request.desk_person
    return connect_channel(
        me.brand.id,
        network=FILES,
        name=_OWN_NAME.in_(me.brand.language),
        base_url="",
        secret="",
        actor=Actor.person(me.id),
        now=now(),
    )


def _ask(request: DeskRequest, *, refused: Refused | None = None) -> HttpResponse:
    rows: list[ChannelRow] = channel_rows(request.desk_person.brand.id)
    facts = {
        "channels": rows,
        "own": next((row for row in rows if row.network == FILES), None),
        "chosen": request.POST.get("channel", "") or request.GET.get("channel", ""),
        "refused": refused,
    }
    return render(request, "web/import.html", facts, status=status_of(refused) if refused else 200)


def _file_context(page: UploadPage) -> dict[str, object]:
    handled, total = page.progress.get("handled", 0), page.progress.get("total", 0)
    return {
        "u": page,
        "fields": list(Field),
        "date_forms": list(DateForm),
        "zones": zone_names(),
        "encoding": _ENCODINGS.get(page.encoding, page.encoding),
        "share": min(100, round(100 * handled / total)) if total else 0,
        "handled": handled,
        "total": max(total, handled),
    }
