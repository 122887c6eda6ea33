"""A channel that others push to: its address, its secret, an example and what came last."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from detente.desk.actions.make_push_secret import make_push_secret
from detente.desk.queries.push_door import push_page
from detente.web.clock import now
from detente.web.gate import DeskRequest, signed_in


@require_GET
@signed_in
def pushes(request: DeskRequest, channel_id: int) -> HttpResponseBase:
    """The page of the door of one channel."""
    return _page(request, channel_id)


@require_POST
@signed_in
def push_secret(request: DeskRequest, channel_id: int) -> HttpResponseBase:
    """Make the secret, or a new one, and show it, once. The first one makes the address as well."""
    secret = make_push_secret(request.desk_person.id, channel_id, request.POST.get("seen", ""), now=now())
    return _page(request, channel_id, secret=secret)


def _page(request: DeskRequest, channel_id: int, *, secret: str = "") -> HttpResponse:
    found = push_page(request.desk_person.id, channel_id, now=now())
    facts = {"page": found, "address": _address(request, found.public_id), "secret": secret}
    response = render(request, "web/pushes.html", facts)
    if secret:
        response.headers["Cache-Control"] = "no-store"
    return response


def _address(request: DeskRequest, public_id: str) -> str:
    """Where to push, as the outside knows this desk; "" before there is an address."""
    if not public_id:
        return ""
    path = reverse("push", args=[public_id])
    known = settings.DETENTE_PUBLIC_URL.rstrip("/")
    return f"{known}{path}" if known else request.build_absolute_uri(path)
