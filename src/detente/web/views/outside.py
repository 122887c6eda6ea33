"""The page of a reader outside, opened by a link and by nothing else; and where colleagues make and end such links."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from detente.contracts.kinds import Kind
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.read_outside import (
    annotate_outside,
    approve_outside,
    ask_changes_outside,
    live_link,
    open_link,
)
from detente.desk.actions.review_links import AskedLink, LinkLasts, end_review_link, make_review_link
from detente.desk.queries.posts import Post
from detente.desk.queries.review_links import OutsidePage, links_page, outside_page
from detente.rules.limits import Buckets
from detente.web.address import address_of
from detente.web.annotated import annotations_context
from detente.web.case_context import first_name
from detente.web.checks_view import columns
from detente.web.clock import now
from detente.web.flash import say
from detente.web.foreign import one_line, paragraphs
from detente.web.gate import DeskRequest, signed_in
from detente.web.middleware import status_of
from detente.web.networks import network_icon
from detente.web.rows import ANONYMOUS
from detente.web.strict import closed
from detente.web.views.case import reader_language
from detente.web.views.review import said_in

GUESSES: Final = Buckets(20, timedelta(seconds=15))
"""Links that open nothing, by address of the asker."""
VISITS: Final = Buckets(120, timedelta(seconds=1))
"""Everything asked at this door, by address of the asker."""

_WRITER = Words(fr="la personne qui répond", en="whoever replies")
_ENDED = Words(fr="Lien fermé\u202f: il n’ouvre plus rien.", en="Link ended: it opens nothing any more.")
_COLLEAGUE = Words(
    fr="Vous êtes connecté à ce bureau\u202f: ce lien est pour une personne extérieure. Relisez depuis la file de "
    "relecture.",
    en="You are signed in at this desk: this link is for somebody outside. Re-read from the queue instead.",
)


# The secret in the address is all the authority there is, and no cookie is read: a forged form would have to know it.
# The page asks browsers to tell no address, so that they name no origin either, which the usual check would refuse.
@csrf_exempt
@require_http_methods(["GET", "POST"])
def outside(request: HttpRequest, token: str) -> HttpResponseBase:
    """Read one exact text, annotate it, and decide where the link says so. A link that opens nothing never says why."""
    moment = now()
    if _too_often(request, moment):
        return _over(request, status=429)
    try:
        link = open_link(token, now=moment) if request.method == "GET" else live_link(token, now=moment)
    except Refused:
        GUESSES.take(address_of(request), now=moment)
        return _over(request, status=404)
    if request.user.is_authenticated:
        return closed(render(request, "web/outside_colleague.html", {"sentence": _COLLEAGUE}, status=403))
    page = outside_page(link, now=moment)
    with timezone.override(page.time_zone):
        return closed(_page(request, page, token) if request.method == "GET" else _decided(request, page, token))


def _decided(request: HttpRequest, page: OutsidePage, token: str) -> HttpResponse:
    do = request.POST.get("do", "")
    try:
        if do == "annotate":
            annotate_outside(token, said_in(request.POST), now=now())
            return HttpResponseRedirect(reverse("outside", args=[token]) + "#annotations")
        done = _sign(request, token) if do == "approve" else _send_back(request, token)
    except Refused as refused:
        return _refused(request, token, refused)
    facts = {"brand_name": page.brand, "done": done, "reader": page.reader}
    return render(request, "web/outside_done.html", facts)


def _sign(request: HttpRequest, token: str) -> str:
    posted = request.POST
    signed = approve_outside(
        token,
        text_hash=posted.get("text_hash", ""),
        thread_state=posted.get("thread_state", ""),
        face_to_face=posted.get("face") == "yes",
        now=now(),
    )
    return "left" if signed.publication_id else "team"


def _send_back(request: HttpRequest, token: str) -> str:
    ask_changes_outside(token, request.POST.get("note", ""), now=now())
    return "back"


def _refused(request: HttpRequest, token: str, refused: Refused) -> HttpResponse:
    """The page again with the sentence; when a colleague was faster, the link opens nothing any more."""
    try:
        return _page(request, outside_page(live_link(token, now=now()), now=now()), token, refused)
    except Refused:
        return _over(request, status=404)


def _page(request: HttpRequest, page: OutsidePage, token: str, refused: Refused | None = None) -> HttpResponse:
    posted = request.POST
    context = (
        annotations_context(page.draft_id, page.number, None)
        | _facts(page)
        | {
            "token": token,
            "refused": refused,
            "note": posted.get("note", ""),
            "face": posted.get("face", ""),
            "annotation": posted.get("said", ""),
            "annotation_place": posted.get("place", ""),
        }
    )
    return render(request, "web/outside.html", context, status=status_of(refused) if refused else 200)


def _facts(page: OutsidePage) -> dict[str, object]:
    language = reader_language()
    recipient = next((post for post in page.thread if post.id == page.recipient_id), None)
    author = one_line(recipient.author or recipient.handle, 80) if recipient else ""
    return {
        "p": page,
        "brand_name": page.brand,
        "author": author or ANONYMOUS.in_(language),
        "first_name": first_name(author, language),
        "answers": _post(recipient, page) if recipient else None,
        "thread": [_post(post, page) for post in page.thread if post.id != page.recipient_id],
        "covered": page.case_kind is Kind.ABUSE,
        "checked": {"report": page.report},
        **columns(page.report.findings),
        "model_said": page.model.said_to_reviewer(_WRITER) if page.model else None,
        "overridden": page.overridden,
        "read_only": True,
        "marks_json": "[]",
        "net_icon": network_icon(page.network),
    }


def _post(post: Post, page: OutsidePage) -> dict[str, object]:
    name = page.brand if post.ours else one_line(post.author or post.handle, 80)
    return {"of": post, "name": name or ANONYMOUS.in_(reader_language()), "words": paragraphs(post.text)}


def _too_often(request: HttpRequest, moment: datetime) -> bool:
    asker = address_of(request)
    full = VISITS.wait(asker, now=moment) is not None or GUESSES.wait(asker, now=moment) is not None
    if not full:
        VISITS.take(asker, now=moment)
    return full


def _over(request: HttpRequest, *, status: int) -> HttpResponse:
    return closed(render(request, "web/shared_over.html", {"status": status}, status=status))


# --- Where colleagues make and end links ---


@require_http_methods(["GET", "POST"])
@signed_in
def links(request: DeskRequest, draft_id: int) -> HttpResponseBase:
    """The live links of a text; a form that makes one and then shows it, once."""
    if request.method == "GET":
        return _links(request, draft_id)
    posted = request.POST
    asked = AskedLink(posted.get("reader", ""), posted.get("sort", "") != "expert", posted.get("lasting", ""))
    try:
        made = make_review_link(request.desk_person.id, draft_id, asked, now=now())
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return _links(request, draft_id, refused=refused)
    return closed(_links(request, draft_id, link=_whole_address(request, made.token)))


@require_POST
@signed_in
def end_link(request: DeskRequest, link_id: int) -> HttpResponseBase:
    """End a link now."""
    draft_id = end_review_link(request.desk_person.id, link_id, now=now())
    say(request, _ENDED)
    return HttpResponseRedirect(reverse("review_links", args=[draft_id]))


def _links(request: DeskRequest, draft_id: int, *, link: str = "", refused: Refused | None = None) -> HttpResponse:
    posted = request.POST if refused else {}
    facts = {
        "page": links_page(request.desk_person.id, draft_id, now=now()),
        "lastings": tuple(LinkLasts),
        "chosen": posted.get("lasting", LinkLasts.TWO.value),
        "reader": posted.get("reader", ""),
        "sort": posted.get("sort", "reader"),
        "link": link,
        "refused": refused,
    }
    return render(request, "web/review_links.html", facts, status=status_of(refused) if refused else 200)


def _whole_address(request: HttpRequest, token: str) -> str:
    path, known = reverse("outside", args=[token]), settings.DETENTE_PUBLIC_URL.rstrip("/")
    return f"{known}{path}" if known else request.build_absolute_uri(path)
