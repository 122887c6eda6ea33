"""The inbox, its folders and the search."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext

from detente.contracts.people import Role
from detente.contracts.words import Language, Words, as_language
from detente.desk.queries.counts import CAP
from detente.desk.queries.folders import Folder
from detente.desk.queries.inbox import InboxPage, inbox_page
from detente.desk.queries.pasted import paste_channels
from detente.desk.queries.search import MOST_FOUND, search_cases
from detente.rules.inbox import Band
from detente.rules.roles import Action, may
from detente.web.clock import now
from detente.web.gate import DeskRequest, signed_in
from detente.web.rows import RowView, fingerprint, row_views
from detente.web.views import first_day

_ICONS = {
    Folder.ALL: "inbox",
    Folder.MINE: "user",
    Folder.NOBODY: "nobody",
    Folder.REVIEW: "eye",
    Folder.DEPARTMENT: "dept",
    Folder.BY_HAND: "pen",
    Folder.TROUBLE: "alert",
    Folder.FRIENDLY: "heart",
    Folder.CHARTER: "charter",
    Folder.ANSWERED: "check",
    Folder.CLOSED: "tray",
    Folder.HISTORICAL: "clock",
}
_ASIDE = {
    Band.HOUR_OVER: Words(
        fr="Le service en retard est nommé, pas la personne qui répond",
        en="The late department is named, not the person answering",
    ),
    Band.PROMISES: Words(
        fr="Réponse d’attente publiée\u202f: l’heure est tenue, la parole court",
        en="Holding reply published: the hour is kept, the promise runs",
    ),
}


@dataclass(frozen=True, slots=True)
class FolderLink:
    """One folder of the side. `count` is None when it is not counted; `hot` when it needs somebody."""

    folder: Folder
    icon: str
    count: int | None
    here: bool

    @property
    def hot(self) -> bool:
        """Whether the number is drawn in red."""
        return self.folder is Folder.TROUBLE and bool(self.count)

    @property
    def capped(self) -> bool:
        """Whether there may be more than the number says."""
        return (self.count or 0) >= CAP


@dataclass(frozen=True, slots=True)
class BandView:
    """A band with its drawn rows. `aside` is the small sentence on its right."""

    label: Words | None
    total: int
    aside: Words | None
    rows: list[RowView]


@signed_in
def inbox(request: DeskRequest) -> HttpResponseBase:
    """The list of a folder, or what a search found. htmx gets the list only, or nothing when nothing changed."""
    person = request.desk_person
    if not may(Action.VIEW_INBOX, person.roles, person.mandates):
        return redirect("handed" if Role.EXPERT in person.roles else "people")
    query = request.GET.get("q", "").strip()
    if query:
        return _found(request, query)
    return _listed(request)


def _listed(request: DeskRequest) -> HttpResponseBase:
    person, folder, moment = request.desk_person, _folder(request.GET.get("folder", "")), now()
    page = inbox_page(person.id, person.brand.id, folder, now=moment, after=request.GET.get("after", ""))
    if page.empty_desk:
        return HttpResponse(status=204) if request.htmx else first_day.inbox(request)
    language = _language()
    drawn = row_views(page.rows, language, person.id, moment)
    links, bands = _links(page), _bands(page, drawn)
    mark = fingerprint(drawn, links, page.after, [(band.label, band.total) for band in bands], language)
    if request.htmx and request.GET.get("seen") == mark:
        return HttpResponse(status=204)
    context = row_context(request) | {
        "page": page,
        "add_to": next(iter(paste_channels(person.brand.id)), None) if _may_add(request) else None,
        "links": links,
        "bands": bands,
        "mark": mark,
        "folder": folder,
        "total": _total(page),
        "troubled": page.counts.folders[Folder.TROUBLE],
        "answered": page.counts.folders[Folder.ANSWERED],
    }
    return render(request, "web/_desk.html" if request.htmx else "web/inbox.html", context)


def _found(request: DeskRequest, query: str) -> HttpResponseBase:
    person, moment = request.desk_person, now()
    found = search_cases(person.id, person.brand.id, query, now=moment)
    if len(found) == 1 and query.lstrip("#").isdigit() and found[0].facts.id == int(query.lstrip("#")):
        return redirect("case", found[0].facts.id)
    rows = row_views(found, _language(), person.id, moment)
    context = {"rows": rows, "query": query, "most": MOST_FOUND}
    return render(request, "web/found.html", row_context(request) | context)


def row_context(request: DeskRequest) -> dict[str, object]:
    """What every row needs and none works out again."""
    person = request.desk_person
    return {
        "may_take": may(Action.TAKE_CASE, person.roles, person.mandates),
        "take": gettext("Take"),
        "here": request.get_full_path() if not request.htmx else request.htmx.current_url_abs_path or "/",
    }


def _may_add(request: DeskRequest) -> bool:
    return may(Action.ADD_COMMENT, request.desk_person.roles, request.desk_person.mandates)


def _folder(word: str) -> Folder:
    return Folder(word) if word in set(Folder) else Folder.ALL


def _language() -> Language:
    return as_language(get_language() or "en")


def _total(page: InboxPage) -> int:
    return sum(page.counts.bands.values()) or len(page.rows)


def _links(page: InboxPage) -> list[FolderLink]:
    return [
        FolderLink(folder, _ICONS[folder], page.counts.folders.get(folder), folder is page.folder) for folder in Folder
    ]


def _bands(page: InboxPage, rows: list[RowView]) -> list[BandView]:
    totals = {one.band: one.total for one in page.bands}
    if page.folder in (Folder.ANSWERED, Folder.CLOSED, Folder.HISTORICAL):
        return [BandView(None, len(rows), None, rows)] if rows else []
    return [
        BandView(band.label, totals[band], _ASIDE.get(band), list(same))
        for band, same in groupby(rows, lambda row: row.band)
    ]
