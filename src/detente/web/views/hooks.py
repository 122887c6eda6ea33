"""Connections out: what hears this desk, what was delivered, and what a lead does about it."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.hooks import make_hook, send_again, set_hook_state, try_hook, turn_hook_secret
from detente.desk.queries.hooks import STATES, HookPage, hook_page, hook_rows
from detente.rules.hook_events import WITH_TEXTS, HookEvent
from detente.web.clock import now
from detente.web.flash import say
from detente.web.gate import DeskRequest, signed_in
from detente.web.middleware import status_of
from detente.web.views.case import number

_DONE: Mapping[str, Words] = {
    "paused": Words(
        fr="Connexion suspendue\u202f: ce qui se passe l’attend.", en="Connection paused: what happens waits for it."
    ),
    "active": Words(
        fr="Connexion reprise\u202f: ce qui attendait part.", en="Connection resumed: what was waiting leaves."
    ),
    "removed": Words(
        fr="Connexion retirée\u202f: plus rien ne lui sera livré.",
        en="Connection removed: nothing more is delivered to it.",
    ),
}
_TRIED = Words(
    fr="Un essai est en route\u202f: son sort s’affiche ci-dessous.", en="A trial is on its way: its fate shows below."
)
_AGAIN = Words(fr="Nouvelle livraison en route.", en="Another delivery is on its way.")


@require_http_methods(["GET", "POST"])
@signed_in
def hooks(request: DeskRequest) -> HttpResponseBase:
    """Every connection; a form that adds one and then shows its secret, once."""
    if request.method == "GET":
        return _list(request)
    me, post = request.desk_person, request.POST
    hears = [*post.getlist("events"), *([WITH_TEXTS] if post.get("texts") else [])]
    try:
        hook_id, secret = make_hook(
            me.id, me.brand.id, name=post.get("name", ""), url=post.get("url", ""), hears=hears, now=now()
        )
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return _list(request, refused=refused)
    return _page(request, hook_id, secret=secret)


@require_GET
@signed_in
def hook(request: DeskRequest, hook_id: int) -> HttpResponseBase:
    """One connection with its deliveries."""
    return _page(request, hook_id)


@require_POST
@signed_in
def hook_secret(request: DeskRequest, hook_id: int) -> HttpResponseBase:
    """Make a new secret and show it, once."""
    secret = turn_hook_secret(request.desk_person.id, hook_id, request.POST.get("seen", ""), now=now())
    return _page(request, hook_id, secret=secret)


@require_POST
@signed_in
def hook_state(request: DeskRequest, hook_id: int) -> HttpResponseBase:
    """Pause, resume or remove."""
    state = request.POST.get("state", "")
    set_hook_state(request.desk_person.id, hook_id, state, now=now())
    say(request, _DONE[state])
    return HttpResponseRedirect(reverse("hooks") if state == "removed" else reverse("hook", args=[hook_id]))


@require_POST
@signed_in
def hook_trial(request: DeskRequest, hook_id: int) -> HttpResponseBase:
    """Have a delivery made that only says that somebody tries."""
    try_hook(request.desk_person.id, hook_id, now=now())
    say(request, _TRIED)
    return HttpResponseRedirect(reverse("hook", args=[hook_id]))


@require_POST
@signed_in
def delivery_again(request: DeskRequest, hook_id: int, delivery_id: int) -> HttpResponseBase:
    """Put one delivery back in the queue."""
    send_again(request.desk_person.id, delivery_id, now=now())
    say(request, _AGAIN)
    return HttpResponseRedirect(reverse("hook", args=[hook_id]))


def _list(request: DeskRequest, *, refused: Refused | None = None) -> HttpResponse:
    me, post = request.desk_person, request.POST
    chosen = post.getlist("events") if refused else [event.value for event in HookEvent]
    facts = {
        "hooks": hook_rows(me.id, me.brand.id),
        "events": [(event, event.value in chosen) for event in HookEvent],
        "typed": post if refused else None,
        "refused": refused,
    }
    return render(request, "web/hooks.html", facts, status=status_of(refused) if refused else 200)


def _page(request: DeskRequest, hook_id: int, *, secret: str = "") -> HttpResponse:
    state = request.GET.get("state", "")
    found: HookPage = hook_page(
        request.desk_person.id, hook_id, state=state, before=number(request.GET.get("before", "")), now=now()
    )
    facts = {"page": found, "hook": found.hook, "secret": secret, "state": state if state in STATES else ""}
    response = render(request, "web/hook.html", facts)
    if secret:
        response.headers["Cache-Control"] = "no-store"
    return response
