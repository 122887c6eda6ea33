"""The first person opens the desk, by the one-time link that the command line printed."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from detente.accounts.actions.first_run import first_run_link_works, open_the_desk
from detente.accounts.models import Person
from detente.contracts.refusals import Refused
from detente.web.clock import now
from detente.web.kept import Kept
from detente.web.opening import furnish, own_origin
from detente.web.views.sign import enter
from detente.web.zones import zone_names

_FIELDS = ("name", "email", "brand_name", "time_zone")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a name, an address, a password and the brand; then walk in."""
    if request.method == "GET":
        works = first_run_link_works(token)
        return _page(request, token, works=works, status=200 if works else 403)
    try:
        person = _open(request, token)
    except Refused as refused:
        works = first_run_link_works(token)
        return _page(request, token, works=works, refused=refused, status=422 if works else 403)
    return enter(request, person, Kept("/", {}))


@transaction.atomic
def _open(request: HttpRequest, token: str) -> Person:
    at = now()
    typed = {name: request.POST.get(name, "") for name in _FIELDS}
    person, brand = open_the_desk(
        token, password=request.POST.get("password", ""), language=request.POST.get("language", "en"), now=at, **typed
    )
    furnish(brand, at, own_origin(request))
    return person


def _page(
    request: HttpRequest, token: str, *, works: bool, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in _FIELDS}
    facts = {"token": token, "works": works, "refused": refused, "typed": typed, "zones": zone_names()}
    return render(request, "web/welcome.html", facts, status=status)
