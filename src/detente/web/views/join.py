"""A colleague joins by an invitation link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from detente.accounts.actions.accept_invitation import (
    Newcomer,
    accept_invitation,
    accept_invitation_as,
    open_invitation,
)
from detente.accounts.models import Invitation
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.web.clock import now
from detente.web.kept import Kept
from detente.web.middleware import status_of
from detente.web.views.sign import enter


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the invitation gives, ask who joins, and walk in."""
    try:
        invitation = open_invitation(token, now())
    except Refused as refused:
        return render(request, "web/dead_link.html", {"refused": refused}, status=403)
    if request.method == "GET":
        return _page(request, token, invitation)
    try:
        return _join(request, token, invitation)
    except Refused as refused:
        return _page(request, token, invitation, refused)


def _join(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    if request.user.is_authenticated:
        accept_invitation_as(token, request.user.id, now=now())
        request.session["brand"] = invitation.brand_id
        return HttpResponseRedirect("/")
    newcomer = Newcomer(
        name=request.POST.get("name", ""),
        email=invitation.email or request.POST.get("email", ""),
        password=request.POST.get("password", ""),
        language=request.POST.get("language", "en"),
    )
    person = accept_invitation(token, newcomer, now=now())
    return enter(request, person, Kept("/", {}))


def _page(request: HttpRequest, token: str, invitation: Invitation, refused: Refused | None = None) -> HttpResponse:
    facts = {
        "token": token,
        "invitation": invitation,
        "roles": [Role(role) for role in invitation.roles],
        "mandates": [MandateKind(kind) for kind in invitation.mandates],
        "refused": refused,
        "typed": {"name": request.POST.get("name", ""), "email": request.POST.get("email", "")},
    }
    return render(request, "web/join.html", facts, status=status_of(refused) if refused else 200)
