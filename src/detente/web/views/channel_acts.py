"""What people do with one channel: pause, check again, settle holes, fetch the past, change its secret, remove it."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from detente.channels.registry import NETWORKS
from detente.contracts.network import Registered
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.accept_hole import accept_hole
from detente.desk.actions.backfill_channel import start_backfill, stop_backfill
from detente.desk.actions.change_channel import change_channel_answers
from detente.desk.actions.channels import set_channel_state
from detente.desk.actions.check_channel import check_channel_again
from detente.desk.actions.forget_aside import forget_aside
from detente.desk.actions.remove_channel import remove_channel
from detente.desk.queries.channel_page import coverage_of
from detente.rules.roles import Action, check_may
from detente.web.channel_view import state_view
from detente.web.clock import now
from detente.web.flash import say
from detente.web.gate import DeskRequest, signed_in
from detente.web.kept import safe_page
from detente.web.middleware import status_of
from detente.web.network_view import field_views, typed_answers
from detente.web.views.case import number
from detente.web.views.channels import channel_answer

_PAUSED = Words(
    fr="Canal suspendu\u202f: il n’entend plus et ne publie plus, jusqu’à ce que vous le repreniez.",
    en="Channel paused: it neither hears nor publishes until you resume it.",
)
_RESUMED = Words(fr="Canal repris.", en="Channel resumed.")
_CHECKING = Words(
    fr="Vérification demandée. Ce qu’elle trouve s’affiche ici.", en="Check asked for. What it finds shows here."
)
_ACCEPTED = Words(
    fr="Trou accepté. Sa plage reste consignée sur la page du canal.",
    en="Hole accepted. Its range stays on the channel’s page.",
)
_FORGOTTEN = Words(
    fr="Contenu effacé. Sa raison et sa taille restent.", en="Content erased. Its reason and its size stay."
)
_FETCHING = Words(
    fr="Le passé arrive, sans horloge ni alerte. Vous pouvez continuer.",
    en="The past is coming in, without clock or alert. You can go on.",
)
_STOPPED = Words(fr="Reprise du passé arrêtée. Ce qui est venu reste.", en="Fetching stopped. What came stays.")
_CHANGED = Words(
    fr="Réponses enregistrées. Les droits sont vérifiés à nouveau.",
    en="Answers saved. The rights are being checked again.",
)
_REMOVED = Words(
    fr="Canal «\u202f{name}\u202f» retiré. Son passé reste.", en="Channel “{name}” removed. Its past stays."
)
_SURE = Words(
    fr="Cochez la case pour confirmer que vous retirez ce canal.",
    en="Tick the box to confirm that you remove this channel.",
)
_FIXED = Words(fr="Ce canal n’a pas de réponses à changer.", en="This channel has no answers to change.")


@require_POST
@signed_in
def channel_state(request: DeskRequest, channel_id: int) -> HttpResponseBase:
    """Pause or resume one channel."""
    state = request.POST.get("state", "")
    set_channel_state(request.desk_person.id, channel_id, state, now=now())
    say(request, _PAUSED if state == "paused" else _RESUMED)
    return HttpResponseRedirect(safe_page(request, request.POST.get("next", reverse("channels"))))


@require_POST
@signed_in
def check(request: DeskRequest, channel_id: int) -> HttpResponseBase:
    """Have the rights asked again now."""
    check_channel_again(request.desk_person.id, channel_id, now=now())
    say(request, _CHECKING)
    return redirect("channel", channel_id)


@require_POST
@signed_in
def hole(request: DeskRequest, channel_id: int, hole_id: int) -> HttpResponseBase:
    """Accept that a stretch of time may be missing."""
    accept_hole(request.desk_person.id, hole_id, now=now())
    say(request, _ACCEPTED)
    return redirect(reverse("channel", args=[channel_id]) + "#truth")


@require_POST
@signed_in
def aside(request: DeskRequest, channel_id: int, aside_id: int) -> HttpResponseBase:
    """Put away something that was kept aside."""
    forget_aside(request.desk_person.id, aside_id, now=now())
    say(request, _FORGOTTEN)
    return redirect(reverse("channel", args=[channel_id]) + "#truth")


@require_POST
@signed_in
def past(request: DeskRequest, channel_id: int) -> HttpResponseBase:
    """Fetch the past, or stop."""
    me = request.desk_person
    try:
        if request.POST.get("do") == "stop":
            stop_backfill(me.id, channel_id, now=now())
            say(request, _STOPPED)
        else:
            start_backfill(me.id, channel_id, days=number(request.POST.get("days", "")), now=now())
            say(request, _FETCHING)
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return channel_answer(request, channel_id, refused=refused)
    return redirect(reverse("channel", args=[channel_id]) + "#past")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@signed_in
def answers(request: DeskRequest, channel_id: int) -> HttpResponseBase:
    """Answer a network's questions anew; a secret left empty stays as it is."""
    me = request.desk_person
    check_may(Action.CONNECT_CHANNEL, me.roles, me.mandates)
    line = NETWORKS.get(coverage_of(me.brand.id, channel_id).network)
    if line is None or not line.connectable:
        raise Refused("state.channel", _FIXED)
    if request.method == "GET":
        return _answers_page(request, channel_id, line)
    try:
        change_channel_answers(me.id, channel_id, typed_answers(line, request.POST.dict()), now=now())
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return _answers_page(request, channel_id, line, refused)
    say(request, _CHANGED)
    return redirect("channel", channel_id)


def _answers_page(
    request: DeskRequest, channel_id: int, line: Registered, refused: Refused | None = None
) -> HttpResponse:
    found = coverage_of(request.desk_person.brand.id, channel_id)
    known = {"base_url": found.base_url, "account_id": found.account_id, **found.answers}
    given = typed_answers(line, request.POST.dict()) if refused else known
    context = {
        "c": found,
        "fields": field_views(line, given, refused, has_secret=found.has_secret),
        "rights": line.rights,
        "refused": refused,
    }
    return render(request, "web/channel_answers.html", context, status=status_of(refused) if refused else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def remove(request: DeskRequest, channel_id: int) -> HttpResponseBase:
    """Say what removing means; then remove."""
    me = request.desk_person
    check_may(Action.CONNECT_CHANNEL, me.roles, me.mandates)
    found = coverage_of(me.brand.id, channel_id)
    refused = None
    if request.method == "POST":
        try:
            if request.POST.get("sure") != "yes":
                raise Refused("input.sure", _SURE)
            remove_channel(me.id, channel_id, now=now())
            say(request, _REMOVED.with_(name=found.name))
            return redirect("channels")
        except Refused as error:
            if error.code.startswith("access."):
                raise
            refused = error
    context = {"c": found, "state": state_view(found), "refused": refused}
    return render(request, "web/channel_remove.html", context, status=status_of(refused) if refused else 200)
