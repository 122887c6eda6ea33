"""The versions of a draft: listed, compared word by word, and written on from."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions._replies import Seen
from detente.desk.actions.write_on_from import write_on_from
from detente.desk.queries.drafts import Version, Versions, versions_page
from detente.web.clock import now
from detente.web.flash import say
from detente.web.foreign import differences
from detente.web.gate import DeskRequest, signed_in
from detente.web.middleware import status_of
from detente.web.views.case import number, to_case

_BACK = Words(
    fr="Nouvelle version, avec les mots de la version {number}. Rien n’est perdu.",
    en="A new version, with the words of version {number}. Nothing is lost.",
)


@require_GET
@signed_in
def versions(request: DeskRequest, draft_id: int) -> HttpResponseBase:
    """The list, and what changed between any two of them."""
    return _page(request, versions_page(request.desk_person.id, draft_id))


@require_POST
@signed_in
def write_on(request: DeskRequest, draft_id: int, version: int) -> HttpResponseBase:
    """Go back to the words of a version, in a new one. When somebody saved meanwhile, the list is shown afresh."""
    me = request.desk_person
    page = versions_page(me.id, draft_id)
    try:
        write_on_from(me.id, draft_id, version, Seen.read(request.POST.get("seen", "")), now=now())
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return _page(request, versions_page(me.id, draft_id), refused)
    say(request, _BACK.with_(number=version))
    return to_case(page.case_id, page.kind)


def _page(request: DeskRequest, page: Versions, refused: Refused | None = None) -> HttpResponse:
    older, newer = _pair(page.rows, number(request.GET.get("from", "")), number(request.GET.get("to", "")))
    changes = differences(older.words, newer.words) if older and newer else []
    facts = {"page": page, "older": older, "newer": newer, "changes": changes, "refused": refused}
    return render(request, "web/versions.html", facts, status=status_of(refused) if refused else 200)


def _pair(rows: tuple[Version, ...], first: int, second: int) -> tuple[Version | None, Version | None]:
    """The two versions that are compared, the older one first: those asked for, else the last two."""
    held = {row.number: row for row in rows}
    asked = sorted({one for one in (first, second) if one in held}) if first != second else []
    numbers = asked if len(asked) == 2 else sorted(held)[-2:]
    return (held[numbers[0]], held[numbers[1]]) if len(numbers) == 2 else (None, None)
