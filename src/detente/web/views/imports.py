"""Import a file of comments: historical, or live with a clock."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from detente.contracts.actors import Actor
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.channels import connect_channel
from detente.desk.actions.import_comments import ImportReport
from detente.desk.actions.import_comments import import_comments as take_in
from detente.desk.queries.field import ChannelRow, channel_rows
from detente.rules.roles import Action, check_may
from detente.web.clock import now
from detente.web.gate import DeskRequest, need_role, signed_in
from detente.web.middleware import status_of

FILES = "files"
LARGEST = 50 * 1024 * 1024
_OWN_NAME = Words(fr="Fichiers importés", en="Imported files")
_NO_FILE = Words(fr="Choisissez un fichier CSV ou JSONL.", en="Choose a CSV or JSONL file.")
_TOO_LARGE = Words(
    fr="Ce fichier dépasse 50 Mo. Coupez-le en deux, ou passez par « detente import ».",
    en="This file is over 50 MB. Cut it in two, or use “detente import”.",
)
_NO_CHANNEL = Words(fr="Choisissez où ranger ces commentaires.", en="Choose where these comments belong.")


@require_http_methods(["GET", "POST"])
@signed_in
def import_comments(request: DeskRequest) -> HttpResponseBase:
    """Ask for a file; then say what was new, known, and refused with its reasons."""
    need_role(request.desk_person, Role.ADMINISTRATOR, Role.LEAD)
    if request.method == "GET":
        return _page(request)
    try:
        return _page(request, report=_import(request))
    except Refused as refused:
        return _page(request, refused=refused)


def _import(request: DeskRequest) -> ImportReport:
    me = request.desk_person
    check_may(Action.IMPORT_COMMENTS, me.roles, me.mandates)
    sent = request.FILES.get("file")
    if sent is None or not sent.name:
        raise Refused("input.file", _NO_FILE)
    if (sent.size or 0) > LARGEST:
        raise Refused("input.file", _TOO_LARGE)
    live = request.POST.get("live") == "yes"
    return take_in(_channel(request), sent, file_name=sent.name, live=live, now=now(), person_id=me.id)


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


def _page(request: DeskRequest, *, report: ImportReport | None = None, refused: Refused | None = None) -> HttpResponse:
    rows: list[ChannelRow] = channel_rows(request.desk_person.brand.id)
    facts = {
        "channels": rows,
        "own": next((row for row in rows if row.network == FILES), None),
        "chosen": request.POST.get("channel", ""),
        "report": report,
        "refused": refused,
    }
    return render(request, "web/import.html", facts, status=status_of(refused) if refused else 200)
