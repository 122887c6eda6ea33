"""In and out of the desk."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from detente.accounts.actions import sign_in as act_in
from detente.accounts.actions import sign_out as act_out
from detente.accounts.models import Person
from detente.contracts.refusals import Refused
from detente.web import kept
from detente.web.address import address_of
from detente.web.clock import now
from detente.web.kept import Kept
from detente.web.reader_cookie import remember_language

BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who is there; on success go where the person wanted to go."""
    if request.method == "GET":
        return _page(request, Kept(kept.safe_page(request, request.GET.get("next", "/")), {}))
    carried = kept.from_sign_in(request)
    try:
        person = act_in.sign_in(
            request.POST.get("email", ""), request.POST.get("password", ""), address_of(request), now()
        )
    except Refused as refused:
        return _page(request, carried, refused=refused, status=422)
    return enter(request, person, carried)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Leave, and end the session."""
    if request.user.is_authenticated:
        act_out.sign_out(request.user.id, now())
    logout(request)
    return HttpResponseRedirect("/sign-in")


def sign_in_again(request: HttpRequest, typed: Kept) -> HttpResponse:
    """What somebody who is not signed in gets instead of the page they asked for."""
    if getattr(request, "htmx", False):
        return render(request, "web/_session_ended.html", status=401)
    if request.method == "GET":
        return HttpResponseRedirect(f"/sign-in?{_query(typed.page)}")
    return _page(request, typed, ended=True, status=401)


def enter(request: HttpRequest, person: Person, carried: Kept) -> HttpResponse:
    """Open the session of a person who has just proved who they are."""
    login(request, person, backend=BACKEND)
    kept.put_away(request, carried)
    return remember_language(HttpResponseRedirect(carried.page), person.language)


def _page(
    request: HttpRequest, typed: Kept, *, refused: Refused | None = None, ended: bool = False, status: int = 200
) -> HttpResponse:
    email = "" if ended else request.POST.get("email", "")
    facts = {"typed": typed, "refused": refused, "ended": ended, "email": email}
    return render(request, "web/sign_in.html", facts, status=status)


def _query(page: str) -> str:
    return urlencode({"next": page})
