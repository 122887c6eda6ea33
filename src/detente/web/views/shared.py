"""Evidence shown outside by a link: the page of a stranger, and where a colleague makes and ends such links."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.open_share import live_share, open_share
from detente.desk.actions.share_evidence import Asked, Lasting, end_share, share_evidence
from detente.desk.queries.shares import (
    SharedEvidence,
    SharedVersion,
    shared_evidence,
    shared_picture,
    shares_page,
)
from detente.rules.limits import Buckets
from detente.web import foreign
from detente.web.address import address_of
from detente.web.clock import now
from detente.web.flash import say
from detente.web.gate import DeskRequest, signed_in
from detente.web.middleware import status_of
from detente.web.strict import closed, picture_answer

GUESSES: Final = Buckets(20, timedelta(seconds=15))
"""Links that open nothing, by address of the asker."""
VISITS: Final = Buckets(120, timedelta(seconds=1))
"""Everything asked at these doors, by address of the asker."""

_ENDED = Words(fr="Lien fermé\u202f: il n’ouvre plus rien.", en="Link ended: it opens nothing any more.")


@require_GET
def shared(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page that the link shows. Expired, ended or never made, the answer is the same."""
    moment = now()
    if _too_often(request, moment):
        return _over(request, status=429)
    try:
        share = open_share(token, now=moment)
    except Refused:
        return _missed(request, moment)
    found = shared_evidence(share)
    with timezone.override(found.time_zone):
        return closed(render(request, "web/shared.html", _facts(found, token)))


@require_GET
def shared_image(request: HttpRequest, token: str, item_id: int) -> HttpResponseBase:
    """One picture of that page, through the same link."""
    moment = now()
    if _too_often(request, moment):
        return _over(request, status=429)
    try:
        found = shared_picture(live_share(token, now=moment), item_id)
    except Refused:
        found = None
    return _missed(request, moment) if found is None else picture_answer(*found)


@require_http_methods(["GET", "POST"])
@signed_in
def shares(request: DeskRequest, message_id: int) -> HttpResponseBase:
    """The live links of a message's evidence; a form that makes one and then shows it, once."""
    me = request.desk_person
    if request.method == "GET":
        return _shares(request, message_id)
    asked = Asked(request.POST.get("lasting", ""), request.POST.get("note", ""))
    try:
        token = share_evidence(me.id, message_id, asked, now=now())
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return _shares(request, message_id, refused=refused)
    return closed(_shares(request, message_id, link=_whole_address(request, token)))


@require_POST
@signed_in
def close_share(request: DeskRequest, share_id: int) -> HttpResponseBase:
    """End a link now."""
    message_id = end_share(request.desk_person.id, share_id, now=now())
    say(request, _ENDED)
    return HttpResponseRedirect(reverse("shares", args=[message_id]))


def _shares(request: DeskRequest, message_id: int, *, link: str = "", refused: Refused | None = None) -> HttpResponse:
    facts = {
        "page": shares_page(request.desk_person.id, message_id, now=now()),
        "lastings": tuple(Lasting),
        "chosen": request.POST.get("lasting", "") if refused else Lasting.DAY.value,
        "note": request.POST.get("note", "") if refused else "",
        "link": link,
        "refused": refused,
    }
    return render(request, "web/shares.html", facts, status=status_of(refused) if refused else 200)


def _whole_address(request: HttpRequest, token: str) -> str:
    path, known = reverse("shared", args=[token]), settings.DETENTE_PUBLIC_URL.rstrip("/")
    return f"{known}{path}" if known else request.build_absolute_uri(path)


def _facts(found: SharedEvidence, token: str) -> dict[str, object]:
    return {
        "one": found,
        "brand_name": found.brand,
        "author": foreign.one_line(found.author or found.handle),
        "handle": foreign.one_line(found.handle) if found.handle != found.author else "",
        "versions": [_version(version) for version in reversed(found.versions)],
        "token": token,
    }


def _version(version: SharedVersion) -> dict[str, object]:
    return {"of": version, "words": foreign.paragraphs(version.text)}


def _too_often(request: HttpRequest, moment: datetime) -> bool:
    asker = address_of(request)
    full = VISITS.wait(asker, now=moment) is not None or GUESSES.wait(asker, now=moment) is not None
    if not full:
        VISITS.take(asker, now=moment)
    return full


def _missed(request: HttpRequest, moment: datetime) -> HttpResponse:
    GUESSES.take(address_of(request), now=moment)
    return _over(request, status=404)


def _over(request: HttpRequest, *, status: int) -> HttpResponse:
    return closed(render(request, "web/shared_over.html", {"status": status}, status=status))
