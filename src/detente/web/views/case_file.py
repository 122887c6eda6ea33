"""The file of a case: a page to read and print, and a zip to take along."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Mapping
from importlib import resources
from pathlib import Path
from typing import IO, Final

from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from detente import __version__
from detente.desk.actions.export_case import export_case, read_case_file
from detente.desk.case_zip import Printed, write_case_zip
from detente.desk.queries.case_file import CaseFile, FiledMessage, case_file, filed_picture
from detente.desk.queries.shares import Seal
from detente.evidence.casefile.names import item_name
from detente.web import foreign
from detente.web.clock import now
from detente.web.gate import DeskRequest, signed_in
from detente.web.strict import closed, picture_answer

_PART: Final = 1 << 18


@require_GET
@signed_in
def file(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """The page; that it was read is written down first."""
    moment = now()
    read_case_file(request.desk_person.id, case_id, now=moment)
    found = case_file(request.desk_person.id, case_id, now=moment)
    sources = {seal.item_id: reverse("case_file_picture", args=[case_id, seal.item_id]) for seal in _pictures(found)}
    return closed(render(request, "web/case_file.html", _facts(found, sources)))


@require_GET
@signed_in
def picture(request: DeskRequest, case_id: int, item_id: int) -> HttpResponseBase:
    """One picture of that page."""
    found = filed_picture(request.desk_person.id, case_id, item_id)
    if found is None:
        raise Http404
    return picture_answer(*found)


@require_POST
@signed_in
def export(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """The zip; that it leaves is written down first. It is made in an unnamed file beside the vault, then streamed."""
    moment = now()
    export_case(request.desk_person.id, case_id, now=moment)
    found = case_file(request.desk_person.id, case_id, now=moment)
    room = _room()
    try:
        write_case_zip(room, found, _printed(found))
        size = room.tell()
        room.seek(0)
    except BaseException:
        room.close()
        raise
    answer = closed(StreamingHttpResponse(_parts(room), content_type="application/zip"))
    answer.headers["Content-Length"] = str(size)
    answer.headers["Content-Disposition"] = f'attachment; filename="case-{case_id}-{moment:%Y%m%d-%H%M}.zip"'
    return answer


def _room() -> IO[bytes]:
    folder = Path(settings.DETENTE_EVIDENCE)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return tempfile.TemporaryFile(dir=folder)


async def _parts(room: IO[bytes]) -> AsyncIterator[bytes]:
    # The server is asynchronous: given a plain iterator, Django would gather it all in memory first.
    try:
        while part := await sync_to_async(room.read)(_PART):
            yield part
    finally:
        room.close()


def _printed(found: CaseFile) -> Printed:
    sources = {seal.item_id: item_name(seal.item_id, seal.media_type) for seal in _pictures(found)}
    facts = _facts(found, sources) | {"language": get_language() or "en"}
    page = render_to_string("web/case_file_alone.html", facts)
    style = resources.files("detente.web").joinpath("static/web/css/case-file.css").read_bytes()
    return Printed(page.encode(), style, f"Détente {__version__}")


def _pictures(found: CaseFile) -> list[Seal]:
    seals = [seal for one in found.messages for version in one.versions for seal in version.seals]
    return [seal for seal in seals if seal.picture and seal.whole]


def _facts(found: CaseFile, sources: Mapping[int, str]) -> dict[str, object]:
    return {
        "file": found,
        "author": foreign.one_line(found.author or found.handle),
        "messages": [_message(one) for one in found.messages],
        "sources": sources,
    }


def _message(one: FiledMessage) -> dict[str, object]:
    versions = [{"of": version, "words": foreign.paragraphs(version.text)} for version in one.versions]
    return {"of": one, "author": foreign.one_line(one.author or one.handle), "versions": versions}
